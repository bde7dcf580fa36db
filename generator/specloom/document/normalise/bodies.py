"""Bodies that an OpenAPI 3 document lists among its parameters, as in 2.0, become request bodies."""

from __future__ import annotations

from specloom.base.json import JsonArray, JsonObject, JsonValue, as_array, as_object
from specloom.document.normalise.canonical import SourceOrigins
from specloom.document.normalise.swagger2_parts import body_of
from specloom.document.normalise.walk import operations_of_item, path_items

_FORMS = ["multipart/form-data"]


def lift_bodies(root: JsonObject, origin: SourceOrigins) -> None:
    """Write parameters in ``body`` or ``formData`` as request bodies; an existing body of the operation takes
    precedence."""
    for _, item in path_items(root):
        for _, operation in operations_of_item(item):
            found = [as_object(value) for value in as_array(operation.get("parameters")) if _is_body(value)]
            if not found:
                continue
            kept: JsonArray = [value for value in as_array(operation["parameters"]) if not _is_body(value)]
            operation["parameters"] = kept
            if "requestBody" not in operation:
                request = body_of([_as_in_2(value) for value in found], _form_media_type(found))
                origin.copy_origin(request, found[0])
                operation["requestBody"] = request


def _is_body(value: JsonValue) -> bool:
    return as_object(value).get("in") in ("body", "formData")


def _as_in_2(parameter: JsonObject) -> JsonObject:
    """Return a form parameter with the keywords of its schema beside its name."""
    if parameter.get("in") == "body":
        return parameter
    return {**as_object(parameter.get("schema")), **{k: v for k, v in parameter.items() if k != "schema"}}


def _form_media_type(parameters: list[JsonObject]) -> list[str]:
    """Return the media type of a form with these fields: multipart if one of them is a file."""
    schemas = [as_object(value.get("schema")) for value in parameters]
    has_file = any(schema.get("type") == "file" or schema.get("format") == "binary" for schema in schemas)
    return _FORMS if has_file else []
