"""What the pages of a document whose bodies have several media types and examples say."""

from __future__ import annotations

import re

import pytest

from tests.site.conftest import HERE, site_of
from tests.site.html_text import read

CREATE = "reports/create/index"
LABEL = re.compile(r'<label for="([a-z]+(?:-media)?)-\d+">(?:<code>)?([^<]*)')


@pytest.fixture(scope="module")
def media() -> dict[str, str]:
    """The site of the document."""
    return site_of(HERE / "media.yaml")


def tabs_of(page: str, group: str) -> list[str]:
    """Return the labels of some tabs of a page."""
    return [label for name, label in LABEL.findall(page) if name == group]


def section(markdown: str, heading: str) -> str:
    """Return a section of a page in Markdown."""
    return markdown.partition(f"\n### {heading}\n")[2].partition("\n##")[0]


def test_each_media_type_has_a_tab(media: dict[str, str]) -> None:
    page = media[f"{CREATE}.html"]
    types = ["application/json", "application/xml", "application/x-www-form-urlencoded", "text/csv"]
    assert tabs_of(page, "request-media") == types
    assert tabs_of(page, "response-media") == ["application/json", "application/vnd.media.v2+json", "text/html"]


def test_the_markdown_has_a_section_for_each(media: dict[str, str]) -> None:
    page = media[f"{CREATE}.md"]
    form = section(page, "application/x-www-form-urlencoded")
    assert "`name: str`; maxLength `40`" in form
    assert "The *name* of the report." in form
    assert '`size: Optional[Literal["a3", "a4"]]`; default `"a4"`' in form
    assert "    - `title: str`" in form
    assert "`report: Optional[Report]`" in section(page, "application/vnd.media.v2+json")
    assert "The document describes `text/json` likewise." in page


def test_fields_of_another_type_have_anchors(media: dict[str, str]) -> None:
    ids = read(media[f"{CREATE}.html"]).ids
    assert {"request.3.author.order.title", "response.2.report.state", "returns.id"} <= set(ids)
    assert len(ids) == len(set(ids))


def test_a_type_of_json_that_says_nothing_new_is_named(media: dict[str, str]) -> None:
    page = media["states/replace/index.html"]
    assert tabs_of(page, "request-media") == []
    assert tabs_of(page, "response-media") == ["application/json", "text/plain"]
    assert "The API also accepts <code>text/json</code>, <code>application/*+json</code>." in page


def test_curl_sends_and_asks_for_each_type(media: dict[str, str]) -> None:
    page = media[f"{CREATE}.md"]
    xml = page.partition("curl (xml):")[2].partition("```\n")[0]
    assert "-H 'Content-Type: application/xml'" in xml
    assert "'<order>   <title>Small</title> </order>'" in xml
    assert "--data-urlencode name=Alps" in page.partition("urlencoded):")[2].partition("```\n")[0]
    assert "-H 'Accept: text/html'" in page.partition("curl (text/html):")[2].partition("```\n")[0]


def test_curl_has_credentials_files_and_no_body_of_a_head(media: dict[str, str]) -> None:
    assert '-u "$MEDIA_USERNAME:$MEDIA_PASSWORD"' in media[f"{CREATE}.md"]
    assert "-F file=@file" in media["files/create/index.md"]
    assert "--head" in media["files/head/index.md"]


def test_all_examples_of_the_document_are_shown(media: dict[str, str]) -> None:
    page = media[f"{CREATE}.html"]
    assert tabs_of(page, "body") == ["A small one", "large", "application/xml", "text/csv"]
    assert tabs_of(page, "status") == ["It is done", "waiting", "text/html", "409: taken", "409: closed"]
    assert "<p onclick" not in page


def test_errors_name_their_media_types(media: dict[str, str]) -> None:
    text = "\n".join(read(media[f"{CREATE}.html"]).text)
    assert "400 BadRequestError, body Problem, as application/problem+json, text/plain" in text


def test_pages_link_to_the_next_and_the_previous_one(media: dict[str, str]) -> None:
    page = media["files/create/index.html"]
    assert '<a rel="prev" href="../../files/"><span>Previous</span>client.files</a>' in page
    assert '<a rel="next" href="../../files/head/">' in page
    assert 'rel="prev"' not in media["reports/index.html"]
    assert 'rel="next"' not in media["states/replace/index.html"]


def test_a_method_without_credentials_says_so(media: dict[str, str]) -> None:
    assert "<h3>No credentials</h3>" in media["files/head/index.html"]
    assert "One of the following" not in media["files/head/index.html"]


def test_a_title_is_plain_text(media: dict[str, str]) -> None:
    assert "<h1>Are files &amp; names there?</h1>" in media["files/head/index.html"]
    assert media["files/head/index.md"].startswith("# Are files \\& names there?\n")


def test_a_page_says_what_the_response_is(media: dict[str, str]) -> None:
    assert "The report." in media[f"{CREATE}.html"].partition('id="returns"')[2]
    assert "Done." in media["states/replace/index.html"]
