"""Types and values in the words of a message."""

from __future__ import annotations

import json
from collections.abc import Iterable

from generator.api.planned import (
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
from generator.base.json import JsonValue

SHOWN_VALUES = 6


def spell(expr: TypeExpr) -> str:
    """Return a type as its user would write it, long lists of values cut short."""
    match expr:
        case BasicType():
            return expr.basic.value
        case NamedType():
            return expr.name
        case LiteralType():
            return f"Literal[{values(expr.values)}]"
        case ListType():
            return f"{expr.form.value}[{spell(expr.items)}]"
        case DictType():
            return f"Dict[str, {spell(expr.values)}]"
        case TupleType():
            rest = (f"*{spell(expr.rest)}",) if expr.rest is not None else ()
            return f"Tuple[{', '.join((*map(spell, expr.items), *rest))}]"
        case UnionType():
            return f"Union[{', '.join(map(spell, expr.items))}]"
        case OptionalType():
            return f"Optional[{spell(expr.item)}]"
        case FormattedType():
            return spell(expr.item)


def values(items: Iterable[JsonValue]) -> str:
    """Return values as they stand in JSON, the first few of many."""
    texts = [json.dumps(item, ensure_ascii=False) for item in items]
    more = len(texts) - SHOWN_VALUES
    return ", ".join(texts[:SHOWN_VALUES]) + (f", and {more} more" if more > 0 else "")
