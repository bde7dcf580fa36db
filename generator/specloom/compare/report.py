"""Prints a report of changes as text for a terminal and as Markdown for a pull request, an issue or a changelog."""

from __future__ import annotations

import re
from collections.abc import Sequence

from specloom.base.markdown import code_span, escape_text
from specloom.base.records import dataclass
from specloom.base.terminal import printable

_PLAIN_CODE = re.compile(r"(`[\w.,:()\[\]{}/ -]+`)", re.ASCII)
"""Markdown code without special characters; other text between backticks in a document is not treated as code."""


@dataclass(frozen=True, slots=True)
class ReportLine:
    """A line below an entry: `mark` is its prefix in text, `label` in Markdown; `is_code`: not a sentence."""

    text: str
    origin: str = ""
    mark: str = "    "
    label: str = ""
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class ChangeReport:
    """Sections, each with entries of a head and the lines below it, and the lines at the end."""

    sections: Sequence[tuple[str, Sequence[tuple[str, Sequence[ReportLine]]]]]
    closing: Sequence[str]

    def as_text(self) -> str:
        """Return the report for a terminal."""
        lines: list[str] = []
        for title, entries in self.sections:
            lines.append(title)
            for head, below in entries:
                lines.append(f"  {head}")
                lines += [f"{each.mark}{each.text}" + (f"  ({each.origin})" if each.origin else "") for each in below]
            lines.append("")
        return "".join(f"{printable(line)}\n" for line in [*lines, *self.closing])

    def as_markdown(self) -> str:
        """Return the report for a pull request, an issue or a changelog."""
        lines: list[str] = []
        for title, entries in self.sections:
            lines += [f"### {escape_text(title)}", ""]
            for head, below in entries:
                lines.append(f"- {code_span(head)}")
                for each in below:
                    text = code_span(each.text) if each.is_code else as_prose(each.text)
                    lines.append(f"  - {each.label}{text}" + (f"  ({code_span(each.origin)})" if each.origin else ""))
            lines.append("")
        return "".join(f"{line}\n" for line in [*lines, *map(as_prose, self.closing)])


def as_prose(text: str) -> str:
    """Return a message for Markdown: everything outside plain code is escaped."""
    return "".join(piece if _PLAIN_CODE.fullmatch(piece) else escape_text(piece) for piece in _PLAIN_CODE.split(text))
