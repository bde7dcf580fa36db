"""Objects of unions that the document does not list: no data is lost, and none is shown as another member's."""

from __future__ import annotations

import copy
import pickle
import warnings
from collections.abc import Iterator
from datetime import UTC, datetime
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply

NOON = datetime(2024, 1, 2, 12, tzinfo=UTC)
UNKNOWN = {"type": "c", "z": {"deep": [1]}, "madeAt": "2024-01-02T12:00:00Z"}
UNIONS = ["mapped", "open", "named", "tagged", "defaulted", "recursive"]


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        yield client


@pytest.fixture
def strict(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0, _strict_response_validation=True) as client:
        yield client


def got(client: Any, server: Loopback, union: str, value: object) -> Any:
    """Return `value` as the method for a union reads it."""
    server.reply(Reply(json=value))
    resource = getattr(client, union)
    own = [name for name in vars(type(resource)) if not name.startswith(("_", "with_"))]
    return getattr(resource, own[0])()


@pytest.mark.parametrize("union", [*UNIONS, "plain"])
def test_an_unknown_object_keeps_its_data_and_is_no_other_member(client: Any, server: Loopback, union: str) -> None:
    value = UNKNOWN if union != "plain" else {key: item for key, item in UNKNOWN.items() if key != "type"}
    found = got(client, server, union, value)
    assert type(found).__name__ == "UnknownMember"
    assert (found.z, found.made_at, getattr(found, "type", "c")) == ({"deep": [1]}, NOON, "c")
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert found.to_dict(mode="json") == value
    assert pickle.loads(pickle.dumps(found)) == found == copy.deepcopy(found)


@pytest.mark.parametrize("union", UNIONS)
def test_a_strict_client_refuses_it(package: ModuleType, strict: Any, server: Loopback, union: str) -> None:
    with pytest.raises(package.APIResponseValidationError):
        got(strict, server, union, UNKNOWN)


@pytest.mark.parametrize(
    ("union", "value", "expected"),
    [
        ("mapped", {"type": "a", "x": 1}, "A"),
        ("mapped", {"type": "b", "y": "no number"}, "B"),
        ("open", {"type": "b"}, "OpenB"),
        ("open", {"x": 1}, "OpenA"),
        ("open", {"y": 1}, "OpenB"),
        ("named", {"type": "PearTree"}, "PearTree"),
        ("named", {"type": "pear_tree", "y": 1}, "PearTree"),
        ("named", {"type": "pear", "y": 1}, "PearTree"),
        ("tagged", {"type": "aa", "x": "no number"}, "Left"),
        ("defaulted", {"y": 1}, "SecondDefault"),
        ("defaulted", {"type": "b", "y": "no number"}, "SecondDefault"),
        ("plain", {"y": "no number"}, "Two"),
        ("recursive", {"type": "pair", "left": {"type": "leaf"}}, "Pair"),
    ],
)
def test_known_ones_are_found(client: Any, server: Loopback, union: str, value: object, expected: str) -> None:
    assert type(got(client, server, union, value)).__name__ == expected


@pytest.mark.parametrize("union", ["mapped", "open", "recursive"])
def test_a_similar_object_with_another_tag_is_unknown(client: Any, server: Loopback, union: str) -> None:
    assert type(got(client, server, union, {"type": "c", "x": 1})).__name__ == "UnknownMember"


def test_unknown_ones_among_known_ones(client: Any, server: Loopback) -> None:
    found = got(client, server, "nested", {"items": [{"type": "a", "x": 1}, UNKNOWN], "last": {"type": "c", "x": 1}})
    assert [type(item).__name__ for item in (*found.items, found.last)] == ["A", "UnknownMember", "UnknownMember"]
    tree = {"type": "bag", "nodes": [{"type": "leaf", "x": 1}, {"type": "c", "x": 2}]}
    nodes = got(client, server, "recursive", tree)
    assert [(type(node).__name__, node.x) for node in nodes.nodes] == [("Leaf", 1), ("UnknownMember", 2)]
    assert nodes.to_dict() == tree
