"""Drops invalid keywords from schemas, so that later code can rely on their types."""

from __future__ import annotations

from specloom.base.json import JsonObject, JsonValue

_STRINGS = ("title", "description", "format", "pattern", "contentEncoding", "contentMediaType", "$comment")
_NUMBERS = ("multipleOf", "minimum", "maximum", "minLength", "maxLength", "minItems", "maxItems")
_COUNTS = ("minProperties", "maxProperties", "minContains", "maxContains")
_BOOLEANS = ("deprecated", "readOnly", "writeOnly", "nullable", "x-nullable", "uniqueItems")
_OBJECTS = ("properties", "patternProperties", "dependentSchemas", "discriminator", "xml", "externalDocs")
_ARRAYS = ("allOf", "anyOf", "oneOf", "prefixItems", "enum", "examples")
_SCHEMAS = ("items", "contains", "not", "if", "then", "else", "propertyNames", "contentSchema", "additionalProperties")
_IMPORTING = frozenset(
    ["customTypePath", "customBasePath", "customTypeName", "customTypePaths", "x-python-type", "x-python-import"]
)
"""Extensions that would make the model printer import modules named in the document."""


def drop_unsound(schema: JsonObject) -> None:
    """Drop keywords with values of the wrong type, and extensions that name Python modules."""
    for key in list(schema):
        if not _is_sound(key, schema[key]):
            del schema[key]
    _lift_required(schema)
    if "required" in schema:
        names = schema["required"]
        kept = [name for name in names if isinstance(name, str)] if isinstance(names, list) else []
        schema["required"] = list(dict.fromkeys(kept))
    if not schema.get("required", True):
        del schema["required"]


def _is_sound(key: str, value: JsonValue) -> bool:
    if key in _STRINGS:
        return isinstance(value, str)
    if key in _NUMBERS or key in _COUNTS:
        return isinstance(value, int | float) and not isinstance(value, bool)
    if key in _BOOLEANS:
        return isinstance(value, bool)
    if key in _OBJECTS:
        return isinstance(value, dict)
    if key in _ARRAYS:
        return isinstance(value, list) and bool(value)
    if key in _SCHEMAS:
        return isinstance(value, dict | bool | list)
    return key not in _IMPORTING


def _lift_required(schema: JsonObject) -> None:
    """Move ``required: true`` of a property, the spelling of old drafts, to the object that has the property."""
    properties = schema.get("properties")
    if not isinstance(properties, dict):
        return
    lifted: list[JsonValue] = [name for name, value in properties.items() if _says_required(value)]
    if lifted:
        known = schema.get("required")
        schema["required"] = [*(known if isinstance(known, list) else []), *lifted]


def _says_required(value: JsonValue) -> bool:
    return isinstance(value, dict) and value.get("required") is True
