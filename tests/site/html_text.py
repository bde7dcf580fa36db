"""Reads pages: their text by lines as a browser shows them, their links, ids and attributes."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from html.parser import HTMLParser

INLINE = {"a", "b", "code", "em", "i", "kbd", "label", "s", "span", "strong", "wbr"}
VOID = {"br", "hr", "input", "link", "meta", "wbr"}


@dataclass
class Page(HTMLParser):
    """What a page has. `unclosed` are elements that do not nest."""

    lines: list[str] = field(default_factory=lambda: [""])
    links: list[str] = field(default_factory=list[str])
    loads: list[str] = field(default_factory=list[str])
    ids: list[str] = field(default_factory=list[str])
    attributes: set[str] = field(default_factory=set[str])
    tags: set[str] = field(default_factory=set[str])
    inline_code: list[str] = field(default_factory=list[str])
    unclosed: list[str] = field(default_factory=list[str])
    path: list[str] = field(default_factory=list[str])
    outline: list[str] = field(default_factory=list[str])

    def __post_init__(self) -> None:
        super().__init__(convert_charrefs=True)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = {name: value or "" for name, value in attrs}
        self.tags.add(tag)
        self.attributes.update(given)
        if "id" in given:
            self.ids.append(given["id"])
        if tag == "a":
            self.links.append(given.get("href", ""))
        elif tag == "link" or "src" in given:
            self.loads.append(given.get("href") or given.get("src", ""))
        if tag in ("h1", "h2", "h3"):
            self.outline.append(f"{tag} {given.get('id', '')}".strip())
        if tag not in VOID:
            self.path.append(tag)
        if tag not in INLINE:
            self.lines.append("")

    def handle_endtag(self, tag: str) -> None:
        if not self.path or self.path.pop() != tag:
            self.unclosed.append(tag)
        if tag not in INLINE:
            self.lines.append("")

    def handle_data(self, data: str) -> None:
        if self.path and self.path[-1] in ("script", "style") and data.strip():
            self.inline_code.append(data)
        if "pre" in self.path:
            first, *rest = data.split("\n")
            self.lines[-1] += first
            self.lines += rest
        else:
            self.lines[-1] += re.sub(r"\s+", " ", data)

    @property
    def text(self) -> list[str]:
        """The lines that are not empty."""
        return [line.rstrip() if line.startswith("  ") else line.strip() for line in self.lines if line.strip()]


def read(html: str) -> Page:
    """Return what a page has."""
    page = Page()
    page.feed(html)
    page.close()
    return page
