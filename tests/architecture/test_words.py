"""Docstrings and messages use the common words of the field: what is retired, and what we say instead."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
ROOMS = ("generator/specloom",)
"""Directories whose docstrings and messages are read."""
WORDS = {
    r"folders?": "directory",
    r"descriptions?": "document, or `description` for the keyword of OpenAPI",
    r"(?<!\bip )(?<!\be-mail )address(?:es)?": "URL",
    r"answers?": "response, or result",
    r"(?<!\bin )places?": "location",
    r"(?:leads?|led) nowhere": "does not exist, or unresolved reference",
    r"st(?:and|ands|ood) for": "means, or is replaced by",
    r"words? of (?:an|the) enum": "allowed values",
    r"told": "reported",
    r"go(?:es)? first": "takes precedence",
    r"says? otherwise": "overrides",
    r"settled": "decided, or resolved",
    r"(?<!moved )aside": "worker process",
    r"trails?": "previous run",
    r"shel(?:f|ves)": "cache",
    r"renewals?": "incremental run",
    r"(?<!-width )marks": "anchors and ids",
    r"arms?": "union member",
    r"twins?": "request model, or counterpart",
    r"heirs?": "subclass",
    r"pieces?": "part, or component",
    r"closures?": "transitive references",
    r"sound": "valid",
    r"yielding": "user-owned",
    r"wings?": "layer, or room",
    r"he|him|his|she|her|hers": "they, or you",
}
"""A retired word, and what we say instead. Code in backticks is not read: names and keywords are what they are."""
RETIRED = [(re.compile(rf"\b(?:{word})\b", re.IGNORECASE), common) for word, common in WORDS.items()]
WORD_LIST = re.compile(r"\s*(?:[\w$-]+\s+){7,}[\w$-]+\s*")
"""Many words without punctuation: a list that the code splits, no sentence."""
IP_ADDRESSES = Path("generator/specloom/remote/addresses.py")
"""The module where an address is always one of a host."""
CODE = re.compile(r"(`+)[^`]+\1")
FILES = sorted(path for room in ROOMS for path in (ROOT / room).rglob("*.py"))


class Texts(ast.NodeVisitor):
    """Collects the docstrings, and the strings with a space in them, of one module by line."""

    def __init__(self) -> None:
        self.found: list[tuple[int, str]] = []

    def visit_Constant(self, node: ast.Constant) -> None:
        if isinstance(node.value, str):
            self._add(node.lineno, node.value)

    def visit_JoinedStr(self, node: ast.JoinedStr) -> None:
        parts = [part.value if isinstance(part, ast.Constant) else "{}" for part in node.values]
        self._add(node.lineno, "".join(map(str, parts)))
        for part in node.values:
            if isinstance(part, ast.FormattedValue):
                self.visit(part.value)

    def _add(self, line: int, text: str) -> None:
        if " " in text and not WORD_LIST.fullmatch(text):
            self.found.append((line, text))


def retired_words(source: str) -> list[str]:
    """Return each use of a retired word in the strings of a module, with its line and what we say instead."""
    texts = Texts()
    texts.visit(ast.parse(source))
    found: list[str] = []
    for line, text in texts.found:
        prose = CODE.sub(lambda code: re.sub(r"[^\n]", "`", code[0]), text)
        for pattern, common in RETIRED:
            for match in pattern.finditer(prose):
                above = prose.count("\n", 0, match.start())
                found.append(f"{line + above}: `{match[0]}`: say {common}")
    return found


@pytest.mark.parametrize("path", FILES, ids=lambda path: str(path.relative_to(ROOT)))
def test_docstrings_and_messages_use_common_words(path: Path) -> None:
    found = retired_words(path.read_text())
    if path == ROOT / IP_ADDRESSES:
        found = [each for each in found if not each.endswith(": say URL")]
    assert [f"{path.relative_to(ROOT)}:{each}" for each in found] == []


def test_the_rooms_exist() -> None:
    assert [room for room in ROOMS if not any((ROOT / room).rglob("*.py"))] == []


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("there is no such folder", "folder"),
        ("the description has no paths", "description"),
        ("the address of the server", "address"),
        ("this reference leads nowhere", "leads nowhere"),
        ("Another one\nSTANDS for it.", "STANDS for"),
        ("as soon as he changes them", "he"),
    ],
)
def test_a_retired_word_is_found(text: str, word: str) -> None:
    line = 1 + text[: text.index(word)].count("\n")
    assert [each.split(": say")[0] for each in retired_words(f'"""{text}"""')] == [f"{line}: `{word}`"]


def test_a_word_is_found_beside_values_of_an_f_string() -> None:
    assert retired_words('name = f"the place {name} and `{folder}` here"') == ["1: `place`: say location"]


@pytest.mark.parametrize(
    "text",
    [
        "the keyword `description` of a server",
        "an IP address and an e-mail address",
        "zero-width marks",
        "a trailing slash, replaced by an answering machine",
    ],
)
def test_allowed_uses_are_not_found(text: str) -> None:
    assert retired_words(f'"""{text}"""') == []


def test_a_name_is_not_a_text() -> None:
    assert retired_words('folder = {"description": 1, "place": 2}') == []
