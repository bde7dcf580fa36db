"""A number that is whole stays whole, of any size, in both directions; what a schema allows can be passed."""

from __future__ import annotations

import json
import typing
from collections.abc import Iterator
from datetime import timedelta
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

BIG = 9007199254740993
USER = (
    b'{"id":1,"many":[1,2.5,null,9007199254740993],"by_name":{"a":9007199254740993,"b":0.5},"either":9007199254740993,'
    b'"inner":{"id":123456789012345678901234567890},"place":{"placeName":"p","x":9007199254740993},"pair":[3,0.25]}'
)


@pytest.fixture(params=[False, True], ids=["lenient", "strict"])
def client(package: ModuleType, server: Loopback, request: pytest.FixtureRequest) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, _strict_response_validation=request.param) as client:
        yield client


def test_whole_numbers_stay_whole(client: Any, server: Loopback) -> None:
    server.reply(Reply(201, body=USER, headers={"content-type": "application/json"}))
    user = client.users.create(id=BIG)
    assert server.last.body == b'{"id":9007199254740993}'
    assert repr(user.many) == f"[1, 2.5, None, {BIG}]"
    assert repr(user.by_name) == f"{{'a': {BIG}, 'b': 0.5}}"
    assert (user.either, user.inner.id, user.place.x) == (BIG, 123456789012345678901234567890, BIG)
    assert json.dumps(json.loads(user.to_json()), sort_keys=True) == json.dumps(json.loads(USER), sort_keys=True)


def test_they_go_back_as_they_came(client: Any, server: Loopback) -> None:
    server.reply(*[Reply(json={"id": number}) for number in (1, BIG, 1.0, 0.5)])
    for sent, path in ((1, "1"), (BIG, str(BIG)), (1.0, "1"), (0.5, "0.5")):
        user = client.users.retrieve(sent, limits=[2.0, BIG, 0.1], x_weight=3.0)
        assert server.last.path == f"/users/{path}"
        assert server.last.query == [("limits", "2"), ("limits", str(BIG)), ("limits", "0.1")]
        assert server.last.headers["X-Weight"] == "3"
        assert (user.id, type(user.id)) == (sent, type(sent))


def test_numbers_that_are_the_whole_response(client: Any, server: Loopback) -> None:
    server.reply(Reply(json=[1, BIG, 0.5]), Reply(json={"a": BIG}), Reply(json=BIG))
    assert repr(client.numbers.list()) == f"[1, {BIG}, 0.5]"
    assert client.totals.list() == {"a": BIG}
    weight = client.weights.list()
    assert (weight, type(weight)) == (BIG, int)


def test_what_does_not_fit_beside_them_changes_nothing(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(201, json={"id": 1, "many": "none", "inner": {"id": BIG}}))
    with package.Orchard(base_url=server.url) as client:
        user = client.users.create()
    assert (repr(user.id), user.many, user.inner.id) == ("1", "none", BIG)


def test_a_wrong_number_is_one_error(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(201, json={"id": "x"}))
    client = package.Orchard(base_url=server.url, _strict_response_validation=True)
    with client, pytest.raises(package.APIResponseValidationError, match=r"id: Input should be a valid number$"):
        client.users.create()


def test_the_schema_of_a_model_says_number(package: ModuleType) -> None:
    user = package.types.User.model_json_schema()
    assert json.dumps(user).count('"type": "number"') >= 5
    assert '"integer"' not in json.dumps(user)


def test_keys_beyond_the_properties_and_durations_can_be_passed(
    package: ModuleType, client: Any, server: Loopback
) -> None:
    server.reply(Reply(201, json={"id": 1}))
    client.users.create(place={"place_name": "p", "x": 1.5}, every=timedelta(days=1, hours=2))
    assert server.last.json == {"place": {"placeName": "p", "x": 1.5}, "every": "P1DT2H"}
    hints = typing.get_type_hints(package.types.UserCreateParams)
    assert [str(hint) for hint in typing.get_args(hints["place"])][1:] == ["typing.Dict[str, object]"]
    assert typing.get_args(hints["every"]) == (str, timedelta)
