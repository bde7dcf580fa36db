"""Turns the headings and tables of HTML in texts into Markdown, and leaves out tags that only format."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator, Sequence
from dataclasses import field

from specloom.base.html_text import html_as_markdown
from specloom.base.records import dataclass

_PIECE = re.compile(
    r"(?P<kept>```.*?(?:```|\Z)|`[^`\n]+`|<pre\b.*?(?:</pre>|\Z))"
    r"|<(?P<end>/?)(?P<tag>h[1-6]|table|tr|th|td|caption|hr|thead|tbody|tfoot|colgroup|col|blockquote|section|article"
    r"|center|font|u|small|big|sup|sub|nobr|ins|mark|details|summary|dl|dt|dd|img)(?:\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_TEXT_TAG = re.compile(
    r"</?(?:a|b|br|code|div|em|font|h[1-6]|i|img|li|ol|p|small|span|strong|sub|sup|tt|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_MARKS = re.compile(r"`|\*\*|__")
_BLOCKS = frozenset({"blockquote", "section", "article", "center", "details", "summary", "dl", "dt", "dd"})
_MOST_CELLS = 2_000


def as_markdown(text: str) -> str:
    """Return a text as Markdown without the HTML that has a counterpart there. Code stays as it is."""
    if "<" not in text and "&" not in text:
        return text
    pieces = [piece for piece in _PIECE.finditer(text) if piece["tag"]] if "<" in text else []
    return html_as_markdown("".join(_written(text, pieces)) if pieces else text)


def plain_text(text: str) -> str:
    """Return a title or a first sentence as plain text: without HTML and Markdown."""
    if "<" in text:
        text = _TEXT_TAG.sub(" ", text)
    text = html.unescape(text) if "&" in text else text
    return " ".join(_MARKS.sub("", text).split())


@dataclass(slots=True)
class _Table:
    rows: list[list[str]] = field(default_factory=list[list[str]])
    cells: int = 0
    in_cell: bool = False

    def close_cell(self, text: str) -> None:
        """Add what has been read since the last tag to the open cell."""
        if self.in_cell and self.rows and self.rows[-1]:
            self.rows[-1][-1] += text

    def markdown(self) -> str:
        """Return the table in Markdown; the first row is its head."""
        rows = [row for row in self.rows if row]
        width = max(map(len, rows), default=0)
        lines = ["| " + " | ".join([*map(_cell, row), *[""] * (width - len(row))]) + " |" for row in rows]
        return "\n\n" + "\n".join([*lines[:1], "|" + "---|" * width, *lines[1:]]) + "\n\n" if rows else ""


def _cell(text: str) -> str:
    text = re.sub(r"<(?:br|/?p|/?div|/?li|/?ul)\b[^<>]*>", " ", text, flags=re.IGNORECASE)
    return " ".join(html_as_markdown(text).replace("|", "\\|").split())


def _written(text: str, pieces: Sequence[re.Match[str]]) -> Iterator[str]:
    """Yield the text with its tags as Markdown."""
    last = max((piece.start() for piece in pieces if piece["end"] and piece["tag"].lower() == "table"), default=-1)
    at, table = 0, None
    for number, piece in enumerate(pieces):
        tag, between = piece["tag"].lower(), text[at : piece.start()]
        at = piece.end()
        if table is not None:
            table.close_cell(between)
            _add_to_table(table, tag, ends=bool(piece["end"]))
            if tag == "table" and piece["end"]:
                yield table.markdown()
                table = None
            continue
        yield between
        if tag == "table" and not piece["end"] and piece.start() < last:
            table = _Table()
        else:
            yield _tag_text(piece, _is_paired(pieces, number))
    yield text[at:]


def _add_to_table(table: _Table, tag: str, *, ends: bool) -> None:
    if tag == "tr":
        table.in_cell = False
        if not ends:
            table.rows.append([])
    elif tag in ("td", "th"):
        table.in_cell = not ends and table.cells < _MOST_CELLS
        if table.in_cell:
            table.cells += 1
            table.rows = table.rows or [[]]
            table.rows[-1].append("")


def _is_paired(pieces: Sequence[re.Match[str]], number: int) -> bool:
    """Return whether a heading begins and ends with nothing else between, at the given tag or before it."""
    piece = pieces[number]
    at = number - 1 if piece["end"] else number + 1
    other = pieces[at] if 0 <= at < len(pieces) else None
    same = other is not None and other["tag"].lower() == piece["tag"].lower()
    return same and other is not None and bool(other["end"]) != bool(piece["end"])


def _tag_text(piece: re.Match[str], paired: bool) -> str:
    tag = piece["tag"].lower()
    if tag[0] == "h" and tag != "hr":
        mark = "**" if paired else ""
        return f"{mark}\n\n" if piece["end"] else f"\n\n{mark}"
    if tag in ("hr", *_BLOCKS):
        return "\n\n"
    return ""
