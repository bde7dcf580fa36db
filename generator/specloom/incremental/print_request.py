"""The request to the printing process, and its result."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.base.records import dataclass
from specloom.pipeline.options import Options
from specloom.plan.planned import Plan


@dataclass(frozen=True, slots=True)
class PrintRequest:
    """Two plans, and the files of types in which they differ."""

    old: Plan
    new: Plan
    types: tuple[str, ...]
    options: Options


@dataclass(frozen=True, slots=True)
class PrintedFiles:
    """The differing files as each of the plans prints them, and the change in the number of types."""

    old: Mapping[str, str]
    new: Mapping[str, str]
    models: int = 0
