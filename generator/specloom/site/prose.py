"""Turns texts of a document into HTML and Markdown: none of it becomes HTML, a script or a link of another scheme."""

from __future__ import annotations

import re
from collections.abc import Callable, MutableMapping, Sequence
from functools import lru_cache
from typing import TypeAlias

import nh3
from markdown_it import MarkdownIt
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token
from markdown_it.utils import OptionsDict
from markupsafe import Markup, escape
from typing_extensions import override

from specloom.base.markdown import escape_text
from specloom.site.markup import as_markdown, plain_text

_CONTROLS = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff]")
_PLAIN = r"[^\\`*_\[\]<>&~\n]"
_WORDS = _PLAIN + "*"
_SIMPLE = re.compile(rf"{_WORDS}(?:(?<=[A-Za-z0-9])_(?=[A-Za-z0-9]){_WORDS})*")
"""One line without anything that Markdown or HTML could read as markup: `_` inside a word is none."""
_BLOCK_START = re.compile(r"[\s#=|:+-]|\d{1,9}[.)]")
_SPANS = re.compile(rf"(?<!`)`([^`\n]+)`(?!`)|\[({_PLAIN}+)\]\((https?://[A-Za-z0-9.-]+/[A-Za-z0-9./#?=-]*)\)")
"""Code, or a link, whose URL is printed as it is."""
_SPAN_PARTS = 4
_LINK_REL = "nofollow noopener noreferrer"
RenderRule: TypeAlias = Callable[..., str]
_TAGS = {"a", "blockquote", "br", "code", "em", "hr", "li", "ol", "p", "pre", "s", "strong"} | {
    *("table", "tbody", "td", "th", "thead", "tr", "ul")
}
_ATTRIBUTES = {"a": {"href", "title"}, "ol": {"start"}}
_LINK = re.compile(r"(?:https?://|mailto:)", re.IGNORECASE)
_OPENS_HTML = re.compile(r"<(?=[A-Za-z/!?])")
_OTHER_SCHEME = re.compile(r"\]\((?!\s*<?(?:https?://|mailto:))", re.IGNORECASE)
_DEFINITION = re.compile(r"^([ \t]{0,3})\[(?=[^\[\]\\]*(?:\\.[^\[\]\\]*)*\]:)", re.MULTILINE)
_MODULE_CODE = re.compile(r"^([ \t]*)(import|export)\b", re.MULTILINE)
_FENCE = re.compile(r"\s*(`{3,}|~{3,})")
_SCROLLING = re.compile("<(pre|table)>")
_IMAGE = re.compile(r"!(?=\[)")


def cleaned(text: str) -> str:
    """Return a text without control, bidirectional and zero-width characters."""
    return text if text.isascii() and text.isprintable() else _CONTROLS.sub("", text.replace("\r\n", "\n"))


def html_of(text: str) -> Markup:
    """Return a text of a document, which is Markdown, as HTML."""
    return _html_of(text.strip())


@lru_cache(maxsize=20_000)
def _html_of(text: str) -> Markup:
    text = as_markdown(cleaned(text))
    if not text:
        return Markup("")
    simple = _simple_html(text)
    if simple is not None:
        return Markup(simple)
    html = _CLEANER.clean(_MARKDOWN.render(text)).strip()
    return Markup(_SCROLLING.sub(r'<\1 tabindex="0">', html))  # what may scroll can be scrolled with the keyboard


def _simple_html(text: str) -> str | None:
    """Return the HTML of paragraphs without markup but code and links, as the whole parser prints it; else None."""
    made = [_simple_paragraph(paragraph) for paragraph in text.split("\n\n")]
    found = [paragraph for paragraph in made if paragraph is not None]
    return "\n".join(found) if len(found) == len(made) else None


def _simple_paragraph(text: str) -> str | None:
    lines = text.split("\n")
    if any(not line or line[-1].isspace() or _BLOCK_START.match(line) for line in lines):
        return None
    made = [_simple_line(line) for line in lines]
    found = [line for line in made if line is not None]
    return "<p>" + "\n".join(found) + "</p>" if len(found) == len(made) else None


def _simple_line(line: str) -> str | None:
    if _SIMPLE.fullmatch(line):
        return line
    parts = _SPANS.split(line)
    if len(parts) == 1 or not all(_SIMPLE.fullmatch(part) and part[-1:] != "!" for part in parts[::_SPAN_PARTS]):
        return None
    made = parts[:1]
    for at in range(1, len(parts), _SPAN_PARTS):
        source, label, url, following = parts[at : at + _SPAN_PARTS]
        if source is None:
            made.append(f'<a href="{url}" rel="{_LINK_REL}">{label}</a>')
        elif source == source.strip():
            made.append(f"<code>{_escape_code(source)}</code>")
        else:
            return None
        made.append(following)
    return "".join(made)


def _escape_code(text: str) -> str:
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")


def summary_of(text: str | None, longest: int = 160) -> str:
    """Return the first sentence or line of a text as plain text."""
    whole = as_markdown(cleaned(text or ""))
    line = next((line for line in whole.splitlines() if line.strip(" -#>*|=")), "").strip()
    line = re.sub(r"\[([^\[\]]*)\]\([^()]*\)", r"\1", line)
    line = plain_text(_IMAGE.sub("", line).lstrip("# "))
    end = line.find(". ")
    line = line[: end + 1] if end > 0 else line
    return line if len(line) <= longest else line[: longest - 3].rstrip() + "..."


@lru_cache(maxsize=20_000)
def markdown_of(text: str) -> str:
    """Return a text of a document as Markdown without HTML, code of modules, images, or links to other schemes."""
    text = as_markdown(cleaned(text.strip()))
    if "<" in text:
        text = _OPENS_HTML.sub(r"\\<", text)
    if "[" in text:
        text = _DEFINITION.sub(r"\1\\[", _OTHER_SCHEME.sub(r"]\\(", _IMAGE.sub("", text)))
    if "{" in text:
        text = text.replace("{", "\\{")
    if "```" in text or "~~~" in text:
        text = _closed_fences(text)
    if "port" in text:
        text = _MODULE_CODE.sub(lambda found: f"{found[1]}&#{ord(found[2][0])};{found[2][1:]}", text)
    return text


def _closed_fences(text: str) -> str:
    """Return Markdown in which each block of code ends: an open one would turn what follows on the page around."""
    fence = ""
    for line in text.splitlines():
        found = _FENCE.match(line)
        if found is None:
            continue
        if not fence:
            fence = found[1]
        elif found[1].startswith(fence) and not line.strip().strip(fence[0]):
            fence = ""
    return f"{text}\n{fence}" if fence else text


def deprecation_of(message: str | None) -> str:
    """Return the sentence about a deprecation; nothing if there is none."""
    if message is None:
        return ""
    return "Deprecated." if message.strip().lower() in ("", "deprecated") else f"Deprecated: {message}"


def is_link(url: str) -> bool:
    """Return whether a URL of a document may become a link: absolute, by HTTP or e-mail."""
    return _LINK.match(url) is not None and cleaned(url) == url


def markdown_link(title: str, url: str) -> str:
    """Return a link to another site in Markdown."""
    return f"[{escape_text(title)}](<{url.replace('<', '%3C').replace('>', '%3E')}>)"


def _render_image(
    _self: RendererHTML, tokens: Sequence[Token], index: int, _options: OptionsDict, _env: MutableMapping[str, object]
) -> str:
    """Print an image as a link to it: a page requests nothing from other hosts."""
    token = tokens[index]
    source = str(token.attrGet("src") or "")
    label = escape(token.content or source)
    return f'<a href="{escape(source)}">{label}</a>' if is_link(source) else str(label)


class _SafeMarkdown(MarkdownIt):
    """CommonMark with tables and without HTML; all other links stay text."""

    @override
    def validateLink(self, url: str) -> bool:
        """Return whether a link may be one."""
        return is_link(url)


def _render_heading(text: str) -> RenderRule:
    def render(*_arguments: object) -> str:
        return text

    return render


def _make_markdown() -> MarkdownIt:
    markdown = _SafeMarkdown("commonmark", {"html": False, "maxNesting": 20}).enable("table").enable("strikethrough")
    markdown.add_render_rule("heading_open", _render_heading("<p><strong>"))
    markdown.add_render_rule("heading_close", _render_heading("</strong></p>\n"))
    markdown.add_render_rule("image", _render_image)
    return markdown


_MARKDOWN = _make_markdown()
_CLEANER = nh3.Cleaner(tags=_TAGS, attributes=_ATTRIBUTES, url_schemes={"http", "https", "mailto"}, link_rel=_LINK_REL)
