"""Leaves cases of a test to `make test-slow`."""

from __future__ import annotations

import pytest


def slow_unless(kept: bool) -> list[pytest.MarkDecorator]:
    """Return the marks of a case that `make test` runs only if it is `kept`."""
    return [] if kept else [pytest.mark.slow]
