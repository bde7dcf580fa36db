from __future__ import annotations

import json
import os
import time
from pathlib import Path

import pytest

from specloom.base.diagnostics import SourceLocation, UserError
from specloom.document.limits import LoadOptions
from specloom.document.load import load, read_data_file


def read(tmp_path: Path, content: str | bytes, name: str = "a.yaml") -> object:
    path = tmp_path / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return read_data_file(path).root


def fault(tmp_path: Path, content: str | bytes, name: str = "a.yaml") -> tuple[str, int, int]:
    with pytest.raises(UserError) as raised:
        read(tmp_path, content, name)
    item = raised.value.diagnostics[0]
    return item.code, item.line, item.column


def test_yaml_scalars_are_those_of_json(tmp_path: Path) -> None:
    text = """
    on: off
    200: no
    date: 2020-01-01
    time: 12:30:45
    octal: 0o17
    leading: 0777
    hex: 0xff
    float: 1e3
    version: 1.10
    quoted: "1"
    null_: ~
    empty:
    true: TRUE
    big: 123456789012345678901234567890
    infinite: .inf
    underscore: 1_000
    tagged: !!str 12
    """
    assert read(tmp_path, text) == {
        "on": "off",
        "200": "no",
        "date": "2020-01-01",
        "time": "12:30:45",
        "octal": 15,
        "leading": 777,
        "hex": 255,
        "float": 1000.0,
        "version": 1.1,
        "quoted": "1",
        "null_": None,
        "empty": None,
        "true": True,
        "big": 123456789012345678901234567890,
        "infinite": ".inf",
        "underscore": "1_000",
        "tagged": "12",
    }


def test_anchors_and_merge_keys(tmp_path: Path) -> None:
    text = "a: &a {x: 1, y: 2}\nb: {<<: *a, y: 3}\nc: {<<: [*a, {z: 4}]}\nd: *a\n"
    assert read(tmp_path, text) == {
        "a": {"x": 1, "y": 2},
        "b": {"x": 1, "y": 3},
        "c": {"x": 1, "y": 2, "z": 4},
        "d": {"x": 1, "y": 2},
    }


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-32"])
@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_encodings(tmp_path: Path, encoding: str, name: str) -> None:
    assert read(tmp_path, '{"ä": "\U0001f34e"}'.encode(encoding), name) == {"ä": "\U0001f34e"}


@pytest.mark.parametrize(
    ("content", "name", "expected"),
    [
        ('{"a": 1,\n "a": 2}', "a.json", ("duplicate-key", 2, 2)),
        ('{"b": {"c": ["}", {"x": 1, "y": 1, "x": 1}]}}', "a.json", ("duplicate-key", 1, 36)),
        ('{"a": NaN}', "a.json", ("number", 1, 7)),
        ('{"a": 1e999}', "a.json", ("number", 1, 7)),
        ('{"a": ' + "9" * 5000 + "}", "a.json", ("number", 1, 7)),
        ('{"a": "\\ud800"}', "a.json", ("surrogate", 1, 8)),
        ('{"a": "b",}', "a.json", ("syntax", 1, 11)),
        ("a: 1\na: 2\n", "a.yaml", ("duplicate-key", 2, 1)),
        ("a: [1, 2\nb: 3\n", "a.yaml", ("syntax", 2, 2)),
        ("a: !!python/object/apply:os.system [x]\n", "a.yaml", ("yaml-tag", 1, 4)),
        ("? {a: 1}\n: 2\n", "a.yaml", ("key", 1, 3)),
        ("a: &x [*x]\n", "a.yaml", ("alias", 1, 8)),
        ("a: 1\n---\nb: 1\n", "a.yaml", ("documents", 2, 1)),
        (b"a: \xff\n", "a.yaml", ("encoding", 1, 4)),
        (b"a: 1\nb: \x00\n", "a.yaml", ("encoding", 2, 4)),
        (b"a: \x01\n", "a.yaml", ("syntax", 1, 1)),
    ],
)
def test_faults_have_a_position(
    tmp_path: Path, content: str | bytes, name: str, expected: tuple[str, int, int]
) -> None:
    assert fault(tmp_path, content, name) == expected


def test_surrogate_pairs_and_escaped_backslashes_are_fine(tmp_path: Path) -> None:
    assert read(tmp_path, '{"a": "\\ud83c\\udf4e", "b": "\\\\ud800"}', "a.json") == {"a": "\U0001f34e", "b": "\\ud800"}


def test_json_in_a_yaml_file_and_yaml_flow_text(tmp_path: Path) -> None:
    assert read(tmp_path, '{"a": 1}') == {"a": 1}
    assert read(tmp_path, "{a: 1, b: [x]}") == {"a": 1, "b": ["x"]}


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_positions(tmp_path: Path, name: str) -> None:
    text = '{"a": {"b/c": [10,\n  {"d": "x, {y}"}]},\n\n "e": 1}'
    (tmp_path / name).write_text(text if name == "a.json" else text + " # a comment that JSON does not have")
    source = read_data_file(tmp_path / name)
    locations = {
        pointer: source.location_of(pointer) for pointer in ("", "/a", "/a/b~1c/1", "/a/b~1c/1/d", "/e", "/a/nowhere/x")
    }
    assert {pointer: (location.line, location.column) for pointer, location in locations.items()} == {
        "": (1, 1),
        "/a": (1, 2),
        "/a/b~1c/1": (2, 3),
        "/a/b~1c/1/d": (2, 4),
        "/e": (4, 2),
        "/a/nowhere/x": (1, 2),
    }
    assert locations["/a"] == SourceLocation(str(tmp_path / name), "/a", 1, 2)


def test_positions_in_a_large_json_file_are_quick(tmp_path: Path) -> None:
    value = {"paths": {f"/p{n}": {"get": {"x": list(range(40))}} for n in range(30_000)}}
    (tmp_path / "a.json").write_text(json.dumps(value))
    source = read_data_file(tmp_path / "a.json")
    began = time.process_time()
    for number in range(0, 30_000, 100):
        assert source.location_of(f"/paths/~1p{number}/get/x/3").line == 1
    assert time.process_time() - began < 4


@pytest.mark.parametrize("name", ["a.json", "a.yaml"])
def test_depth_is_bounded(tmp_path: Path, name: str) -> None:
    assert fault(tmp_path, '{"a":' + "[" * 100_000 + "]" * 100_000 + "}", name)[0] == "too-deep"
    assert fault(tmp_path, '{"a":' + "[" * 300 + "]" * 300 + "}", name)[0] == "too-deep"
    read(tmp_path, '{"a":' + "[" * 190 + "]" * 190 + "}", name)


def test_alias_bombs_are_bounded(tmp_path: Path) -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x]"]
    lines += [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 9)}]" for n in range(1, 12)]
    assert fault(tmp_path, "\n".join(lines))[0] == "too-large"


def test_sizes_are_bounded(tmp_path: Path) -> None:
    path = tmp_path / "a.yaml"
    path.write_text("a: b\n")
    with pytest.raises(UserError, match="larger than"):
        load(path, LoadOptions(max_bytes=4))
    with path.open("r+b") as file:
        file.truncate(2**30)
    began = time.process_time()
    with pytest.raises(UserError, match="larger than"):
        load(path)
    assert time.process_time() - began < 1


def test_devices_and_pipes_are_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for name in (str(tmp_path / "pipe.yaml"), "/dev/zero"):
        with pytest.raises(UserError, match="device or pipe"):
            load(name)


def test_a_name_that_no_file_can_have(tmp_path: Path) -> None:
    for name in ("a\x00b", "x" * 5000, str(tmp_path / "none" / "a.yaml")):
        with pytest.raises(UserError):
            load(name)
