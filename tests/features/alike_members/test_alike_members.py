"""Members of a union that share their properties are named by the types of these, or by all of them."""

from __future__ import annotations

import typing
from types import ModuleType


def members(package: ModuleType, name: str) -> set[str]:
    hints = typing.get_type_hints(package.types.Flower)
    union = next(each for each in typing.get_args(hints[name]) if each is not type(None))
    return {each.__name__ for each in typing.get_args(union) or typing.get_args(hints[name])} - {"NoneType"}


def test_the_type_of_a_property_tells_members_apart(package: ModuleType) -> None:
    assert members(package, "size") == {"SizeHeightString", "SizeHeightInteger"}


def test_several_properties_tell_members_apart(package: ModuleType) -> None:
    assert members(package, "shape") == {"ShapeWithAAndB", "ShapeWithAAndC", "ShapeWithBAndC"}


def test_numbers_begin_with_one(package: ModuleType) -> None:
    assert members(package, "same") == {"SameUnionMember1", "SameUnionMember2"}
