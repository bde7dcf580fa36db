"""The runtime speaks of responses, URLs and locations: users of every client read its docstrings and messages."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

from tests.support.every import for_every

TEMPLATES = Path(__file__).parents[2] / "templates"
RUNTIME = sorted((TEMPLATES / "runtime").rglob("*.py"))
PRINTED = sorted(path for directory in ("package", "resources") for path in (TEMPLATES / directory).rglob("*.jinja"))
UNUSED = re.compile(
    r"\b(answer(s|ed|ing)?|places?|leads? (nowhere|out|to|from)|stands? for|refused|asks? for|asked|folders?)\b"
)


def texts(path: Path) -> Iterator[str]:
    """Yield the strings of a module, those that format strings are made of included."""
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            yield node.value


@for_every(RUNTIME, lambda path: str(path.relative_to(TEMPLATES)))
def test_the_runtime_says_it_in_the_words_of_the_field(path: Path) -> None:
    assert [text for text in texts(path) if UNUSED.search(text)] == []


@for_every(PRINTED, lambda path: str(path.relative_to(TEMPLATES)))
def test_so_do_the_templates_of_the_package(path: Path) -> None:
    assert [line for line in path.read_text().splitlines() if UNUSED.search(line)] == []
