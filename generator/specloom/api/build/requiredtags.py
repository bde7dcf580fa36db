"""Requires the discriminator in the members of a union: a server can't tell them apart without it."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.build.nodes import ref_key
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str, strings_in


def with_required_tags(document: JsonObject) -> JsonObject:
    """Return `document` with each discriminator required that has a default in a component, which a server fills in
    only when it writes. The input is not changed."""
    wanted: dict[str, dict[str, None]] = {}
    for key, name in _tagged_components(document):
        wanted.setdefault(key, {})[name] = None
    components = as_object(document.get("components"))
    schemas = as_object(components.get("schemas"))
    changed: JsonObject = {}
    for key, names in wanted.items():
        raw = as_object(schemas.get(key))
        missing = [name for name in names if _has_default(raw, name) and name not in strings_in(raw.get("required"))]
        if missing:
            changed[key] = {**raw, "required": [*strings_in(raw.get("required")), *missing]}
    if not changed:
        return document
    return {**document, "components": {**components, "schemas": {**schemas, **changed}}}


def _tagged_components(document: JsonObject) -> Iterator[tuple[str, str]]:
    """Yield the components that are members of unions with a discriminator, and its name."""
    stack: list[JsonValue] = [document]
    while stack:
        value = stack.pop()
        if isinstance(value, list):
            stack += value
        if not isinstance(value, dict):
            continue
        stack += value.values()
        name = as_str(as_object(value.get("discriminator")).get("propertyName"))
        for member in (*as_array(value.get("oneOf")), *as_array(value.get("anyOf"))) if name is not None else ():
            key = ref_key(as_object(member).get("$ref"))
            if key is not None and name is not None:
                yield key, name


def _has_default(raw: JsonObject, name: str) -> bool:
    return "default" in as_object(as_object(raw.get("properties")).get(name))
