"""Time grows no faster than documents do, whatever they are made of: `make test-growth` takes all families.

A family is a function that makes a document of any size. What is compared is CPU time at two sizes: a family fails if
the larger document takes 2.5 times more time than its bytes account for. Cheap documents pass at once.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.growth.building import Files, document, written
from tests.growth.families import FAMILIES
from tests.growth.probe import Cost, cost

CHEAP_SECONDS = 1.0
"""CPU seconds beyond a tiny document from which on a second size is measured."""
LEAST_SECONDS = 0.25
"""What the smaller document is taken to cost at least: below it, noise decides."""
TIMES_SIZE = 4
MARGIN = 2.5
"""How much faster than the bytes of a document its time may grow, for noise and what is cheap in small documents."""
PRINTED = {"text_everywhere": 16}
"""Families whose output grows faster than they do, and by how much: each use of a shared description is a docstring of
its own. `specloom.base.allowance` bounds that.
"""
MEGABYTES = 1_500
USUAL = (
    *("diamond_allOf", "row_allOf", "mixed_diamond", "chain", "chain_dangling", "dangling_long", "base_diamond"),
    *("long_words", "deep_path", "wordy_path", "yaml_bomb", "files_ring"),
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


def characters(files: Files) -> int:
    """Return how many characters a document has, all its files together."""
    return sum(map(len, files.values()))


@pytest.mark.one_in(4)
@pytest.mark.parametrize("name", CHOSEN)
def test_time_grows_with_the_size_of_the_document(name: str, tiny_seconds: float, tmp_path: Path) -> None:
    family = FAMILIES[name]
    files, more_files = family.make(family.size), family.make(family.size * TIMES_SIZE)
    large = done(cost(more_files, tmp_path / "large")).seconds - tiny_seconds
    if large < CHEAP_SECONDS:
        return
    small = done(cost(files, tmp_path / "small")).seconds - tiny_seconds
    growth = max(characters(more_files) / characters(files), TIMES_SIZE, PRINTED.get(name, 0))
    assert large <= MARGIN * growth * max(small, LEAST_SECONDS)
