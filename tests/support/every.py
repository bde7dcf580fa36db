"""One test for a check of many items."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TypeVar

import pytest

Item = TypeVar("Item")


def for_every(
    items: Iterable[Item], shown: Callable[[Item], str] = str
) -> Callable[[Callable[[Item], None]], Callable[[], None]]:
    """Make a test of a check, which names each item that fails it. A test for each item takes longer than the check."""
    checked = list(items)

    def test_of(check: Callable[[Item], None]) -> Callable[[], None]:
        def test() -> None:
            assert checked
            failed: list[str] = []
            for item in checked:
                try:
                    check(item)
                except AssertionError as error:
                    failed.append(f"{shown(item)}: {error}")
            if failed:
                pytest.fail("\n".join(failed), pytrace=False)

        test.__name__, test.__doc__ = check.__name__, check.__doc__
        return test

    return test_of
