"""Code is highlighted with the classes of Pygments, also where we do without it."""

from __future__ import annotations

import re

import pytest
from pygments import highlight
from pygments.formatters import HtmlFormatter
from pygments.lexers import find_lexer_class_by_name

from specloom.site.code import command_html, json_html, python_html
from tests.site.test_examples_run import block, methods_of

PLAIN = re.compile(r'<span class="(?:n|o|p|w)">([^<]*)</span>')
NAMES = {"json": "json", "sh": "bash", "python": "python"}


def by_pygments(language: str, source: str) -> str:
    """Return code as Pygments highlights it, without the spans that have no colour."""
    lexer = find_lexer_class_by_name(language)(stripnl=False)
    return PLAIN.sub(r"\1", highlight(source, lexer, HtmlFormatter[str](nowrap=True)))


def normal(html: str) -> str:
    """Return HTML with one spelling of quotes, and without the borders of adjacent spans of one class."""
    html = html.replace("&quot;", '"').replace("&#39;", "'").replace("&#34;", '"')
    return re.sub(
        r'<span class="(\w+)">([^<]*)</span>(?=<span class="\1">)<span class="\1">', r'<span class="\1">\2', html
    )


@pytest.mark.parametrize("name", ["workflows", "kinds"])
def test_programs_are_highlighted_as_by_pygments(name: str, request: pytest.FixtureRequest) -> None:
    site: dict[str, str] = request.getfixturevalue(name)
    for _, page, _ in methods_of(site):
        for label in ("Python", "Async"):
            source = block(page, label)
            assert normal(python_html(source)) == normal(by_pygments("python", source))
        command = block(page, "curl")
        assert normal(command_html(command)) == normal(by_pygments("bash", command))


@pytest.mark.parametrize("source", ['{"a": [1, -2.5e3, true, null, "x\\"<y"]}', '{\n  "a b": {}\n}'])
def test_json_is_highlighted_as_by_pygments(source: str) -> None:
    wanted = by_pygments("json", source).replace('"mf"', '"mi"')
    assert normal(json_html(source)) == normal(wanted).rstrip("\n")


LINES = [
    'owner="a b",',
    "page=12,",
    'type="a",',
    'a="%s {x}",',
    'self="a",',
    "match=1,",
    "__init__=1,",
    "print(label.id)",
    "print(id)",
    "print(map.x)",
    "client.a.print(",
    "tree = client.a.b(",
    "map = client.a.b(",
    "tree = await client.a.b()",
    'tree = client.a.b("x")',
    "for tree in client.a.list(7):",
    "async for tree in client.a.list(",
    "for type in client.a.list():",
    "for item in client.a.list():",
    "await client.match.case(",
    'client.a.b("%s")',
]


@pytest.mark.parametrize("line", LINES)
def test_a_line_is_highlighted_as_by_pygments(line: str) -> None:
    assert normal(python_html(f"    {line}\n")) == normal(by_pygments("python", f"    {line}\n"))
