"""The report of a run as JSON: what `--report FILE` writes, for scripts and for annotations in CI."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from generator.api.ir import Api, ResourceSpec
from generator.api.planned import Plan
from generator.base.diagnostics import Diagnostic, sorted_by_place
from generator.base.json import JsonValue


@dataclass(slots=True)
class Report:
    """Filled as the run goes on, so that a run that fails half-way can still say how far it came."""

    title: str | None = None
    openapi: str | None = None
    sha256: str | None = None
    api: Api | None = None
    plan: Plan | None = None
    files: Mapping[str, str] = field(default_factory=dict[str, str])
    timings: dict[str, float] = field(default_factory=dict[str, float])
    hits: int = 0
    misses: int = 0

    def describe(self, title: str, openapi: str, inputs: Mapping[str, str]) -> None:
        """Take down which document it is; `inputs` are the digests of its files, the main one first."""
        self.title, self.openapi = title, openapi
        self.sha256 = next(iter(inputs.values()), None)

    def as_json(self, diagnostics: Iterable[Diagnostic]) -> JsonValue:
        """Return the report as it is written; its keys are a contract."""
        return {
            "spec": {"title": self.title, "openapi": self.openapi, "sha256": self.sha256},
            "operations": operations(self.api),
            "models": sum(len(module.types) for module in self.plan.type_modules) if self.plan else 0,
            "files": len(self.files),
            "lines": sum(text.count("\n") for text in self.files.values()),
            "diagnostics": [finding(item) for item in sorted_by_place(diagnostics)],
            "timings": {stage: round(seconds, 4) for stage, seconds in self.timings.items()},
            "cache": {"hits": self.hits, "misses": self.misses},
        }


def operations(api: Api | None) -> JsonValue:
    """Return how many operations there are, how many have a method, and why the others have none."""
    if api is None:
        return {"total": 0, "generated": 0, "skipped": []}
    skipped: list[JsonValue] = [
        {"operation": key, "pointer": pointer, "reason": reason} for key, pointer, reason in api.skipped
    ]
    return {
        "total": len(api.operations),
        "generated": len(set(method_operations(api.root))),
        "skipped": skipped,
    }


def method_operations(resource: ResourceSpec) -> Iterator[str]:
    """Yield the key of each method's operation, below `resource` too."""
    for method in resource.methods:
        yield method.operation.key
    for child in resource.children:
        yield from method_operations(child)


def finding(item: Diagnostic) -> JsonValue:
    """Return a diagnostic as it stands in the report."""
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
