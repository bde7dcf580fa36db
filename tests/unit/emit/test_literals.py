"""Data becomes source in one place: whatever it says, it stays data."""

from __future__ import annotations

import ast
import math
import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from specloom.base.json import JsonValue
from specloom.emit.literals import (
    comment_lines,
    docstring_literal,
    lines_of,
    python_literal,
    string_literal,
    tuple_literal,
    wrap_text,
)

TEXT = st.text(st.characters(), max_size=60)
"""Any text at all, lone surrogates included."""

NASTY = st.lists(
    st.sampled_from(
        [
            *('"', "'", '"""', "'''", "\\", "\\N{BULLET}", "\\x41", "\n", "\r", "\r\n", "\t", "\0", "\x0b", "\x0c"),
            *("\x1c", "\x85", "\u2028", "\u2029", "\u202e", "\u200b", "\ufeff", "\ud800", "\ue000", "{{", "{%", "#"),
            *("import os", "; exec(1)", "é", "\U0001f600", " ", "   ", "- item", "```", "a" * 130),
        ]
    ),
    max_size=12,
).map("".join)

JSON: st.SearchStrategy[JsonValue] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False, allow_infinity=False) | TEXT | NASTY,
    lambda children: st.lists(children, max_size=4) | st.dictionaries(TEXT, children, max_size=4),
    max_leaves=12,
)


def only_expression(source: str) -> ast.expr:
    """Return the one expression that `source` is."""
    (statement,) = ast.parse(source).body
    assert isinstance(statement, ast.Expr)
    return statement.value


def visible(source: str) -> bool:
    """Tell whether every character of `source` shows what it is."""
    return all(char in "\n " or unicodedata.category(char)[0] not in "CZ" for char in source)


@given(JSON)
def test_a_json_value_comes_back_as_it_was(value: JsonValue) -> None:
    source = python_literal(value)
    assert ast.literal_eval(only_expression(source)) == value
    assert "\n" not in source
    assert visible(source)


@given(TEXT | NASTY)
def test_a_text_comes_back_as_it_was(text: str) -> None:
    assert ast.literal_eval(only_expression(string_literal(text))) == text


@pytest.mark.parametrize(
    ("value", "source"),
    [
        ('say "hi"', '"say \\"hi\\""'),
        ("\\N{BULLET}", '"\\\\N{BULLET}"'),
        ("a\u202eb\u200b", '"a\\u202eb\\u200b"'),
        ("\ud800", '"\\ud800"'),
        ("naïve 日本 \U0001f600", '"naïve 日本 \U0001f600"'),
        (True, "True"),
        (1.0, "1.0"),
        (math.inf, 'float("inf")'),
        ({"a": [None, "x"]}, '{"a": [None, "x"]}'),
    ],
)
def test_values_read_as_a_person_would_write_them(value: JsonValue, source: str) -> None:
    assert python_literal(value) == source


def test_a_number_of_ten_thousand_digits_is_still_a_number() -> None:
    number = 10**10_000 + 1
    assert ast.literal_eval(python_literal(number)) == number


@given(st.lists(TEXT, max_size=3))
def test_tuples_are_tuples_of_any_length(values: list[str]) -> None:
    assert ast.literal_eval(tuple_literal(values)) == tuple(values)


@given(st.lists(TEXT | NASTY, min_size=1, max_size=5), st.sampled_from([0, 4, 8]))
def test_a_docstring_is_one_string_whatever_its_lines_say(lines: list[str], indent: int) -> None:
    source = docstring_literal(lines, indent)
    pad = " " * indent
    body = f"class A:\n{pad}{source}\n{pad}x = 1\n" if indent else f"{source}\nx = 1\n"
    module = ast.parse(body)
    inner = module.body[0].body if isinstance(module.body[0], ast.ClassDef) else module.body
    assert len(inner) == 2
    assert isinstance(inner[0], ast.Expr)
    assert isinstance(ast.literal_eval(inner[0].value), str)
    assert visible(source)


@given(TEXT | NASTY)
def test_a_docstring_says_what_the_document_says(text: str) -> None:
    lines = lines_of(text)
    said = ast.literal_eval(only_expression(docstring_literal(lines, 0)))
    assert said.split() == text.split() or "\u200b" in text or "\t" in text or not lines


@given(TEXT | NASTY)
def test_a_comment_is_nothing_but_comment(text: str) -> None:
    lines = comment_lines(text)
    assert ast.parse("\n".join(lines)).body == []
    assert all(line.startswith("#") and visible(line) for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("one\r\ntwo\rthree\u2028four", ["one two three four"]),
        ("  first\n    second\n", ["first second"]),
        ("a\n\n\n\nb\n\n", ["a", "", "b"]),
        ("a list:\n- one\n- two\n", ["a list:", "- one", "- two"]),
        ("- " + "word " * 10, ["- word word word word word word", "  word word word word"]),
        (
            "```\ncode that is longer than thirty columns\n```",
            ["```", "code that is longer than thirty columns", "```"],
        ),
        ("| a table | that is longer than thirty columns |", ["| a table | that is longer than thirty columns |"]),
        ("x" * 50, ["x" * 50]),
        ("", []),
    ],
)
def test_prose_flows_and_lists_keep_their_lines(text: str, lines: list[str]) -> None:
    assert wrap_text(text, 32) == lines
