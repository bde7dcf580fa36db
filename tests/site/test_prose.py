"""Descriptions become HTML and Markdown without markup of their own; the quick way gives what the parser gives."""

from __future__ import annotations

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from specloom.site.markup import as_markdown, plain_text
from specloom.site.prose import cleaned, html_of, markdown_of, summary_of

PARSER = MarkdownIt("commonmark", {"html": False}).enable("table").enable("strikethrough")


PIECES = st.text(alphabet="ab_c d.`:-+1)#'\"!|/(\t\n", max_size=12)
LINKS = st.sampled_from(
    ["[a b](https://a.example/b-c?d=e#f)", "[a", "](https://a.example/", "[`a`](https://a.example/)"]
)


@settings(suppress_health_check=[HealthCheck.too_slow], deadline=None)  # the time of a busy machine says nothing
@given(st.lists(st.one_of(PIECES, LINKS, st.sampled_from(["\n\n", "`a b`", "\n"])), max_size=7).map("".join))
def test_the_quick_way_is_the_parsers(text: str) -> None:
    stripped = cleaned(text.strip())
    wanted = PARSER.render(stripped).replace("&quot;", '"').strip()
    wanted = wanted.replace('">', '" rel="nofollow noopener noreferrer">').replace("<br />", "<br>")
    for tag in ("pre", "table"):
        wanted = wanted.replace(f"<{tag}>", f'<{tag} tabindex="0">')
    if not any(other in wanted for other in ("<h", "<img", 'start="', 'class="')):
        assert str(html_of(text)) == wanted


@pytest.mark.parametrize(
    "text",
    [
        "[a](javascript:alert(1))",
        "[a](data:text/html,x)",
        "[a](//evil.example)",
        "[a](../x)",
        "<a href='x'>a</a>",
        "<b>",
    ],
)
def test_neither_has_a_link_or_a_tag(text: str) -> None:
    assert "<a" not in html_of(text)
    assert "<b>" not in html_of(text)
    assert "](" not in markdown_of(text)
    assert not markdown_of(text).startswith("<")


def test_an_image_is_a_link() -> None:
    assert html_of("![map](https://a.example/m.png)").startswith('<p><a href="https://a.example/m.png"')
    assert markdown_of("![map](https://a.example/m.png)") == "[map](https://a.example/m.png)"


def test_a_block_of_code_ends() -> None:
    assert markdown_of("a\n```json\n{}").endswith("\n```")
    assert markdown_of("```\na\n```").count("```") == 2


def test_a_table_and_a_list_stay() -> None:
    assert '<table tabindex="0">' in html_of("| a | b |\n|---|---|\n| 1 | 2 |")
    assert "<li>a</li>" in html_of("- a\n- b")


def test_a_heading_is_no_heading_of_the_page() -> None:
    assert html_of("# A") == "<p><strong>A</strong></p>"


@pytest.mark.parametrize(
    ("text", "summary"),
    [
        ("Gets it. And more.", "Gets it."),
        ("**A** [b](https://c.example)\n\nd", "A b"),
        (None, ""),
        ("x" * 500, "x" * 157 + "..."),
    ],
)
def test_a_summary_is_one_sentence(text: str | None, summary: str) -> None:
    assert summary_of(text) == summary


@pytest.mark.parametrize(
    ("text", "markdown"),
    [
        ("<h2>Over</h2><p>a</p>", "**Over**\n\na"),
        (
            "<table><tr><th>A</th><th>B</th></tr><tr><td>1 | <b>2</b></td></tr></table>",
            "| A | B |\n|---|---|\n| 1 \\| **2** |  |",
        ),
        ("<table><tr><td>x", "x"),
        ("<h1>a<h2>b</h2>", "a\n\n**b**"),
        ("a <token> is List<String>", "a <token> is List<String>"),
        ("```\n<h2>x</h2>\n```", "```\n<h2>x</h2>\n```"),
        ("<u>a</u> &amp; <small>b</small>", "a & b"),
    ],
)
def test_html_of_a_text_becomes_markdown(text: str, markdown: str) -> None:
    assert as_markdown(text).strip() == markdown


@pytest.mark.parametrize(
    ("text", "plain"), [("<b>A</b> &lt; `b` **c**", "A < b c"), ("Get List<String>", "Get List<String>")]
)
def test_a_title_has_no_markup(text: str, plain: str) -> None:
    assert plain_text(text) == plain


def test_code_and_tables_of_a_text_can_be_scrolled_with_the_keyboard() -> None:
    html = html_of("```\n<pre>\n```\n\n| a |\n|---|\n| b |")
    assert html.count('tabindex="0"') == len(("pre", "table"))
    assert "&lt;pre&gt;" in html
