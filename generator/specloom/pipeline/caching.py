"""The interface of the cache that the stages use. The caller provides it; without it, everything works too."""

from __future__ import annotations

from typing import Protocol

from specloom.base.diagnostics import Diagnostic
from specloom.base.records import dataclass
from specloom.pipeline.run import GenerationResult, Run


@dataclass(frozen=True, slots=True)
class FinishedRun:
    """A run that succeeded, as a cache keeps it: its result, its findings and the counts of its report."""

    package: str
    files: dict[str, str]
    inputs: tuple[tuple[str, str], ...]
    diagnostics: tuple[Diagnostic, ...]
    title: str | None
    openapi: str | None
    operations: int
    generated: int
    skipped: tuple[tuple[str, str, str], ...]
    models: int
    project: dict[str, str]
    user_owned: tuple[str, ...]

    def restore_result(self, run: Run) -> GenerationResult:
        """Return the result, and add its findings and counts to `run` as if the stages had run."""
        run.diagnostics.extend(self.diagnostics)
        report = run.report
        report.title, report.openapi, report.sha256 = self.title, self.openapi, self.inputs[0][1]
        report.operations, report.generated, report.skipped = self.operations, self.generated, self.skipped
        report.models, report.files = self.models, self.files
        return GenerationResult(self.package, self.files, self.inputs, self.project, self.user_owned)


class CachedTexts(Protocol):
    """Many texts in one cache entry, each under a digest of everything that decides it."""

    @property
    def hits(self) -> int:
        """The number of texts that were found."""
        ...

    def get(self, key: str) -> str | None:
        """Return the text that is kept under `key`."""
        ...

    def put(self, key: str, text: str) -> None:
        """Keep a text under `key`."""

    def save(self) -> None:
        """Write the entry, with the texts that this run has used."""


@dataclass(frozen=True, slots=True)
class CacheKeys:
    """The keys of one run: `result` for its result, `inputs` without the content of the document."""

    result: str
    inputs: str


class RunCache(Protocol):
    """The cache as one run sees it. A missing, damaged or foreign entry is None."""

    @property
    def code_identity(self) -> str:
        """The digest of the code, templates and libraries that decide the output."""
        ...

    @property
    def printing_key(self) -> str:
        """The digest of the code and of each option that may decide how a plan is printed."""
        ...

    @property
    def keys(self) -> CacheKeys | None:
        """The keys of the run; None if its result can't be kept, as with a document from the network."""
        ...

    def get(self, key: str) -> bytes | None:
        """Return the content of the entry `key`."""
        ...

    def put(self, key: str, *parts: bytes) -> None:
        """Write the entry `key`; its content is `parts` joined."""

    def has(self, key: str) -> bool:
        """Tell whether there is an entry `key`, without reading it."""
        ...

    def cached_texts(self, name: str) -> CachedTexts:
        """Return the entry `name` as a collection of texts."""
        ...

    def finished_run(self, key: str) -> FinishedRun | None:
        """Return the run whose result is kept under `key`."""
        ...
