"""The planned types of the package and their files."""

from __future__ import annotations

from enum import StrEnum
from typing import TypeAlias

from specloom.api.ir import Constraints
from specloom.base.records import dataclass
from specloom.plan.planned.exprs import ModulePath, NamedType, TypeExpr


class Direction(StrEnum):
    """Responses are pydantic models, requests are TypedDicts."""

    RESPONSE = "response"
    REQUEST = "request"


@dataclass(frozen=True, slots=True)
class PlannedDoc:
    """The content of a docstring: the document's text, then notes such as "At most 64 characters.", then the source."""

    text: str | None = None
    notes: tuple[str, ...] = ()
    deprecated: str | None = None
    pointer: str | None = None
    default: str | None = None
    """The default for a value that is left out, as JSON."""
    limits: Constraints | None = None
    """The limits that the notes mention."""
    format: str | None = None
    """The document's `format` of a string or number."""


@dataclass(frozen=True, slots=True)
class PlannedField:
    """A field of a model or a key of a TypedDict, by its Python name."""

    name: str
    wire_name: str
    type: TypeExpr
    required: bool
    doc: PlannedDoc


@dataclass(frozen=True, slots=True)
class PlannedClass:
    """A pydantic model (response) or a TypedDict (request)."""

    name: str
    bases: tuple[NamedType, ...]
    fields: tuple[PlannedField, ...]
    extra: TypeExpr | None
    doc: PlannedDoc
    generic: bool = False
    """Whether it is a model of `pagination` that contains items of the page's type variable."""
    partial: bool = True
    """Whether it is a TypedDict whose keys may be absent unless they are `Required` (`total=False`)."""
    redeclares: bool = False
    """Whether it declares all fields, some with other types than its base classes, which type checkers don't allow."""


@dataclass(frozen=True, slots=True)
class PlannedAlias:
    """A named alias. `recursive` ones need `TypeAliasType`."""

    name: str
    type: TypeExpr
    doc: PlannedDoc
    recursive: bool = False


PlannedType: TypeAlias = PlannedClass | PlannedAlias


@dataclass(frozen=True, slots=True)
class PlannedTypeModule:
    """One file below `types/`: its types in order of definition, the root type last in models, first in requests.

    `exports` are re-exported by the package; all names are in `__all__`. `late_imports` are the types whose modules
    must be imported at the end because they lead back here; references to them are `deferred`.
    """

    path: ModulePath
    direction: Direction
    types: tuple[PlannedType, ...]
    exports: tuple[str, ...]
    late_imports: tuple[NamedType, ...] = ()
    legacy_aliases: tuple[tuple[str, str], ...] = ()
    """(old name such as `StepUnionMember0`, current name)."""


@dataclass(frozen=True, slots=True)
class PlannedTypePackage:
    """One `types/**/__init__.py`: (name, module) of what it re-exports, sorted, and its subpackages."""

    path: ModulePath
    exports: tuple[NamedType, ...]
    subpackages: tuple[str, ...]
