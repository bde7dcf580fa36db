"""Time grows no faster than documents do, whatever they are made of: `make test-growth` takes all families.

A family is a function that makes a document of any size. What is compared is CPU time at two sizes: a family fails if
four times the size takes more than ten times the time (linear: 4 times, quadratic: 16 times). Cheap ones pass at once.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.growth.building import document, written
from tests.growth.families import FAMILIES
from tests.growth.probe import Cost, cost

CHEAP_SECONDS = 1.0
"""CPU seconds beyond a tiny document from which on a second size is measured."""
LEAST_SECONDS = 0.25
"""What the smaller document is taken to cost at least: below it, noise decides."""
TIMES_SIZE = 4
TIMES_SECONDS = 10
MEGABYTES = 1_500
USUAL = (
    *("diamond_allOf", "row_allOf", "mixed_diamond", "chain", "chain_dangling", "dangling_long", "base_diamond"),
    *("long_words", "deep_path", "wordy_path", "wide_object", "many_objects", "yaml_bomb", "files_ring"),
)
CHOSEN = sorted(FAMILIES) if os.environ.get("SPECLOOM_FAMILIES") == "all" else USUAL


@pytest.fixture(scope="module")
def tiny_seconds(tmp_path_factory: pytest.TempPathFactory) -> float:
    """The CPU seconds of a tiny document, the start of Python among them."""
    return done(cost(written(document()), tmp_path_factory.mktemp("tiny") / "spec")).seconds


def done(spent: Cost) -> Cost:
    """Return the cost of a run that ended as runs may end: with a package, or with findings about the document."""
    assert spent.code in (0, 2), spent.errors
    assert spent.memory < MEGABYTES
    return spent


@pytest.mark.parametrize("name", CHOSEN)
def test_time_grows_with_the_size_of_the_document(name: str, tiny_seconds: float, tmp_path: Path) -> None:
    family = FAMILIES[name]
    large = done(cost(family.make(family.size * TIMES_SIZE), tmp_path / "large")).seconds - tiny_seconds
    if large < CHEAP_SECONDS:
        return
    small = done(cost(family.make(family.size), tmp_path / "small")).seconds - tiny_seconds
    assert large <= TIMES_SECONDS * max(small, LEAST_SECONDS)
