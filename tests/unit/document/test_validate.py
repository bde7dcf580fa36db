from __future__ import annotations

from pathlib import Path

import pytest

from specloom.base import pointers
from specloom.document.checks.finding import Finding
from specloom.document.policy import SEVERITY
from tests.support.documents import canonical, findings, head

OPERATION = "paths: {/trees: {get: %s}}\n"
RESPONSE = "responses: {'200': {description: ok}}"


@pytest.mark.parametrize("version", ["2.0", "3.0.0", "3.0.4", "3.1.0", "3.1.2", "3.2.0"])
def test_versions(tmp_path: Path, version: str) -> None:
    assert findings(tmp_path, head(version) + "paths: {}\n") == []


@pytest.mark.parametrize(
    ("operation", "expected"),
    [
        ("{security: [{key: []}], OK}", [("warning", "security-scheme-undefined", 3)]),
        ("{responses: {4xx: {description: no}, '200': {description: ok}}}", [("warning", "response-key", 3)]),
        ("{responses: {'200': {}}}", [("warning", "missing-detail", 3)]),
        ("{bogus: 1, OK}", [("warning", "unknown-key", 3)]),
        ("{summary: [1], OK}", [("warning", "wrong-detail", 3)]),
        ("{responses: {}}", [("warning", "responses-missing", 3)]),
        (
            "{parameters: [{name: a, in: path, required: true, schema: {}}], OK}",
            [("warning", "path-parameter-unused", 3)],
        ),
        ("{parameters: [{name: a, in: query}], OK}", [("warning", "parameter-schema", 3)]),
        (
            "{parameters: [{name: a, in: query, schema: {}}, {name: a, in: query, schema: {title: t}}], OK}",
            [("warning", "parameter-duplicate", 3)],
        ),
        (
            "{parameters: [{name: a, in: query, schema: {type: integer}, example: x}], OK}",
            [("warning", "example-mismatch", 3)],
        ),
        (
            "{parameters: [{name: a, in: query, schema: {type: integer, default: x}}], OK}",
            [("warning", "default-mismatch", 3)],
        ),
        ("{parameters: [{name: a, in: query, schema: {type: file}}], OK}", [("warning", "type-file", 3)]),
        (
            "{parameters: [{name: a, in: query, schema: {type: strin}}], OK}",
            [("warning", "type-unknown", 3)],
        ),
        ("{parameters: {}, OK}", [("error", "wrong-type", 3)]),
    ],
)
@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_faults_of_operations(
    tmp_path: Path, version: str, operation: str, expected: list[tuple[str, str, int]]
) -> None:
    assert findings(tmp_path, head(version) + OPERATION.replace("%s", operation.replace("OK", RESPONSE))) == expected


def test_paths_that_are_alike(tmp_path: Path) -> None:
    operation = "{get: {parameters: [{name: %s, in: path, required: true, schema: {}}], " + RESPONSE + "}}"
    lines = "".join(f"  /trees/{{{name}}}: {operation % name}\n" for name in ("a", "b"))
    assert findings(tmp_path, head() + "paths:\n" + lines) == [("warning", "path-duplicate", 5)]


def test_what_no_address_can_hold_is_encoded(tmp_path: Path) -> None:
    text = head() + "paths: {'/a b\\c/名/{x}': {get: {" + RESPONSE + "}}}\n"
    assert list(canonical(tmp_path, text).document["paths"] or []) == ["/a%20b%5Cc/名/{x}"]


def test_faults_are_mended(tmp_path: Path) -> None:
    text = (
        head("3.0.3")
        + """
paths:
  trees/{id}:
    parameters:
      - {name: id, in: path, schema: {type: string}}
      - {name: page, in: query, schema: {type: integer}}
    get:
      security: [{key: []}, {nokey: []}]
      parameters:
        - {name: page, in: query, schema: {type: string}}
        - {name: ghost, in: path, required: true, schema: {type: string}}
      responses: {4xx: {description: no}, Default: {description: d}, odd: {description: o}}
    post: {security: [{nokey: []}], responses: {'200': {description: ok}}}
    put: {security: [], responses: {'200': {description: ok}}}
components: {securitySchemes: {key: {type: http, scheme: bearer}}}
"""
    )
    made = canonical(tmp_path, text).document
    get = "/paths/~1trees~1{id}/get"
    assert pointers.resolve(made, get + "/parameters") == [
        {"name": "id", "in": "path", "schema": {"type": "string"}, "required": True},
        {"name": "page", "in": "query", "schema": {"type": "string"}},
    ]
    assert list(pointers.resolve(made, get + "/responses") or []) == ["4XX", "default"]
    assert pointers.resolve(made, get + "/security") == [{"key": []}]
    assert "security" not in (pointers.resolve(made, "/paths/~1trees~1{id}/post") or {})
    assert pointers.resolve(made, "/paths/~1trees~1{id}/put/security") == []


def test_methods_of_other_names(tmp_path: Path) -> None:
    text = (
        head("3.2.0")
        + """
paths:
  /a:
    get: {responses: {'200': {description: ok}}}
    additionalOperations:
      COPY: {operationId: copyA, responses: {'200': {description: ok}}}
      GET: {responses: {'200': {description: ok}}}
      Patch: {operationId: copyA, responses: {'200': {description: ok}}}
      "a b": {responses: {'200': {description: ok}}}
"""
    )
    assert [rule for _, rule, _ in findings(tmp_path, text) if rule != "bad-detail"] == [
        "method-duplicate",
        "method-place",
        "operation-id-duplicate",
        "method-name",
    ]
    item = pointers.resolve(canonical(tmp_path, text.replace('"a b"', "a-b")).document, "/paths/~1a") or {}
    assert list(item) == ["get", "additionalOperations", "patch"]


@pytest.mark.parametrize(("version", "expected"), [("3.0.3", [("warning", "items-missing", 3)]), ("3.1.0", [])])
def test_arrays_need_items_where_openapi_says_so(
    tmp_path: Path, version: str, expected: list[tuple[str, str, int]]
) -> None:
    operation = "{parameters: [{name: a, in: query, schema: {type: array}}], OK}"
    assert findings(tmp_path, head(version) + OPERATION.replace("%s", operation.replace("OK", RESPONSE))) == expected


def test_schemas_in_other_files_are_checked(tmp_path: Path) -> None:
    text = head("3.0.3") + "paths: {}\ncomponents: {schemas: {A: {$ref: 'b.yaml#/B'}}}\n"
    assert findings(tmp_path, text, {"b.yaml": "B:\n  type: array\n"}) == [("warning", "items-missing", 1)]


def test_a_version_without_quotes(tmp_path: Path) -> None:
    text = "swagger: 2.0\ninfo: {title: a, version: '1'}\npaths: {}\n"
    assert [rule for _, rule, _ in findings(tmp_path, text)] == ["version-spelling"]


def test_every_rule_of_the_checks_is_in_the_policy() -> None:
    source = Path(__file__).parents[3] / "generator" / "specloom" / "document"
    assert Finding.__name__ == "Finding"
    rules = {
        part.split('"')[1]
        for path in [*(source / "checks").glob("*.py"), source / "validate.py", source / "normalise" / "samples.py"]
        for part in path.read_text().split("Finding(")[1:]
        if part.lstrip().startswith('"')
    }
    assert rules <= SEVERITY.keys()
