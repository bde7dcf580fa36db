"""What stands in braces in a path."""

from __future__ import annotations

import pytest

from specloom.base.pathtemplates import path_variables, plain_path

PLAIN = [
    ("/a/{b}/c", [], "/a/{b}/c"),
    ("/a/{+b}", ["b"], "/a/{b}"),
    ("/a/{+b}", ["+b"], "/a/{+b}"),
    ("/a/{b,c}", [], "/a/{b,c}"),
    ("/a/{b,c}", ["b"], "/a/{b},{c}"),
    ("/a{/b,c}", [], "/a/{b}/{c}"),
    ("/a{.b,c}{;d}", [], "/a{b}{c}{d}"),
    ("/a{?b,c}{&d}{#e}", [], "/a"),
    ("/a/{b:[0-9]{1,3}}", ["b"], "/a/{b}"),
    ("/a/{b:c}", [], "/a/{b:c}"),
    ("/a/{}{+}{*}/{ b }", [], "/a/{+}{*}/{ b }"),
]


@pytest.mark.parametrize(("path", "declared", "plain"), PLAIN)
def test_nothing_but_names_is_left(path: str, declared: list[str], plain: str) -> None:
    assert plain_path(path, declared) == plain


@pytest.mark.parametrize(
    ("expression", "spans"),
    [
        ("b", False),
        ("+b", True),
        ("b*", True),
        ("**b", True),
        ("/b*", False),
        ("b=*", False),
        ("b=trees/*", True),
        ("b=**", True),
        ("b:path", True),
        ("b:.*", True),
        ("b:int", False),
        ("b:[^/]+", False),
    ],
)
def test_some_values_may_have_slashes(expression: str, spans: bool) -> None:
    assert [(each.name, each.spans) for each in path_variables(f"/a/{{{expression}}}", ["b"])] == [("b", spans)]
