"""Dates in responses: what RFC 3339 writes is one, all else stays what came."""

from __future__ import annotations

import json
import warnings
from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

NOON = datetime(2024, 1, 2, 12, tzinfo=UTC)
NO_TIMES = [
    "2024",
    "12",
    1700000000,
    17.5,
    "2024-01-02 12:00",
    "2024-01-02",
    "2024-01-02T12:00Z",
    "2024-02-30T12:00:00Z",
    "",
]
NO_DAYS = ["2024", "12", 20240102, "2024-1-2", "20240102", "2024-01-02T00:00:00Z", "2024-02-30", "02.01.2024"]


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        yield client


@pytest.fixture
def strict(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0, _strict_response_validation=True) as client:
        yield client


def tree(client: Any, server: Loopback, **fields: object) -> Any:
    """Return a tree with `fields` as the client reads it."""
    server.reply(Reply(json={"planted": "2024-01-02T12:00:00Z", **fields}))
    return client.trees.retrieve("t")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-01-02T12:00:00Z", NOON),
        ("2024-01-02t12:00:00z", NOON),
        ("2024-01-02T12:00:00.5+00:00", NOON.replace(microsecond=500_000)),
        ("2024-01-02T14:00:00.123456789+02:00", NOON.replace(microsecond=123_456)),
        ("2024-01-02T12:00:00", datetime(2024, 1, 2, 12)),
    ],
)
def test_what_the_standard_writes_is_a_date(
    client: Any, strict: Any, server: Loopback, text: str, expected: datetime
) -> None:
    for each in (client, strict):
        found = tree(
            each, server, planted=text, visits=[text], day="2024-01-02", by_name={"a": "2024-01-02"}, mixed=[text]
        )
        assert (found.planted, found.visits, found.mixed) == (expected, [expected], [expected])
        assert (found.day, found.by_name) == (date(2024, 1, 2), {"a": date(2024, 1, 2)})
    assert tree(client, server, planted="2024-01-02T14:00:00+02:00").planted.utcoffset() == timedelta(hours=2)


@pytest.mark.parametrize("value", NO_TIMES)
def test_what_is_no_time_stays_as_it_came(
    package: ModuleType, client: Any, strict: Any, server: Loopback, value: object
) -> None:
    found = tree(client, server, planted=value, visits=[value, "2024-01-02T12:00:00Z"])
    assert (found.planted, found.visits) == (value, [value, NOON])
    with pytest.raises(package.APIResponseValidationError, match="RFC 3339"):
        tree(strict, server, planted=value)


@pytest.mark.parametrize("value", NO_DAYS)
def test_what_is_no_day_stays_as_it_came(
    package: ModuleType, client: Any, strict: Any, server: Loopback, value: object
) -> None:
    found = tree(client, server, day=value, by_name={"a": value, "b": "2024-01-02"})
    assert (found.day, found.by_name) == (value, {"a": value, "b": date(2024, 1, 2)})
    with pytest.raises(package.APIResponseValidationError, match="RFC 3339"):
        tree(strict, server, day=value)


def test_digits_are_no_date_in_a_union(client: Any, strict: Any, server: Loopback) -> None:
    for each in (client, strict):
        assert tree(each, server, either="12").either == "12"
        assert tree(each, server, either="2024-01-02T12:00:00Z").either == NOON
        assert tree(each, server, number=12).number == 12
        assert tree(each, server, number="2024-01-02").number == date(2024, 1, 2)
        assert tree(each, server, mixed="2024").mixed == "2024"
    assert tree(client, server, number="12").number == "12"


def test_responses_that_are_dates(client: Any, server: Loopback) -> None:
    server.reply(Reply(json=["2024-01-02", "2024"]), Reply(json="2024-01-02T12:00:00Z"), Reply(json="2024"))
    assert client.days.list() == [date(2024, 1, 2), "2024"]
    assert [client.now.retrieve(), client.now.retrieve()] == [NOON, "2024"]


def test_what_does_not_fit_is_dumped_without_a_warning(client: Any, server: Loopback) -> None:
    found = tree(client, server, planted=1700000000, day="soon", visits=["2024"], number=[1])
    sent = {"planted": 1700000000, "day": "soon", "visits": ["2024"], "number": [1]}
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert found.model_dump(exclude_unset=True) == found.to_dict() == sent
        assert json.loads(found.model_dump_json(exclude_unset=True)) == json.loads(found.to_json()) == sent
    with pytest.warns(UserWarning, match="serializ"):
        found.model_dump(warnings=True)


def test_a_model_takes_dates_and_describes_itself(package: ModuleType) -> None:
    assert package.types.Tree(planted=NOON, day=date(2024, 1, 2)).planted == NOON
    assert package.types.Tree.model_json_schema()["properties"]["planted"]["format"] == "date-time"
