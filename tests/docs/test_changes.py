"""The page of docs/reference about changes describes all that a comparison can say."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest

from specloom.compare.changes import ChangeKind, ChangeSeverity, ChangeSide
from specloom.compare.wording import FACT_WORDS, OUTCOME_WORDS
from tests.support.cli import runner

ROOT = Path(__file__).parents[2]
CODE = set(re.findall(r"`([\w.-]+)`", (ROOT / "docs/reference/changes.md").read_text()))
SPELLED = {
    ChangeKind.TYPE_WIDENED: "type-changed",
    ChangeKind.TYPE_NARROWED: "type-changed",
    ChangeKind.REORDERED: "parameters-reordered",
}


def test_levels_and_sides_are_described() -> None:
    assert {*ChangeSeverity, *ChangeSide} <= CODE


def test_all_that_can_happen_is_described() -> None:
    kinds = {SPELLED.get(kind, kind.value) for kind in ChangeKind if kind is not ChangeKind.WIRE_CHANGED}
    assert kinds <= CODE


def test_names_of_their_own_are_described() -> None:
    assert {name for name in (*FACT_WORDS, *OUTCOME_WORDS) if not name.startswith("client-")} <= CODE


@pytest.mark.parametrize("pair", ["config", "everything", "kinds"])
@pytest.mark.parametrize("sides", [("old", "new"), ("new", "old")], ids=["forth", "back"])
def test_a_name_that_is_printed_is_described(
    pair: str, sides: tuple[str, str], monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(ROOT / "tests/changes" / pair, monkeypatch, capsys)
    documents = [f"{side}/openapi.yaml" for side in sides]
    rules = {each["rule"] for each in json.loads(run("diff", *documents, "-q", "--format", "json").out)["changes"]}
    assert rules
    known = "|".join(map(re.escape, sorted(CODE, key=len, reverse=True)))
    others = {rule for rule in rules - CODE if not rule.startswith(("wire-", "client-"))}
    assert {rule for rule in others if not re.fullmatch(rf"({known})-({known})", rule)} == set()
