"""Reads one path as steps: words and parameters."""

from __future__ import annotations

import re
from functools import lru_cache

from specloom.api.infer.lexicon import ACTIONS, NOUNS
from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()
_PARAMETER = re.compile(r"\{([^{}]*)\}")
_ENDING = re.compile(r"(?:\.\d+)?\.(?:json|xml|html?|csv|php|ya?ml)$|\.\{[^{}]*\}$")
_DOTTED_PATH = re.compile(r"/(?!.*\.(?:json|xml|html?|csv|php|txt|ya?ml)$)[A-Za-z]\w*(?:\.[A-Za-z]\w*)+/?")
_CALLED = re.compile(r"\?(?:method|action|operation|op)=([A-Za-z][\w.]*\w)$", re.IGNORECASE)
"""A method that the query of a path names: `/rest?method=photos.getInfo`."""
_DOTTED_FORMAT = re.compile(r"(?<=\w)\.(?:json|xml)$")
_JOINED_CAPITALS = re.compile(r"(?<=[A-Z]{2})(to|from|or|and|of|in|for|by)(?=[A-Z])")
"""Small words between abbreviations, which no casing sets off: `XMLtoJSON`."""
_DIGIT_FIRST = re.compile(r"\d_[a-z]{2}")
_DIGITS = ["zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine"]


@dataclass(frozen=True, slots=True)
class PathStep:
    """One step of a path: a word in snake case, or the name of a parameter."""

    name: str
    is_parameter: bool = False
    is_verb: bool = False
    """Whether the word stands after a colon: `:cancel`."""


def all_steps(path: str) -> list[PathStep]:
    """Return every step of a path; one segment with dots, `/chat.postMessage`, is a resource and a method."""
    found: list[PathStep] = []
    dotted = _DOTTED_FORMAT.sub("", path)
    if _DOTTED_PATH.fullmatch(dotted):
        return _called_steps(dotted.strip("/"))
    called = _CALLED.search(path)
    if called is not None:
        return [*all_steps(path.partition("?")[0]), *_called_steps(called[1])]
    for segment in path.partition("?")[0].partition("#")[0].split("/"):
        head, _, action = segment.rpartition(":") if _has_verb(segment) else (segment, "", "")
        found += _path_steps(head)
        found += [PathStep(step.name, is_verb=True) for step in _path_steps(action)]
    return found


def _called_steps(text: str) -> list[PathStep]:
    """Return the resources and the method of `album.photos.list`; that of `album.assign.group` is `assign_group`."""
    *words, name = [step.name for part in text.split(".") for step in _path_steps(part)]
    if len(words) > 1 and words[-1] in ACTIONS - NOUNS and name not in ACTIONS:
        name = f"{words.pop()}_{name}"
    return [*map(PathStep, words), PathStep(name, is_verb=True)]


def _has_verb(segment: str) -> bool:
    """Return whether a segment ends in `:action`."""
    return re.search(r":[A-Za-z]\w*$", segment) is not None and not segment.startswith(":")


@lru_cache(maxsize=1 << 14)
def _path_steps(text: str) -> tuple[PathStep, ...]:
    text = _ENDING.sub("", text)
    parameters = _PARAMETER.findall(text)
    words = _CASING.snake(_JOINED_CAPITALS.sub(r" \1 ", _PARAMETER.sub(" ", text)))
    if _DIGIT_FIRST.match(words):
        words = _DIGITS[int(words[0])] + words[1:]
    fixed = (PathStep(words),) if words else ()
    return (*fixed, *(PathStep(_CASING.snake(name) or "id", is_parameter=True) for name in parameters))
