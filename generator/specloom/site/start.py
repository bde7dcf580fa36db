"""Builds the first page: what the API is, and how its package is installed and used."""

from __future__ import annotations

import re

from markupsafe import Markup

from specloom.base.markdown import code_span, escape_text
from specloom.site.guides import guide_html
from specloom.site.prose import html_of, markdown_link, markdown_of
from specloom.site.source import SiteSource
from specloom.site.tags import docs_link
from specloom.site.views import NOTHING, TextPage

_WORD_STARTS = re.compile(r"(?<=[a-z])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])|(?<=[_./-])(?=\w)")


def breakable(name: str) -> Markup:
    """Return a name as HTML that may go on in the next line between its words."""
    return Markup("<wbr>").join(_WORD_STARTS.split(name))


WRITERS = {"breakable": breakable, "code": code_span, "escaped": escape_text, "link": markdown_link}
"""The functions that templates use."""


def start_page(source: SiteSource, *, with_html: bool) -> TextPage:
    """Return the first page; without HTML, only its Markdown is printed."""
    package, docs = source.plan.package, source.api.external_docs
    described, further = package.description or "", docs_link(docs)
    is_new = docs is not None and (docs.description or docs.url != package.docs_url)
    links = (further,) if further is not None and is_new else ()
    values: dict[str, object] = {"file": source.start, **WRITERS}
    markdown = source.print_template(
        "site/start.md.jinja", {**values, "described": markdown_of(described), "links": links}
    )
    if not with_html:
        return TextPage(NOTHING, markdown)
    html, headings = guide_html(source.print_template("site/start.md.jinja", {**values, "described": "", "links": ()}))
    return TextPage(html, markdown, html_of(described), links, headings)
