"""The files for machines: the index of the search, lists of pages for language models, the map of the site."""

from __future__ import annotations

import json
from collections.abc import Sequence
from xml.sax.saxutils import escape

from specloom.base.markdown import escape_text
from specloom.base.records import dataclass
from specloom.base.terminal import printable
from specloom.site.views import TOP

LLMS_LIMIT = 49_000
"""The most characters of `llms.txt`."""


@dataclass(frozen=True, slots=True)
class PageEntry:
    """A finished page: `kind` is `method`, `resource`, `type` or `guide`, `depth` that of its resource.

    `terms` are the names that a search for it should find, with the start of their ids.
    """

    path: str
    title: str
    summary: str
    kind: str
    name: str
    depth: int = 0
    terms: tuple[str, ...] = ()


def search_index(pages: Sequence[PageEntry]) -> str:
    """Return the index of the search as JSON: path, title, name, kind and terms of each page."""
    rows = [[page.path, page.title, page.name, page.kind, " ".join(page.terms)] for page in pages]
    return json.dumps(rows, ensure_ascii=False, separators=(",", ":")) + "\n"


def site_map(pages: Sequence[PageEntry], base_url: str) -> str:
    """Return `sitemap.xml`."""
    lines = ['<?xml version="1.0" encoding="UTF-8"?>', '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">']
    lines += [f"<url><loc>{escape(base_url + page.path)}</loc></url>" for page in pages]
    return "\n".join([*lines, "</urlset>", ""])


def llms_text(title: str, summary: str, pages: Sequence[PageEntry], base_url: str) -> str:
    """Return `llms.txt`: all pages if they fit, else those of the upper levels."""
    text = ""
    for kinds, depth in _CHOICES:
        chosen = [page for page in pages if page.kind in kinds and page.depth <= depth]
        text = _list_pages(title, summary, chosen, base_url, complete=len(chosen) == len(pages))
        if len(text) <= LLMS_LIMIT:
            return text
    return text[: text.rfind("\n", 0, LLMS_LIMIT) + 1]


_ALL = 1_000
_CHOICES = (
    (("guide", "resource", "method", "type"), _ALL),
    (("guide", "resource", "method"), _ALL),
    (("guide", "resource"), _ALL),
    (("guide", "resource"), 1),
)
"""Which pages are listed, and how deep, in order of preference."""


def _list_pages(title: str, summary: str, pages: Sequence[PageEntry], base_url: str, *, complete: bool) -> str:
    lines = [f"# {escape_text(title)}", ""]
    lines += [f"> {escape_text(summary)}", ""] if summary else []
    rest = "" if complete else " Each page of a resource lists its methods."
    lines += [f"Each page is Markdown.{rest} `llms-full.txt` has all of them in one file.", ""]
    for kind, heading in (("guide", "Guides"), ("resource", "Resources"), ("method", "Methods"), ("type", "Types")):
        found = [page for page in pages if page.kind == kind]
        lines += [f"## {heading}", "", *(_line(page, base_url) for page in found), ""] if found else []
    return "\n".join(lines)


def _line(page: PageEntry, base_url: str) -> str:
    name = page.name or page.title
    summary = page.title if page.kind == "method" else page.summary
    return f"- [{escape_text(name)}]({base_url}{page.path}index.md)" + (f": {escape_text(summary)}" if summary else "")


def with_index_link(markdown: str) -> str:
    """Return a page with a note below its title that says where the list of all pages is."""
    title, _, rest = markdown.partition("\n")
    return f"{title}\n\n> All pages: [llms.txt]({TOP}llms.txt)\n{rest}"


def front_matter(title: str, summary: str) -> str:
    """Return the front matter of a page, as MkDocs, Docusaurus and Starlight read it."""
    values = {"title": title, "description": summary}
    lines = [f"{key}: {json.dumps(printable(value), ensure_ascii=False)}" for key, value in values.items() if value]
    return "\n".join(["---", *lines, "---", "", ""])
