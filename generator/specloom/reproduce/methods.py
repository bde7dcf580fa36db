"""Makes the entries of methods in the config."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import field

from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.base.records import dataclass
from specloom.base.words import Casing
from specloom.compare.dotted import last_part
from specloom.compare.surface import BY_POSITION, SurfaceMethod
from specloom.compare.surface_types import LITERAL, SurfaceType, named_types
from specloom.reproduce.calls import RequestCall
from specloom.reproduce.document_index import DocumentIndex, comparable

_HOLE = re.compile(r"\{([^{}]*)\}")
_PURPOSE = "x-stainless-pagination-property"
_STREAMS = ("Stream", "AsyncStream")
_CASING = Casing()


@dataclass(slots=True)
class MethodEntries:
    """Makes the entries of methods. `wrappers` are the properties that responses are unwrapped from."""

    index: DocumentIndex
    wrappers: Mapping[str, str]
    schemes: Mapping[str, JsonObject]
    event_models: dict[str, str] = field(default_factory=dict[str, str])

    def make_entry(self, method: SurfaceMethod, call: RequestCall, operation: str) -> JsonValue:
        """Return the entry of a method: its endpoint alone if nothing else is to be said."""
        entry: dict[str, JsonValue] = {"endpoint": operation}
        page = page_name(method)
        if page:
            entry["paginated"] = page if any(each["name"] == page for each in self.schemes.values()) else True
        elif self.schemes:
            entry["paginated"] = False
        if call.wrapper is not None and call.wrapper in self.wrappers:
            entry["unwrap_response"] = self.wrappers[call.wrapper]
        if call.body is not None:
            entry["body_param_name"] = call.body
        positional = self._positional(method, call, operation)
        if positional is not None:
            entry["positional_params"] = positional
        streaming = streaming_of(method, call)
        if streaming is not None:
            entry["streaming"] = streaming
        if call.timeout is not None:
            entry["default_request_options"] = {"timeout": round(call.timeout * 1000)}
        if call.deprecated is not None:
            entry["deprecated"] = call.deprecated
        return operation if len(entry) == 1 else entry

    def page_items(self, method: SurfaceMethod) -> str:
        """Return the dotted path of the items in the pages of a method."""
        page = page_name(method)
        scheme = next((each for each in self.schemes.values() if each["name"] == page), None)
        response = as_object(scheme.get("response")) if scheme is not None else {}
        is_array = any("is_top_level_array" in as_object(as_object(each).get(_PURPOSE)) for each in response.values())
        return "" if is_array else items_path(response)

    def _positional(self, method: SurfaceMethod, call: RequestCall, operation: str) -> list[JsonValue] | None:
        """Return the parameters that can be given by position, None if they are the usual one."""
        holes = _HOLE.findall(operation)
        own = _HOLE.findall(call.endpoint)
        wire = {comparable(name): hole for name, hole in zip(own, holes, strict=False)}
        wire |= {comparable(name): name for name, _, _ in self.index.parameters(operation)}
        given = [each.name for each in method.signatures[0].parameters if each.kind in BY_POSITION]
        names = [wire[comparable(name)] for name in given if comparable(name) in wire]
        usual = holes[-1:]
        return None if names == usual else [*names]


def items_path(response: JsonObject) -> str:
    """Return the dotted path of the items in the response of a scheme."""
    for name, schema in response.items():
        value = as_object(schema)
        if as_object(value.get(_PURPOSE)).get("purpose") == "items":
            return name
        inner = items_path(as_object(value.get("properties")))
        if inner:
            return f"{name}.{inner}"
    return ""


def page_name(method: SurfaceMethod) -> str | None:
    """Return the name of the pagination scheme of a method, None if it returns no page."""
    for name in named_types(method.signatures[0].returns):
        if name.startswith("pagination."):
            return _CASING.snake(last_part(name).removeprefix("Async").removeprefix("Sync"))
    return None


def streaming_of(method: SurfaceMethod, call: RequestCall) -> JsonObject | None:
    """Return how a method streams, None if it does not."""
    streams = [each for each in method.signatures if each.returns is not None and stream_item(each.returns) is not None]
    if not streams:
        return None
    flags = [
        member.name
        for member in streams[0].parameters
        if member.type is not None
        and member.type.name == LITERAL
        and "True" in {each.name for each in member.type.args}
    ]
    if call.streams or not flags:
        return {"param_discriminator": None}
    return {"param_discriminator": flags[0]}


def stream_item(item: SurfaceType) -> SurfaceType | None:
    """Return the type of the events in `Stream[X]`."""
    for each in item.members:
        if last_part(each.name) in _STREAMS and each.args:
            return each.args[0]
    return None
