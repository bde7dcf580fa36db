"""Values in paths: no server may read one as the way to another resource."""

from __future__ import annotations

from typing import Any
from urllib.parse import unquote

import pytest
from server import Server, reply

pytestmark = pytest.mark.usefixtures("no_leaks")

TRAVERSALS = [
    "..;",
    "..;x=y",
    ".;",
    ".;x",
    "../x",
    "x/..",
    "x/../y",
    "..;/x",
    "..\\x",
    "x\\..\\y",
    "%2e%2e",
    "%2E",
    ".%2e",
    "..%2fx",
    "..%5cx",
    "%252e%252e",
    "%25252e%25252e%25252fx",
    "..\0x",
    "..?x",
    "..#x",
    ".. ",
    "..\t",
    ". .",
    ".\n.",
    "\x7f..",
    "..%00",
    "%c0%ae%c0%ae",
    "%u002e%u002e",
    "\uff0e\uff0e",
    "\u2025",
    "..\uff0fx",
    "\xa0..",
]
ORDINARY = {
    "a.b": "a.b",
    "..a": "..a",
    "a..": "a..",
    "...": "...",
    "1.0": "1.0",
    "a/b": "a%2Fb",
    "a\\b": "a%5Cb",
    "a;b=c": "a;b=c",
    "50%": "50%25",
    "%zz": "%25zz",
    "a%2Fb": "a%252Fb",
    "a?b#c": "a%3Fb%23c",
    "\x1b": "%1B",
    ";": "%3B",
    ";a": "%3Ba",
    "\u00e9.": "%C3%A9.",
}


@pytest.mark.one_in(4)
@pytest.mark.parametrize("value", TRAVERSALS)
def test_a_value_is_no_way_up(kit: Any, server: Server, value: str) -> None:
    with kit.client(base_url=server.url) as client, pytest.raises(ValueError, match="dot-segment"):
        client.trees.get(value, orchard_id="o")
    with kit.client(base_url=server.url) as client, pytest.raises(ValueError, match="dot-segment"):
        client.trees.get("t1", orchard_id=value)
    assert server.requests == []


@pytest.mark.one_in(4)
@pytest.mark.parametrize("style", ["simple", "label", "matrix", "segments"])
@pytest.mark.parametrize("value", ["x/../y", "x\\..\\y", "x%2f..%2fy", "x/..;/y"])
def test_nor_in_any_style(kit: Any, style: str, value: str) -> None:
    request = kit.module("_runtime.request")
    for given in (value, [value], {"a": value}):
        param = request.path_param(given, style, explode=True, name="n")
        if style != "segments" or not isinstance(given, dict):
            with pytest.raises(ValueError, match="dot-segment"):
                request.path_template("/t/{p}/u", p=param)


@pytest.mark.parametrize("template", ["/t/{a}{b}/u", "/t/.{a}/u", "/t/{a}./u"])
def test_nor_do_two_make_one(kit: Any, template: str) -> None:
    with pytest.raises(ValueError, match="dot-segment"):
        kit.module("_runtime.request").path_template(template, a=".", b=".")


@pytest.mark.one_in(4)
@pytest.mark.parametrize("value", ORDINARY)
def test_an_ordinary_value_arrives_as_it_is(kit: Any, server: Server, value: str) -> None:
    server.answers(reply({"success": True, "result": None}))
    with kit.client(base_url=server.url) as client:
        client.trees.get(value, orchard_id="o")
    target = server.requests[0].target
    assert target == f"/orchards/o/trees/{ORDINARY[value]}"
    assert unquote(target.rpartition("/")[2]) == value


@pytest.mark.parametrize("value", ["", None, []])
def test_an_empty_value_is_refused(kit: Any, server: Server, value: Any) -> None:
    with kit.client(base_url=server.url) as client, pytest.raises(ValueError, match="Expected a non-empty value"):
        client.trees.get(value, orchard_id="o")
    assert server.requests == []


def test_a_query_may_have_dots(kit: Any) -> None:
    assert kit.module("_runtime.request").path_template("/t?a={a}#{b}", a="../x", b="..") == "/t?a=../x#.."
