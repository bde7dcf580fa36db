"""The Python examples that a page of a method shows. `emit` writes them: source of Python is its business."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from specloom.base.records import dataclass
from specloom.plan.planned import PlannedMethod, PlannedResource


@dataclass(frozen=True, slots=True)
class MethodSnippets:
    """Whole programs that call one method; `streamed` is empty if streaming is no option of it."""

    sync: str
    awaited: str
    streamed: str = ""


SnippetSource: TypeAlias = Callable[[PlannedResource, tuple[str, ...], PlannedMethod], MethodSnippets]
"""Returns the programs for a method of a resource, to which the attributes lead from the client."""
