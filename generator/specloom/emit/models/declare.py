"""Planned types as views: annotations, defaults and docstrings of one file."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace
from itertools import pairwise

from specloom.emit.annotations import Annotator, parts
from specloom.emit.docs import doc_source
from specloom.emit.imports import Imports
from specloom.emit.layout import laid_out
from specloom.emit.literals import string_literal
from specloom.emit.views import AliasView, ClassKind, ClassView, ExtraView, FieldView
from specloom.plan.planned import (
    Basic,
    BasicType,
    DictType,
    Direction,
    FormattedType,
    NamedType,
    OptionalType,
    PlannedAlias,
    PlannedClass,
    PlannedField,
    PlannedType,
    PlannedTypeModule,
    TypeExpr,
)

_HIDEABLE = frozenset({"bool", "builtins", "bytes", "date", "datetime", "float", "int", "object", "str"})


class Declarations:
    """The types of one file as views, and the imports they need."""

    def __init__(self, module: PlannedTypeModule, shapeless: Collection[NamedType] = ()) -> None:
        """Prepare the file: which names it defines and which it must spell another way."""
        self.module = module
        self._shapeless = shapeless
        self.imports = Imports(module.path)
        self.late_imports = Imports(module.path)
        self._taken = {item.name for item in module.types} | {old for old, _ in module.legacy_aliases}
        self._foreign: dict[NamedType, str] = {}
        self._annotate = Annotator(
            self.imports, module.direction, self._named, shadowed=_HIDEABLE & set(_field_names(module))
        )

    def views(self) -> tuple[ClassView | AliasView, ...]:
        """Return the views of all types, in order of definition."""
        views = tuple(map(self._view, self.module.types))
        if self.module.direction is Direction.REQUEST or self.module.late_imports or _looks_ahead(self.module):
            self.imports.add("__future__", "annotations")
        return views

    def _view(self, item: PlannedType) -> ClassView | AliasView:
        if isinstance(item, PlannedAlias):
            return self._alias(item)
        return self._model(item) if self.module.direction is Direction.RESPONSE else self._typed_dict(item)

    def _alias(self, item: PlannedAlias) -> AliasView:
        value = self._annotate.text(item.type)
        self._annotate.extension("TypeAlias")
        if item.recursive:
            self._annotate.extension("TypeAliasType")
            self._annotate.typing("TYPE_CHECKING")
        if item.recursive:
            value = string_literal(value)
        if not item.recursive:
            value = laid_out(value, 0, prefix=len(item.name) + len(": TypeAlias = "))
        return AliasView(item.name, value, doc_source(item.doc, 0), item.recursive)

    def _model(self, item: PlannedClass) -> ClassView:
        bases = self._bases(item) or [self.imports.add_own(("_models",), "BaseModel")]
        extra = None if item.extra is None else self._extra(item.extra)
        fields = [self._model_field(field) for field in item.fields]
        return ClassView(ClassKind.MODEL, item.name, ", ".join(bases), doc_source(item.doc, 4), _spaced(fields), extra)

    def _extra(self, value: TypeExpr) -> ExtraView:
        self._annotate.typing("TYPE_CHECKING")
        texts = (self._annotate.text(each) for each in (value, BasicType(Basic.STR), DictType(value)))
        return ExtraView(*texts)

    def _bases(self, item: PlannedClass) -> list[str]:
        """Return the classes that a class extends."""
        bases = (base for base in item.bases if NamedType(base.module, base.name) not in self._shapeless)
        return [self._annotate.text(base) for base in bases]

    def _model_field(self, field: PlannedField) -> FieldView:
        text = self._annotate.text(field.type)
        optional = not field.required or isinstance(field.type, OptionalType)
        if optional:
            text = self._annotate.optional(text)
        default = " = None" if optional else ""
        if field.wire_name != field.name:
            self.imports.add("pydantic", "Field", "FieldInfo")
            arguments = f"alias={string_literal(field.wire_name)}" + (", default=None" if optional else "")
            default = f" = FieldInfo({arguments})"
        return _field_view(field.name, text, default, doc_source(field.doc, 4))

    def _typed_dict(self, item: PlannedClass) -> ClassView:
        bases = self._bases(item) or [self._annotate.extension("TypedDict")]
        if item.partial:
            bases.append("total=False")
        fields = [self._key(field, partial=item.partial) for field in item.fields]
        return ClassView(
            ClassKind.TYPED_DICT,
            item.name,
            ", ".join(bases),
            doc_source(item.doc, 0 if item.functional else 4),
            _spaced(fields),
            functional=item.functional,
        )

    def _key(self, field: PlannedField, *, partial: bool) -> FieldView:
        info: dict[str, str] = {}
        if field.wire_name != field.name and field.name.isidentifier():
            info["alias"] = string_literal(field.wire_name)
        plain, wire_format = _without_format(field.type)
        if wire_format is not None:
            info["format"] = string_literal(wire_format)
        text = self._annotate.text(plain)
        if info:
            text = self._annotate.annotated(text, **info)
        if field.required and partial:
            text = f"{self._annotate.extension('Required')}[{text}]"
        return _field_view(field.name, text, "", doc_source(field.doc, 4))

    def _named(self, expr: NamedType) -> str:
        """Spell a type of ours: as it is where it stands here, else imported, at the end where that leads back."""
        if expr.module == self.module.path:
            return expr.name
        if expr.deferred:
            return f"{self._late_module(expr)}.{expr.name}"
        key = NamedType(expr.module, expr.name)
        if key not in self._foreign:
            alias = expr.name
            while alias in self._taken:
                alias = "_" + alias
            self._taken.add(alias)
            self._foreign[key] = self.imports.add_own(expr.module, expr.name, alias)
        return self._foreign[key]

    def _late_module(self, expr: NamedType) -> str:
        """Import the module of a type at the end of the file, and return the name it has here."""
        key = NamedType(expr.module, "")
        if key not in self._foreign:
            alias = "_" + expr.module[-1]
            while alias in self._taken:
                alias = "_" + alias
            self._taken.add(alias)
            self._foreign[key] = self.late_imports.add_own(expr.module[:-1], expr.module[-1], alias)
            self._annotate.typing("TYPE_CHECKING")
        return self._foreign[key]


def _field_view(name: str, annotation: str, default: str, doc: str) -> FieldView:
    text = annotation if "(" in default else laid_out(annotation, 4, len(default), len(name) + 2)
    return FieldView(name, text, default, doc, spaced=False)


def _without_format(expr: TypeExpr) -> tuple[TypeExpr, str | None]:
    """Return a type without the wire format at its top, and that format."""
    if isinstance(expr, FormattedType):
        return expr.item, expr.format.value
    if isinstance(expr, OptionalType) and isinstance(expr.item, FormattedType):
        return OptionalType(expr.item.item), expr.item.format.value
    return expr, None


def _spaced(fields: list[FieldView]) -> tuple[FieldView, ...]:
    """Set documented fields off by blank lines."""
    documented = [bool(field.doc) for field in fields]
    near = [False, *(this or before for before, this in pairwise(documented))]
    return tuple(replace(field, spaced=spaced) for field, spaced in zip(fields, near, strict=False))


def _field_names(module: PlannedTypeModule) -> Iterator[str]:
    for item in module.types:
        if isinstance(item, PlannedClass):
            yield from (field.name for field in item.fields)


def _looks_ahead(module: PlannedTypeModule) -> bool:
    """Tell whether a type of the file is used before it is defined."""
    defined: set[str] = set()
    for item in module.types:
        names = {named.name for expr in _expressions(item) for named in _names_in(expr) if named.module == module.path}
        if not names <= defined:
            return True
        defined.add(item.name)
    return False


def _expressions(item: PlannedType) -> Iterator[TypeExpr]:
    """Return the types that a definition names."""
    if isinstance(item, PlannedAlias):
        yield item.type
        return
    yield from (field.type for field in item.fields)
    if item.extra is not None:
        yield item.extra


def _names_in(expr: TypeExpr) -> Iterator[NamedType]:
    """Return the types of ours in a type."""
    if isinstance(expr, NamedType):
        yield expr
    for part in parts(expr):
        yield from _names_in(part)
