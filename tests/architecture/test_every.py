"""A check of many items fails for each item that fails it, and without items."""

from __future__ import annotations

import pytest

from tests.support.every import for_every


def is_even(number: int) -> None:
    assert number % 2 == 0


def test_each_item_that_fails_is_named() -> None:
    with pytest.raises(pytest.fail.Exception, match=r"^one 1: [^\n]*\none 3: [^\n]*$"):
        for_every([1, 2, 3], lambda number: f"one {number}")(is_even)()


def test_all_items_may_pass() -> None:
    for_every([2, 4])(is_even)()


def test_a_check_of_nothing_fails() -> None:
    with pytest.raises(AssertionError):
        for_every([])(is_even)()
