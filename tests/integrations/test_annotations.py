"""What is hostile in a finding never becomes a command of the CI service."""

from __future__ import annotations

import json

import pytest

from specloom.base.diagnostics import Severity
from specloom.commands.annotations import AnnotationService, ServiceAnnotation, render_annotations

NASTY = ["a\n::set-output name=x::y", "100%", "a\r::error::b", "x,line=3::y", "\x1b[31m", "\u202e"]


@pytest.mark.parametrize("text", NASTY)
def test_text_stays_in_its_command(text: str) -> None:
    note = ServiceAnnotation(Severity.WARNING, text, text, file=text, line=3)
    lines = render_annotations([note], AnnotationService.GITHUB).splitlines()
    assert len(lines) == 1
    assert lines[0].startswith("::warning file=")
    head = lines[0].removeprefix("::warning ").partition("::")[0]
    assert [pair.partition("=")[0] for pair in head.split(",")] == ["file", "line", "title"]
    assert lines[0].isprintable()


@pytest.mark.parametrize("text", NASTY)
def test_a_report_for_gitlab_is_json(text: str) -> None:
    note = ServiceAnnotation(Severity.ERROR, text, text, file=text)
    entry = json.loads(render_annotations([note], AnnotationService.GITLAB))[0]
    assert entry["location"] == {"path": text, "lines": {"begin": 1}}
