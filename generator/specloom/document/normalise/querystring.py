"""Converts parameters that are the whole query string (3.2) to query parameters."""

from __future__ import annotations

from specloom.base.json import JsonArray, JsonObject, as_array, as_object, as_str, strings_in
from specloom.base.pointers import unescape
from specloom.document.normalise.canonical import SourceOrigins
from specloom.document.normalise.walk import operations_of_item, path_items

_FORM = "application/x-www-form-urlencoded"
_REF = "#/components/schemas/"
_PLAIN = frozenset(["type", "title", "description", "properties", "required", "example", "examples", "default"])
"""Keywords of a form that only lists its fields."""


def settle_querystrings(root: JsonObject, origin: SourceOrigins) -> None:
    """Turn form-encoded ``querystring`` parameters into query parameters; others stay, as one text."""
    named = as_object(as_object(root.get("components")).get("schemas"))
    for _, item in path_items(root):
        for _, operation in operations_of_item(item):
            parameters = as_array(operation.get("parameters"))
            if any(as_object(value).get("in") == "querystring" for value in parameters):
                made: JsonArray = []
                for value in parameters:
                    made += _resolve_parameters(as_object(value), named, origin)
                operation["parameters"] = made


def _resolve_parameters(parameter: JsonObject, named: JsonObject, origin: SourceOrigins) -> list[JsonObject]:
    media = as_object(as_object(parameter.get("content")).get(_FORM))
    if parameter.get("in") != "querystring" or not media:
        return [parameter]
    schema = _resolve_object(as_object(media.get("schema")), named)
    if schema.keys() <= _PLAIN and as_object(schema.get("properties")):
        return _parameters_of_fields(parameter, media, schema, origin)
    whole: JsonObject = {key: value for key, value in parameter.items() if key != "content"}
    whole |= {"in": "query", "style": "form", "explode": True, "schema": media.get("schema", {})}
    origin.copy_origin(whole, parameter)
    return [whole]


def _resolve_object(schema: JsonObject, named: JsonObject) -> JsonObject:
    seen: set[str] = set()
    reference = as_str(schema.get("$ref"))
    while reference is not None and reference not in seen:
        seen.add(reference)
        schema = as_object(named.get(unescape(reference.removeprefix(_REF))))
        reference = as_str(schema.get("$ref"))
    return schema


def _parameters_of_fields(
    parameter: JsonObject, media: JsonObject, schema: JsonObject, origin: SourceOrigins
) -> list[JsonObject]:
    """Return one query parameter for each field, required if both the form and the field are."""
    required = strings_in(schema.get("required")) if parameter.get("required") is True else []
    made: list[JsonObject] = []
    for name, value in as_object(schema.get("properties")).items():
        encoding = as_object(as_object(media.get("encoding")).get(name))
        field: JsonObject = {"name": name, "in": "query", "required": name in required}
        json_type = as_str(encoding.get("contentType"))
        if json_type is not None and "json" in json_type:
            field["content"] = {json_type: {"schema": value}}
        else:
            field |= {"schema": value}
            field |= {key: encoding[key] for key in ("style", "explode", "allowReserved") if key in encoding}
        origin.copy_origin(field, parameter)
        made.append(field)
    return made
