"""Checks of single schemas: mistakes of real documents that a client can be generated despite."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.base import pointers
from specloom.base.json import JsonArray, JsonObject, JsonValue, as_object
from specloom.base.suggestions import suggestion
from specloom.document.checks.finding import Finding
from specloom.document.references import ValueLocation
from specloom.document.spellings import SPELLINGS

MAX_ENUM = 5_000
"""The longest ``enum`` that becomes a type; with a longer one, any value of its types is allowed."""
TYPES = ("array", "boolean", "integer", "null", "number", "object", "string")
"""The types of JSON Schema."""
_ITEMS = re.compile(r"/parameters/[^/]+/items$")
"""The items of a parameter of Swagger 2.0; Flask-RESTX describes several files as an array of them."""
_LISTED_ITEMS = "write `anyOf` in `items`, or `prefixItems`, which OpenAPI has since 3.1"
_NEEDS_ITEMS = ("2", "3.0")
"""The versions in which an array must have ``items``; in 3.1, as in JSON Schema, its items may then be anything."""


def schema_findings(schema: JsonObject, at: ValueLocation, version: str) -> Iterator[Finding]:
    """Yield the findings about one schema, without its subschemas."""
    yield from type_findings(schema, at, version)
    has_items = any(key in schema for key in ("items", "prefixItems", "contains", "$ref", "allOf"))
    if "array" in _listed_types(schema) and not has_items and version.startswith(_NEEDS_ITEMS):
        message = "the array has no `items`; its members may be any value"
        yield Finding("items-missing", message, at, "add `items`")
    if isinstance(schema.get("items"), list) and schema["items"]:
        yield listed_items_finding(ValueLocation(at.file, pointers.join(at.pointer, "items")))
    values = schema.get("enum")
    if values == []:
        location = ValueLocation(at.file, pointers.join(at.pointer, "enum"))
        yield Finding(
            "enum-empty", "an empty `enum` allows no value; it is ignored", location, "list the values, or remove it"
        )
    elif isinstance(values, list) and len(values) > MAX_ENUM:
        location = ValueLocation(at.file, pointers.join(at.pointer, "enum"))
        message = f"the enum lists {len(values):,} values; any value of their type is allowed"
        yield Finding("enum-large", message, location, f"up to {MAX_ENUM:,} are written out")
    yield from _check_discriminator(schema, at)
    yield from _keywords_of_other_versions(schema, at, version)


def listed_items_finding(location: ValueLocation) -> Finding:
    """Return the finding about ``items`` that lists schemas, at ``location``."""
    message = "`items` must be one schema, not a list of them; each item may match any of them"
    return Finding("items-list", message, location, _LISTED_ITEMS)


def type_findings(holder: JsonObject, at: ValueLocation, version: str) -> Iterator[Finding]:
    """Yield the invalid names in ``type``; a parameter and a header of Swagger 2.0 have a type themselves."""
    declared = holder.get("type")
    may_be_file = at.pointer.endswith("/schema") or holder.get("in") == "formData"
    if declared is None or (version.startswith("2") and may_be_file and declared == "file"):
        return
    if version.startswith("2") and declared == "file" and _ITEMS.search(at.pointer):
        location = ValueLocation(at.file, pointers.join(at.pointer, "type"))
        yield Finding("file-items", "`type: file` is not a type of items; the parameter takes several files", location)
        return
    for name in _listed_types(holder):
        if name not in TYPES:
            yield _unknown_type(name, at, version)


def _listed_types(holder: JsonObject) -> JsonArray:
    declared = holder.get("type")
    return declared if isinstance(declared, list) else [declared]


def _keywords_of_other_versions(schema: JsonObject, at: ValueLocation, version: str) -> Iterator[Finding]:
    """Yield keywords of other versions of JSON Schema; they have the meaning that they have there."""
    for name, value in as_object(schema.get("properties")).items():
        if isinstance(as_object(value).get("required"), bool):
            location = ValueLocation(at.file, pointers.join(at.pointer, "properties", name, "required"))
            message = "`required` is a list of names in the object that has the property"
            yield Finding("required-boolean", message, location, f"write `required: [{name}]` beside `properties`")
    if "nullable" in schema and not version.startswith(("2", "3.0")):
        location = ValueLocation(at.file, pointers.join(at.pointer, "nullable"))
        message = f"`nullable` is not a keyword of OpenAPI {version[:3]}; it has its meaning of 3.0"
        yield Finding(
            "nullable-version", message, location, "write `null` as one of the types: `type: [string, 'null']`"
        )


def _unknown_type(name: JsonValue, at: ValueLocation, version: str) -> Finding:
    location = ValueLocation(at.file, pointers.join(at.pointer, "type"))
    if name == "file":
        hint = (
            "write `type: string` with `format: binary`"
            if not version.startswith("2")
            else "use it in a formData parameter"
        )
        return Finding("type-file", "`type: file` is not a type of a schema", location, hint)
    if name is None:
        message = "null in `type` is not quoted; it is read as 'null'"
        return Finding("type-unknown", message, location, "write it in quotes: `'null'`")
    meant = SPELLINGS.get(name.strip().lower()) if isinstance(name, str) else None
    if meant is not None or str(name).strip().lower() in TYPES:
        kind, form = meant or (str(name).strip().lower(), None)
        taken = f"`type: {kind}` with `format: {form}`" if form else f"`type: {kind}`"
        return Finding(
            "type-unknown", f"`{name}` is not a type of JSON Schema; it is read as one", location, f"write {taken}"
        )
    if name in ("any", "mixed", "*"):
        return Finding(
            "type-unknown", f"`{name}` is not a type of JSON Schema; any value is allowed", location, "remove it"
        )
    hint = suggestion(str(name), TYPES) or f"use one of {', '.join(TYPES)}"
    return Finding("type-unknown", f"`{name}` is not a type of JSON Schema; any value is allowed", location, hint)


def _check_discriminator(schema: JsonObject, at: ValueLocation) -> Iterator[Finding]:
    discriminator = schema.get("discriminator")
    if isinstance(discriminator, dict) and not isinstance(discriminator.get("propertyName"), str):
        location = ValueLocation(at.file, pointers.join(at.pointer, "discriminator"))
        yield Finding(
            "discriminator-unknown", "the discriminator has no `propertyName`", location, "add `propertyName`"
        )
    for key, value in as_object(schema.get("properties")).items():
        if not isinstance(value, dict | bool):
            location = ValueLocation(at.file, pointers.join(at.pointer, "properties", key))
            yield Finding("wrong-type", f"the property `{key}` must be a schema", location)
