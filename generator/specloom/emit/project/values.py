"""JSON samples as Python arguments: names of our keys, dates, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from specloom.base.json import JsonObject, JsonValue
from specloom.emit.literals import literal, string_literal
from specloom.emit.resources.types import TypeFacts
from specloom.plan.planned import (
    Basic,
    BasicType,
    DictType,
    FormattedType,
    ListType,
    LiteralType,
    NamedType,
    OptionalType,
    PlannedAlias,
    PlannedClass,
    PlannedField,
    TupleType,
    TypeExpr,
    UnionType,
)

CONTENT = 'b"Example data"'
_FILES = frozenset({Basic.FILE, Basic.BINARY_BODY, Basic.BYTES})
_DATES = {Basic.DATETIME: "parse_datetime", Basic.DATE: "parse_date"}
_DEEPEST = 60
_MOST_STEPS = 50_000
"""Comparisons of one value with types; after them it is spelled as it is."""


@dataclass(frozen=True, slots=True)
class Speller:
    """Spells samples; `helper` imports a function of the package and returns its name. Without it, dates are text."""

    facts: TypeFacts
    helper: Callable[[str], str] | None = None
    steps: list[int] = field(default_factory=lambda: [0])

    def text(self, value: JsonValue, expr: TypeExpr, depth: int = 0) -> str:
        """Return a sample of a parameter of type `expr` as an expression."""
        self.steps[0] = self.steps[0] + 1 if depth else 0
        if value is None or depth > _DEEPEST:
            return literal(value)
        match expr:
            case OptionalType() | FormattedType():
                return self.text(value, expr.item, depth + 1)
            case UnionType():
                return self._union(value, expr, depth + 1)
            case NamedType():
                return self._named(value, expr, depth + 1)
            case ListType() if isinstance(value, list):
                return f"[{', '.join(self.text(item, expr.items, depth + 1) for item in value)}]"
            case DictType() if isinstance(value, dict):
                return self._dict(value, expr, depth + 1)
            case TupleType() if isinstance(value, list):
                return self._tuple(value, expr, depth + 1)
            case BasicType():
                return self._basic(value, expr.basic)
            case _:
                return literal(value)

    def _dict(self, value: JsonObject, expr: DictType, depth: int) -> str:
        items = [f"{string_literal(key)}: {self.text(item, expr.values, depth)}" for key, item in value.items()]
        return "{" + ", ".join(items) + "}"

    def _basic(self, value: JsonValue, basic: Basic) -> str:
        if basic in _FILES:
            return CONTENT
        if basic in _DATES and isinstance(value, str) and self.helper is not None:
            return f"{self.helper(_DATES[basic])}({string_literal(value)})"
        return literal(value)

    def _tuple(self, value: list[JsonValue], expr: TupleType, depth: int) -> str:
        if expr.rest is not None:
            return self.text(value, ListType(UnionType((*expr.items, expr.rest))), depth)
        items = [self.text(item, part, depth) for item, part in zip(value, expr.items, strict=False)]
        return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"

    def _union(self, value: JsonValue, expr: UnionType, depth: int) -> str:
        dated = [item for item in expr.items if isinstance(item, BasicType) and item.basic in _DATES]
        arms = dated if dated and isinstance(value, str) else [i for i in expr.items if self.accepts(value, i, depth)]
        exact = [arm for arm in arms if self.accepts(value, arm, depth, exact=True)]
        return self.text(value, (exact or arms or [expr.items[0]])[0], depth)

    def _named(self, value: JsonValue, expr: NamedType, depth: int) -> str:
        planned = self.facts.of(expr)
        if isinstance(planned, PlannedAlias):
            return self.text(value, planned.type, depth)
        if not isinstance(planned, PlannedClass) or not isinstance(value, dict):
            return literal(value)
        known = {item.wire_name: item for item in self.fields(planned)}
        items = [
            f"{string_literal(item.name)}: {self.text(value[wire], item.type, depth)}"
            for wire, item in known.items()
            if wire in value
        ]
        rest = (self._extra(key, item, planned, depth) for key, item in value.items() if key not in known)
        return "{" + ", ".join([*items, *rest]) + "}"

    def _extra(self, key: str, value: JsonValue, planned: PlannedClass, depth: int) -> str:
        text = literal(value) if planned.extra is None else self.text(value, planned.extra, depth)
        return f"{string_literal(key)}: {text}"

    def fields(self, planned: PlannedClass) -> Iterator[PlannedField]:
        """Yield the fields of a class, inherited ones first."""
        for base in planned.bases:
            parent = self.facts.of(base)
            if isinstance(parent, PlannedClass) and parent is not planned:
                yield from self.fields(parent)
        yield from planned.fields

    def accepts(self, value: JsonValue, expr: TypeExpr, depth: int = 0, *, exact: bool = False) -> bool:
        """Tell whether a sample may stand where `expr` is asked for; `exact`: without keys that it does not know."""
        self.steps[0] += 1
        if depth > _DEEPEST or self.steps[0] > _MOST_STEPS:
            return False
        match expr:
            case OptionalType() | FormattedType():
                return value is None or self.accepts(value, expr.item, depth + 1, exact=exact)
            case UnionType():
                return any(self.accepts(value, item, depth + 1, exact=exact) for item in expr.items)
            case LiteralType():
                return any(value == item and isinstance(value, bool) == isinstance(item, bool) for item in expr.values)
            case NamedType():
                return self._named_accepts(value, expr, depth + 1, exact=exact)
            case BasicType():
                return basic_accepts(value, expr.basic)
            case _:
                return self._container_accepts(value, expr, depth + 1, exact=exact)

    def _container_accepts(
        self, value: JsonValue, expr: ListType | DictType | TupleType, depth: int, *, exact: bool
    ) -> bool:
        match expr:
            case ListType():
                return isinstance(value, list) and all(
                    self.accepts(item, expr.items, depth, exact=exact) for item in value
                )
            case DictType():
                return isinstance(value, dict) and all(
                    self.accepts(item, expr.values, depth, exact=exact) for item in value.values()
                )
            case TupleType():
                return isinstance(value, list)

    def _named_accepts(self, value: JsonValue, expr: NamedType, depth: int, *, exact: bool) -> bool:
        planned = self.facts.of(expr)
        if isinstance(planned, PlannedAlias):
            return self.accepts(value, planned.type, depth, exact=exact)
        if not isinstance(planned, PlannedClass) or not isinstance(value, dict):
            return False
        return self._object_accepts(value, list(self.fields(planned)), depth, exact=exact)

    def _object_accepts(self, value: JsonObject, fields: list[PlannedField], depth: int, *, exact: bool) -> bool:
        known = {item.wire_name: item for item in fields}
        if exact and not known.keys() >= value.keys():
            return False
        return all(
            self.accepts(value[wire], item.type, depth, exact=exact) if wire in value else not item.required
            for wire, item in known.items()
        )


def basic_accepts(value: JsonValue, basic: Basic) -> bool:
    """Tell whether a sample may stand where a built-in type is asked for."""
    match basic:
        case Basic.OBJECT:
            return True
        case Basic.NONE:
            return value is None
        case Basic.BOOL:
            return isinstance(value, bool)
        case Basic.INT:
            return isinstance(value, int) and not isinstance(value, bool)
        case Basic.FLOAT:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return isinstance(value, str)
