"""Turns the planned types of one file into datamodel-code-generator's models, with docstrings and imports."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import replace

from specloom.emit.annotations import Annotator
from specloom.emit.datatypes import SpelledType, TypeTable
from specloom.emit.docs import doc_source
from specloom.emit.fields import FieldTable
from specloom.emit.imports import Imports
from specloom.emit.literals import string_literal
from specloom.emit.models.classes import PrintedType, make_alias, make_model, typed_dict
from specloom.emit.views import ExtraView, HiddenBasesView
from specloom.plan.exprs import named_types
from specloom.plan.planned import (
    BasicKind,
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

_HIDEABLE = frozenset({"bool", "builtins", "bytes", "date", "datetime", "float", "int", "object", "str", "timedelta"})


class TypeDeclarations:
    """The types of one file as the library's models, and the imports they need."""

    def __init__(
        self,
        module: PlannedTypeModule,
        shapeless: Collection[NamedType] = (),
        types: TypeTable | None = None,
        fields: FieldTable | None = None,
    ) -> None:
        """Prepare the file: the names that it defines, and those that it must write in another way.

        `types` and `fields` contain those that files share.
        """
        self.module = module
        self._shapeless = shapeless
        self.imports = Imports(module.path)
        self.late_imports = Imports(module.path)
        self._taken = {item.name for item in module.types} | {old for old, _ in module.legacy_aliases}
        self._foreign: dict[NamedType, str] = {}
        self._defined: set[str] = set()
        self._looks_ahead = False
        shadowed = _HIDEABLE & set(_field_names(module))
        self._annotate = Annotator(
            self.imports,
            module.direction,
            self._spell_named_type,
            shadowed,
            types=TypeTable() if types is None else types,
        )
        self._fields = FieldTable() if fields is None else fields

    def declare_models(self) -> tuple[PrintedType, ...]:
        """Return the models of all types, in order of definition."""
        models = tuple(map(self._model_of, self.module.types))
        if self.module.direction is Direction.REQUEST or self.module.late_imports or self._looks_ahead:
            self.imports.add_name("__future__", "annotations")
        return models

    def _model_of(self, item: PlannedType) -> PrintedType:
        if isinstance(item, PlannedAlias):
            made = self._declare_alias(item)
        else:
            made = self._declare_model(item) if self.module.direction is Direction.RESPONSE else self._typed_dict(item)
        self._defined.add(item.name)
        self.imports.append(made.imports)
        return made

    def _declare_alias(self, item: PlannedAlias) -> PrintedType:
        if item.recursive:
            self.imports.add_name("typing_extensions", "TypeAliasType")
            self.imports.add_name("typing", "TYPE_CHECKING")
        value = self._annotate.type_of(item.type)
        data = self._alias_for_checkers(item) if item.recursive else {}
        return make_alias(item.name, value, doc=doc_source(item.doc, 0), recursive=item.recursive, **data)

    def _alias_for_checkers(self, item: PlannedAlias) -> dict[str, object]:
        """Return what type checkers read instead, where a recursive alias uses types of modules that import this one.

        pyright resolves such an alias through names, not through attributes of modules.
        """
        if not any(each.deferred for each in named_types(item.type)):
            return {"checked": "", "checked_imports": ()}
        imports = Imports(self.module.path)

        def spell_imported(expr: NamedType) -> str:
            if not expr.deferred:
                return self._spell_named_type(expr)
            return imports.add_own(expr.module, expr.name, self._free_name(expr.name))

        text = replace(self._annotate, named=spell_imported).annotation_of(item.type)
        lines = tuple(line for group in imports.import_groups(4) for line in group)
        return {"checked": string_literal(text), "checked_imports": lines}

    def _declare_model(self, item: PlannedClass) -> PrintedType:
        own = self._base_classes(item)
        bases = own or [self.imports.add_own(("_models",), "BaseModel")]
        hidden = self._hidden_bases(item, own) if own and item.redeclares else None
        bases = [hidden.name] if hidden is not None else bases
        extra = None if item.extra is None else self._extra_view(item.extra)
        fields = [self._fields.model_field(field, self._annotate.type_of(field.type)) for field in item.fields]
        return make_model(
            item.name,
            bases,
            fields,
            doc=doc_source(item.doc, 4),
            docs=_field_docstrings(item),
            extra=extra,
            hidden=hidden,
        )

    def _hidden_bases(self, item: PlannedClass, bases: list[str]) -> HiddenBasesView:
        """Return base classes that type checkers don't see: the class declares some of their fields otherwise."""
        name = self._free_name(f"_{item.name}Base")
        self._taken.add(name)
        self.imports.add_name("typing", "TYPE_CHECKING")
        return HiddenBasesView(name, self.imports.add_own(("_models",), "BaseModel"), ", ".join(bases), len(bases) > 1)

    def _extra_view(self, value: TypeExpr) -> ExtraView:
        self.imports.add_name("typing", "TYPE_CHECKING")
        texts = (self._annotate.annotation_of(each) for each in (value, BasicType(BasicKind.STR), DictType(value)))
        return ExtraView(*texts)

    def _base_classes(self, item: PlannedClass) -> list[str]:
        """Return the base classes of a class."""
        bases = (base for base in item.bases if NamedType(base.module, base.name) not in self._shapeless)
        return [self._annotate.annotation_of(base) for base in bases]

    def _typed_dict(self, item: PlannedClass) -> PrintedType:
        bases = self._base_classes(item) or [self.imports.add_name("typing_extensions", "TypedDict")]
        keys = [
            self._fields.typed_dict_key(field, self._key_type(field), partial=item.partial) for field in item.fields
        ]
        return typed_dict(
            item.name, bases, keys, partial=item.partial, doc=doc_source(item.doc, 4), docs=_field_docstrings(item)
        )

    def _key_type(self, field: PlannedField) -> SpelledType:
        """Return the type of a key, with the data that the transformer needs."""
        info: dict[str, str] = {}
        if field.wire_name != field.name:
            info["alias"] = string_literal(field.wire_name)
        plain, wire_format = _without_format(field.type)
        if wire_format is not None:
            info["format"] = string_literal(wire_format)
        made = self._annotate.type_of(plain)
        return self._annotate.with_property_info(made, **info) if info else made

    def _spell_named_type(self, expr: NamedType) -> str:
        """Return the name of a planned type, imported if another file defines it, late if that closes a cycle."""
        if expr.module == self.module.path:
            self._looks_ahead = self._looks_ahead or expr.name not in self._defined
            return expr.name
        if expr.deferred:
            return f"{self._late_module(expr)}.{expr.name}"
        key = NamedType(expr.module, expr.name)
        if key not in self._foreign:
            alias = self._free_name(expr.name)
            self._taken.add(alias)
            self._foreign[key] = self.imports.add_own(expr.module, expr.name, alias)
        return self._foreign[key]

    def _free_name(self, name: str) -> str:
        """Return a name, with underscores in front where this file has another use for it."""
        while name in self._taken:
            name = "_" + name
        return name

    def _late_module(self, expr: NamedType) -> str:
        """Import the module of a type at the end of the file, and return its name here."""
        key = NamedType(expr.module, "")
        if key not in self._foreign:
            alias = self._free_name("_" + expr.module[-1])
            self._taken.add(alias)
            self._foreign[key] = self.late_imports.add_own(expr.module[:-1], expr.module[-1], alias)
            self.imports.add_name("typing", "TYPE_CHECKING")
        return self._foreign[key]


def _without_format(expr: TypeExpr) -> tuple[TypeExpr, str | None]:
    """Return a type without the wire format at its top, and that format."""
    if isinstance(expr, FormattedType):
        return expr.item, expr.format.value
    if isinstance(expr, OptionalType) and isinstance(expr.item, FormattedType):
        return OptionalType(expr.item.item), expr.item.format.value
    return expr, None


def _field_docstrings(item: PlannedClass) -> tuple[str, ...]:
    """Return the docstring of each field, empty if there is none."""
    return tuple(doc_source(field.doc, 4) for field in item.fields)


def _field_names(module: PlannedTypeModule) -> Iterator[str]:
    for item in module.types:
        if isinstance(item, PlannedClass):
            yield from (field.name for field in item.fields)
