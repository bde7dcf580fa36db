"""Composed schemas: each value parses in strict mode as what it is, dumps the same and is sent as given."""

from __future__ import annotations

import json
import pickle
from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from tests.support.loopback import Loopback, Reply

NAMED, SIZED, CAT, DOG = {"name": "n"}, {"size": 1.5}, {"kind": "cat", "sound": "m"}, {"kind": "dog"}
STAMP, HALF = "2026-03-01T12:00:00Z", "2026-03-01T12:00:00.500+02:00"
CASES: dict[str, list[object]] = {
    "all_required_only": [{"name": "n", "nick": "k"}],
    "all_description_only": [NAMED],
    "all_single": [NAMED],
    "all_inline": [{"a": "a", "b": 1}, {"b": 2}],
    "all_siblings": [{"name": "n", "own": True, "more": 3}],
    "all_nested": [{"name": "n", "deep": "d"}],
    "all_two_models": [{"name": "n", "size": 1.5}],
    "all_same_twice": [NAMED],
    "all_narrowed": [{"name": "fixed", "nick": "k"}],
    "all_number_then_integer": [1],
    "all_conflict": [{}],
    "all_scalar": ["abc"],
    "all_enum": ["red"],
    "all_one_of_inside": [{"name": "n", **CAT}, {"name": "n", **DOG}],
    "all_any_required": [{"a": "a"}, {"b": "b"}],
    "all_array": [[NAMED]],
    "all_map": [{"a": 1}],
    "all_nullable": [NAMED],
    "all_empty_member": [NAMED],
    "all_extends": [{"kind": "dog", "age": 1}],
    "all_two_unions": [{**CAT, **SIZED}, {**DOG, **NAMED}],
    "all_open_union": [{"box": "b", "n": 1, **NAMED}, {"box": "b", "n": 2, **SIZED}],
    "all_false_extra": [{"a": "a"}],
    "all_two_tagged": [{"op": "add", "a": 1, "one": True}, {"op": "cut", "two": True}, {"op": "add", "two": False}],
    "all_tagged": [{"form": "round", "n": 1}, {"form": "flat", "size": 2, "n": 1}],
    "one_plain": [NAMED, SIZED],
    "any_plain": [NAMED, SIZED, {**NAMED, **SIZED}],
    "tagged": [CAT, DOG],
    "mapped": [{"form": "round"}, {"form": "flat", "size": 2}, {"form": "also-flat"}],
    "by_name": [{"form": "Circle"}, {"form": "Square", "size": 2}],
    "implicit": [CAT, DOG],
    "implicit_inline": [{"op": "add", "value": 1}, {"op": "mul", "value": 1}, {"op": "abs"}],
    "implicit_numbers": [{"v": 1, "name": "a"}, {"v": 2, "name": "a"}],
    "implicit_booleans": [{"ok": True, "data": "d"}, {"ok": False, "data": "d"}],
    "tagged_list": [[CAT, DOG, CAT], []],
    "tagged_null": [CAT, None],
    "tagged_or_text": ["a", CAT, DOG],
    "nested_unions": ["a", 1, None, CAT, DOG],
    "nested_tagged": [{"form": "round"}, {"form": "flat", "size": 2}, None],
    "mixed": ["a", 1, ["a"], NAMED, True, "1"],
    "scalars": ["a", 1.5, True, "true"],
    "integer_or_number": [1, 1.5],
    "day_or_text": ["12", "2026-03-01", STAMP, "2026-02-30"],
    "dates": ["2026-03-01", STAMP],
    "date_or_number": [STAMP, 1700000000],
    "date_or_list": ["12", STAMP, [STAMP, "12"], NAMED, None],
    "date_or_text": ["soon", STAMP, "12", "1700000000", "2026-03-01", HALF, "2026-03-01 12:00:00Z"],
    "arrays": [[NAMED], ["a"], []],
    "one_or_many": [NAMED, [NAMED]],
    "single_arm": [NAMED],
    "same_arms": [{"a": "a"}],
    "map_or_object": [NAMED, {"a": 1}],
    "titled": [{"hand": "l"}, {"machine": "m"}],
    "with_properties": [{"id": "i", **NAMED}, {"id": "i", **SIZED}],
    "with_empty": [NAMED, 1, None],
    "enum_or_text": ["a", "other"],
    "superset": [{"a": "a"}, {"a": "a", "b": 1}],
    "enum_text": ["a", "b c", "", "1", "class", 'it\'s "quoted"\\', "line\nend", "é", "🌱"],
    "enum_integers": [1, -3],
    "enum_numbers": [1.5, 2],
    "enum_booleans": [True],
    "enum_mixed": ["a", 1, True, None, 1.5],
    "enum_one_and_true": [1, True],
    "enum_objects": [{"a": 1}, [1, 2], "text"],
    "enum_double": ["a", "A", "a-b", "a_b"],
    "enum_of_strings_typed_integer": [],
    "const_text": ["a"],
    "const_number": [1],
    "const_float": [1.5],
    "const_true": [True],
    "const_object": [{"a": 1}],
    "const_list": [[1, "a"]],
    "const_untyped_null": [None],
    "one_of_constants": ["a", "b"],
    "one_of_enums": ["red", "other"],
    "one_of_const_and_object": ["none", NAMED],
    "enum_items": [["x", "y"]],
    "enum_values": [{"a": 1}],
    "self": [{"value": 1, "next": {"value": 2, "next": {"value": 3}}}],
    "through_list": [{"children": [{"children": []}, {}]}],
    "through_map": [{"name": "a", "b": {"name": "c", "d": {}}}],
    "mutual": [{"pong": {"pings": {"a": {"pong": {}}}}}],
    "through_union": [1, {"sum": [1, {"sum": [2, [3]]}]}, [1, [2]]],
    "any_json": [{"a": [1, "b", None, {"c": True}]}, None, 1.5, "1", True],
    "list_of_lists": [[[], [[]]], []],
    "through_all_of": [{"name": "a", "up": {"name": "b", "up": {"name": "c"}}}],
}
EACH = [
    pytest.param(name, value, id=f"{name}-{index}")
    for name, values in CASES.items()
    for index, value in enumerate(values)
]
KINDS = [
    ("date_or_text", STAMP, datetime),
    ("date_or_text", HALF, datetime),
    ("date_or_text", "12", str),
    ("day_or_text", "2026-03-01", date),
    ("day_or_text", STAMP, str),
    ("dates", "2026-03-01", date),
    ("dates", STAMP, datetime),
    ("date_or_number", 1700000000, int),
    ("date_or_list", STAMP, datetime),
    ("date_or_list", "12", str),
]
"""A union of scalars, a value, and the kind that fits it exactly."""
VARIANTS = [
    ("one_plain", NAMED, "Named"),
    ("one_plain", SIZED, "Sized"),
    ("tagged", CAT, "Cat"),
    ("tagged", DOG, "Dog"),
    ("mapped", {"form": "round"}, "Circle"),
    ("mapped", {"form": "flat"}, "Square"),
    ("mapped", {"form": "also-flat"}, "Square"),
    ("by_name", {"form": "Circle"}, "Circle"),
    ("by_name", {"form": "Square"}, "Square"),
    ("implicit", DOG, "Dog"),
    ("implicit_inline", {"op": "add", "value": 1}, "ImplicitInlineAdd"),
    ("implicit_inline", {"op": "mul", "value": 1}, "ImplicitInlineMul"),
    ("implicit_inline", {"op": "abs"}, "ImplicitInlineNegAbs"),
    ("implicit_numbers", {"v": 2, "name": "a"}, "ImplicitNumbersV2"),
    ("implicit_booleans", {"ok": False}, "ImplicitBooleansOkFalse"),
    ("tagged_null", DOG, "Dog"),
    ("nested_unions", DOG, "Dog"),
    ("mixed", NAMED, "Named"),
    ("titled", {"machine": "m"}, "TitledByMachine"),
]
"""A union, a value, and the class that it becomes."""
BROKEN = [
    ("tagged", {"kind": "dog", "sound": 1}, "Dog"),
    ("implicit", {"kind": "dog", "sound": 1}, "Dog"),
    ("implicit_inline", {"op": "mul", "value": "x"}, "ImplicitInlineMul"),
    ("implicit_numbers", {"v": 2}, "ImplicitNumbersV2"),
    ("implicit_booleans", {"ok": False, "data": 1}, "ImplicitBooleansOkFalse"),
    ("tagged_or_text", {"kind": "dog", "sound": 1}, "Dog"),
    ("nested_unions", {"kind": "dog", "sound": 1}, "Dog"),
    ("mapped", {"form": "flat", "size": "x"}, "Square"),
    ("by_name", {"form": "Square", "size": "x"}, "Square"),
]
"""Values that fit no variant, but whose tag says what they were meant to be."""


def exact(value: object) -> object:
    """Return a value in which `true` does not equal 1, as in JSON (where 1 and 1.0 are equal)."""
    if isinstance(value, list):
        return [exact(item) for item in value]
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return str(value) if isinstance(value, bool) else value


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Composed(base_url=server.url, max_retries=0, _strict_response_validation=True) as client:
        yield client


def test_every_case_is_tried() -> None:
    document = yaml.safe_load(Path(__file__).with_name("openapi.yaml").read_text())
    assert list(CASES) == list(document["components"]["schemas"]["Cases"]["properties"])


@pytest.mark.parametrize(("name", "value"), EACH)
def test_a_value_parses_strictly_dumps_the_same_and_is_sent(
    client: Any, server: Loopback, name: str, value: object
) -> None:
    server.reply(Reply(json={name: value}), Reply(204))

    assert exact(client.cases.list().to_dict(mode="json")[name]) == exact(value)
    client.cases.create(**{{"self": "self_"}.get(name, name): value})

    assert server.last.json == {name: value}


@pytest.mark.parametrize(
    ("name", "value", "expected"), VARIANTS, ids=lambda value: value if isinstance(value, str) else None
)
def test_a_value_becomes_its_variant(client: Any, server: Loopback, name: str, value: object, expected: str) -> None:
    server.reply(Reply(json={name: value}))
    assert type(getattr(client.cases.list(), name)).__name__ == expected


@pytest.mark.parametrize(
    ("name", "value", "expected"), BROKEN, ids=lambda value: value if isinstance(value, str) else None
)
def test_a_tag_decides_where_a_value_does_not_fit(
    package: ModuleType, server: Loopback, name: str, value: object, expected: str
) -> None:
    server.reply(Reply(json={name: value}))
    with package.Composed(base_url=server.url) as client:
        found = getattr(client.cases.list(), name)
    assert type(found).__name__ == expected
    assert found.to_dict(warnings=False) == value


@pytest.mark.parametrize("more", [{}, {"all_array": "no list"}], ids=["valid", "broken"])
@pytest.mark.parametrize(("name", "value", "kind"), KINDS)
def test_a_scalar_is_what_it_is_written_as(
    package: ModuleType, server: Loopback, name: str, value: object, kind: type, more: dict[str, object]
) -> None:
    server.reply(Reply(json={name: value, **more}))
    with package.Composed(base_url=server.url) as client:
        found = getattr(client.cases.list(), name)
    assert isinstance(found, kind)
    assert isinstance(found, datetime) == (kind is datetime)
    assert repr(pickle.loads(pickle.dumps(found))) == repr(found)


def test_a_union_in_all_of_keeps_what_stands_beside_it(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"all_open_union": {"box": "b", "n": 2, **SIZED}}))
    with package.Composed(base_url=server.url) as client:
        found = type(client.cases.list().all_open_union)
    assert set(found.model_fields) == {"box", "n", "size"}


def test_unions_in_all_of_and_in_unions_keep_their_discriminator(package: ModuleType, server: Loopback) -> None:
    flat = {"form": "flat", "size": 2}
    server.reply(Reply(json={"all_tagged": flat, "nested_tagged": flat, "all_two_tagged": {"op": "add", "two": True}}))
    with package.Composed(base_url=server.url) as client:
        found = client.cases.list()
    names = [type(each).__name__ for each in (found.all_tagged, found.nested_tagged, found.all_two_tagged)]
    assert names == ["AllTaggedFlat", "Square", "AllTwoTaggedAddTwo"]


def test_a_body_may_be_a_variant_that_requires_nothing(client: Any, server: Loopback) -> None:
    server.reply(Reply(204), Reply(204), Reply(204))
    client.marks.create()
    client.marks.create(note="n")
    client.marks.create(x=1, y=2)
    assert [json.loads(request.body or b"{}") for request in server.requests] == [{}, {"note": "n"}, {"x": 1, "y": 2}]


def test_an_answer_may_be_a_map_of_itself(client: Any, server: Loopback) -> None:
    server.reply(Reply(json={"a": {"b": {}}}))
    assert client.folders.list() == {"a": {"b": {}}}
