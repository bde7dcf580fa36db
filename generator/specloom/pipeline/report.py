"""The report of a run as JSON: what `--report FILE` writes, for scripts and for annotations in CI."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import asdict, field

from specloom.base.diagnostics import Diagnostic, sorted_by_location
from specloom.base.json import JsonValue
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class StaleFile:
    """A generated file that differs from the output for the document; `line` is the first different line."""

    file: str
    line: int
    state: str
    """`changed`, `missing`, or `left over` from an earlier document."""


@dataclass(slots=True)
class Report:
    """The data of the report. It is filled during the run, so that a run that fails half-way can report its progress.

    `skipped` is what is missing in the package: operations without a method, methods without an operation, models
    without a schema; name, pointer and reason of each.
    """

    title: str | None = None
    openapi: str | None = None
    sha256: str | None = None
    operations: int = 0
    generated: int = 0
    skipped: tuple[tuple[str, str, str], ...] = ()
    models: int = 0
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    timings: dict[str, float] = field(default_factory=dict[str, float])
    hits: int = 0
    misses: int = 0
    differences: tuple[StaleFile, ...] = ()

    def as_json(self, diagnostics: Iterable[Diagnostic]) -> JsonValue:
        """Return the report as JSON; its keys are a contract. `differences` are included if there are any."""
        differences: list[JsonValue] = [asdict(item) for item in self.differences]
        models = [item for item in self.skipped if _is_model(item[1])]
        operations = [item for item in self.skipped if not _is_model(item[1])]
        return {
            "spec": {"title": self.title, "openapi": self.openapi, "sha256": self.sha256},
            "operations": {
                "total": self.operations,
                "generated": self.generated,
                "skipped": [
                    {"operation": key, "pointer": pointer, "reason": reason} for key, pointer, reason in operations
                ],
            },
            "models": self.models,
            "models_skipped": [
                {"model": name, "pointer": pointer, "reason": reason} for name, pointer, reason in models
            ],
            "files": len(self.files),
            "lines": line_count(self.files),
            "diagnostics": [finding_as_json(item) for item in sorted_by_location(diagnostics)],
            "timings": {stage: round(seconds, 4) for stage, seconds in self.timings.items()},
            "cache": {"hits": self.hits, "misses": self.misses},
            **({"differences": differences} if differences else {}),
        }


def _is_model(pointer: str) -> bool:
    """Tell whether `pointer` names a model of the config: an operation stands below `/paths`, a method in `methods`."""
    return pointer.startswith("/resources/") and pointer.split("/")[-2] == "models"


def line_count(files: Mapping[str, str]) -> int:
    """Return the number of lines of all files."""
    return sum(text.count("\n") for text in files.values())


def finding_as_json(item: Diagnostic) -> JsonValue:
    """Return a diagnostic as JSON for the report."""
    return {
        "code": item.code,
        "severity": item.severity.value,
        "file": item.file,
        "line": item.line,
        "column": item.column,
        "pointer": item.pointer,
        "message": item.message,
        "hint": item.hint,
    }
