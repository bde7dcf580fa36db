"""What is asked of the process that prints, and what it answers."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

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
    """The texts that each of the plans gives to the files that differ, and by how many types the new one has more."""

    old: Mapping[str, str]
    new: Mapping[str, str]
    models: int = 0
