"""A document with the same hostile text in every field: none of it becomes markup, a link, a script or a path."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from random import Random
from typing import cast
from xml.etree import ElementTree

import pytest
from markdown_it import MarkdownIt
from markdown_it.token import Token
from typing_extensions import override

from specloom.base.json import JsonObject, JsonValue
from tests.site.conftest import site_of
from tests.site.html_text import read
from tests.site.test_site import SCHEMES, target_of

PIECES = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</title></code></pre></style></script><svg onload=alert(1)>",
    "[a](javascript:alert(1))",
    "[a]( <java\tscript:alert(1)>)",
    "[a](data:text/html,x) ![b](//evil.example/i.png)",
    "<javascript:alert(1)>",
    '<https://ok.example/?a=b&c="d>',
    "\n\n[x]: javascript:alert(1)\n\n[x]",
    "[a](&#106;avascript:alert(1)) [b](\\javascript:x)",
    "javascript:alert(1)",
    "data:text/html,<script>alert(1)</script>",
    "\n```\n</code><b>",
    "`<b>`",
    "``` ~~~ `",
    "{{ 7 * 7 }}{% raw %}",
    "../../../etc/passwd",
    "//evil.example/x",
    "\u202e\u0000\x07\u200b",
    "\n<b>\n| a | <i> |\n|---|---|\n",
    "    <u>",
    "<!-- x",
    "&lt;script&gt;&#60;b&#62;",
    "' onclick='alert(1)",
    'https://evil.example/"onclick=alert(1)',
    "\r\nX-Evil: 1",
    "a b/c",
)
TEXTS = [*PIECES, *("".join(Random(seed).sample(PIECES, 3)) for seed in range(10))]
TAGS = {
    *(
        "a",
        "article",
        "aside",
        "b",
        "blockquote",
        "body",
        "br",
        "code",
        "dd",
        "details",
        "div",
        "dl",
        "dt",
        "em",
        "fieldset",
    ),
    *(
        "footer",
        "h1",
        "h2",
        "h3",
        "head",
        "header",
        "hr",
        "html",
        "i",
        "input",
        "label",
        "legend",
        "li",
        "link",
        "main",
    ),
    *(
        "meta",
        "nav",
        "ol",
        "p",
        "pre",
        "s",
        "script",
        "section",
        "span",
        "strong",
        "summary",
        "table",
        "tbody",
        "td",
        "th",
    ),
    *("thead", "title", "tr", "ul", "wbr"),
}
ATTRIBUTES = {
    *(
        "aria-current",
        "aria-hidden",
        "aria-label",
        "aria-labelledby",
        "charset",
        "checked",
        "class",
        "content",
        *("data-label", "data-top"),
    ),
    *(
        "data-verb",
        "defer",
        "for",
        "href",
        "id",
        "lang",
        "name",
        "rel",
        "scope",
        "src",
        "start",
        "tabindex",
        "title",
        "type",
    ),
}


def hostile_document(text: str) -> JsonObject:
    """Return a document with `text` in every field that may have any."""
    docs: JsonObject = {"url": text, "description": text}
    leaf: JsonObject = {
        "type": "string",
        "title": text,
        "description": text,
        "enum": [text, f"{text}2"],
        "default": text,
        "format": text,
        "pattern": re.escape(text),
        "example": text,
        "x-deprecation-message": text,
        "externalDocs": docs,
    }
    name = re.sub(r"[{}]", "", text)
    schema: JsonObject = {
        "type": "object",
        "title": text,
        "description": text,
        "required": [text],
        "externalDocs": docs,
        "properties": {text: leaf, "n.m": leaf, "n": {"oneOf": [leaf, {"type": "object", "properties": {text: leaf}}]}},
        "additionalProperties": leaf,
        "example": {text: text},
    }
    content: JsonObject = {media: {"schema": schema, "example": {text: text}} for media in ("application/json", text)}
    content["c/d"] = {"schema": {**schema, "title": "unlike the others", "minProperties": 1}}
    content["a/b"] = {"schema": leaf, "examples": {text: {"summary": text, "value": text}, f"{text}2": {"value": text}}}
    operation: JsonObject = {
        "operationId": text,
        "summary": text,
        "description": text,
        "tags": [text],
        "deprecated": True,
        "externalDocs": docs,
        "x-badges": [{"name": text}],
        "x-stability-level": text,
        "x-api-token-group": [text],
        "x-codeSamples": [{"lang": text, "label": text, "source": text}],
        "x-stainless-deprecation-message": text,
        "servers": [{"url": text, "description": text}],
        "parameters": [
            {"name": name, "in": "path", "required": True, "schema": leaf},
            *(
                {"name": text, "in": location, "required": True, "description": text, "schema": leaf, "example": text}
                for location in ("query", "header", "cookie")
            ),
        ],
        "requestBody": {"required": True, "description": text, "content": content},
        "responses": {
            "200": {"description": text, "headers": {text: {"description": text, "schema": leaf}}, "content": content},
            "4XX": {"description": text, "content": content},
        },
        "security": [{text: [text]}],
    }
    return {
        "openapi": "3.1.0",
        "info": {
            "title": text,
            "version": text,
            "summary": text,
            "description": text,
            "termsOfService": text,
            "contact": {"name": text, "url": text, "email": text},
            "license": {"name": text, "url": text},
        },
        "servers": [{"url": text, "description": text}],
        "externalDocs": docs,
        "tags": [{"name": text, "description": text, "externalDocs": docs}],
        "paths": {f"/{name}/{{{name}}}": {"post": operation}, "/ok": {"get": {**operation, "operationId": "ok_get"}}},
        "webhooks": {text: {"post": {**operation, "operationId": f"{text}h"}}},
        "components": {
            "schemas": {"a": schema},
            "securitySchemes": {
                text: {
                    "type": "oauth2",
                    "description": text,
                    "flows": {"clientCredentials": {"tokenUrl": text}},
                    "scopes": {text: text},
                },
            },
        },
    }


@pytest.mark.one_in(5)
@pytest.mark.parametrize("text", TEXTS, ids=range(len(TEXTS)))
def test_no_field_gets_out(text: str, tmp_path: Path) -> None:
    spec = tmp_path / "openapi.json"
    spec.write_text(json.dumps(hostile_document(text)))
    files = site_of(spec, base_url="https://docs.example.com/a/")
    assert [path for path in files if not re.fullmatch(r"[A-Za-z0-9_./-]+", path) or ".." in path] == []
    assert len([path for path in files if path.endswith(".html")]) > len(("start", "errors", "types", "ok"))
    for path, content in files.items():
        assert faults_of(path, content, files) == [], path


def faults_of(path: str, content: str, files: dict[str, str]) -> list[str]:
    """Return what is wrong in a file of a site."""
    if re.search(
        "[\x00-\x08\x0b-\x1f\x7f\u202e]", content
    ):  # a zero-width space is ours: it keeps URLs from becoming links
        return ["control characters"]
    match Path(path).suffix:
        case ".html":
            return list(faults_of_page(path, content, files))
        case ".md":
            return list(faults_of_markdown(content))
        case ".txt":
            return list(faults_of_markdown(content))
        case ".json":
            json.loads(content)
        case ".xml":
            ElementTree.fromstring(content)
        case _:
            pass
    return []


def faults_of_page(path: str, content: str, files: dict[str, str]) -> Iterator[str]:
    """Yield elements, attributes, scripts and links that no template prints."""
    page = read(content)
    yield from sorted(page.tags - TAGS)
    yield from sorted(set(page.attributes) - ATTRIBUTES)
    yield from page.inline_code
    yield from page.unclosed
    yield from sorted({name for name in page.ids if page.ids.count(name) > 1})
    if content.count("<script") != len(("theme", "site")):
        yield "a script"
    for link in (*page.links, *page.loads):
        if not link.startswith(SCHEMES) and target_of(path, link.partition("#")[0]) not in files and link[:1] != "#":
            yield link


def faults_of_markdown(content: str) -> Iterator[str]:
    """Yield HTML, images, and links to other schemes, as a reader finds them who takes everything."""
    for token in tokens_of(READER.parse(content)):
        if token.type in ("html_inline", "html_block", "image"):
            yield token.content
        href = str(token.attrGet("href") or "")
        if token.type == "link_open" and not href.startswith(SCHEMES):
            yield href


def tokens_of(tokens: list[Token]) -> Iterator[Token]:
    for token in tokens:
        yield token
        yield from tokens_of(token.children or [])


class _AnyLink(MarkdownIt):
    @override
    def validateLink(self, url: str) -> bool:
        """Take every link."""
        return bool(url)


READER = _AnyLink("commonmark", {"html": True}).enable("table")


def test_the_reader_of_this_test_finds_what_it_looks_for() -> None:
    bad = "[a](javascript:x) <b> ![i](https://a.example/i.png) [c](../x)"
    assert list(faults_of_markdown(bad)) == ["javascript:x", "<b>", "i", "../x"]
    document = cast("JsonValue", hostile_document("x"))
    assert json.dumps(document).count('"x') > len(PIECES)
