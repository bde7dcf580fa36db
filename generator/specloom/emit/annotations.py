"""Type expressions as annotation text, with the imports that the text needs."""

from __future__ import annotations

from collections.abc import Callable, Collection
from dataclasses import dataclass

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
    """Spells types in one file.

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

    def text(self, expr: TypeExpr) -> str:
        """Return the annotation of a type."""
        match expr:
            case BasicType():
                return self._basic(expr.basic)
            case NamedType():
                return self.named(expr)
            case LiteralType():
                return self._literal(expr)
            case ListType():
                return self._list(expr)
            case DictType():
                return f"{self.typing('Dict')}[{self._basic(Basic.STR)}, {self.text(expr.values)}]"
            case TupleType():
                return self._tuple(expr)
            case UnionType():
                return self._union(expr)
            case OptionalType():
                return self.optional(self.text(expr.item))
            case FormattedType():
                text = self.text(expr.item)
                return self.annotated(text, format=string_literal(expr.format.value)) if self.formats else text

    def typing(self, name: str) -> str:
        """Import a name of `typing` and return it."""
        return self.imports.add("typing", name)

    def extension(self, name: str) -> str:
        """Import a name of `typing_extensions` and return it."""
        return self.imports.add("typing_extensions", name)

    def annotated(self, text: str, **info: str) -> str:
        """Wrap an annotation in `Annotated[..., PropertyInfo(...)]` with finished values."""
        wrapper = self.extension("Annotated")
        info_class = self.imports.add_own(("_utils",), "PropertyInfo")
        arguments = ", ".join(f"{key}={value}" for key, value in info.items())
        return f"{wrapper}[{text}, {info_class}({arguments})]"

    def optional(self, text: str) -> str:
        """Wrap an annotation in `Optional` unless that says nothing new."""
        if text == "None":
            return text
        wrapper = self.typing("Optional")
        return text if text.startswith(f"{wrapper}[") else f"{wrapper}[{text}]"

    def _basic(self, basic: Basic) -> str:
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

    def _literal(self, expr: LiteralType) -> str:
        """Spell a list of values; kinds that `Literal` can't hold widen to their type."""
        values: list[str] = []
        wider: list[str] = []
        for value in expr.values:
            if isinstance(value, float):
                wider.append(self._basic(Basic.FLOAT))
            elif isinstance(value, int) and value.bit_length() > _LITERAL_BITS:
                wider.append(self._basic(Basic.INT))
            elif isinstance(value, list | dict):
                wider.append(self._basic(Basic.OBJECT))
            elif value is None:
                wider.append("None")
            else:
                values.append(literal(value))
        if values:
            wider.insert(0, f"{self.extension('Literal')}[{', '.join(dict.fromkeys(values))}]")
        return self._joined(wider)

    def _list(self, expr: ListType) -> str:
        items = self.text(expr.items)
        if expr.form is ListForm.SEQUENCE:
            return f"{self.imports.add_own(('_types',), 'SequenceNotStr')}[{items}]"
        return f"{self.typing(expr.form.value)}[{items}]"

    def _tuple(self, expr: TupleType) -> str:
        if expr.rest is not None:
            return self.text(ListType(UnionType((*expr.items, expr.rest))))
        items = ", ".join(map(self.text, expr.items)) or "()"
        return f"{self.typing('Tuple')}[{items}]"

    def _union(self, expr: UnionType) -> str:
        text = self._joined(self._members(expr.items))
        if self.direction is Direction.REQUEST or len(expr.items) == 1:
            return text
        info: dict[str, str] = {}
        if expr.discriminator is not None:
            info["discriminator"] = string_literal(expr.discriminator)
        if expr.mapping:
            info["mapping"] = (
                f"{{{', '.join(f'{literal(tag)}: {string_literal(name)}' for tag, name in expr.mapping)}}}"
            )
        if expr.recursive:
            info["recursive"] = "True"
        return self.annotated(text, **info) if info else text

    def _members(self, items: tuple[TypeExpr, ...]) -> list[str]:
        """Spell the members of a union; scalars with a date among them together, so that only a date is read as one."""
        texts = [self.text(item) for item in items]
        scalars = [index for index, item in enumerate(items) if _is_scalar(item)]
        read = self.formats and self.direction is Direction.RESPONSE
        if not read or len(scalars) < 2 or not any(items[index] in _DATES for index in scalars):
            return texts
        exact = self.annotated(
            self._joined([texts[index] for index in scalars]), format=string_literal(WireFormat.ISO8601.value)
        )
        texts[scalars[0]] = exact
        return [text for index, text in enumerate(texts) if index not in scalars[1:]]

    def _joined(self, texts: list[str]) -> str:
        """Join spelled types to a union; `None` among them makes it optional."""
        distinct = [text for text in dict.fromkeys(texts) if text != "None"]
        if not distinct:
            return "None" if texts else self._basic(Basic.OBJECT)
        text = f"{self.typing('Union')}[{', '.join(distinct)}]" if len(distinct) > 1 else distinct[0]
        return self.optional(text) if "None" in texts else text


def _is_scalar(expr: TypeExpr) -> bool:
    return isinstance(expr, LiteralType) or (isinstance(expr, BasicType) and expr.basic is not Basic.NONE)


def parts(expr: TypeExpr) -> tuple[TypeExpr, ...]:
    """Return the types that a type is made of."""
    match expr:
        case ListType():
            return (expr.items,)
        case DictType():
            return (expr.values,)
        case TupleType():
            return (*expr.items, expr.rest) if expr.rest else expr.items
        case UnionType():
            return expr.items
        case OptionalType() | FormattedType():
            return (expr.item,)
        case BasicType() | NamedType() | LiteralType():
            return ()
