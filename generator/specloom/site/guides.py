"""Turns the Markdown of our own pages into HTML. Texts of a document in it are escaped already."""

from __future__ import annotations

import re
from collections.abc import MutableMapping, Sequence
from itertools import pairwise

from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup, escape

from specloom.site.code import python_html, shell_html

_NOT_IN_IDS = re.compile(r"[^a-z0-9]+")


def guide_html(markdown: str) -> tuple[Markup, tuple[tuple[str, str], ...]]:
    """Return HTML with highlighted code, without the first heading, and the id and text of each section."""
    tokens = _MARKDOWN.parse(markdown)[_TITLE:]
    sections = [text.content for token, text in pairwise(tokens) if token.type == "heading_open" and token.tag == "h2"]
    html = Markup(_MARKDOWN.renderer.render(tokens, _MARKDOWN.options, {}))
    return html, tuple((heading_id(text), text) for text in sections)


_TITLE = 3
"""The tokens of the first heading, which the frame of a page has."""


def _render_fence(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: MutableMapping[str, object]
) -> str:
    token = tokens[index]
    match token.info.strip():
        case "python":
            html = python_html(token.content)
        case "sh":
            html = shell_html(token.content)
        case _:
            html = escape(token.content)
    return f'<div class="code"><pre tabindex="0"><code>{html}</code></pre></div>\n'


def _render_heading(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: MutableMapping[str, object]
) -> str:
    token, text = tokens[index], tokens[index + 1].content
    return f'<{token.tag} id="{escape(heading_id(text))}">'


def heading_id(text: str) -> str:
    """Return the id of a heading."""
    return _NOT_IN_IDS.sub("-", text.lower()).strip("-") or "section"


def _make_markdown() -> MarkdownIt:
    markdown = MarkdownIt("commonmark", {"html": False}).enable("table")
    markdown.add_render_rule("fence", _render_fence)
    markdown.add_render_rule("heading_open", _render_heading)
    return markdown


_MARKDOWN = _make_markdown()
