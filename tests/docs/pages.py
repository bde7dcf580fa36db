"""The pages of the documentation as stories: files that a reader writes, commands they run, Python they paste."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

ROOT = Path(__file__).parents[2]
TOP = ("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
PATHS = (*(ROOT / name for name in TOP), *sorted((ROOT / "docs").rglob("*.md")))
PAGES = {path.relative_to(ROOT).as_posix(): path.read_text() for path in PATHS}
FENCE = re.compile(r"^( *)```([^\n]*)\n(.*?)^\1```$", re.M | re.S)
COMMAND = re.compile(r"^\$ (.+)\n((?:(?!\$ ).*\n)*)", re.M)


DOTS = "…"
"""A line in place of any number of lines."""


@dataclass(frozen=True)
class Command:
    """A command on a console, and what is shown below it."""

    text: str
    shown: tuple[str, ...]


@dataclass(frozen=True)
class Block:
    """A block of code: its language, the name of the file that it shows, if it shows one, its text and its line."""

    language: str
    title: str | None
    text: str
    line: int

    @property
    def commands(self) -> Iterator[Command]:
        """The commands of a console, in order."""
        for found in COMMAND.finditer(self.text):
            yield Command(found[1], tuple(found[2].splitlines()))


def blocks(page: str) -> list[Block]:
    """Return the blocks of a page, those in lists and tabs without their indentation."""
    found: list[Block] = []
    for match in FENCE.finditer(page):
        language, _, rest = match[2].partition(" ")
        title = re.search(r'title="([^"]+)"', rest)
        text = re.sub(f"^{match[1]}", "", match[3], flags=re.M)
        found.append(Block(language, title[1] if title else None, text, page.count("\n", 0, match.start()) + 1))
    return found


def prose(page: str) -> str:
    """Return a page without its blocks of code."""
    return FENCE.sub("", page)


def fits(shown: tuple[str, ...], printed: str) -> bool:
    """Is this what is shown, with any lines for a line of dots? Counts of files and lines may have moved."""
    pattern = "".join(r"(?:.*\n)*?" if line.strip() == DOTS else re.escape(line) + r"\n" for line in shown)
    pattern = re.sub(r"[\d,]+(?=\\ (?:files|lines|changed))", r"[\\d,]+", pattern)
    return re.fullmatch(pattern, "".join(line + "\n" for line in printed.splitlines())) is not None
