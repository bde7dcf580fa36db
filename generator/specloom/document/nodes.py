"""JSONPath (RFC 9535): which values of some data a query names, and how far one that names nothing leads.

Loaded only where there are overlays, because the JSONPath library takes its time to load.
"""

from __future__ import annotations

import difflib
import functools
from collections.abc import Iterable, Sequence
from typing import TypeAlias

import jsonpath

from specloom.base import pointers
from specloom.base.json import JsonValue, as_object, as_str

Tokens: TypeAlias = tuple[str | int, ...]
_BY_THE_RFC = jsonpath.JSONPathEnvironment(strict=True)
_LENIENT = jsonpath.JSONPathEnvironment()
_SHOWN = 80


class NotJsonPathError(ValueError):
    """A text that is no JSONPath; the message says why."""


def matches(path: str, root: JsonValue) -> list[Tokens]:
    """Return the places of ``root`` that a query names, each once, in its order. Raises ``NotJsonPathError``.

    What the RFC does not know is taken as the library reads it, if it can.
    """
    if not path.lstrip().startswith("$"):
        raise NotJsonPathError("it does not begin with `$`")
    try:
        found = _compiled(path.strip()).finditer(root)
        return list(dict.fromkeys(match.parts for match in found))
    except (jsonpath.JSONPathError, RecursionError) as error:
        raise NotJsonPathError(str(error).splitlines()[0] if str(error) else "it is too deep") from None


def _compiled(path: str) -> jsonpath.JSONPath | jsonpath.CompoundJSONPath:
    try:
        return _BY_THE_RFC.compile(path)
    except jsonpath.JSONPathError as error:
        try:
            return _LENIENT.compile(path)
        except jsonpath.JSONPathError:
            raise error from None


def backwards(places: Iterable[Tokens]) -> list[Tokens]:
    """Return places so that each can be removed in turn: parts before wholes, later items of an array before others."""

    def order(tokens: Tokens) -> list[tuple[int, str]]:
        return [(token, "") if isinstance(token, int) else (0, token) for token in tokens]

    return sorted(places, key=order, reverse=True)


def nearest(path: str, root: JsonValue) -> str | None:
    """Return how far a query that names nothing leads, and why no farther, as far as that can be told."""
    query = _compiled(path.strip())
    if not isinstance(query, jsonpath.JSONPath):
        return None
    segments = [str(segment) for segment in query.segments]
    for end in range(len(segments) - 1, 0, -1):
        shorter = "$" + "".join(segments[:end])
        found = matches(shorter, root)
        if found:
            return _explained(shorter, segments[end], functools.reduce(pointers.child, map(str, found[0]), root))
    return _meant("the description", segments[0], list(as_object(root))) if segments else None


def _explained(shorter: str, segment: str, value: JsonValue) -> str:
    """Return why ``segment`` leads nowhere from ``value``, which is at ``shorter``."""
    there, names = f"`{shorter[:_SHOWN]}`", as_object(value)
    reference = as_str(names.get("$ref"))
    if reference is None:
        return _meant(there, segment, list(names))
    way = "name that by its own JSONPath" if reference.startswith("#") else "overlays change the main file alone"
    return f"{there} is a reference to {reference[:_SHOWN]}: {way}"


def _meant(there: str, segment: str, names: Sequence[str]) -> str:
    wanted = segment.strip(".[]'\"")
    near = difflib.get_close_matches(wanted, names, 1)
    return f"{there} has no {segment[:_SHOWN]}" + (f"; did you mean `{near[0][:_SHOWN]}`?" if near else "")
