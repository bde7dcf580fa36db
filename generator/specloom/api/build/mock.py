"""Makes the document for a mock server: relaxes what it can't serve, so that every call gets a response."""

from __future__ import annotations

import re

from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str
from specloom.document.grammar import VERBS
from specloom.document.normalise.samples import without_misfits

_SUCCESS = re.compile(r"2(?:\d\d|xx)|default", re.IGNORECASE)
_ANSWER: JsonObject = {"200": {"description": "Done; the document says nothing of success."}}


def mock_document(document: JsonObject) -> JsonObject:
    """Return a copy of `document` with a success response for each operation and without invalid examples."""
    document = without_misfits(document)
    paths = {path: _path_item(as_object(item)) for path, item in as_object(document.get("paths")).items()}
    return {**document, "paths": dict[str, JsonValue](paths)}


def _path_item(item: JsonObject) -> JsonObject:
    changed: JsonObject = {
        key: _mock_operation(as_object(value)) if key in VERBS else value for key, value in item.items()
    }
    return _with_parameters(changed)


def _mock_operation(operation: JsonObject) -> JsonObject:
    responses = as_object(operation.get("responses"))
    empty = as_object(responses.get("204"))
    if empty.get("content") and "200" not in responses:  # a 204 never has a body, so a response with one becomes a 200
        responses = {"200" if status == "204" else status: response for status, response in responses.items()}
        operation = {**operation, "responses": responses}
    if not any(_SUCCESS.fullmatch(status) for status in responses):
        operation = {**operation, "responses": {**_ANSWER, **responses}}
    return _with_parameters(operation)


def _with_parameters(holder: JsonObject) -> JsonObject:
    if "parameters" not in holder:
        return holder
    return {**holder, "parameters": [_mock_parameter(as_object(item)) for item in as_array(holder["parameters"])]}


def _mock_parameter(parameter: JsonObject) -> JsonObject:
    """Make parameters with brackets in their names optional: Prism looks for the encoded name and never finds it."""
    name = as_str(parameter.get("name")) or ""
    if parameter.get("in") != "query" or not ("[" in name and parameter.get("required") is True):
        return parameter
    return {**parameter, "required": False}
