"""Type expressions as types of the model library, with the imports that their annotations need."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass, field

from specloom.emit.datatypes import Scalar, SpelledType, TypeTable
from specloom.emit.imports import Imports
from specloom.emit.literals import literal, string_literal
from specloom.plan.planned import (
    Basic,
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

_BUILTINS = frozenset({Basic.STR, Basic.INT, Basic.FLOAT, Basic.BOOL, Basic.BYTES, Basic.OBJECT})
_RUNTIME_MODULES: dict[Basic, tuple[str, str]] = {
    Basic.FILE: ("_types", "FileTypes"),
    Basic.BASE64_FILE: ("_types", "Base64FileInput"),
    Basic.BINARY_RESPONSE: ("_response", "BinaryAPIResponse"),
    Basic.BINARY_BODY: ("_types", "BinaryTypes"),
}
_LITERAL_BITS = 63
"""Bits of an integer, its sign aside, that pydantic finds among the values of a `Literal`."""
_DATES = (BasicType(Basic.DATE), BasicType(Basic.DATETIME))
_ASYNC_NAMES = {"BinaryAPIResponse": "AsyncBinaryAPIResponse", "BinaryTypes": "AsyncBinaryTypes"}


@dataclass
class Annotator:
    """Makes the types of one file; `types` has those that other files share.

    `direction` chooses between what is read and what is written; `named` spells a type of ours. `shadowed` are names
    that a class body of the file hides: their types are spelled another way. With `formats`, `PropertyInfo` of wire
    formats is printed; `awaited` picks the async twins of runtime types.
    """

    imports: Imports
    direction: Direction
    named: Callable[[NamedType], str]
    shadowed: Collection[str] = ()
    formats: bool = True
    awaited: bool = False
    types: TypeTable = field(default_factory=TypeTable)

    def text(self, expr: TypeExpr) -> str:
        """Import what the annotation of a type needs and return it."""
        made = self.type_of(expr)
        self.imports.append(made.all_imports)
        return made.type_hint

    def type_of(self, expr: TypeExpr) -> SpelledType:
        """Return a type as the library has it; what its annotation needs of `typing` is not yet imported."""
        match expr:
            case BasicType():
                return self._basic(expr.basic)
            case NamedType():
                return self.types.named(self.named(expr))
            case LiteralType():
                return self._literal(expr)
            case ListType():
                return self._list(expr)
            case DictType():
                return self.types.mapping(self._basic(Basic.STR), self.type_of(expr.values))
            case TupleType():
                return self._tuple(expr)
            case UnionType():
                return self._union(expr)
            case OptionalType():
                return self.types.optional(self.type_of(expr.item))
            case FormattedType():
                item = self.type_of(expr.item)
                return self.annotated(item, format=string_literal(expr.format.value)) if self.formats else item

    def annotated(self, item: SpelledType, **info: str) -> SpelledType:
        """Return `Annotated[..., PropertyInfo(...)]` with finished values."""
        wrapper = self.imports.add("typing_extensions", "Annotated")
        info_class = self.imports.add_own(("_utils",), "PropertyInfo")
        arguments = ", ".join(f"{key}={value}" for key, value in info.items())
        return self.types.generic(wrapper, item, f"{info_class}({arguments})")

    def _basic(self, basic: Basic) -> SpelledType:
        return self.types.named(self._basic_name(basic))

    def _basic_name(self, basic: Basic) -> str:
        if basic is Basic.NONE:
            return "None"
        if basic in _BUILTINS:
            if basic.value not in self.shadowed:
                return basic.value
            alias = "_builtins" if "builtins" in self.shadowed else None
            return f"{self.imports.add_module('builtins', alias)}.{basic.value}"
        if basic in (Basic.DATE, Basic.DATETIME):
            alias = f"_{basic.value}" if basic.value in self.shadowed else None
            return self.imports.add("datetime", basic.value, alias)
        module, name = _RUNTIME_MODULES[basic]
        return self.imports.add_own((module,), _ASYNC_NAMES.get(name, name) if self.awaited else name)

    def _literal(self, expr: LiteralType) -> SpelledType:
        """Return the type of listed values; kinds that `Literal` can't hold widen to their type."""
        values: list[Scalar] = []
        wider: list[SpelledType] = []
        for value in expr.values:
            if isinstance(value, float):
                wider.append(self._basic(Basic.FLOAT))
            elif isinstance(value, int) and value.bit_length() > _LITERAL_BITS:
                wider.append(self._basic(Basic.INT))
            elif isinstance(value, list | dict):
                wider.append(self._basic(Basic.OBJECT))
            elif value is None:
                wider.append(self._basic(Basic.NONE))
            else:
                values.append(value)
        if values:
            wider.insert(0, self.types.literals(values))
        return self._joined(wider)

    def _list(self, expr: ListType) -> SpelledType:
        items = self.type_of(expr.items)
        match expr.form:
            case ListForm.LIST:
                return self.types.array(items)
            case ListForm.ITERABLE:
                return self.types.generic(self.imports.add("typing", "Iterable"), items)
            case ListForm.SEQUENCE:
                return self.types.generic(self.imports.add_own(("_types",), "SequenceNotStr"), items)

    def _tuple(self, expr: TupleType) -> SpelledType:
        if expr.rest is not None:
            return self.type_of(ListType(UnionType((*expr.items, expr.rest))))
        return self.types.fixed(*map(self.type_of, expr.items))

    def _union(self, expr: UnionType) -> SpelledType:
        union = self._joined(self._members(expr.items))
        if self.direction is Direction.REQUEST or len(expr.items) == 1:
            return union
        info: dict[str, str] = {}
        if expr.discriminator is not None:
            info["discriminator"] = string_literal(expr.discriminator)
        if expr.mapping:
            info["mapping"] = (
                f"{{{', '.join(f'{literal(tag)}: {string_literal(name)}' for tag, name in expr.mapping)}}}"
            )
        if expr.recursive:
            info["recursive"] = "True"
        return self.annotated(union, **info) if info else union

    def _members(self, items: tuple[TypeExpr, ...]) -> list[SpelledType]:
        """Return the members of a union; scalars with a date among them as one, so that only a date is read as one."""
        made = [self.type_of(item) for item in items]
        scalars = [index for index, item in enumerate(items) if _is_scalar(item)]
        read = self.formats and self.direction is Direction.RESPONSE
        if not read or len(scalars) < 2 or not any(items[index] in _DATES for index in scalars):
            return made
        exact = self.annotated(
            self._joined([made[index] for index in scalars]), format=string_literal(WireFormat.ISO8601.value)
        )
        made[scalars[0]] = exact
        return [each for index, each in enumerate(made) if index not in scalars[1:]]

    def _joined(self, members: list[SpelledType]) -> SpelledType:
        """Return the union of members, `object` where there are none."""
        return self.types.union(members) if members else self._basic(Basic.OBJECT)


def _is_scalar(expr: TypeExpr) -> bool:
    return isinstance(expr, LiteralType) or (isinstance(expr, BasicType) and expr.basic is not Basic.NONE)
