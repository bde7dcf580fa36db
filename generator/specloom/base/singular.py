"""English singulars of the words that APIs use for collections: a table and a few endings.

The library for this, inflect, needs more than a second of processor time to load, and treats `status`, `dns`
and `previous` as plurals. The tests compare both and list each word on which they differ.
"""

from __future__ import annotations

import re


def _word_set(text: str) -> frozenset[str]:
    return frozenset(text.split())


_UNCHANGED = _word_set(
    """access address alias analytics atlas aws axis bias bonus bus business campus canvas census chaos chess class cms
    cors cosmos css data debris diabetes dns dss dynamics e2e economics equipment ethos express feedback gas gps
    gross headquarters https info information ios iris kubernetes lens less logistics loss macos mathematics
    media mess metadata molasses netflows news os payee physics plus politics posix previous process progress rss
    sas scissors series sms species ssl sso statistics status stress success tls toss trans us virus wireless"""
)

_IRREGULAR = {
    "aliases": "alias",
    "analyses": "analysis",
    "apaches": "apache",
    "avalanches": "avalanche",
    "axes": "axis",
    "bases": "base",
    "biases": "bias",
    "bonuses": "bonus",
    "buses": "bus",
    "caches": "cache",
    "causes": "cause",
    "children": "child",
    "crises": "crisis",
    "criteria": "criterion",
    "dependencies": "dependency",
    "diagnoses": "diagnosis",
    "feet": "foot",
    "gases": "gas",
    "geese": "goose",
    "halves": "half",
    "headaches": "headache",
    "clauses": "clause",
    "excuses": "excuse",
    "houses": "house",
    "warehouses": "warehouse",
    "uses": "use",
    "hypotheses": "hypothesis",
    "indices": "index",
    "knives": "knife",
    "leaves": "leaf",
    "lenses": "lens",
    "licenses": "license",
    "lives": "life",
    "matrices": "matrix",
    "men": "man",
    "mice": "mouse",
    "movies": "movie",
    "pauses": "pause",
    "parentheses": "parenthesis",
    "people": "person",
    "phenomena": "phenomenon",
    "quizzes": "quiz",
    "selfies": "selfie",
    "bookshelves": "bookshelf",
    "shelves": "shelf",
    "shoes": "shoe",
    "niches": "niche",
    "statuses": "status",
    "synopses": "synopsis",
    "taxes": "tax",
    "teeth": "tooth",
    "theses": "thesis",
    "ties": "tie",
    "cookies": "cookie",
    "calories": "calorie",
    "pies": "pie",
    "lies": "lie",
    "dies": "die",
    "vertices": "vertex",
    "viruses": "virus",
    "wives": "wife",
    "wolves": "wolf",
    "women": "woman",
    "zombies": "zombie",
}

_SHORT_FORMS = {
    f"{one}s": one
    for one in _word_set("ami api cli cpu emoji gpu gui imei kpi menu npu pii psu sku taxi tpu uri vcpu wifi wiki")
}
"""Plurals with the endings of `analysis` and `status`."""

_ENDINGS = (
    (re.compile(r"(?<=[bcdfghjklmnpqrstvwxyz])ies$"), "y"),
    (re.compile(r"(?<=ss|sh|zz)es$|(?<=x)es$|(?<=[^aeiou]o)es$|(?<=[bcpt]us)es$"), ""),
    (re.compile(r"ches$"), "ch"),
    (re.compile(r"(?<=ss|us|is)$"), ""),
    (re.compile(r"s$"), ""),
)


def singular(word: str) -> str:
    """Return the singular of a lower-case English word; words without one are returned unchanged."""
    if word in _UNCHANGED or len(word) < 3 or word.endswith(("series", "species")):
        return word
    if word in _IRREGULAR:
        return _IRREGULAR[word]
    if word in _SHORT_FORMS:
        return _SHORT_FORMS[word]
    for ending, replacement in _ENDINGS:
        if ending.search(word):
            return ending.sub(replacement, word)
    return word
