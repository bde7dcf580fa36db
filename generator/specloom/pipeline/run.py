"""What a run of the pipeline shares and gives; kept apart from the stages, which take long to load."""

from __future__ import annotations

import contextlib
import time
from collections.abc import Callable, Generator, Mapping
from dataclasses import dataclass, field
from typing import TypeAlias

from specloom.base.aside import Pending
from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.report import Report

Progress: TypeAlias = Callable[[str], None]
"""Called with the name of each stage as it begins."""


def silent(stage: str) -> None:
    """Be told of a stage and do nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """What the stages share: findings, the report, and whom to tell that a stage begins."""

    diagnostics: Diagnostics = field(default_factory=Diagnostics)
    report: Report = field(default_factory=Report)
    progress: Progress = silent
    pending: list[Pending] = field(default_factory=list[Pending])
    """What goes on beside the run; nothing in it depends on its end."""

    @contextlib.contextmanager
    def stage(self, name: str) -> Generator[None]:
        """Tell that the stage `name` begins, and time it."""
        self.progress(name)
        begun = time.perf_counter()
        yield
        self.report.timings[name] = time.perf_counter() - begun

    def finish(self) -> None:
        """Wait for all that goes on beside the run."""
        while self.pending:
            self.pending.pop().result()


@dataclass(frozen=True, slots=True)
class Result:
    """What a run made: the files of the package folder, its manifest included, by relative posix path.

    `inputs` are the document's files by their names beside the main one, which comes first, with their digests.
    `project` are the files round the package, if they were asked for, their manifest included; `yielding` those of
    them that are the user's as soon as he changes them; `complete`: every file that the document names could be read.
    `record` is what the next run may want to know of this one.
    """

    package: str
    files: Mapping[str, str]
    inputs: tuple[tuple[str, str], ...]
    project: Mapping[str, str] = field(default_factory=dict[str, str])
    yielding: tuple[str, ...] = ()
    complete: bool = True
    record: tuple[bytes, ...] = ()
