"""JSONPath (RFC 9535): the values that a query selects, and why a query selects nothing.

Loaded only if there are overlays, because the JSONPath library is slow to load.
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
"""The longest query, in characters. The library's parser recurses for each operator."""
_DEEPEST = 40
"""The depth of brackets and parentheses in a query."""
_TOO_COSTLY = "takes too many steps in this document: make it more specific"


class JsonPathError(ValueError):
    """An invalid or unsupported JSONPath. The message continues the text of the query."""


def find_pointers(path: str, root: JsonValue) -> list[Tokens]:
    """Return the pointers that a query selects in ``root``, each once, in its order. Raises ``JsonPathError``.

    Syntax beyond the RFC is read as the library reads it, if it can.
    """
    rules, query = _compile_query(path)
    rules.begin(root)
    try:
        if isinstance(query, jsonpath.JSONPath):
            return [node.parts for node in _nodes_of(query.segments, root)]
        return list(dict.fromkeys(node.parts for node in _join_nodes(rules, query, root)))
    except CostlyQueryError:
        raise JsonPathError(_TOO_COSTLY) from None
    except (jsonpath.JSONPathError, RecursionError) as error:
        raise JsonPathError(_no_path(error)) from None


def _compile_query(path: str) -> tuple[BoundedEnvironment, Query]:
    """Return a valid query, and its rules. Raises ``JsonPathError``."""
    text = path.strip()
    if not text.startswith("$"):
        raise JsonPathError("is not a JSONPath: it does not begin with `$`")
    if len(text) > _LONGEST or _bracket_depth(text) > _DEEPEST:
        raise JsonPathError("is not a supported JSONPath: it is too long or too deep")
    try:
        return _BY_THE_RFC, _read_query(text, _BY_THE_RFC)
    except JsonPathError as error:
        try:
            return _LENIENT, _read_query(text, _LENIENT)
        except JsonPathError:
            raise error from None


def _read_query(text: str, rules: BoundedEnvironment) -> Query:
    try:
        query = rules.compile(text)
    except Exception as error:  # the library also raises the errors of number conversion
        raise JsonPathError(_no_path(error)) from None
    if not isinstance(query, jsonpath.JSONPath) and any(path.pseudo_root for _, path in query.paths):
        raise JsonPathError("is not a JSONPath: a part of it does not begin with `$`")
    return query


def _no_path(error: Exception) -> str:
    lines = str(error).splitlines()
    too_deep = isinstance(error, RecursionError) or not lines
    return f"is not a JSONPath: {'it is too deep' if too_deep else lines[0]}"


def _bracket_depth(text: str) -> int:
    """Return the maximum depth of brackets and parentheses; those in names count as well."""
    depth = deepest = 0
    for letter in text:
        depth += (letter in "([") - (letter in ")]")
        deepest = max(deepest, depth)
    return deepest


def _nodes_of(segments: Iterable[JSONPathSegment], root: JsonValue) -> list[BoundedNode]:
    """Return the values that segments select from ``root``, each once, in the order in which they are found."""
    nodes = [BoundedNode.root_node(root)]
    for segment in segments:
        nodes = _select_step(segment, nodes)
    return nodes


def _select_step(segment: JSONPathSegment, nodes: list[BoundedNode]) -> list[BoundedNode]:
    return list({node.parts: BoundedNode.lean_copy(node) for node in segment.resolve(nodes)}.values())


def _join_nodes(rules: BoundedEnvironment, query: jsonpath.CompoundJSONPath, root: JsonValue) -> list[BoundedNode]:
    """Return the values that several paths select, joined by `|`, or by `&`: then those that the second path selects
    too."""
    first = query.path
    nodes = _nodes_of(first.segments, root) if isinstance(first, jsonpath.JSONPath) else _join_nodes(rules, first, root)
    for operator, path in query.paths:
        more = _nodes_of(path.segments, root)
        if operator == rules.union_token:
            nodes = [*nodes, *more]
        else:
            rules.spend(len(nodes) * len(more))
            values = [node.obj for node in more]
            nodes = [node for node in nodes if node.obj in values]
    return nodes


def removal_order(locations: Iterable[Tokens]) -> list[Tokens]:
    """Return pointers in an order in which each can be removed: parts before wholes, later items of an array before
    others."""

    def order(tokens: Tokens) -> list[tuple[int, str]]:
        return [(token, "") if isinstance(token, int) else (0, token) for token in tokens]

    return sorted(locations, key=order, reverse=True)


def explain_no_match(path: str, root: JsonValue, suggestions: Suggestions) -> str | None:
    """Explain how far a query that selects nothing gets, and why, as far as known."""
    rules, query = _compile_query(path)
    if not isinstance(query, jsonpath.JSONPath):
        return None
    rules.begin(root)
    nodes, followed = [BoundedNode.root_node(root)], "$"
    try:
        for segment in query.segments:
            found = _select_step(segment, nodes)
            if not found:
                return _explain_segment(followed, str(segment), nodes[0], suggestions)
            nodes, followed = found, followed + str(segment)
    except (CostlyQueryError, jsonpath.JSONPathError, RecursionError):
        return None
    return None


def _explain_segment(shorter: str, segment: str, node: BoundedNode, suggestions: Suggestions) -> str:
    """Return why ``segment`` selects nothing in the value of ``node``, which is at ``shorter``."""
    there, names = f"`{shorter[:_SHOWN]}`" if node.parts else "the document", node.names
    reference = as_str(names.get("$ref"))
    if reference is None:
        return _suggest_key(there, segment, names, suggestions)
    way = "use the JSONPath of its target" if reference.startswith("#") else "overlays change only the main file"
    return f"{there} is a reference to {reference[:_SHOWN]}: {way}"


def _suggest_key(there: str, segment: str, names: Iterable[str], suggestions: Suggestions) -> str:
    wanted = segment.strip(".[]'\"")
    near = suggestions.nearest(wanted, names)
    return f"{there} has no {segment[:_SHOWN]}" + (f"; did you mean `{near[:_SHOWN]}`?" if near else "")
