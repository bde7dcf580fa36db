"""Writes JSON samples as Python arguments: Python names of keys, dates, files."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field

from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.emit.literals import python_literal, string_literal
from specloom.emit.resources.types import TypeFacts
from specloom.plan.planned import (
    BasicKind,
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
_FILES = frozenset({BasicKind.FILE, BasicKind.BINARY_BODY, BasicKind.BYTES})
_DATES = {BasicKind.DATETIME: "parse_datetime", BasicKind.DATE: "parse_date"}
_DEEPEST = 60
_MOST_STEPS = 50_000
"""The most comparisons of one value with types; after these, it is written unchanged."""


@dataclass(frozen=True, slots=True)
class SampleSpeller:
    """Writes samples; `helper` imports a function of the package and returns its name. Without it, dates are text."""

    facts: TypeFacts
    helper: Callable[[str], str] | None = None
    steps: list[int] = field(default_factory=lambda: [0])

    def spell_value(self, value: JsonValue, expr: TypeExpr, depth: int = 0) -> str:
        """Return a sample of a parameter of type `expr` as an expression."""
        self.steps[0] = self.steps[0] + 1 if depth else 0
        if value is None or depth > _DEEPEST:
            return python_literal(value)
        match expr:
            case OptionalType() | FormattedType():
                return self.spell_value(value, expr.item, depth + 1)
            case UnionType():
                return self._spell_union(value, expr, depth + 1)
            case NamedType():
                return self._spell_named(value, expr, depth + 1)
            case ListType() if isinstance(value, list):
                return f"[{', '.join(self.spell_value(item, expr.items, depth + 1) for item in value)}]"
            case DictType() if isinstance(value, dict):
                return self._spell_dict(value, expr, depth + 1)
            case TupleType() if isinstance(value, list):
                return self._spell_tuple(value, expr, depth + 1)
            case BasicType():
                return self._spell_basic(value, expr.basic)
            case _:
                return python_literal(value)

    def _spell_dict(self, value: JsonObject, expr: DictType, depth: int) -> str:
        items = [f"{string_literal(key)}: {self.spell_value(item, expr.values, depth)}" for key, item in value.items()]
        return "{" + ", ".join(items) + "}"

    def _spell_basic(self, value: JsonValue, basic: BasicKind) -> str:
        if basic in _FILES:
            return CONTENT
        if basic in _DATES and isinstance(value, str) and self.helper is not None:
            return f"{self.helper(_DATES[basic])}({string_literal(value)})"
        return python_literal(value)

    def _spell_tuple(self, value: list[JsonValue], expr: TupleType, depth: int) -> str:
        if expr.rest is not None:
            return self.spell_value(value, ListType(UnionType((*expr.items, expr.rest))), depth)
        items = [self.spell_value(item, part, depth) for item, part in zip(value, expr.items, strict=False)]
        return f"({items[0]},)" if len(items) == 1 else f"({', '.join(items)})"

    def _spell_union(self, value: JsonValue, expr: UnionType, depth: int) -> str:
        dated = [item for item in expr.items if isinstance(item, BasicType) and item.basic in _DATES]
        members = (
            dated if dated and isinstance(value, str) else [i for i in expr.items if self.type_accepts(value, i, depth)]
        )
        exact = [member for member in members if self.type_accepts(value, member, depth, exact=True)]
        return self.spell_value(value, (exact or members or [expr.items[0]])[0], depth)

    def _spell_named(self, value: JsonValue, expr: NamedType, depth: int) -> str:
        planned = self.facts.planned_type(expr)
        if isinstance(planned, PlannedAlias):
            return self.spell_value(value, planned.type, depth)
        if not isinstance(planned, PlannedClass) or not isinstance(value, dict):
            return python_literal(value)
        known = {item.wire_name: item for item in self.all_fields(planned)}
        items = [
            f"{string_literal(item.name)}: {self.spell_value(value[wire], item.type, depth)}"
            for wire, item in known.items()
            if wire in value
        ]
        rest = (self._spell_extra_key(key, item, planned, depth) for key, item in value.items() if key not in known)
        return "{" + ", ".join([*items, *rest]) + "}"

    def _spell_extra_key(self, key: str, value: JsonValue, planned: PlannedClass, depth: int) -> str:
        text = python_literal(value) if planned.extra is None else self.spell_value(value, planned.extra, depth)
        return f"{string_literal(key)}: {text}"

    def all_fields(self, planned: PlannedClass) -> Iterator[PlannedField]:
        """Yield the fields of a class, inherited ones first."""
        for base in planned.bases:
            parent = self.facts.planned_type(base)
            if isinstance(parent, PlannedClass) and parent is not planned:
                yield from self.all_fields(parent)
        yield from planned.fields

    def type_accepts(self, value: JsonValue, expr: TypeExpr, depth: int = 0, *, exact: bool = False) -> bool:
        """Return whether `expr` allows a sample; `exact`: without unknown keys."""
        self.steps[0] += 1
        if depth > _DEEPEST or self.steps[0] > _MOST_STEPS:
            return False
        match expr:
            case OptionalType() | FormattedType():
                return value is None or self.type_accepts(value, expr.item, depth + 1, exact=exact)
            case UnionType():
                return any(self.type_accepts(value, item, depth + 1, exact=exact) for item in expr.items)
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
                    self.type_accepts(item, expr.items, depth, exact=exact) for item in value
                )
            case DictType():
                return isinstance(value, dict) and all(
                    self.type_accepts(item, expr.values, depth, exact=exact) for item in value.values()
                )
            case TupleType():
                return isinstance(value, list)

    def _named_accepts(self, value: JsonValue, expr: NamedType, depth: int, *, exact: bool) -> bool:
        planned = self.facts.planned_type(expr)
        if isinstance(planned, PlannedAlias):
            return self.type_accepts(value, planned.type, depth, exact=exact)
        if not isinstance(planned, PlannedClass) or not isinstance(value, dict):
            return False
        return self._object_accepts(value, list(self.all_fields(planned)), depth, exact=exact)

    def _object_accepts(self, value: JsonObject, fields: list[PlannedField], depth: int, *, exact: bool) -> bool:
        known = {item.wire_name: item for item in fields}
        if exact and not known.keys() >= value.keys():
            return False
        return all(
            self.type_accepts(value[wire], item.type, depth, exact=exact) if wire in value else not item.required
            for wire, item in known.items()
        )


def basic_accepts(value: JsonValue, basic: BasicKind) -> bool:
    """Return whether a built-in type allows a sample."""
    match basic:
        case BasicKind.OBJECT:
            return True
        case BasicKind.NONE:
            return value is None
        case BasicKind.BOOL:
            return isinstance(value, bool)
        case BasicKind.INT:
            return isinstance(value, int) and not isinstance(value, bool)
        case BasicKind.FLOAT:
            return isinstance(value, int | float) and not isinstance(value, bool)
        case _:
            return isinstance(value, str)
