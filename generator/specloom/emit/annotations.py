"""Turns type expressions into types of datamodel-code-generator, and collects the imports of their annotations."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import field

from specloom.base.records import dataclass
from specloom.emit.datatypes import Scalar, SpelledType, TypeTable
from specloom.emit.imports import Imports
from specloom.emit.literals import python_literal, string_literal
from specloom.plan.planned import (
    BasicKind,
    BasicType,
    DictType,
    Direction,
    FormattedType,
    ListForm,
    ListType,
    LiteralType,
    NamedType,
    OptionalType,
    TupleType,
    TypeExpr,
    UnionType,
    WireFormat,
)

_BUILTINS = frozenset(
    {BasicKind.STR, BasicKind.INT, BasicKind.FLOAT, BasicKind.BOOL, BasicKind.BYTES, BasicKind.OBJECT}
)
_RUNTIME_MODULES: dict[BasicKind, tuple[str, str]] = {
    BasicKind.FILE: ("_types", "FileTypes"),
    BasicKind.BASE64_FILE: ("_types", "Base64FileInput"),
    BasicKind.BINARY_RESPONSE: ("_response", "BinaryAPIResponse"),
    BasicKind.BINARY_BODY: ("_types", "BinaryTypes"),
}
_LITERAL_BITS = 63
"""The most bits of an integer, without its sign, that pydantic finds among the values of a `Literal`."""
_DATES = (BasicType(BasicKind.DATE), BasicType(BasicKind.DATETIME))
_ASYNC_NAMES = {"BinaryAPIResponse": "AsyncBinaryAPIResponse", "BinaryTypes": "AsyncBinaryTypes"}


@dataclass(slots=True)
class Annotator:
    """Makes the types of one file; `types` contains those that files share.

    `direction` chooses between responses and requests; `named` returns the name of a planned type. `shadowed` are names
    that a class body of the file hides: their types are written in another way. With `formats`, `PropertyInfo` of wire
    formats is printed; `awaited` selects the async counterparts of runtime types.
    """

    imports: Imports
    direction: Direction
    named: Callable[[NamedType], str]
    shadowed: Collection[str] = ()
    formats: bool = True
    awaited: bool = False
    types: TypeTable = field(default_factory=TypeTable)

    def annotation_of(self, expr: TypeExpr) -> str:
        """Import what the annotation of a type needs and return it."""
        made = self.type_of(expr)
        self.imports.append(made.all_imports)
        return made.type_hint

    def type_of(self, expr: TypeExpr) -> SpelledType:
        """Return a type of the library; the names of `typing` in its annotation are not imported yet."""
        match expr:
            case BasicType():
                return self._basic_type(expr.basic)
            case NamedType():
                return self.types.type_for_name(self.named(expr))
            case LiteralType():
                return self._literal_type(expr)
            case ListType():
                return self._list_type(expr)
            case DictType():
                return self.types.dict_type(self._basic_type(BasicKind.STR), self.type_of(expr.values))
            case TupleType():
                return self._tuple_type(expr)
            case UnionType():
                return self._union_type(expr)
            case OptionalType():
                return self.types.optional_type(self.type_of(expr.item))
            case FormattedType():
                item = self.type_of(expr.item)
                return self.with_property_info(item, format=string_literal(expr.format.value)) if self.formats else item

    def with_property_info(self, item: SpelledType, **info: str) -> SpelledType:
        """Return `Annotated[..., PropertyInfo(...)]`; the values are finished code."""
        wrapper = self.imports.add_name("typing_extensions", "Annotated")
        info_class = self.imports.add_own(("_utils",), "PropertyInfo")
        arguments = ", ".join(f"{key}={value}" for key, value in info.items())
        return self.types.generic_type(wrapper, item, f"{info_class}({arguments})")

    def _basic_type(self, basic: BasicKind) -> SpelledType:
        return self.types.type_for_name(self._basic_name(basic))

    def _basic_name(self, basic: BasicKind) -> str:
        if basic is BasicKind.NONE:
            return "None"
        if basic in _BUILTINS:
            if basic.value not in self.shadowed:
                return basic.value
            alias = "_builtins" if "builtins" in self.shadowed else None
            return f"{self.imports.add_module('builtins', alias)}.{basic.value}"
        if basic in (BasicKind.DATE, BasicKind.DATETIME, BasicKind.TIMEDELTA):
            alias = f"_{basic.value}" if basic.value in self.shadowed else None
            return self.imports.add_name("datetime", basic.value, alias)
        module, name = _RUNTIME_MODULES[basic]
        return self.imports.add_own((module,), _ASYNC_NAMES.get(name, name) if self.awaited else name)

    def _literal_type(self, expr: LiteralType) -> SpelledType:
        """Return the type of allowed values; values that `Literal` does not support widen to their type."""
        values: list[Scalar] = []
        wider: list[SpelledType] = []
        for value in expr.values:
            if isinstance(value, float):
                wider.append(self._basic_type(BasicKind.FLOAT))
            elif isinstance(value, int) and value.bit_length() > _LITERAL_BITS:
                wider.append(self._basic_type(BasicKind.INT))
            elif isinstance(value, list | dict):
                wider.append(self._basic_type(BasicKind.OBJECT))
            elif value is None:
                wider.append(self._basic_type(BasicKind.NONE))
            else:
                values.append(value)
        if values:
            wider.insert(0, self.types.literal_type(values))
        return self._union_of_members(wider)

    def _list_type(self, expr: ListType) -> SpelledType:
        items = self.type_of(expr.items)
        match expr.form:
            case ListForm.LIST:
                return self.types.list_type(items)
            case ListForm.ITERABLE:
                return self.types.generic_type(self.imports.add_name("typing", "Iterable"), items)
            case ListForm.SEQUENCE:
                return self.types.generic_type(self.imports.add_own(("_types",), "SequenceNotStr"), items)

    def _tuple_type(self, expr: TupleType) -> SpelledType:
        if expr.rest is not None:
            return self.type_of(ListType(UnionType((*expr.items, expr.rest))))
        return self.types.tuple_type(*map(self.type_of, expr.items))

    def _union_type(self, expr: UnionType) -> SpelledType:
        union = self._union_of_members(self._member_types(expr.items))
        if self.direction is Direction.REQUEST or len(expr.items) == 1:
            return union
        info: dict[str, str] = {}
        if expr.discriminator is not None:
            info["discriminator"] = string_literal(expr.discriminator)
        if expr.mapping:
            info["mapping"] = (
                f"{{{', '.join(f'{python_literal(tag)}: {string_literal(name)}' for tag, name in expr.mapping)}}}"
            )
        if expr.recursive:
            info["recursive"] = "True"
        return self.with_property_info(union, **info) if info else union

    def _member_types(self, items: tuple[TypeExpr, ...]) -> list[SpelledType]:
        """Return the members of a union; scalars with a date among them become one member."""
        made = [self.type_of(item) for item in items]
        bare = [_without_date_format(item) for item in items]
        scalars = [index for index, item in enumerate(bare) if _is_scalar(item)]
        read = self.formats and self.direction is Direction.RESPONSE
        if not read or len(scalars) < 2 or not any(bare[index] in _DATES for index in scalars):
            return made
        exact = self.with_property_info(
            self._union_of_members([self.type_of(bare[index]) for index in scalars]),
            format=string_literal(WireFormat.ISO8601.value),
        )
        made[scalars[0]] = exact
        return [each for index, each in enumerate(made) if index not in scalars[1:]]

    def _union_of_members(self, members: list[SpelledType]) -> SpelledType:
        """Return the union of members, `object` if there are none."""
        return self.types.union_type(members) if members else self._basic_type(BasicKind.OBJECT)


def _without_date_format(expr: TypeExpr) -> TypeExpr:
    return expr.item if isinstance(expr, FormattedType) and expr.item in _DATES else expr


def _is_scalar(expr: TypeExpr) -> bool:
    return isinstance(expr, LiteralType) or (isinstance(expr, BasicType) and expr.basic is not BasicKind.NONE)
