"""Annotations of a CI service for findings and stale files, each with file and line."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable
from enum import StrEnum

from specloom.base.diagnostics import Diagnostic, Severity
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.base.terminal import json_text, printable, shown_text


class AnnotationService(StrEnum):
    """CI services with a supported annotation format."""

    GITHUB = "github"
    GITLAB = "gitlab"


@dataclass(frozen=True, slots=True)
class ServiceAnnotation:
    """One annotation. `line` counts from 1, 0 where it is unknown."""

    severity: Severity
    title: str
    message: str
    file: str | None = None
    line: int = 0
    column: int = 0


GITHUB_WORDS = {Severity.ERROR: "error", Severity.WARNING: "warning", Severity.INFO: "notice"}
GITLAB_WORDS = {Severity.ERROR: "critical", Severity.WARNING: "minor", Severity.INFO: "info"}


def note_of(item: Diagnostic) -> ServiceAnnotation:
    """Return the annotation for a finding."""
    message = item.message if item.hint is None else f"{item.message}\n{item.hint}"
    return ServiceAnnotation(item.severity, item.code, message, item.file, item.line, item.column)


def render_annotations(notes: Iterable[ServiceAnnotation], service: AnnotationService) -> str:
    """Return annotations in the format of the service: commands for GitHub, a Code Quality report for GitLab."""
    if service is AnnotationService.GITHUB:
        return "".join(f"{github_command(note)}\n" for note in notes)
    return json_text([gitlab_entry(note) for note in notes], ascii_only=True)


def github_command(note: ServiceAnnotation) -> str:
    """Return a workflow command. Nothing in it can end the command or begin another one."""
    locations = (("file", note.file), ("line", note.line or None), ("col", note.column or None), ("title", note.title))
    words = ",".join(
        f"{name}={escape_command_text(str(value), ':,')}" for name, value in locations if value is not None
    )
    return f"::{GITHUB_WORDS[note.severity]} {words}::{escape_command_text(note.message)}"


def escape_command_text(text: str, marks: str = "") -> str:
    """Return text with the special characters of workflow commands, line ends and control characters escaped."""
    lines = [shown_text(printable(line)).replace("%", "%25") for line in text.splitlines()]
    joined = "%0A".join(lines)
    return "".join(f"%{ord(character):02X}" if character in marks else character for character in joined)


def gitlab_entry(note: ServiceAnnotation) -> JsonValue:
    """Return an entry of a Code Quality report."""
    message = " ".join(printable(line) for line in note.message.splitlines())
    key = json.dumps([note.title, note.file, note.line, message]).encode()
    return {
        "description": message,
        "check_name": note.title,
        "fingerprint": hashlib.sha256(key).hexdigest(),
        "severity": GITLAB_WORDS[note.severity],
        "location": {"path": note.file or ".", "lines": {"begin": max(note.line, 1)}},
    }
