"""Turns the HTML that authors put into texts into Markdown, which is readable as plain text too."""

from __future__ import annotations

import html
import re
from dataclasses import field

from specloom.base.markdown import code_span
from specloom.base.records import dataclass

_PIECE = re.compile(
    r"(?P<kept>```.*?(?:```|\Z)|`[^`\n]+`|<pre\b.*?(?:</pre>|\Z))"
    r"|<(?P<end>/?)(?P<tag>p|div|br|a|code|tt|ul|ol|li|b|strong|i|em|span)(?P<more>\s[^<>]*)?/?>",
    re.IGNORECASE | re.DOTALL,
)
_ENTITY = re.compile(r"&(?:#\d{1,6}|[a-z]{2,8});(?:(?=[A-Za-z/!?])(?P<opens>))?", re.IGNORECASE)
_ESCAPED_TAG = re.compile(r"&lt;(/?[a-z][^&<>\n]*)&gt;", re.IGNORECASE)
_LINK = re.compile(r"""\shref\s*=\s*["']?(https?://[^\s"'<>()]+)""", re.IGNORECASE)
_BLANK_LINES = re.compile(r"\n[ \t]*(?:\n[ \t]*)+\n")
_AROUND = {"b": "**", "strong": "**", "i": "*", "em": "*"}
_DEEPEST = 8
_PAIRED = frozenset({"a", "code", "tt", "ul", "ol", "span", *_AROUND})


def html_as_markdown(text: str) -> str:
    """Return `text` with its HTML as Markdown: paragraphs, breaks, links, lists, code and emphasis.

    Code in Markdown, `<pre>`, other elements and words such as `<token>` stay as they are.
    """
    found = [piece for piece in _PIECE.finditer(text) if piece["tag"]]
    if not found and "&" not in text:
        return text
    closed = {piece["tag"].lower() for piece in found if piece["end"]}
    writer = _Writer()
    at = 0
    for piece in _PIECE.finditer(text):
        writer.add_text(text[at : piece.start()])
        at = piece.end()
        tag = (piece["tag"] or "").lower()
        if not tag or (tag in _PAIRED and tag not in closed):
            writer.parts.append(piece[0])
        else:
            writer.add_tag(tag, piece["more"] or "", ends=bool(piece["end"]))
    writer.add_text(text[at:])
    return _BLANK_LINES.sub("\n\n", "".join(writer.parts)).strip() if found else "".join(writer.parts)


def _decode_entity(found: re.Match[str]) -> str:
    """Return the character of an entity; a `<` that would open an element stays an entity."""
    decoded = html.unescape(found[0]).replace("\xa0", " ")
    return found[0] if decoded == "<" and found["opens"] is not None else decoded


@dataclass(slots=True)
class _Writer:
    """Writes Markdown. `opened` are the open elements: tag, first part inside it, target of the link."""

    parts: list[str] = field(default_factory=list[str])
    opened: list[tuple[str, int, str]] = field(default_factory=list[tuple[str, int, str]])
    lists: list[int] = field(default_factory=list[int])
    """The number of the next item of each open list, 0 where items have none."""

    def add_text(self, text: str) -> None:
        """Write text between tags."""
        if not any(tag in ("code", "tt") for tag, _, _ in self.opened):
            text = _ENTITY.sub(_decode_entity, _ESCAPED_TAG.sub(lambda found: code_span(f"<{found[1]}>"), text))
        self.parts.append(text)

    def add_tag(self, tag: str, more: str, *, ends: bool) -> None:
        """Write what a tag is in Markdown."""
        if tag in ("p", "div", "br"):
            self.parts.append("\n\n")
        elif tag in ("ul", "ol"):
            self._add_list(tag, ends=ends)
        elif tag == "li":
            self._add_item(ends=ends)
        elif tag != "span" and not ends and len(self.opened) < _DEEPEST:
            link = _LINK.search(more) if tag == "a" else None
            self.opened.append((tag, len(self.parts), link[1] if link else ""))
        elif ends and self.opened and self.opened[-1][0] == tag:
            _, start, link_target = self.opened.pop()
            inner = "".join(self.parts[start:])
            self.parts[start:] = [_wrapped_tag(tag, inner, link_target)]

    def _add_list(self, tag: str, *, ends: bool) -> None:
        if not ends:
            self.lists.append(1 if tag == "ol" else 0)
        elif self.lists:
            self.lists.pop()
        self.parts.append("" if self.lists[1:] else "\n\n")

    def _add_item(self, *, ends: bool) -> None:
        if ends:
            return
        start = self.opened[-1][1] if self.opened else 0
        while len(self.parts) > start and not self.parts[-1].strip():
            self.parts.pop()
        if len(self.parts) > start:
            self.parts[-1] = self.parts[-1].rstrip()
        number = self.lists[-1] if self.lists else 0
        if number:
            self.lists[-1] += 1
        mark = f"{number}." if number else "-"
        self.parts.append(f"\n{'  ' * min(len(self.lists) - 1, _DEEPEST)}{mark} ")


def _wrapped_tag(tag: str, inner: str, link: str) -> str:
    text = inner.strip()
    if not text or (tag == "a" and link in ("", text)):
        return inner
    if tag == "a":
        return f"[{text}]({link})"
    if tag in ("code", "tt"):
        return code_span(html.unescape(text))
    return f"{_AROUND[tag]}{text}{_AROUND[tag]}"
