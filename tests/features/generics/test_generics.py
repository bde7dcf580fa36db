"""`$dynamicRef`, `$id`, `$anchor`, `$defs`: schemas that are completed where they are used are models of their own."""

from __future__ import annotations

from types import ModuleType

import pytest
from pydantic import ValidationError

from tests.support.loopback import Loopback, Reply


def test_a_page_has_the_items_of_its_use(package: ModuleType, server: Loopback) -> None:
    server.reply(
        Reply(json={"items": [{"height": 2}], "following": {"items": [{"height": 3}]}}),
        Reply(json={"items": [{"song": "tit"}], "flown": 7}),
        Reply(json={"items": [{"area": 1.5}]}),
        Reply(json={"items": [1, "two"]}),
    )
    with package.Orchard(base_url=server.url) as client:
        trees, birds, leaves, anything = (
            client.trees.list(),
            client.birds.list(),
            client.leaves.list(),
            client.anything.list(),
        )
    assert isinstance(trees, package.types.TreePage)
    assert isinstance(trees.items[0], package.types.Tree)
    assert trees.following.items[0].height == 3
    assert isinstance(birds.items[0], package.types.Bird)
    assert birds.flown == 7
    assert leaves.items[0].area == 1.5
    assert anything.items == [1, "two"]


@pytest.mark.parametrize(
    ("page", "item"),
    [("TreePage", {"height": "tall"}), ("BirdPage", {"song": "moo"}), ("PageBird", {})],
)
def test_the_items_are_checked(package: ModuleType, page: str, item: dict[str, object]) -> None:
    with pytest.raises(ValidationError):
        getattr(package.types, page).model_validate({"items": [item]})


def test_a_recursive_schema_can_be_narrowed(package: ModuleType, server: Loopback) -> None:
    tree = {"length": 3, "children": [{"length": 2, "children": []}]}
    server.reply(Reply(json=tree), Reply(json=tree))
    with package.Orchard(base_url=server.url) as client:
        strict, plain = client.branches.list(), client.open_branches.list()
    assert type(strict.children[0]) is package.types.StrictBranch
    assert type(plain.children[0]) is package.types.Branch
    with pytest.raises(ValidationError):
        package.types.StrictBranch.model_validate({"length": 3, "children": [{}]})
    assert package.types.Branch.model_validate({"children": [{}]}).children[0].length is None


def test_definitions_of_a_schema_without_an_id_are_found(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"layers": [{"depth": 4}]}))
    with package.Orchard(base_url=server.url) as client:
        assert client.soil.retrieve().layers[0].depth == 4
