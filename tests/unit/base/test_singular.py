"""Singulars, with inflect as the second opinion on the words of published documents."""

from __future__ import annotations

import importlib
from pathlib import Path

import pytest

from specloom.base.singular import singular

WORDS = Path(__file__).with_name("words_of_apis.txt")
"""Last words of keys and paths in three or more published documents, where they look like plurals."""

NO_PLURALS = """
abacus ais alias analysis analytics anonymous aquarius as astatus asynchronous aws axis basis belarus bias bonus bus
cactus canvas claus cms continuous corpus cors cs cyprus diagnosis dnis dns ds focus fs gas googleapis gps hibiscus
hippopotamus his homogeneous https iis ios is js kinesis kubernetes lens lis luis macos mauritius millis minibus minus
moldova ms nevis ns octopus ophiuchus os paris plus previous prometheus qs radius ramen redis restapis sagittarius sas
scorpius sms statistics suspicious synchronous synopsis taurus tennis them this timeseries tls trolleybus ts
updatestatus us vis westus ws yemen data metadata odata
"""
"""Words of which inflect makes a singular, and we do not."""

OTHERS = {"axes": "axis", "indices": "index", "innings": "inning", "vertices": "vertex"}
"""Words of which we make another singular: the library says `axe`, `indice`, `innings` and `vertice`."""


def test_the_two_differ_on_the_words_that_are_listed_alone() -> None:
    engine = importlib.import_module("inflect").engine()  # it takes seconds to import, which few runs of tests need
    words = WORDS.read_text().split()
    theirs = {word: engine.singular_noun(word) or word for word in words}
    different = {word: singular(word) for word in words if singular(word) != theirs[word]}
    assert different == {**{word: word for word in NO_PLURALS.split()}, **OTHERS}


FOUND = """species species|alias alias|aliases alias|atlas atlas|time_series time_series|headquarters headquarters
apis api|uris uri|cpus cpu|skus sku|menus menu|emojis emoji|wikis wiki|bookshelves bookshelf""".replace("\n", "|")


@pytest.mark.parametrize("pair", FOUND.split("|"))
def test_singulars_that_inflect_has_found(pair: str) -> None:
    plural, one = pair.split()
    assert singular(plural) == one
