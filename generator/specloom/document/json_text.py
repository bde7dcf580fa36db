"""Reads JSON text, checks numbers, keys and depth, and reports faults with their position."""

from __future__ import annotations

import json
import re

from specloom.base.json import JsonObject, JsonValue
from specloom.document.limits import LoadOptions
from specloom.document.positions import LineIndex
from specloom.document.textfault import TextError, duplicate_key

_TOKEN = re.compile(r'"[^"\\]*(?:\\.[^"\\]*)*(?:"|\\?\Z)|[{}\[\],:]', re.DOTALL)
_COLON = re.compile(r"\s*:")
_ESCAPE = re.compile(
    r"\\(?:u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|(u[dD][89a-fA-F][0-9a-fA-F]{2})|.)", re.DOTALL
)
_SURROGATE = re.compile(r"\\u[dD][89a-fA-F]")
_SHOWN = 40


class _BadNumberError(ValueError):
    """A number that JSON can't represent."""


class _Duplicates:
    """Builds objects and records whether any key was duplicated."""

    def __init__(self) -> None:
        self.found = False

    def build_object(self, pairs: list[tuple[str, JsonValue]]) -> JsonObject:
        """Return the object of ``pairs``."""
        result = dict(pairs)
        self.found = self.found or len(result) != len(pairs)
        return result


def _bad_constant(text: str) -> float:
    raise _BadNumberError(text)


def _parse_finite_float(text: str) -> float:
    value = float(text)
    if value in (float("inf"), float("-inf")):
        raise _BadNumberError(text)
    return value


def _parse_integer(text: str) -> int:
    if len(text) > 400:
        raise _BadNumberError(text)
    return int(text)


def parse_json(text: str, max_depth: int) -> JsonValue:
    """Return the value of a JSON text. Raises ``TextError``."""
    duplicates = _Duplicates()
    try:
        value: JsonValue = json.loads(
            text,
            object_pairs_hook=duplicates.build_object,
            parse_constant=_bad_constant,
            parse_float=_parse_finite_float,
            parse_int=_parse_integer,
        )
    except json.JSONDecodeError as error:
        raise TextError("syntax", f"not valid JSON: {error.msg}", error.lineno, error.colno) from None
    except _BadNumberError as error:
        raise _number_fault(text, str(error)) from None
    except RecursionError:
        raise depth_fault(text, max_depth) from None
    if duplicates.found:
        raise _duplicate_fault(text)
    _check_surrogates(text)
    return value


def refuse_too_many(text: str, options: LoadOptions) -> None:
    """Raise ``TextError`` if a JSON text has too many values, before reading it takes much memory."""
    most = options.nodes_left
    if text.count(",") + text.count("{") + text.count("[") <= most:
        return
    values = 0
    opened = ""
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "{[,":
            values += 1
        elif opened and token in "}]":
            values -= 1  # the brackets were empty
        opened = token if token in "{[" else ""
        if values > most:
            raise too_many_values(options)


def too_many_values(options: LoadOptions) -> TextError:
    """Return the fault of a text with too many values."""
    together = ", those of the files before it included" if options.nodes_before else ""
    return TextError("too-large", f"more than {options.max_nodes:,} values{together}", 1, 1)


def _check_surrogates(text: str) -> None:
    """Raise ``TextError`` at half of a surrogate pair, which no encoding can carry."""
    if not _SURROGATE.search(text):
        return
    for match in _ESCAPE.finditer(text):
        if match[1]:
            line, column = LineIndex(text).at(match.start())
            raise TextError(
                "surrogate", f"{match[0]} is half of a surrogate pair, which no text can contain", line, column
            )


def _number_fault(text: str, literal: str) -> TextError:
    line, column = LineIndex(text).at(max(text.find(literal), 0))
    return TextError("number", f"{literal[:_SHOWN]} is not a number that JSON can represent", line, column)


def depth_fault(text: str, max_depth: int) -> TextError:
    """Return the fault of nesting deeper than ``max_depth``, at the location where that begins."""
    depth = 0
    for match in _TOKEN.finditer(text):
        depth += {"{": 1, "[": 1, "}": -1, "]": -1}.get(match[0], 0)
        if depth > max_depth:
            line, column = LineIndex(text).at(match.start())
            return TextError("too-deep", f"nested more than {max_depth} levels deep", line, column)
    return TextError("too-deep", f"nested more than {max_depth} levels deep", 1, 1)


def _duplicate_fault(text: str) -> TextError:
    """Find the first duplicate key of an object; the text is known to be JSON that has one."""
    stack: list[set[str]] = []
    expects_key = False
    for match in _TOKEN.finditer(text):
        token = match[0]
        if token in "{[":
            stack.append(set())
        elif token in "}]":
            stack.pop()
        elif token.startswith('"') and expects_key and _COLON.match(text, match.end()):
            key = str(json.loads(token))
            if key in stack[-1]:
                line, column = LineIndex(text).at(match.start())
                return duplicate_key(key, line, column)
            stack[-1].add(key)
        expects_key = token in "{,"
    return duplicate_key("?", 1, 1)
