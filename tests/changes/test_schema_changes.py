"""`specloom diff` of two documents that differ in one schema: what it says, and how grave that is."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import ROOT, Runner, environment, runner

DOCUMENT = """\
openapi: 3.1.0
info: {{title: Shop, version: 1.0.0}}
servers: [{{url: 'https://shop.example'}}]
paths:
  /things:
    post:
      operationId: createThing
      requestBody:
        content:
          application/json:
            schema: {{type: object, properties: {{sent: {sent}}}}}
      responses:
        '200':
          description: A thing.
          content:
            application/json:
              schema: {{$ref: '#/components/schemas/Thing'}}
components:
  schemas:
    Thing: {{type: object, required: {required}, properties: {{got: {got}}}}}
"""
ANYTHING, TEXT, NULL = "{}", "{type: string}", "type: 'null'"
KNOWN = "{{anyOf: [{{type: string}}, {{type: string, enum: [{}]}}]}}"


def document(sent: str = TEXT, got: str = TEXT, required: str = "[got]") -> str:
    """Return a document with a property that is sent, and one that is got."""
    return DOCUMENT.format(sent=sent, got=got, required=required)


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a function that runs `specloom` in `tmp_path`."""
    return runner(tmp_path, monkeypatch, capsys)


def changes(here: Runner, directory: Path, old: str, new: str) -> list[tuple[str, str, str]]:
    """Return the level, rule and sentence of each change of a parameter or field."""
    (directory / "old.yaml").write_text(old)
    (directory / "new.yaml").write_text(new)
    found = json.loads(here("diff", "old.yaml", "new.yaml", "--format", "json").out)["changes"]
    return [(each["level"], each["rule"], each["text"]) for each in found if "`got`" in each["text"] + each["rule"]]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        (
            document(got=ANYTHING),
            document(got=f"{{anyOf: [{TEXT}, {{{NULL}}}]}}"),
            [("compatible", "field-type-changed", "field `got` is now the narrower `str`, was `object`")],
        ),
        (
            document(required="[]"),
            document(required="[]", got=f"{{anyOf: [{TEXT}, {{{NULL}}}]}}"),
            [
                (
                    "wire",
                    "field-absence",
                    "field `got` is now null or left out in JSON where it is `None`, was left out",
                )
            ],
        ),
        (
            document(),
            document(got=f"{{anyOf: [{TEXT}, {{{NULL}}}]}}"),
            [("breaking", "field-null-added", "field `got` may now be `None`")],
        ),
        (
            document(got=KNOWN.format("oak, ash")),
            document(got=KNOWN.format("ash, elm")),
            [
                ("compatible", "known-values-added", 'field `got` also lists "elm" as known'),
                ("compatible", "known-values-removed", 'field `got` no longer lists "oak" as known'),
            ],
        ),
        (
            document(got="{type: array, items: {anyOf: [{type: string}, {type: integer}]}}"),
            document(got="{type: array, items: {type: string}}"),
            [
                (
                    "compatible",
                    "field-type-changed",
                    "field `got` is now the narrower `List[str]`, was `List[Union[str, int]]`",
                )
            ],
        ),
    ],
    ids=["anything", "absence", "null", "known_values", "narrower_items"],
)
def test_a_field_of_a_response(
    here: Runner, tmp_path: Path, old: str, new: str, expected: list[tuple[str, str, str]]
) -> None:
    assert changes(here, tmp_path, old, new) == expected


def test_values_that_are_only_known_break_no_request(here: Runner, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(document(sent=KNOWN.format("oak, ash")))
    (tmp_path / "new.yaml").write_text(document(sent=KNOWN.format("ash")))
    done = here("diff", "old.yaml", "new.yaml")
    assert 'parameter `sent` no longer lists "oak" as known' in done.out
    assert "Breaking" not in done.out


def test_of_a_long_union_the_members_that_differ_are_shown(here: Runner, tmp_path: Path) -> None:
    names = [
        "first_kind_of_tree",
        "second_kind_of_tree",
        "third_kind_of_tree",
        "fourth_kind_of_tree",
        "fifth_kind_of_tree",
    ]
    items = [f"{{type: object, title: {name}, properties: {{{name}: {TEXT}}}}}" for name in names]
    old, new = (f"{{anyOf: [{', '.join(some)}]}}" for some in (items[:4], items))
    (tmp_path / "old.yaml").write_text(document(got=old))
    (tmp_path / "new.yaml").write_text(document(got=new))
    done = here("diff", "old.yaml", "new.yaml")
    assert "is now wider: also `" in done.out
    assert "FirstKind" not in done.out


def test_no_package_is_printed(tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(document())
    (tmp_path / "new.yaml").write_text(document(got="{type: integer}"))
    code = """
import sys
from specloom.__main__ import main
sys.argv = ["specloom", "diff", "old.yaml", "new.yaml"]
try:
    main()
except SystemExit as ended:
    print(ended.code, [name for name in ("specloom.emit", "jinja2", "black", "griffe") if name in sys.modules])
"""
    done = subprocess.run(
        [sys.executable, "-P", "-c", code],
        cwd=tmp_path,
        env=environment(PYTHONPATH=f"{ROOT}"),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    assert done.stdout.splitlines()[-1] == "1 []", done.stdout + done.stderr
