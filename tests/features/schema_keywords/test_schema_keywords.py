"""Keywords of schemas: each value that a schema allows parses in strict mode, dumps the same and is sent as given."""

from __future__ import annotations

import importlib
import inspect
import json
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from tests.support.loopback import Loopback, Reply

LEAF = {"size": 1}
STAMP = "2026-03-01T12:00:00Z"
CASES: dict[str, list[object]] = {
    "not_string": [1, LEAF, [1]],
    "not_beside": ["c"],
    "no_null": ["a"],
    "if_then": [{"kind": "a", "size": 1}, {"kind": "b", "weight": 1.5}, {}],
    "if_alone": ["abc", 1, LEAF],
    "depends": [{"card": "c", "address": "a"}, {}],
    "property_names": [{"xa": 1}],
    "unevaluated": [{"a": "b"}],
    "contains": [["a", 1]],
    "patterns": [{"i_a": 1, "s_a": "x"}, {}],
    "one_pattern": [{"a": LEAF}],
    "patterns_open": [{"i_a": 1, "other": [True]}],
    "patterns_beside": [{"name": "a", "n_1": 1.5}, {}],
    "extra_true": [{"name": "a", "other": [1, None]}],
    "extra_schema": [{"name": "a", "other": LEAF}, {"x": LEAF}],
    "extra_false": [{"name": "a"}, {}],
    "only_true": [{"a": None, "b": [1]}, {}],
    "only_schema": [{"a": [LEAF], "b": []}],
    "only_false": [{}],
    "no_type_extra": [{"a": 1}],
    "free": [{"a": {"b": None}}, {}],
    "min_properties": [{"a": 1}],
    "map_of_maps": [{"a": {"b": None, "c": "d"}}],
    "anything": [1, "a", None, [LEAF], {"a": None}],
    "empty": [1, "a", None, [LEAF]],
    "empty_items": [[1, "a", None]],
    "true_items": [[1, "a", None]],
    "no_items": [[1, "a", None]],
    "described": [LEAF, "a"],
    "extra_empty": [{"a": 1, "b": None}],
    "two_types": ["a", 1, "1"],
    "three_types": [True, [1], {"a": "b"}, {}],
    "one_type": ["a"],
    "string_or_object": ["a", {"a": 1}],
    "array_or_null": [None, [LEAF]],
    "only_null": [None],
    "number_or_text": [1.5, "1.5", 2],
    "null_flag": [None, "a"],
    "null_vendor": [None, 1],
    "null_list": [None, "a"],
    "null_one_of": [None, "a"],
    "null_first": [None, LEAF],
    "null_enum": [None, "a"],
    "null_enum_flag": [None, "a"],
    "null_in_string_enum": [None, "a"],
    "null_const": [None],
    "null_only_enum": [None],
    "null_const_beside": [None, 1],
    "null_enum_beside": [None, LEAF],
    "null_ref_flag": [None, LEAF],
    "null_all_of_flag": [None, LEAF],
    "null_through_ref": [None, LEAF],
    "null_ref_beside": [None, LEAF],
    "null_items": [[None, LEAF]],
    "null_values": [{"a": None, "b": 1}],
    "null_date": [None, STAMP],
    "null_many": [None, 1, LEAF],
    "null_false": ["a"],
    "pair": [["a", LEAF]],
    "exactly": [["a", 1]],
    "with_rest": [["a", 1, 2], ["a"]],
    "open_tuple": [[1.5, 2.5, "more"], [1.5], []],
    "short_tuple": [["a"], ["a", 1]],
    "tuples": [[[1, 2], [3, 4]]],
    "unique": [["a", "b"]],
    "limited": [4],
    "limited_old": [0.5],
    "text": ["ab'"],
    "fraction": [0.07],
}
EACH = [
    pytest.param(name, value, id=f"{name}-{json.dumps(value)}") for name, values in CASES.items() for value in values
]


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Keywords(base_url=server.url, max_retries=0, _strict_response_validation=True) as client:
        yield client


def test_every_case_is_tried() -> None:
    document = yaml.safe_load(Path(__file__).with_name("openapi.yaml").read_text())
    assert list(CASES) == [
        name for name in document["components"]["schemas"]["Cases"]["properties"] if name != "nothing"
    ]


@pytest.mark.parametrize(("name", "value"), EACH)
def test_a_value_parses_strictly_dumps_the_same_and_is_sent(
    client: Any, server: Loopback, name: str, value: object
) -> None:
    server.reply(Reply(json={name: value}), Reply(204))

    assert client.cases.list().to_dict(mode="json") == {name: value}
    client.cases.create(**{name: value})

    assert server.last.json == {name: value}


def test_what_only_the_server_writes_is_no_parameter(client: Any, server: Loopback) -> None:
    parameters = inspect.signature(client.accounts.create).parameters
    required = [name for name, each in parameters.items() if each.default is inspect.Parameter.empty]
    assert required == ["card", "name", "owner", "password"]
    assert {"id", "created", "shadow"}.isdisjoint(parameters)
    server.reply(Reply(json={}))

    client = client.with_options(_extra_kwargs={"_strict_response_validation": False})
    client.accounts.create(name="n", password="p", card={"number": "1", "cvc": "2"}, owner={"pin": "3"}, secret=LEAF)

    assert server.last.json == {
        "name": "n",
        "password": "p",
        "card": {"number": "1", "cvc": "2"},
        "owner": {"pin": "3"},
        "secret": LEAF,
    }


def test_what_only_the_client_writes_is_no_field_of_an_answer(client: Any, server: Loopback) -> None:
    body = {
        "id": "i",
        "name": "n",
        "card": {"number": "1", "brand": "b", "checked": True},
        "owner": {"since": STAMP},
        "created": STAMP,
        "shadow": LEAF,
        "cards": [{"number": "2"}],
    }
    server.reply(Reply(json=body))

    account = client.accounts.create(name="n", password="p", card={"number": "1", "cvc": "2"}, owner={"pin": "3"})

    assert account.to_dict(mode="json") == body
    assert account.shadow.size == 1
    for model, hidden in ((account, "password"), (account, "secret"), (account.card, "cvc"), (account.owner, "pin")):
        assert hidden not in type(model).model_fields


def test_params_types_leave_out_what_only_the_server_writes(package: ModuleType) -> None:
    account_create_params = importlib.import_module(f"{package.__name__}.types.account_create_params")
    assert set(package.types.CardParam.__annotations__) == {"number", "cvc"}
    assert set(account_create_params.Owner.__annotations__) == {"pin", "label"}
