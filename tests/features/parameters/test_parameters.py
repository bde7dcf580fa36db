"""Each kind of parameter arrives as its style says."""

from __future__ import annotations

import datetime
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply


@pytest.fixture
def fruits(package: ModuleType, server: Loopback) -> Iterator[Any]:
    server.reply(Reply(json={"id": 7}))
    with package.Orchard(base_url=server.url) as client:
        yield client.trees.fruits


def test_path_values_are_encoded_as_one_segment(fruits: Any, server: Loopback) -> None:
    fruits.retrieve(7, tree_id="a/b c?d#e%é")
    assert server.last.target == "/trees/a%2Fb%20c%3Fd%23e%25%C3%A9/fruits/7"


@pytest.mark.parametrize("bad", ["", None])
def test_an_empty_path_value_is_refused(fruits: Any, server: Loopback, bad: str | None) -> None:
    with pytest.raises(ValueError, match="Expected a non-empty value for `tree_id`"):
        fruits.retrieve(7, tree_id=bad)
    assert server.requests == []


@pytest.mark.parametrize("bad", [".", "..", "%2e%2E", "..;", "../x", "x\\.."])
def test_a_path_value_cannot_leave_its_segment(fruits: Any, server: Loopback, bad: str) -> None:
    with pytest.raises(ValueError, match="dot-segment"):
        fruits.retrieve(7, tree_id=bad)
    assert server.requests == []


def test_query_values(fruits: Any, server: Loopback) -> None:
    since = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    fruits.retrieve(
        7, tree_id="t", colours=["red", "green"], since=since, ripe=True, pipes=["a", "b"], filter={"min_weight": 1.5}
    )
    assert sorted(server.last.query) == [
        ("colours", "green"),
        ("colours", "red"),
        ("filter[minWeight]", "1.5"),
        ("pipes", "a|b"),
        ("ripe", "true"),
        ("since", "2026-03-01T00:00:00Z"),
    ]


def test_headers_and_cookies(fruits: Any, server: Loopback) -> None:
    fruits.retrieve(7, tree_id="t", x_trace_id="abc", session="s1")
    assert server.last.headers["x-trace-id"] == "abc"
    assert server.last.headers["cookie"] == "session=s1"


def test_what_is_left_out_is_not_sent(fruits: Any, server: Loopback) -> None:
    fruits.retrieve(7, tree_id="t", extra_query={"more": "1"}, extra_headers={"x-more": "2"})
    assert server.last.query == [("more", "1")]
    assert server.last.headers["x-more"] == "2"
    assert server.last.headers["cookie"] is None
