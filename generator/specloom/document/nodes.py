"""JSONPath (RFC 9535): which values of some data a query names, and how far one that names nothing leads.

Loaded only where there are overlays, because the JSONPath library takes its time to load.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TypeAlias

import jsonpath
from jsonpath.segments import JSONPathSegment

from specloom.base.json import JsonValue, as_str
from specloom.base.suggestions import Suggestions
from specloom.document.bounded_queries import BoundedEnvironment, BoundedNode, CostlyQueryError, Query

Tokens: TypeAlias = tuple[str | int, ...]
_BY_THE_RFC = BoundedEnvironment(strict=True)
_LENIENT = BoundedEnvironment(strict=False)
_SHOWN = 80
_LONGEST = 5_000
"""Characters of a query. The library's parser calls itself for each operator."""
_DEEPEST = 40
"""Brackets and parentheses within each other in a query."""
_TOO_COSTLY = "takes too many steps in this document: say more exactly which values are meant"


class JsonPathError(ValueError):
    """A text that is no JSONPath, or one that is not followed. The message goes on from the text."""


def find_pointers(path: str, root: JsonValue) -> list[Tokens]:
    """Return the places of ``root`` that a query names, each once, in its order. Raises ``JsonPathError``.

    What the RFC does not know is taken as the library reads it, if it can.
    """
    rules, query = _compile_query(path)
    rules.begin(root)
    try:
        if isinstance(query, jsonpath.JSONPath):
            return [node.parts for node in _followed(query.segments, root)]
        return list(dict.fromkeys(node.parts for node in _combined(rules, query, root)))
    except CostlyQueryError:
        raise JsonPathError(_TOO_COSTLY) from None
    except (jsonpath.JSONPathError, RecursionError) as error:
        raise JsonPathError(_no_path(error)) from None


def _compile_query(path: str) -> tuple[BoundedEnvironment, Query]:
    """Return a query that can be followed, and its rules. Raises ``JsonPathError``."""
    text = path.strip()
    if not text.startswith("$"):
        raise JsonPathError("is no JSONPath: it does not begin with `$`")
    if len(text) > _LONGEST or _depth(text) > _DEEPEST:
        raise JsonPathError("is no JSONPath that is followed: it is too long or too deep")
    try:
        return _BY_THE_RFC, _read(text, _BY_THE_RFC)
    except JsonPathError as error:
        try:
            return _LENIENT, _read(text, _LENIENT)
        except JsonPathError:
            raise error from None


def _read(text: str, rules: BoundedEnvironment) -> Query:
    try:
        query = rules.compile(text)
    except Exception as error:  # the library lets faults of numbers out as they come, too
        raise JsonPathError(_no_path(error)) from None
    if not isinstance(query, jsonpath.JSONPath) and any(path.pseudo_root for _, path in query.paths):
        raise JsonPathError("is no JSONPath: a part of it does not begin with `$`")
    return query


def _no_path(error: Exception) -> str:
    lines = str(error).splitlines()
    too_deep = isinstance(error, RecursionError) or not lines
    return f"is no JSONPath: {'it is too deep' if too_deep else lines[0]}"


def _depth(text: str) -> int:
    """Return how many brackets and parentheses are open at once, at most; those in names count as well."""
    depth = deepest = 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        deepest = max(deepest, depth)
    return deepest


def _followed(segments: Iterable[JSONPathSegment], root: JsonValue) -> list[BoundedNode]:
    """Return what segments lead to from ``root``, each place once, in the order in which it is come to first."""
    nodes = [BoundedNode.first(root)]
    for segment in segments:
        nodes = _step(segment, nodes)
    return nodes


def _step(segment: JSONPathSegment, nodes: list[BoundedNode]) -> list[BoundedNode]:
    return list({node.parts: BoundedNode.lean(node) for node in segment.resolve(nodes)}.values())


def _combined(rules: BoundedEnvironment, query: jsonpath.CompoundJSONPath, root: JsonValue) -> list[BoundedNode]:
    """Return what several paths name, joined by `|`, or by `&`: then those whose values the second path names too."""
    first = query.path
    nodes = _followed(first.segments, root) if isinstance(first, jsonpath.JSONPath) else _combined(rules, first, root)
    for operator, path in query.paths:
        more = _followed(path.segments, root)
        if operator == rules.union_token:
            nodes = [*nodes, *more]
        else:
            rules.spend(len(nodes) * len(more))
            values = [node.obj for node in more]
            nodes = [node for node in nodes if node.obj in values]
    return nodes


def removal_order(places: Iterable[Tokens]) -> list[Tokens]:
    """Return places so that each can be removed in turn: parts before wholes, later items of an array before others."""

    def order(tokens: Tokens) -> list[tuple[int, str]]:
        return [(token, "") if isinstance(token, int) else (0, token) for token in tokens]

    return sorted(places, key=order, reverse=True)


def explain_no_match(path: str, root: JsonValue, suggestions: Suggestions) -> str | None:
    """Return how far a query that names nothing leads, and why no farther, as far as that can be told."""
    rules, query = _compile_query(path)
    if not isinstance(query, jsonpath.JSONPath):
        return None
    rules.begin(root)
    nodes, followed = [BoundedNode.first(root)], "$"
    try:
        for segment in query.segments:
            found = _step(segment, nodes)
            if not found:
                return _explain_segment(followed, str(segment), nodes[0], suggestions)
            nodes, followed = found, followed + str(segment)
    except (CostlyQueryError, jsonpath.JSONPathError, RecursionError):
        return None
    return None


def _explain_segment(shorter: str, segment: str, node: BoundedNode, suggestions: Suggestions) -> str:
    """Return why ``segment`` names nothing in the value of ``node``, which is at ``shorter``."""
    there, names = f"`{shorter[:_SHOWN]}`" if node.parts else "the description", node.names
    reference = as_str(names.get("$ref"))
    if reference is None:
        return _suggest_key(there, segment, names, suggestions)
    way = "name that by its own JSONPath" if reference.startswith("#") else "overlays change the main file alone"
    return f"{there} is a reference to {reference[:_SHOWN]}: {way}"


def _suggest_key(there: str, segment: str, names: Iterable[str], suggestions: Suggestions) -> str:
    wanted = segment.strip(".[]'\"")
    near = suggestions.nearest(wanted, names)
    return f"{there} has no {segment[:_SHOWN]}" + (f"; did you mean `{near[:_SHOWN]}`?" if near else "")
