"""Docstrings, messages and names use the common words of the field: what is retired, and what we say instead."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from tests.support.every import for_every

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
NAME_WORDS = {
    "folder": "directory",
    "folders": "directories",
    "place": "location",
    "places": "locations",
    "placed": "located",
    "arm": "member",
    "arms": "members",
    "trail": "what it is a list of",
    "trails": "what it is a list of",
}
"""A word that no name in the code contains, and what we say instead."""
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


def names_in(node: ast.AST) -> list[str]:
    """Return the names that one node of a module defines, binds or passes as a keyword."""
    match node:
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            return [name]
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.arg(arg=name) | ast.keyword(arg=str(name)):
            return [name]
        case ast.alias(name=name, asname=other):
            return [*name.split("."), *([other] if other else [])]
        case _:
            return []


def retired_names(source: str) -> list[str]:
    """Return each name of a module that contains a retired word, and what we say instead, once."""
    found: dict[str, None] = {}
    for node in ast.walk(ast.parse(source)):
        for name in names_in(node):
            for word in re.sub(r"(?<=[a-z0-9])(?=[A-Z])", "_", name).lower().split("_"):
                if word in NAME_WORDS:
                    found[f"`{name}`: say {NAME_WORDS[word]}"] = None
    return list(found)


@for_every(FILES, lambda path: str(path.relative_to(ROOT)))
def test_names_use_common_words(path: Path) -> None:
    found = [*retired_names(f"{path.stem} = 0"), *retired_names(path.read_text())]
    assert [f"{path.relative_to(ROOT)}: {each}" for each in found] == []


@pytest.mark.parametrize(
    ("source", "name"),
    [
        ("def sorted_by_place(): ...", "sorted_by_place"),
        ("class ResourcePlace: ...", "ResourcePlace"),
        ("def f(arms): ...", "arms"),
        ("f(folder=1)", "folder"),
        ("item._trail = 1", "_trail"),
        ("import places", "places"),
    ],
)
def test_a_retired_word_in_a_name_is_found(source: str, name: str) -> None:
    assert [each.split(": say")[0] for each in retired_names(source)] == [f"`{name}`"]


def test_a_word_inside_another_is_no_retired_name() -> None:
    assert retired_names("def replace_array(alarm, misplaced, trailing): ...") == []


@for_every(FILES, lambda path: str(path.relative_to(ROOT)))
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
