"""Samples: the document's example where it fits, else a value that a validator accepts; never an endless one."""

from __future__ import annotations

import json
import time
from pathlib import Path

import jsonschema_rs
import pytest

from specloom.api.build import build_api
from specloom.api.infer import infer_config
from specloom.api.samples import Sampler
from specloom.api.samples.patterns import sample_for_pattern
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject, JsonValue
from specloom.document.load import load
from specloom.document.normalise import normalise

DAY = {"type": "string", "format": "date"}
CASES: dict[str, tuple[JsonObject, JsonValue]] = {
    "name": ({"type": "string"}, "thing"),
    "example": ({"type": "string", "examples": ["pear"]}, "pear"),
    "example-that-does-not-fit": ({"type": "integer", "examples": ["pear"]}, 0),
    "default": ({"type": "string", "default": "plum"}, "plum"),
    "default-that-is-too-long": ({"type": "string", "default": "plum", "maxLength": 2}, "th"),
    "uuid": ({"type": "string", "format": "uuid"}, "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e"),
    "date": (DAY, "2019-12-27"),
    "long": ({"type": "string", "minLength": 8}, "xxxxxxxx"),
    "short": ({"type": "string", "maxLength": 3}, "thi"),
    "pattern": ({"type": "string", "pattern": "^T-[0-9]{4}$"}, "T-0000"),
    "pattern-and-length": ({"type": "string", "pattern": "^[a-z]+$", "minLength": 9}, "xxxxxxxxx"),
    "format-and-pattern": ({"type": "string", "format": "uri", "pattern": "^ftp:"}, "ftp:"),
    "whole": ({"type": "integer"}, 0),
    "from-one": ({"type": "integer", "minimum": 1}, 1),
    "over": ({"type": "integer", "exclusiveMinimum": 4}, 5),
    "under": ({"type": "integer", "exclusiveMaximum": -3}, -4),
    "step": ({"type": "number", "exclusiveMinimum": 0, "multipleOf": 0.5}, 0.5),
    "between": ({"type": "integer", "minimum": 7, "multipleOf": 5}, 10),
    "flag": ({"type": "boolean"}, True),
    "word": ({"enum": ["a", "b"]}, "a"),
    "constant": ({"const": 3}, 3),
    "list": ({"type": "array", "items": {"type": "string"}}, ["string"]),
    "two-different": (
        {"type": "array", "items": {"type": "string"}, "minItems": 2, "uniqueItems": True},
        ["string", "string2"],
    ),
    "none-allowed": ({"type": "array", "items": {"type": "string"}, "maxItems": 0}, []),
    "tuple": ({"type": "array", "prefixItems": [{"type": "integer"}, DAY], "items": False}, [0, "2019-12-27"]),
    "map": ({"type": "object", "additionalProperties": {"type": "integer"}}, {"foo": 0}),
    "object": (
        {"type": "object", "required": ["a"], "properties": {"a": DAY, "b": {"type": "boolean"}}},
        {"a": "2019-12-27", "b": True},
    ),
    "no-read-only": (
        {"type": "object", "properties": {"a": {"type": "string", "readOnly": True}, "b": DAY}},
        {"b": "2019-12-27"},
    ),
    "whole-example": (
        {"type": "object", "properties": {"a": {"type": "string"}}, "examples": [{"a": "x", "b": 1}]},
        {"a": "x", "b": 1},
    ),
    "one-of": (
        {
            "oneOf": [
                {"type": "object", "properties": {"a": {"type": "integer"}}},
                {"type": "object", "required": ["b"], "properties": {"b": {"type": "string"}, "a": {"type": "string"}}},
            ]
        },
        {"a": 0},
    ),
    "nullable": ({"type": ["integer", "null"], "minimum": 2}, 2),
}


def sampler_of(directory: Path, schemas: JsonObject) -> Sampler:
    document = {
        "openapi": "3.1.0",
        "info": {"title": "x", "version": "1"},
        "paths": {},
        "components": {"schemas": schemas},
    }
    (directory / "openapi.json").write_text(json.dumps(document))
    diagnostics = Diagnostics()
    canonical = normalise(load(str(directory / "openapi.json")), diagnostics)
    return Sampler(build_api(canonical, infer_config(canonical), diagnostics).schemas)


@pytest.fixture(scope="module")
def sampler(tmp_path_factory: pytest.TempPathFactory) -> Sampler:
    return sampler_of(tmp_path_factory.mktemp("samples"), {name: schema for name, (schema, _) in CASES.items()})


@pytest.mark.parametrize("name", CASES)
def test_a_sample_is_what_the_schema_asks_for(sampler: Sampler, name: str) -> None:
    schema, expected = CASES[name]
    value = sampler.sample_for(sampler.schemas[name], "thing", full=True)
    assert value == expected
    assert jsonschema_rs.is_valid(schema, value, validate_formats=True)


def test_without_the_optional_ones_only_required_properties_are_there(sampler: Sampler) -> None:
    assert sampler.sample_for(sampler.schemas["object"], "thing", full=False) == {"a": "2019-12-27"}


def test_recursion_ends_where_it_may(tmp_path: Path) -> None:
    ref: JsonObject = {"$ref": "#/components/schemas/Node"}
    node: JsonObject = {
        "type": "object",
        "required": ["id"],
        "properties": {"id": DAY, "next": ref, "all": {"type": "array", "items": ref}},
    }
    sampler = sampler_of(tmp_path, {"Node": node})
    value = sampler.sample_for(sampler.schemas["Node"], "node", full=True)
    assert jsonschema_rs.is_valid({**ref, "components": {"schemas": {"Node": node}}}, value)


def test_a_schema_that_needs_itself_gives_an_empty_object(tmp_path: Path) -> None:
    node: JsonObject = {
        "type": "object",
        "required": ["next"],
        "properties": {"next": {"$ref": "#/components/schemas/Node"}},
    }
    sampler = sampler_of(tmp_path, {"Node": node})
    assert sampler.sample_for(sampler.schemas["Node"], "node", full=True) == {}


def test_schemas_that_grow_without_measure_do_not_hold_up_a_run(tmp_path: Path) -> None:
    keys = [f"k{number}" for number in range(10)]
    schemas: JsonObject = {"L20": {"type": "string"}}
    for level in range(20):
        link: JsonObject = {"$ref": f"#/components/schemas/L{level + 1}"}
        union: JsonObject = {"anyOf": [link, {"type": "array", "items": link}]}
        schemas[f"L{level}"] = {"type": "object", "required": keys, "properties": dict.fromkeys(keys, union)}
    sampler = sampler_of(tmp_path, schemas)
    begun = time.process_time()
    assert sampler.sample_for(sampler.schemas["L0"], "thing", full=True) == {}
    assert time.process_time() - begun < 30


@pytest.mark.parametrize("pattern", [r"^(?=x)y$", r"(a)\1", "[", r"\p{L}"])
def test_a_pattern_that_is_not_read_gives_nothing(pattern: str) -> None:
    assert sample_for_pattern(pattern) is None


def test_a_pattern_can_ask_for_a_length() -> None:
    text = sample_for_pattern("^[a-z]+$", 12)
    assert text == "a" * 12
