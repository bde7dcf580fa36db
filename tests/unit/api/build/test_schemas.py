"""Each construct of a schema becomes one closed kind."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    EnumSchema,
    MapSchema,
    ObjectSchema,
    RefSchema,
    ScalarSchema,
    Schema,
    TupleSchema,
    UnionSchema,
)
from specloom.base.diagnostics import Diagnostics, SourceLocation
from specloom.base.json import JsonObject, JsonValue

COMPONENTS: JsonObject = {
    "Pet": {"type": "object", "properties": {"name": {"type": "string"}}, "required": ["name"]},
    "Owned": {"allOf": [{"$ref": "#/components/schemas/Pet"}], "properties": {"owner": {"type": "string"}}},
    "Either": {"oneOf": [{"$ref": "#/components/schemas/Pet"}, {"type": "string"}]},
    "Loop": {
        "anyOf": [
            {"type": "array", "items": {"anyOf": [{"$ref": "#/components/schemas/Loop"}, {"type": "null"}]}},
            {"type": "string"},
        ]
    },
    "Self": {"allOf": [{"$ref": "#/components/schemas/Self"}], "properties": {"a": {"type": "string"}}},
}
PET: JsonObject = {"$ref": "#/components/schemas/Pet"}


@dataclass(frozen=True)
class Fixed:
    document: JsonObject
    values: int = 0

    def location_of(self, pointer: str) -> SourceLocation:
        return SourceLocation("spec", pointer)


def built(value: JsonValue, *, models: tuple[str, ...] = ()) -> Schema:
    document: JsonObject = {"components": {"schemas": COMPONENTS}}
    context = BuildContext(Fixed(document), document, Diagnostics(), frozenset(models))
    return SchemaBuilder(context).build(DocumentNode(value, "/x"))


def text(schema: Schema) -> str:
    """A schema in a few characters: `?` nullable, `{a!:t}` object, `[t]` array, `<t>` map."""
    match schema:
        case AnySchema():
            word = "any"
        case ScalarSchema():
            word = schema.kind.value
        case EnumSchema():
            word = "|".join(repr(value) for value in schema.values)
        case ArraySchema():
            word = f"[{text(schema.items)}]"
        case TupleSchema():
            rest = f",*{text(schema.rest)}" if schema.rest is not None else ""
            word = f"({','.join(map(text, schema.prefix))}{rest})"
        case MapSchema():
            word = f"<{text(schema.values)}>"
        case ObjectSchema():
            fields = [f"{field.wire_name}{'!' * field.required}:{text(field.schema)}" for field in schema.fields]
            fields += [f"*:{text(schema.extra)}"] if schema.extra is not None else []
            bases = "+".join(base.name for base in schema.bases)
            word = f"{bases}{{{' '.join(fields)}}}"
        case UnionSchema():
            word = "(" + " / ".join(text(variant.schema) for variant in schema.variants) + ")"
        case RefSchema():
            word = f"@{schema.name}"
    return word + "?" * schema.info.nullable


CASES: list[tuple[JsonValue, str]] = [
    ({}, "any"),
    (True, "any"),
    (False, "any"),
    ({"description": "x"}, "any"),
    ({"type": "string"}, "string"),
    ({"type": ["string", "null"]}, "string?"),
    ({"type": "null"}, "null"),
    ({"type": ["string", "integer"]}, "(string / integer)"),
    ({"type": "string", "format": "date-time"}, "date-time"),
    ({"type": "string", "format": "binary"}, "binary"),
    ({"type": "string", "format": "strange"}, "string"),
    ({"type": "string", "contentEncoding": "base64"}, "byte"),
    ({"enum": ["a", 1, True, None]}, "'a'|1|True?"),
    ({"enum": [None]}, "null"),
    ({"const": 3}, "3"),
    ({"const": None}, "null"),
    ({"enum": [1.5, 2]}, "number"),
    ({"enum": ["a", {"b": 1}]}, "('a' / <any>)"),
    ({"type": "array"}, "[any]"),
    ({"items": {"type": "string"}}, "[string]"),
    ({"prefixItems": [{"type": "string"}], "items": False}, "(string)"),
    ({"prefixItems": [{"type": "string"}], "items": {"type": "integer"}}, "(string,*integer)"),
    ({"type": "object"}, "any"),
    ({"type": "object", "properties": {}}, "{}"),
    ({"type": "object", "additionalProperties": False}, "{}"),
    ({"type": "object", "additionalProperties": True}, "<any>"),
    ({"additionalProperties": {"type": "integer"}}, "<integer>"),
    ({"properties": {"a": {"type": "string"}}, "additionalProperties": {"type": "integer"}}, "{a:string *:integer}"),
    ({"patternProperties": {"^x": {"type": "integer"}}, "additionalProperties": False}, "<integer>"),
    (PET, "@Pet"),
    ({**PET, "description": "x"}, "@Pet"),
    ({"allOf": [PET], "nullable": True}, "@Pet?"),
    ({"allOf": [PET, {"description": "x"}]}, "@Pet"),
    ({"allOf": [PET, {"properties": {"b": {"type": "integer"}}, "required": ["b"]}]}, "{name!:string b!:integer}"),
    ({"allOf": [{"properties": {"a": {"type": "string"}}}, {"required": ["a"]}]}, "{a!:string}"),
    ({"allOf": [{"type": "string"}, {"enum": ["a"]}]}, "'a'"),
    ({"allOf": [{"type": "number"}, {"type": "integer"}]}, "integer"),
    ({"allOf": [{"properties": {"a": {"type": "string"}}}, {"properties": {"a": {"enum": ["x"]}}}]}, "{a:'x'}"),
    ({"oneOf": [PET, {"type": "null"}]}, "@Pet?"),
    ({"anyOf": [{"type": "string"}, {"type": "integer"}, {"enum": [None]}]}, "(string / integer)?"),
    ({"anyOf": [{"const": "a"}, {"const": "b"}]}, "'a'|'b'"),
    ({"anyOf": [{"type": "string"}, {}]}, "any"),
    ({"anyOf": [{"type": "string"}, {"type": "string", "pattern": "x"}]}, "string"),
    ({"anyOf": [{"$ref": "#/components/schemas/Either"}, {"type": "integer"}]}, "(@Pet / string / integer)"),
    ({"properties": {"a": {}, "b": {}}, "anyOf": [{"required": ["a"]}, {"required": ["b"]}]}, "{a:any b:any}"),
    ({"properties": {"a": {}}, "oneOf": [{"type": "null"}, {"type": "object"}]}, "{a:any}?"),
    ({"properties": {"a": {}}, "anyOf": [{"type": ["object", "null"]}], "oneOf": [{"type": "object"}]}, "{a:any}"),
    ({"type": "object", "properties": {"a": {}}, "oneOf": [{"type": "null"}, {"required": ["a"]}]}, "{a:any}"),
    (
        {"properties": {"k": {"type": "string"}}, "oneOf": [PET, {"properties": {"z": {}}}]},
        "({k:string name!:string} / {k:string z:any})",
    ),
    ({"type": "object", "not": {"required": ["a"]}, "properties": {"a": {}}}, "{a:any}"),
    ({"x-stainless-override-schema": {"type": "integer"}, "type": "string"}, "integer"),
    ({"properties": {"a": {"x-stainless-skip": ["python"]}, "b": {"x-stainless-skip": ["go"]}}}, "{b:any}"),
    ({"$ref": "#/components/schemas/Loop"}, "@Loop"),
]


@pytest.mark.parametrize(("value", "expected"), CASES, ids=[str(index) for index in range(len(CASES))])
def test_kind(value: JsonValue, expected: str) -> None:
    assert text(built(value)) == expected


def test_a_named_model_is_a_base_unless_a_field_is_described_anew() -> None:
    more: JsonObject = {"allOf": [PET, {"properties": {"b": {"type": "integer"}}}]}
    anew: JsonObject = {"allOf": [PET, {"properties": {"name": {"type": "integer"}}}]}
    assert text(built(more, models=("Pet",))) == "Pet{b:integer}"
    assert text(built(anew, models=("Pet",))) == "{name!:integer}"


def test_a_named_union_stays_a_reference() -> None:
    union: JsonObject = {"anyOf": [{"$ref": "#/components/schemas/Either"}, {"type": "integer"}]}
    assert text(built(union, models=("Either",))) == "(@Either / integer)"


@pytest.mark.parametrize("key", list(COMPONENTS))
def test_components_that_contain_themselves_end(key: str) -> None:
    document: JsonObject = {"components": {"schemas": COMPONENTS}}
    builder = SchemaBuilder(BuildContext(Fixed(document), document, Diagnostics()))
    assert text(builder.build_component(key))


def test_discriminators_by_mapping_by_constant_and_by_name() -> None:
    kinds: JsonObject = {"properties": {"kind": {"const": "k"}}}
    union: JsonObject = {
        "oneOf": [kinds, PET, {"$ref": "#/components/schemas/Owned"}],
        "discriminator": {"propertyName": "kind", "mapping": {"p": "#/components/schemas/Pet"}},
    }
    schema = built(union, models=("Pet", "Owned"))
    assert isinstance(schema, UnionSchema)
    assert schema.discriminator is not None
    assert dict(schema.discriminator.mapping) == {"p": 1, "k": 0, "Owned": 2}
