"""Types and values in the words of a message."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable

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

SHOWN_VALUES = 6
SHOWN_LENGTH = 80


def short_name(expr: NamedType) -> str:
    """Return the name of a type alone."""
    return expr.name


def long_name(expr: NamedType) -> str:
    """Return the name of a type with its module."""
    return ".".join((*expr.module, expr.name))


def spell(expr: TypeExpr, name: Callable[[NamedType], str] = short_name) -> str:
    """Return a type as its user would write it, long lists of values cut short."""
    match expr:
        case BasicType():
            return expr.basic.value
        case NamedType():
            return name(expr)
        case LiteralType():
            return f"Literal[{values(expr.values)}]"
        case FormattedType():
            return spell(expr.item, name)
        case ListType() | DictType() | TupleType() | UnionType() | OptionalType():
            form, items = pieces(expr)
            return form.replace("_", ", ".join(spell(item, name) for item in items))


def pieces(expr: ListType | DictType | TupleType | UnionType | OptionalType) -> tuple[str, tuple[TypeExpr, ...]]:
    """Return how a type made of others is written, and these; an array of fixed kinds with more behind is a list."""
    match expr:
        case ListType():
            return f"{expr.form.value}[_]", (expr.items,)
        case DictType():
            return "Dict[str, _]", (expr.values,)
        case TupleType():
            if expr.rest is None:
                return "Tuple[_]", expr.items
            kinds = tuple(dict.fromkeys((*expr.items, expr.rest)))
            return "List[_]", kinds if len(kinds) == 1 else (UnionType(kinds),)
        case UnionType():
            return "Union[_]", expr.items
        case OptionalType():
            return "Optional[_]", (expr.item,)


def values(items: Iterable[JsonValue]) -> str:
    """Return values as they stand in JSON, the first few of many."""
    texts = [json.dumps(item, ensure_ascii=False) for item in items]
    more = len(texts) - SHOWN_VALUES
    return ", ".join(texts[:SHOWN_VALUES]) + (f", and {more} more" if more > 0 else "")


def short(text: str) -> str:
    """Return a text in one line, its end cut off if it is long."""
    line = " ".join(text.split())
    return line if len(line) <= SHOWN_LENGTH else f"{line[: SHOWN_LENGTH - 1]}…"
