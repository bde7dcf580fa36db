"""The site has every page, and its links lead to where pages are there."""

from __future__ import annotations

import tomllib
from collections.abc import Iterator

from docs.tools.site import CONFIG, linked, page_of
from tests.docs.pages import PAGES, ROOT


def pages_of(entry: object) -> Iterator[str]:
    """Yield the pages of an entry of the navigation."""
    if isinstance(entry, str):
        yield entry
    elif isinstance(entry, dict):
        for value in entry.values():
            yield from pages_of(value)
    elif isinstance(entry, list):
        for value in entry:
            yield from pages_of(value)


def test_the_navigation_has_every_page_once() -> None:
    config = tomllib.loads((ROOT / "docs" / CONFIG).read_text())
    shown = list(pages_of(config["project"]["nav"]))
    assert sorted(shown) == sorted(map(page_of, PAGES))


def test_links_between_the_top_of_the_repository_and_docs() -> None:
    assert linked("[a](docs/tutorial/index.md#x)", "README.md") == "[a](tutorial/index.md#x)"
    assert linked("[a](../../README.md#install)", "docs/tutorial/index.md") == "[a](../start.md#install)"
    assert linked("[a](../ci/README.md)", "docs/how-to/vendor.md") == "[a](../ci/README.md)"
    assert linked("[a](examples/server.py)", "README.md") == "a"
    assert linked("[a](https://b.example/c)", "README.md") == "[a](https://b.example/c)"
    assert linked("```text\n[a](examples/server.py)\n```", "README.md") == "```text\n[a](examples/server.py)\n```"
