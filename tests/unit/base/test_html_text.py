"""HTML of descriptions as Markdown: what is converted, and what stays as it is."""

from __future__ import annotations

import pytest

from specloom.base.html_text import html_as_markdown

CASES = [
    ("<p>One &amp; two.</p><p>Three.</p>", "One & two.\n\nThree."),
    ("A<br>B<br/>C", "A\n\nB\n\nC"),
    ('<a href="https://a.test/x">the <b>guide</b></a>', "[the **guide**](https://a.test/x)"),
    ('<a href="javascript:x()">word</a>', "word"),
    ("<ul>\n <li>a\n <ul><li>b</li></ul></li>\n</ul>end", "- a\n  - b\n\nend"),
    ("<ol><li>a<li>b</ol>", "1. a\n2. b"),
    ("<code>a &lt; b</code> and &lt;id&gt;<br>", "`a < b` and `<id>`"),
    ("Send `<p>` and <token>, or List<a>.", "Send `<p>` and <token>, or List<a>."),
    ("```\n<p>\n```", "```\n<p>\n```"),
    ("AT&T, a &lt; b", "AT&T, a < b"),
    ("<script>x</script>", "<script>x</script>"),
]


@pytest.mark.parametrize(("text", "expected"), CASES, ids=[text for text, _ in CASES])
def test_html_becomes_markdown(text: str, expected: str) -> None:
    assert html_as_markdown(text) == expected


@pytest.mark.parametrize("text", ["<a " * 5000, "<li>" * 5000, "<ul>" * 3000 + "<li>" * 3000 + "</ul>"])
def test_unclosed_elements_stay_small(text: str) -> None:
    assert len(html_as_markdown(text)) < 20 * len(text)
