"""One schema in, its canonical form out."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.documents import schema_of

NULL = {"type": "null"}

CASES = [
    # null
    ("3.0.3", "{type: string, nullable: true}", {"type": ["string", "null"]}),
    ("3.0.3", "{type: string, nullable: false}", {"type": "string"}),
    ("3.0.3", "{nullable: true}", {}),
    (
        "3.0.3",
        "{anyOf: [{type: string}, {nullable: true, x-a: null}]}",
        {"anyOf": [{"type": "string"}, {"type": "null"}]},
    ),
    ("3.0.3", "{anyOf: [{nullable: true}]}", {"anyOf": [{}]}),
    ("2.0", "{type: string, x-nullable: true}", {"type": ["string", "null"]}),
    ("3.0.3", "{type: string, enum: [a, b], nullable: true}", {"type": ["string", "null"], "enum": ["a", "b", None]}),
    (
        "3.0.3",
        "{allOf: [{type: object}], nullable: true, title: t}",
        {"anyOf": [{"type": "object"}, NULL], "title": "t"},
    ),
    (
        "3.0.3",
        "{allOf: [{type: object}, {title: x}], nullable: true}",
        {"anyOf": [{"allOf": [{"type": "object"}, {"title": "x"}]}, NULL]},
    ),
    (
        "3.0.3",
        "{oneOf: [{type: string}, {type: object}], nullable: true}",
        {"oneOf": [{"type": "string"}, {"type": "object"}, NULL]},
    ),
    ("3.1.0", "{anyOf: [{type: 'null'}, {type: object}]}", {"anyOf": [{"type": "object"}, NULL]}),
    ("3.1.0", "{type: ['null', string]}", {"type": ["string", "null"]}),
    ("3.1.0", "{type: [string, null]}", {"type": ["string", "null"]}),
    ("3.1.0", "{type: null}", {"type": "null"}),
    ("3.1.0", "{const: a, nullable: true}", {"type": ["string", "null"], "enum": ["a", None]}),
    # types
    ("3.1.0", "{type: [string]}", {"type": "string"}),
    ("3.1.0", "{type: [string, string, integer]}", {"type": ["string", "integer"]}),
    ("3.1.0", "{type: []}", {}),
    ("3.0.3", "{type: String}", {"type": "string"}),
    ("3.0.3", "{type: int}", {"type": "integer"}),
    ("3.0.3", "{type: datetime}", {"type": "string", "format": "date-time"}),
    ("3.0.3", "{type: file}", {"type": "string", "format": "binary"}),
    ("3.0.3", "{type: any, description: d}", {"description": "d"}),
    ("3.0.3", "{properties: {a: {}}}", {"type": "object", "properties": {"a": {}}}),
    ("3.0.3", "{additionalProperties: {type: string}}", {"type": "object", "additionalProperties": {"type": "string"}}),
    ("3.0.3", "{items: {}}", {"type": "array", "items": {}}),
    ("3.1.0", "{enum: [1, a, null]}", {"type": ["integer", "string", "null"], "enum": [1, "a", None]}),
    ("3.1.0", "{const: 1.5}", {"type": "number", "const": 1.5}),
    # arrays
    ("3.0.3", "{type: array}", {"type": "array", "items": {}}),
    ("3.1.0", "{type: array, items: true}", {"type": "array", "items": {}}),
    (
        "3.1.0",
        "{items: [{type: string}, true]}",
        {"prefixItems": [{"type": "string"}, {}], "items": {}},
    ),
    ("3.1.0", "{prefixItems: [{}], items: false}", {"prefixItems": [{}], "items": False}),
    # values
    (
        "3.1.0",
        "{enum: [1, true, 1, 1.0, a, a]}",
        {"type": ["integer", "boolean", "number", "string"], "enum": [1, True, 1.0, "a"]},
    ),
    ("3.1.0", "{type: string, enum: []}", {"type": "string"}),
    ("3.1.0", "{oneOf: [{const: a, title: A}, {const: b, description: B}]}", {"type": "string", "enum": ["a", "b"]}),
    ("3.1.0", "{anyOf: [{enum: [a]}, {type: 'null'}]}", {"type": ["string", "null"], "enum": ["a", None]}),
    (
        "3.1.0",
        "{oneOf: [{const: a}, {type: string}]}",
        {"oneOf": [{"const": "a", "type": "string"}, {"type": "string"}]},
    ),
    # booleans
    ("3.1.0", "{properties: {a: true, b: false}}", {"type": "object", "properties": {"a": {}, "b": {"not": {}}}}),
    ("3.1.0", "{anyOf: [true, {type: string}]}", {"anyOf": [{}, {"type": "string"}]}),
    ("3.1.0", "{type: object, additionalProperties: false}", {"type": "object", "additionalProperties": False}),
    ("3.1.0", "true", {}),
    ("3.1.0", "false", {"not": {}}),
    # limits, examples, formats
    ("3.0.3", "{type: integer, minimum: 1, exclusiveMinimum: true}", {"type": "integer", "exclusiveMinimum": 1}),
    ("3.0.3", "{type: integer, maximum: 1, exclusiveMaximum: false}", {"type": "integer", "maximum": 1}),
    ("3.1.0", "{type: integer, exclusiveMinimum: 3}", {"type": "integer", "exclusiveMinimum": 3}),
    ("3.0.3", "{type: string, example: a}", {"type": "string", "examples": ["a"]}),
    (
        "3.1.0",
        "{type: string, contentEncoding: base64}",
        {"type": "string", "contentEncoding": "base64", "format": "byte"},
    ),
    (
        "3.1.0",
        "{type: string, contentMediaType: application/octet-stream}",
        {"type": "string", "contentMediaType": "application/octet-stream", "format": "binary"},
    ),
    # what is not sound
    (
        "3.0.3",
        "{type: object, properties: {a: {type: string, required: true}, b: {}}, required: [b, 3, b]}",
        {"type": "object", "properties": {"a": {"type": "string"}, "b": {}}, "required": ["b", "a"]},
    ),
    ("3.0.3", "{type: string, description: [a], minLength: '3', enum: a, pattern: 3}", {"type": "string"}),
    ("3.0.3", "{type: object, properties: [a], allOf: {}, required: a}", {"type": "object"}),
    (
        "3.0.3",
        "{customTypePath: os.system, x-python-type: os.system, x-python-import: {module: os}, type: string}",
        {"type": "string"},
    ),
    (
        "3.0.3",
        "{x-stainless-naming: {python: {type_name: A}}, type: string}",
        {"x-stainless-naming": {"python": {"type_name": "A"}}, "type": "string"},
    ),
    ("2.0", "{type: object, discriminator: kind}", {"type": "object", "discriminator": {"propertyName": "kind"}}),
    ("3.0.3", "{type: object, discriminator: {mapping: {}}}", {"type": "object"}),
]


@pytest.mark.parametrize(("version", "schema", "expected"), CASES, ids=[f"{case[0]} {case[1]}" for case in CASES])
def test_canonical_form(tmp_path: Path, version: str, schema: str, expected: object) -> None:
    made = schema_of(tmp_path, schema, version)
    assert json.dumps(made, sort_keys=True) == json.dumps(expected, sort_keys=True)


def test_inner_schemas_are_rewritten_too(tmp_path: Path) -> None:
    parts = ["items", "not", "if", "additionalProperties", "contains", "propertyNames", "unevaluatedProperties"]
    for part in parts:
        made = schema_of(tmp_path, f"{{{part}: {{allOf: [{{properties: {{a: {{type: array}}}}}}]}}}}")
        assert json.dumps(made[part]) == json.dumps(
            {"allOf": [{"properties": {"a": {"type": "array", "items": {}}}, "type": "object"}]}
        )
