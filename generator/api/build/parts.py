"""The parts of form bodies: which of them are not written in the client's own format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from generator.api.build.lookup import Lookup
from generator.api.build.nodes import Node
from generator.api.ir import BodyKind, MapSchema, ObjectSchema, PartEncoding, Schema, Style
from generator.base.json import as_object, as_str

_STYLES = (Style.FORM, Style.SPACE, Style.PIPE, Style.DEEP)


@dataclass(frozen=True, slots=True)
class PartBuilder:
    """Builds the encodings of parts. `as_documented`: parts that say nothing are sent as OpenAPI says."""

    lookup: Lookup
    as_documented: bool

    def parts(self, media: Node, kind: BodyKind, schema: Schema) -> tuple[PartEncoding, ...]:
        """Return the encodings that differ from what the client does by itself, by name of the property."""
        if kind not in (BodyKind.FORM, BodyKind.MULTIPART):
            return ()
        found = {part.name: part for part in self._implied(kind, schema)}
        for name, node in media.entries("encoding"):
            found.pop(name, None)
            part = _part(name, node)
            if part is not None:
                found[name] = part
        return tuple(found.values())

    def _implied(self, kind: BodyKind, schema: Schema) -> Iterator[PartEncoding]:
        """Yield the parts of a multipart body that hold objects: without a word about them they are JSON."""
        if kind is not BodyKind.MULTIPART or not self.as_documented:
            return
        for variant in self.lookup.alternatives(schema):
            for field in self.lookup.fields(variant).values():
                if self._is_object(field.schema):
                    yield PartEncoding(field.wire_name, Style.JSON)

    def _is_object(self, schema: Schema) -> bool:
        return any(isinstance(leaf, ObjectSchema | MapSchema) for leaf in self.lookup.leaves(schema))


def _part(name: str, node: Node) -> PartEncoding | None:
    raw = as_object(node.value)
    if {"style", "explode", "allowReserved"} & raw.keys():
        word = as_str(raw.get("style")) or Style.FORM
        style = Style(word) if word in _STYLES else Style.FORM
        explode = raw["explode"] if isinstance(raw.get("explode"), bool) else style in (Style.FORM, Style.DEEP)
        return PartEncoding(name, style, explode is True, raw.get("allowReserved") is True)
    return PartEncoding(name, Style.JSON) if "json" in (as_str(raw.get("contentType")) or "").lower() else None
