"""Our dataclasses do what those of the standard library do, where specloom relies on it."""

from __future__ import annotations

import copy
import dataclasses
import pickle
from collections.abc import Callable
from dataclasses import field

import pytest

from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class Point:
    """A point."""

    x: int
    y: int = 0
    tags: list[str] = field(default_factory=list[str], compare=False)
    secret: str = field(default="", repr=False)

    def moved(self) -> Point:
        return dataclasses.replace(self, x=self.x + 1)


@dataclass(frozen=True, slots=True)
class Named(Point):
    name: str = "a"


@dataclass(slots=True, kw_only=True)
class Counter:
    count: int = 0
    seen: list[int] = field(default_factory=list[int])


@dataclass(frozen=True, slots=True)
class Empty:
    """Without fields."""


@dataclass(frozen=True, slots=True)
class Single:
    value: object

    def __post_init__(self) -> None:
        if self.value is None:
            raise ValueError("no value")


def test_values_come_by_position_by_name_and_by_default() -> None:
    point = Point(1, secret="s")
    assert (point.x, point.y, point.tags, point.secret) == (1, 0, [], "s")
    assert Point(1).tags is not Point(1).tags
    assert Named(1, name="b").name == "b"
    assert Counter(count=2).seen == []


@pytest.mark.parametrize("wrong", [Point, lambda: Point(1, z=2), lambda: Counter(1)])
def test_wrong_arguments_are_refused_by_the_first_object_and_later_ones(wrong: Callable[..., object]) -> None:
    for _ in range(2):
        with pytest.raises(TypeError, match=r"(Point|Counter)\.__init__\(\)"):
            wrong()


def test_objects_compare_by_class_and_compared_fields() -> None:
    assert Point(1, tags=["a"]) == Point(1, tags=["b"])
    assert Point(1) != Point(2)
    assert Point(1) != Named(1)
    assert Named(1, name="b") != Named(1)
    assert Empty() == Empty()
    assert Single(1) != Single(2)
    assert Point(1) != (1, 0)


def test_frozen_objects_have_hashes_and_others_have_none() -> None:
    assert len({Point(1), Point(1, tags=["a"]), Point(2), Empty(), Empty(), Single(1), Single(1)}) == 4
    with pytest.raises(TypeError, match="unhashable"):
        hash(Counter())


def test_objects_are_shown_as_code() -> None:
    assert repr(Point(1)) == "Point(x=1, y=0, tags=[])"
    assert repr(Counter()) == "Counter(count=0, seen=[])"
    assert repr(Empty()) == "Empty()"


def test_objects_are_copied_and_pickled() -> None:
    for item in (Point(1, 2, ["a"]), Named(1), Counter(count=3), Empty(), Single("v")):
        assert pickle.loads(pickle.dumps(item)) == item
        assert copy.deepcopy(item) == item
    assert pickle.loads(pickle.dumps(Point(1, tags=["a"]))).tags == ["a"]


def test_the_functions_of_the_standard_library_work() -> None:
    assert [item.name for item in dataclasses.fields(Named)] == ["x", "y", "tags", "secret", "name"]
    assert dataclasses.asdict(Counter(count=1)) == {"count": 1, "seen": []}
    assert Named(1, name="b").moved() == Named(2, name="b")
    assert Point.__match_args__ == ("x", "y", "tags", "secret")


def test_objects_have_slots_and_are_checked_after_they_are_made() -> None:
    with pytest.raises(AttributeError):
        Point(1).z = 1
    with pytest.raises(ValueError, match="no value"):
        Single(None)
