"""A discriminator in the parent of `allOf`: the parent means all that are built on it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from types import ModuleType
from typing import Any

import pytest

from tests.support.loopback import Loopback, Reply


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        yield client


def names(items: Any) -> list[str]:
    return [type(item).__name__ for item in items]


def test_children_are_built(package: ModuleType, client: Any, server: Loopback) -> None:
    sent = [
        {"objectType": "Child", "dueDate": "2024-01-02"},
        {"objectType": "GrandChild", "ownName": "n", "dueDate": "2024-01-02"},
        {"objectType": "Parent"},
        {"objectType": "Stepchild"},
        {"objectType": "Other", "z": 1},
    ]
    server.reply(Reply(json=sent))
    found = client.many.create(items=[])
    assert names(found) == ["Child", "GrandChild", "Parent", "Stepchild", "UnknownMember"]
    assert all(isinstance(item, package.types.Parent) for item in found)
    assert (found[0].due_date, found[1].own_name, found[4].z) == (date(2024, 1, 2), "n", 1)
    assert [item.to_dict(mode="json") for item in found] == sent


def test_a_request_has_their_wire_names(client: Any, server: Loopback) -> None:
    server.reply(Reply(json=[]))
    client.many.create(
        items=[
            {"object_type": "Child", "due_date": date(2024, 1, 2)},
            {"object_type": "GrandChild", "own_name": "n", "due_date": "2024-01-02"},
        ]
    )
    assert server.last.json == {
        "items": [
            {"objectType": "Child", "dueDate": "2024-01-02"},
            {"objectType": "GrandChild", "ownName": "n", "dueDate": "2024-01-02"},
        ]
    }


def test_mappings_constants_and_uses_with_texts(package: ModuleType, client: Any, server: Loopback) -> None:
    tree = {"kind": "TREE", "treeHeight": 3, "grownOn": {"kind": "moss", "wetPlace": True}}
    plants = [tree, {"kind": "shrub", "branchCount": 2}, {"kind": "moss"}, {"kind": "fern", "treeHeight": 1}]
    server.reply(Reply(json={"first": tree, "plants": plants, "tree": tree}))
    bed = client.plants.list()
    assert names([bed.first, bed.tree, bed.tree.grown_on, *bed.plants]) == [
        *("Tree", "Tree", "Moss"),
        *("Tree", "Shrub", "Moss", "UnknownMember"),
    ]
    assert (bed.first.grown_on.wet_place, bed.plants[1].branch_count) == (True, 2)


def test_a_strict_client_takes_what_is_described(package: ModuleType, server: Loopback) -> None:
    known = {"kind": "TREE", "treeHeight": 3}
    server.reply(Reply(json={"plants": [known]}), Reply(json={"plants": [known, {"kind": "fern"}]}))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        assert names(client.plants.list().plants) == ["Tree"]
        with pytest.raises(package.APIResponseValidationError):
            client.plants.list()
