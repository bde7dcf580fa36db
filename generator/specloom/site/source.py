"""What a site is made from, and the choices of the user."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import field
from typing import TypeAlias

from specloom.api.ir import Api
from specloom.api.ir.contents import OperationContents
from specloom.api.ir.project import ReadmeExample
from specloom.base.records import dataclass
from specloom.plan.planned import Plan
from specloom.site.examples import SnippetSource

SitePrinter: TypeAlias = Callable[[str, Mapping[str, object]], str]
"""Prints values with the template of the given name."""


@dataclass(frozen=True, slots=True)
class SiteSource:
    """The API with its names, and what others contribute: the printer, programs, the view of the start page."""

    plan: Plan
    api: Api
    print_template: SitePrinter
    snippets: SnippetSource
    start: object
    examples: tuple[ReadmeExample, ...] = ()
    contents: Mapping[str, OperationContents] = field(default_factory=dict[str, OperationContents])
    """The media types and examples that only a reference shows, by operation."""


@dataclass(frozen=True, slots=True)
class SiteChoices:
    """`base_url` is where the site will be, with a slash at the end; `markdown_only` makes no HTML."""

    base_url: str = ""
    markdown_only: bool = False
