"""Adds the methods that the document declares with `x-stainless-method` to the config's resources."""

from __future__ import annotations

from pydantic import ValidationError

from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.api.build.operations import operations_of
from specloom.api.build.tree import all_entries
from specloom.api.config import ConfigRoot, SdkConfig
from specloom.api.config.resources import Method, Resource
from specloom.base.json import JsonObject, JsonValue, as_object, as_str

_KEY = "x-stainless-method"


def with_document_methods(config: SdkConfig, context: BuildContext) -> SdkConfig:
    """Return `config` with a method for each operation that declares its resource and has no method yet."""
    named = {method.endpoint for entry in all_entries(config.root) for _, method, _ in entry.methods()}
    resources = dict(config.root.resources or {})
    changed = False
    for path, item in DocumentNode(context.document, "").entries("paths"):
        for verb, node in operations_of(item):
            wanted = node.raw.get(_KEY)
            if wanted is None or f"{verb} {path}" in named:
                continue
            location, method = _method_of_extension(f"{verb} {path}", wanted, node, context)
            if location and method is not None:
                _insert_method(resources, location, method)
                changed = True
    if not changed:
        return config
    root: ConfigRoot = config.root.model_copy(update={"resources": resources})
    return SdkConfig(root, config.source)


def method_path(wanted: JsonValue) -> tuple[str, ...]:
    """Return the resources and the name in an `x-stainless-method` value; empty if it holds none."""
    text = as_str(wanted) or as_str(as_object(wanted).get("path")) or ""
    path = tuple(part for part in text.split(".") if part)
    return path if len(path) > 1 else ("$client", *path) if path else ()


def _method_of_extension(
    key: str, wanted: JsonValue, node: DocumentNode, context: BuildContext
) -> tuple[tuple[str, ...], Method | None]:
    path = method_path(wanted)
    spec: JsonObject = {name: value for name, value in as_object(wanted).items() if name != "path"}
    try:
        return path, Method.model_validate({**spec, "endpoint": key})
    except ValidationError as error:
        message = f"`{_KEY}` is not usable: {error.errors()[0]['msg']}"
        location = context.source.location_of(node.at(_KEY).pointer)
        context.diagnostics.warning("method-extension", message, location=location)
        return path, None


def _insert_method(resources: dict[str, Resource], path: tuple[str, ...], method: Method) -> None:
    """Add `method` at `path` unless a method of that name exists there."""
    head, rest = path[0], path[1:]
    resource = resources.get(head) or Resource()
    if len(rest) == 1:
        resources[head] = resource.model_copy(update={"methods": {rest[0]: method, **resource.methods}})
        return
    children = dict(resource.subresources)
    _insert_method(children, rest, method)
    resources[head] = resource.model_copy(update={"subresources": children})
