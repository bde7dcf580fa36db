"""Converts Swagger 2.0 to the form of OpenAPI 3. Schemas are left to the rewrites of schemas."""

from __future__ import annotations

import re

from specloom.base.json import JsonArray, JsonObject, JsonValue, as_array, as_object, strings_in
from specloom.document.normalise.canonical import SourceOrigins
from specloom.document.normalise.swagger2_parts import body_of, header_of, parameter_of, security_scheme_of, servers_of
from specloom.document.normalise.walk import operations_of_item, path_items

_MOVED = ("definitions", "parameters", "responses", "securityDefinitions", "host", "basePath", "schemes")
_JSON = ["application/json"]
_WORDS = re.compile(r"json|xml|text/|html|yaml|script|\*")
"""Parts of media types that are not files."""


def convert_swagger2(root: JsonObject, origin: SourceOrigins) -> None:
    """Convert an inlined Swagger 2.0 document, whose path parameters are merged into operations, in place."""
    conversion = _Conversion(root, origin)
    for _, item in path_items(root):
        for verb, operation in operations_of_item(item):
            conversion.convert_operation(verb, operation)
    servers = servers_of(root)
    if servers:
        root["servers"] = servers
    schemes = as_object(root.get("securityDefinitions"))
    components: JsonObject = {
        "schemas": root.get("definitions", {}),
        "securitySchemes": {name: security_scheme_of(as_object(value)) for name, value in schemes.items()},
    }
    for key in (*_MOVED, "swagger", "consumes", "produces"):
        root.pop(key, None)
    root["openapi"] = "3.1.0"
    root["components"] = components


class _Conversion:
    """Converts operations; shared parameters and responses once for each different use."""

    def __init__(self, root: JsonObject, origin: SourceOrigins) -> None:
        self._origin = origin
        self._consumes = strings_in(root.get("consumes"))
        self._produces = strings_in(root.get("produces"))
        self._responses: dict[tuple[int, bool, tuple[str, ...]], JsonObject] = {}
        self._parameters: dict[int, JsonObject] = {}

    def convert_operation(self, verb: str, operation: JsonObject) -> None:
        """Convert one operation; one that declares that it produces only files returns a file, with or without a
        schema."""
        consumes = strings_in(operation.pop("consumes", None)) if "consumes" in operation else self._consumes
        own = strings_in(operation.pop("produces", None)) if "produces" in operation else None
        produces = self._produces if own is None else own
        files = bool(own) and verb != "head" and not any(map(_WORDS.search, produces))
        self._split_parameters(operation, consumes)
        responses = as_object(operation.get("responses"))
        operation["responses"] = {
            key: self._convert_response(value, produces or _JSON, files and str(key) == "200")
            if isinstance(value, dict)
            else value
            for key, value in responses.items()
        }
        schemes = strings_in(operation.pop("schemes", None))
        if schemes:
            operation["x-schemes"] = [*schemes]

    def _split_parameters(self, operation: JsonObject, consumes: list[str]) -> None:
        kept: JsonArray = []
        body: list[JsonObject] = []
        for value in as_array(operation.get("parameters")):
            parameter = as_object(value)
            if parameter.get("in") in ("body", "formData"):
                body.append(parameter)
            elif parameter:
                kept.append(self._convert_parameter(parameter))
        operation.pop("parameters", None)
        if kept:
            operation["parameters"] = kept
        if body:
            request = body_of(body, consumes)
            self._origin.copy_origin(request, body[0])
            operation["requestBody"] = request

    def _convert_parameter(self, parameter: JsonObject) -> JsonObject:
        if id(parameter) not in self._parameters:
            made = parameter_of(parameter)
            self._origin.copy_origin(made, parameter)
            self._parameters[id(parameter)] = made
        return self._parameters[id(parameter)]

    def _convert_response(self, response: JsonObject, produces: list[str], is_file: bool) -> JsonObject:
        known = (id(response), is_file, tuple(produces))
        if known not in self._responses:
            made = _response_of({"schema": {"type": "file"}, **response} if is_file else response, produces)
            self._origin.copy_origin(made, response)
            self._responses[known] = made
        return self._responses[known]


def _response_of(response: JsonObject, produces: list[str]) -> JsonObject:
    made = {key: value for key, value in response.items() if key not in ("schema", "examples", "headers")}
    headers = as_object(response.get("headers"))
    if headers:
        made["headers"] = {name: header_of(as_object(value)) for name, value in headers.items()}
    examples = as_object(response.get("examples"))
    schema = response.get("schema")
    if isinstance(schema, dict):
        made["content"] = {media: _media_type(schema, examples, media) for media in _media_types(schema, produces)}
    return made


def _media_types(schema: JsonObject, produces: list[str]) -> list[str]:
    if schema.get("type") == "file":
        return [media for media in produces if media not in _JSON] or ["application/octet-stream"]
    return produces


def _media_type(schema: JsonObject, examples: JsonObject, media: str) -> JsonValue:
    made: JsonObject = {"schema": schema}
    if media in examples:
        made["example"] = examples[media]
    return made
