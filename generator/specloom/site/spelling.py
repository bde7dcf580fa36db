"""Spells planned types as a reader of Python writes them, with the first three of many allowed values."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import TypeAlias

from specloom.base.json import JsonValue
from specloom.plan.planned import (
    BasicType,
    DictType,
    FormattedType,
    ListType,
    LiteralType,
    NamedType,
    OptionalType,
    TupleType,
    TypeExpr,
    UnionType,
)
from specloom.site.prose import cleaned

SHOWN_VALUES = 3
_DEEPEST = 12
NameSpeller: TypeAlias = Callable[[NamedType], str]
"""Returns the name of a planned type as text or as HTML."""
TextEscaper: TypeAlias = Callable[[str], str]


def as_text(text: str) -> str:
    """Return a text unchanged."""
    return text


def spell_type(
    expr: TypeExpr, name: NameSpeller, escape: TextEscaper = as_text, *, valid: bool = False, depth: int = 0
) -> str:
    """Return the annotation of a type; `valid` makes it valid Python: `...` instead of a number."""

    def inner(item: TypeExpr) -> str:
        return spell_type(item, name, escape, valid=valid, depth=depth + 1)

    if depth > _DEEPEST:
        return "object"
    match expr:
        case BasicType():
            return expr.basic.value
        case NamedType():
            return name(expr)
        case LiteralType():
            return f"Literal[{escape(spell_values(expr, valid=valid))}]"
        case FormattedType():
            return spell_type(expr.item, name, escape, valid=valid, depth=depth)
        case _:
            return _spell_container(expr, inner)


def _spell_container(
    expr: ListType | DictType | TupleType | UnionType | OptionalType, inner: Callable[[TypeExpr], str]
) -> str:
    match expr:
        case ListType():
            return f"{expr.form.value}[{inner(expr.items)}]"
        case DictType():
            return f"Dict[str, {inner(expr.values)}]"
        case TupleType():
            rest = () if expr.rest is None else (f"*{inner(expr.rest)}",)
            return f"Tuple[{', '.join((*map(inner, expr.items), *rest))}]"
        case UnionType():
            return f"Union[{', '.join(map(inner, expr.items))}]"
        case OptionalType():
            return f"Optional[{inner(expr.item)}]"


def spell_values(expr: LiteralType, *, valid: bool = False) -> str:
    """Return the first allowed values, and the number of the others; `valid`: `...` instead of that."""
    values = [spell_value(value) for value in expr.values[:SHOWN_VALUES]]
    others = len(expr.values) - len(values)
    return ", ".join([*values, *(["..." if valid else f"{others} more"] if others else [])])


def spell_value(value: JsonValue) -> str:
    """Return one value as Python spells it."""
    if value is None or isinstance(value, bool):
        return str(value)
    return cleaned(json.dumps(value, ensure_ascii=False))


def optional(expr: TypeExpr, *, required: bool) -> TypeExpr:
    """Return the type of an argument or field that may be left out."""
    return expr if required or isinstance(expr, OptionalType) else OptionalType(expr)


def core_of(expr: TypeExpr) -> TypeExpr:
    """Return what a list, a map or an optional value is made of."""
    while True:
        match expr:
            case OptionalType() | FormattedType():
                expr = expr.item
            case ListType():
                expr = expr.items
            case DictType():
                expr = expr.values
            case _:
                return expr
