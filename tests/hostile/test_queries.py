"""JSONPaths of overlays and transforms that somebody else has written: they end, and in time."""

from __future__ import annotations

import json
import resource
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.base.json import JsonValue
from specloom.base.linear import linear_pattern
from specloom.base.suggestions import Suggestions
from specloom.document import nodes
from specloom.document.nodes import JsonPathError, explain_no_match, find_pointers
from tests.support.cli import MINIMAL, environment

DOCUMENT = MINIMAL + "x-text: " + "a" * 40_000 + "!\n"
HEAD = "overlay: 1.1.0\ninfo: {title: t, version: '1'}\nactions:\n"
PATTERNS = [
    "$..[?match(@.x-text,'(a+)+$')]",
    "$..[?match(@['x-text'],'(a+)+$')]",
    "$..[?search(@['x-text'],'(a|a)*b')]",
    "$..[?search(@['x-text'],'(.*)(.*)(.*)(.*)b$')]",
    "$..[?@['x-text'] =~ /(a*)*b/]",
    "$[?match(@,'(a|aa)+$')]",
    "$[?search(@,'((a{0,9}){0,9}){0,9}b')]",
]
REFUSED = {
    "$..[?match(@.a,'(?=a)b')]": "the pattern '(?=a)b' is not supported by RFC 9485",
    "$..[?search(@.a,'(a)\\\\1')]": "is not supported by RFC 9485",
    "$..[?search(@.a,'(')]": "the pattern '(' is not supported by RFC 9485",
    "$..[?search(@.a,'a)|(b')]": "is not supported by RFC 9485",
    "$..[?search(@.a,'((a{1,999}){1,999}){1,999}')]": "or too large",
    "$..[?@.a =~ /(?<=a)b/]": "",
    "$..[?@..[?$..*..*]]": "takes too many steps in this document",
    "$" + "..[?@" * 20 + "..*" + "]" * 20: "takes too many steps in this document",
    "$..[?count(@..*) < count($..*)]": "takes too many steps in this document",
    "$..[" + ",".join("*" * 2_000) + "]": "takes too many steps in this document",
    "$..* & $..*": "takes too many steps in this document",
    "$..*" + " | $..*" * 700: "takes too many steps in this document",
    "$..[?@ in $..*]": "takes too many steps in this document",
    "$.a" + "[0]" * 2_000: "is too long or too deep",
    "$[?" + "(" * 41 + "@" + ")" * 41 + "]": "is too long or too deep",
    "$" + "[?@" * 41 + "]" * 41: "is too long or too deep",
    "$[?@.a == 1e999]": "is not a JSONPath: ",
    "$[" + "9" * 4_400 + "]": "is not a JSONPath: ",
    "$[" + "9" * 4_400 + ":]": "is not a JSONPath: ",
    "$.~": "is not a JSONPath: ",
    "$.info | ^.a": "is not a JSONPath: ",
}
WIDE: JsonValue = {
    f"a{one}": {f"b{two}": [{"c": three} for three in range(4)] for two in range(20)} for one in range(20)
}


def run(directory: Path, *args: str) -> subprocess.CompletedProcess[str]:
    """Run `specloom` in a process that may use a minute of the processor and two gigabytes."""
    (directory / "openapi.yaml").write_text(DOCUMENT)
    command = [sys.executable, "-m", "specloom", *args]
    process = subprocess.Popen(
        command, cwd=directory, env=environment(), text=True, stdout=subprocess.PIPE, stderr=subprocess.PIPE
    )
    resource.prlimit(process.pid, resource.RLIMIT_CPU, (60, 60))
    out, err = process.communicate(timeout=1_200)
    return subprocess.CompletedProcess(command, process.returncode, out, err)


def test_patterns_of_overlays_end(tmp_path: Path) -> None:
    actions = "".join(f"  - target: {json.dumps(path)}\n    remove: true\n" for path in PATTERNS)
    (tmp_path / "overlay.yaml").write_text(HEAD + actions)
    done = run(tmp_path, "validate", "openapi.yaml", "--overlay", "overlay.yaml")
    assert done.returncode == 0, done.stderr
    assert done.stderr.count("warning[overlay-idle]") == len(PATTERNS)
    assert "error[overlay-jsonpath]" not in done.stderr


def test_patterns_of_transforms_end(tmp_path: Path) -> None:
    transforms = [{"command": "remove", "args": {"target": path}} for path in PATTERNS[1:]]
    (tmp_path / "stainless.yml").write_text(json.dumps({"openapi": {"transforms": transforms}}))
    done = run(tmp_path, "validate", "openapi.yaml", "-c", "stainless.yml")
    assert done.returncode in (0, 2), done.stderr
    assert "config-transform-idle" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.one_in(3)
@pytest.mark.parametrize("path", REFUSED)
def test_queries_that_are_not_followed_say_so(path: str) -> None:
    with pytest.raises(JsonPathError) as raised:
        find_pointers(path, WIDE)
    assert REFUSED[path] in str(raised.value)


def test_such_a_query_is_a_finding(tmp_path: Path) -> None:
    (tmp_path / "overlay.yaml").write_text(
        HEAD + "  - target: \"$..[?match(@.a,'(?=a)b')]\"\n    remove: true\n"
        '  - target: "$..[?count($..*..*..*..*..*..*) > 1]"\n    remove: true\n'
    )
    done = run(tmp_path, "generate", "openapi.yaml", "--overlay", "overlay.yaml", "-q", "-o", "out")
    assert done.returncode == 2
    assert done.stderr.splitlines()[0].startswith(
        "overlay.yaml:4:5: error[overlay-jsonpath]: `$..[?match(@.a,'(?=a)b')]` is not a JSONPath: the pattern"
    )
    assert not (tmp_path / "out").exists()
    assert "Traceback" not in done.stderr


def test_what_is_found_twice_is_followed_once() -> None:
    """Each descent comes by every place again and again; what it selects goes on once."""
    deep: JsonValue = 1
    for _ in range(30):
        deep = {"a": deep}
    assert len(find_pointers("$" + "..*" * 12, deep)) == 30 - 11
    assert len(find_pointers("$..a..a", deep)) == 29


def test_the_order_and_the_places_are_those_of_the_rfc() -> None:
    document: JsonValue = {"o": {"j": 1, "k": 2}, "a": [5, 3, [{"j": 4}, {"k": 6}]], "200": {"x": 1}}
    assert find_pointers("$..j", document) == [("o", "j"), ("a", 2, 0, "j")]
    assert find_pointers("$..*", document)[:5] == [("o",), ("a",), ("200",), ("o", "j"), ("o", "k")]
    assert find_pointers("$.a[2]..[?@.j]", document) == [("a", 2, 0)]
    assert find_pointers("$['o','a']['k',0]", document) == [("o", "k"), ("a", 0)]
    assert find_pointers("$[200] | $.o", document) == [("200",), ("o",)]
    assert find_pointers("$.o.j[0:1]", {"o": {"j": "text"}}) == []
    assert explain_no_match("$.o.jj", document, Suggestions()) == "`$['o']` has no ['jj']; did you mean `j`?"


def test_long_names_are_not_compared_letter_by_letter() -> None:
    document: JsonValue = {"ab" * 2_000 + str(number): number for number in range(3_000)}
    assert explain_no_match("$." + "ab" * 2_000, document, Suggestions()) is not None


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("command", "args"),
    [
        ("copy", {"from": "$", "to": "$.x-copy"}),
        ("copy", {"from": "$.x-list", "to": "$['x-list'][*].x-more"}),
        ("update", {"target": "$.x-word", "value": "{{value}}{{value}}", "template": True}),
        ("append", {"target": "$.x-list", "value": [[1] * 10] * 10}),
    ],
)
def test_transforms_do_not_double_for_ever(tmp_path: Path, command: str, args: dict[str, object]) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    first = [{"command": "copy", "args": {"from": "$.info.title", "to": "$.x-word"}}]
    first += [{"command": "copy", "args": {"from": "$.servers", "to": "$.x-list"}}]
    config = {"openapi": {"transforms": [*first, *[{"command": command, "args": args}] * 300]}}
    (tmp_path / "stainless.yml").write_text(json.dumps(config))
    done = run(tmp_path, "validate", "openapi.yaml", "-c", "stainless.yml")
    assert done.returncode in (0, 2), done.stderr[-2000:]
    assert "Traceback" not in done.stderr
    if command != "append":
        assert "error[config-transform-size]" in done.stderr


@pytest.mark.parametrize(
    ("pattern", "text", "whole", "expected"),
    [
        ("a+b", "xaab", False, True),
        ("a+b", "xaab", True, False),
        ("a|b", "ab", True, False),
        ("a.c", "a\nc", True, False),
        ("(a+)+$", "a" * 100_000 + "!", False, False),
        ("[ab]{2,3}", "abab", True, False),
        ("\\p{L}+", "é", True, True),
        ("a", "\ud800", False, False),
    ],
)
def test_patterns_are_matched_in_linear_time(pattern: str, text: str, *, whole: bool, expected: bool) -> None:
    test = linear_pattern(pattern, whole=whole)
    assert test is not None
    assert test(text) is expected


def test_a_query_has_room_for_what_people_write() -> None:
    names = " || ".join(f"@.operationId == 'operation{number}'" for number in range(100))
    assert nodes.find_pointers(f"$.*[?{names}]", {"a": {"b": {"operationId": "operation42"}}}) == [("a", "b")]
