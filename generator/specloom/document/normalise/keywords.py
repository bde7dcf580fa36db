"""Keywords of older generations in the spelling of JSON Schema 2020-12."""

from __future__ import annotations

from specloom.base.json import JsonObject, JsonValue
from specloom.document.siblings import is_annotation

_BOOLEAN_PARTS = ("properties", "patternProperties", "dependentSchemas")
_BOOLEAN_LISTS = ("allOf", "anyOf", "oneOf", "prefixItems")


def settle_limits(schema: JsonObject) -> None:
    """Turn the boolean ``exclusiveMinimum`` and ``exclusiveMaximum`` of 3.0 into numbers."""
    for exclusive, inclusive in (("exclusiveMinimum", "minimum"), ("exclusiveMaximum", "maximum")):
        flag = schema.get(exclusive)
        if isinstance(flag, bool):
            del schema[exclusive]
            if flag and inclusive in schema:
                schema[exclusive] = schema.pop(inclusive)


def settle_examples(schema: JsonObject) -> None:
    """Move ``example`` into ``examples``."""
    if "example" in schema:
        example = schema.pop("example")
        known = schema.get("examples")
        schema["examples"] = [example, *(known if isinstance(known, list) else [])]


def settle_discriminator(schema: JsonObject) -> None:
    """Write the discriminator as an object (2.0: a name); one without a name is dropped."""
    discriminator = schema.get("discriminator")
    if isinstance(discriminator, str):
        schema["discriminator"] = {"propertyName": discriminator}
    elif isinstance(discriminator, dict) and not isinstance(discriminator.get("propertyName"), str):
        del schema["discriminator"]


def settle_content(schema: JsonObject) -> None:
    """Give strings that carry encoded bytes the format ``byte`` or ``base64url``, and raw bytes ``binary``."""
    if "format" in schema or schema.get("type") not in ("string", None):
        return
    encoding = schema.get("contentEncoding")
    if isinstance(encoding, str) and encoding.lower() in ("base64", "base64url"):
        schema["format"] = "byte" if encoding.lower() == "base64" else "base64url"
    elif encoding is None and schema.get("contentMediaType") == "application/octet-stream":
        schema["format"] = "binary"


def settle_booleans(schema: JsonObject) -> None:
    """Write boolean parts of ``schema`` as schemas: ``true`` as ``{}``, ``false`` as ``{"not": {}}``."""
    for key in _BOOLEAN_PARTS:
        parts = schema.get(key)
        if isinstance(parts, dict):
            schema[key] = {name: _as_schema(part) for name, part in parts.items()}
    for key in _BOOLEAN_LISTS:
        members = schema.get(key)
        if isinstance(members, list):
            schema[key] = [_as_schema(member) for member in members]
    if schema.get("items") is True:
        schema["items"] = {}


def _as_schema(value: JsonValue) -> JsonValue:
    if value is False:
        return {"not": {}}
    return value if isinstance(value, dict) else {}


def settle_siblings(schema: JsonObject, *, ignored: bool) -> None:
    """Keep only annotations beside ``$ref``; the rest is ``ignored`` (2.0, 3.0) or a second ``allOf`` part."""
    if "$ref" not in schema:
        return
    beside = {key: schema.pop(key) for key in list(schema) if key != "$ref" and not is_annotation(key)}
    nullable: JsonObject = {}
    for key in ("nullable", "x-nullable"):
        if key in beside:
            nullable[key] = beside.pop(key)
    if beside and not ignored:
        schema["allOf"] = [{"$ref": schema.pop("$ref")}, beside]
    schema.update(nullable)
