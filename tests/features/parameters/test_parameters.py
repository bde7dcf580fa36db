"""Each kind of parameter arrives as its style says."""

from __future__ import annotations

import datetime
from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply


def fruits(package: ModuleType, server: Loopback) -> object:
    server.reply(Reply(json={"id": 7}))
    return package.Orchard(base_url=server.url).trees.fruits


def test_path_values_are_encoded_as_one_segment(package: ModuleType, server: Loopback) -> None:
    fruits(package, server).retrieve(7, tree_id="a/b c?d#e%é")
    assert server.last.target == "/trees/a%2Fb%20c%3Fd%23e%25%C3%A9/fruits/7"


@pytest.mark.parametrize("bad", ["", None])
def test_an_empty_path_value_is_refused(package: ModuleType, server: Loopback, bad: str | None) -> None:
    with pytest.raises(ValueError, match="Expected a non-empty value for `tree_id`"):
        fruits(package, server).retrieve(7, tree_id=bad)
    assert server.requests == []


@pytest.mark.parametrize("bad", [".", "..", "%2e%2E"])
def test_a_path_value_cannot_leave_its_segment(package: ModuleType, server: Loopback, bad: str) -> None:
    if "%" in bad:
        fruits(package, server).retrieve(7, tree_id=bad)
        assert server.last.target == "/trees/%252e%252E/fruits/7"
    else:
        with pytest.raises(ValueError, match="tree_id"):
            fruits(package, server).retrieve(7, tree_id=bad)


def test_query_values(package: ModuleType, server: Loopback) -> None:
    since = datetime.datetime(2026, 3, 1, tzinfo=datetime.UTC)
    fruits(package, server).retrieve(
        7, tree_id="t", colours=["red", "green"], since=since, ripe=True, pipes=["a", "b"], filter={"min_weight": 1.5}
    )
    assert server.last.query == [
        ("colours", "red"),
        ("colours", "green"),
        ("since", "2026-03-01T00:00:00+00:00"),
        ("pipes", "a|b"),
        ("ripe", "true"),
        ("filter[minWeight]", "1.5"),
    ]


def test_headers_and_cookies(package: ModuleType, server: Loopback) -> None:
    fruits(package, server).retrieve(7, tree_id="t", x_trace_id="abc", session="s1")
    assert server.last.headers["x-trace-id"] == "abc"
    assert server.last.headers["cookie"] == "session=s1"


def test_what_is_left_out_is_not_sent(package: ModuleType, server: Loopback) -> None:
    fruits(package, server).retrieve(7, tree_id="t", extra_query={"more": "1"}, extra_headers={"x-more": "2"})
    assert server.last.query == [("more", "1")]
    assert server.last.headers["x-more"] == "2"
    assert server.last.headers["cookie"] is None
