"""The shared state and the result of a run, separate from the stages, which are slow to load."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import field
from typing import TypeAlias

from specloom.base.aside import PendingResult
from specloom.base.diagnostics import Diagnostics
from specloom.base.records import dataclass
from specloom.pipeline.report import Report

Progress: TypeAlias = Callable[[str], None]
"""Called with the name of each stage as it begins."""


def ignore_progress(stage: str) -> None:
    """Do nothing when a stage begins."""


def do_nothing() -> None:
    """Do nothing when a result is cached."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the stages share: findings, the report, and the function that is called when a stage begins."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    report: Report = field(default_factory=Report)
    progress: Progress = ignore_progress
    pending: list[PendingResult] = field(default_factory=list[PendingResult])
    """Work in the background; nothing in the run depends on its end."""

    @contextlib.contextmanager
    def report_stage(self, name: str) -> Generator[None]:
        """Report that the stage `name` begins, and measure its seconds."""
        self.progress(name)
        begun = time.perf_counter()
        yield
        self.report.timings[name] = time.perf_counter() - begun

    def finish_pending(self) -> None:
        """Wait for all work in the background."""
        while self.pending:
            self.pending.pop().result()


@dataclass(frozen=True, slots=True)
class GenerationResult:
    """The result of a run: the files of the package directory, including its manifest, by relative posix path.

    `inputs` are the document's files by their names beside the main one, which comes first, with their digests.
    `project` are the project files, if requested, including their manifest; `user_owned` are those of them that belong
    to the user once they change them. `complete`: every referenced file could be read. `after_caching` is called once
    the result is in the cache.
    """

    package: str
    files: Mapping[str, str]
    inputs: tuple[tuple[str, str], ...]
    project: Mapping[str, str] = field(default_factory=dict[str, str])
    user_owned: tuple[str, ...] = ()
    complete: bool = True
    after_caching: Callable[[], None] = do_nothing
