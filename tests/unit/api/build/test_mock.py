"""The document for the mock server: every operation has an answer, and examples fit their schemas."""

from __future__ import annotations

from specloom.api.build.mock import mock_document
from specloom.base.json import JsonObject, as_object

DAY: JsonObject = {"type": "string", "format": "date"}


def served(operation: JsonObject, schemas: JsonObject | None = None) -> JsonObject:
    """Return the document that is served for one operation."""
    info: JsonObject = {"title": "x", "version": "1"}
    components: JsonObject = {"schemas": schemas or {}}
    return mock_document(
        {"openapi": "3.1.0", "info": info, "paths": {"/a": {"get": operation}}, "components": components}
    )


def get(document: JsonObject) -> JsonObject:
    return as_object(as_object(as_object(document["paths"])["/a"])["get"])


def test_an_operation_that_only_fails_succeeds() -> None:
    assert list(as_object(get(served({"responses": {"404": {"description": "no"}}}))["responses"])) == ["200", "404"]


def test_a_success_that_is_documented_stays_as_it_is() -> None:
    operation: JsonObject = {"responses": {"2XX": {"description": "yes"}, "404": {"description": "no"}}}
    assert get(served(operation)) == operation


def test_a_204_with_content_is_a_200() -> None:
    answer: JsonObject = {"description": "gone", "content": {"application/json": {"schema": DAY}}}
    assert get(served({"responses": {"204": answer}}))["responses"] == {"200": answer}


def test_examples_that_do_not_fit_are_left_out_and_the_input_stays() -> None:
    schemas: JsonObject = {
        "Good": {**DAY, "examples": ["2026-01-31"]},
        "Bad": {**DAY, "examples": ["2026-01-31T10:00:00Z"]},
    }
    document = served({"responses": {"200": {"description": "yes"}}}, schemas)
    assert as_object(document["components"])["schemas"] == {"Good": schemas["Good"], "Bad": DAY}
    assert "examples" in as_object(schemas["Bad"])


def test_a_parameter_with_brackets_in_its_name_is_not_asked_for() -> None:
    asked: JsonObject = {"name": "ids[]", "in": "query", "required": True, "schema": {"type": "array", "items": DAY}}
    operation: JsonObject = {"parameters": [asked], "responses": {"200": {"description": "yes"}}}
    assert get(served(operation))["parameters"] == [{**asked, "required": False}]
