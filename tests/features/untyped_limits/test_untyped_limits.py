"""A keyword that limits values of one type does not make a value that type."""

from __future__ import annotations

from types import ModuleType
from typing import get_type_hints

import pytest

from tests.support.loopback import Loopback, Reply

ANYTHING = """
    unique_false unique_true min_items max_items max_length matching minimum required_only max_properties tuple
    old_tuple choice
"""
TYPED = {
    "listed": "List[str]",
    "mapped": "Dict[str, int]",
    "merged": "List[str]",
    "typed": "str",
    "pair": "Tuple[str, int]",
}


@pytest.mark.parametrize("name", ANYTHING.split())
def test_a_limit_is_no_type(package: ModuleType, name: str) -> None:
    assert get_type_hints(package.types.Tree)[name] == (object | None)


@pytest.mark.parametrize("name", TYPED)
def test_what_describes_parts_is_one(package: ModuleType, name: str) -> None:
    hint = str(get_type_hints(package.types.Tree)[name]).replace("typing.", "")
    assert TYPED[name] in hint


def test_objects_and_formats_without_a_type_stay(package: ModuleType) -> None:
    hints = {name: str(hint) for name, hint in get_type_hints(package.types.Tree).items()}
    assert "tree.Shaped" in hints["shaped"] or "TreeShaped" in hints["shaped"]
    assert "datetime" in hints["dated"]


@pytest.mark.parametrize("value", ["a", 5, {"b": 1}, [1, 2], True, None])
def test_any_value_comes_back_and_is_sent(package: ModuleType, server: Loopback, value: object) -> None:
    server.reply(Reply(json={"min_items": value}), Reply(204))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        tree = client.trees.retrieve("t1")
        assert tree.min_items == value
        client.trees.update("t1", min_items=value)
    assert server.requests[-1].json == {"min_items": value}
