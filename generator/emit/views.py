"""What templates see: frozen data of finished strings. Whoever builds a view has decided everything."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class ClassKind(StrEnum):
    """The two kinds of printed classes."""

    MODEL = "model"
    TYPED_DICT = "typed_dict"


@dataclass(frozen=True, slots=True)
class FieldView:
    """A field of a model or a key of a TypedDict. `spaced` sets it off by a blank line."""

    name: str
    annotation: str
    default: str
    doc: str
    spaced: bool


@dataclass(frozen=True, slots=True)
class ClassView:
    """A class as its template prints it; `extra` is the type of other attributes, `functional` the call syntax."""

    kind: ClassKind
    name: str
    bases: str
    doc: str
    fields: tuple[FieldView, ...]
    extra: str = ""
    functional: bool = False


@dataclass(frozen=True, slots=True)
class AliasView:
    """A named alias: `name` stands for `value`."""

    name: str
    value: str
    doc: str
    recursive: bool = False


@dataclass(frozen=True, slots=True)
class TypeModuleView:
    """A file below `types/`: imports and printed types, in order."""

    imports: str
    all_names: str
    bodies: tuple[str, ...]
    legacy: tuple[tuple[str, str], ...] = ()
    late_imports: str = ""


@dataclass(frozen=True, slots=True)
class FileView:
    """One file to print: where, with which template, from which view."""

    path: str
    template: str
    view: object
