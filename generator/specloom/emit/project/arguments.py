"""Makes the arguments of an example call: samples for the parameters, as source and in order."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specloom.api.samples import Sampler
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.emit.literals import python_literal, string_literal
from specloom.emit.project.values import CONTENT, SampleSpeller
from specloom.plan.planned import (
    ArgumentLocation,
    BasicKind,
    BasicType,
    ListType,
    OptionalType,
    PlannedMethod,
    PlannedParameter,
    TypeExpr,
    UnionType,
)


@dataclass(frozen=True, slots=True)
class ArgumentSpeller:
    """Writes the arguments of calls."""

    sampler: Sampler
    speller: SampleSpeller

    def required_arguments(self, parameters: Iterable[PlannedParameter], given: Mapping[str, str] | None = None) -> str:
        """Return the required arguments; `given` are values as source, by Python name."""
        return self.join_arguments([item for item in parameters if item.required], given or {}, full=False)

    def all_arguments(self, parameters: Iterable[PlannedParameter], given: Mapping[str, str] | None = None) -> str:
        """Return all arguments."""
        return self.join_arguments(list(parameters), given or {}, full=True)

    def join_arguments(self, parameters: list[PlannedParameter], given: Mapping[str, str], *, full: bool) -> str:
        """Return `name=value, ...`; a single positional argument has no name."""
        passed = [item for item in parameters if not item.is_fixed]
        values = [given.get(item.name) or self.sample_argument(item, full=full) for item in passed]
        if len(passed) == 1 and passed[0].positional:
            return values[0]
        return ", ".join(f"{item.name}={value}" for item, value in zip(passed, values, strict=True))

    def sample_argument(self, parameter: PlannedParameter, *, full: bool) -> str:
        """Return a sample for one parameter."""
        if isinstance(parameter.type, BasicType) and parameter.type.basic is BasicKind.BINARY_BODY:
            return CONTENT
        if parameter.schema is None:
            return string_literal(parameter.wire_name)
        value = self.sampler.sample_for(parameter.schema, parameter.wire_name or parameter.name, full=full)
        if parameter.location is ArgumentLocation.QUERY and may_be_text(parameter.type):
            value = self.sampler.as_pair(value, parameter.schema)
        return self.speller.spell_value(self._fit_sample(value, parameter), parameter.type)

    def _fit_sample(self, value: JsonValue, parameter: PlannedParameter) -> JsonValue:
        """Correct a sample that the request can't contain: a path needs some text, lines are a list."""
        if parameter.location is ArgumentLocation.WHOLE_BODY and isinstance(parameter.type, UnionType):
            lists = any(isinstance(item, ListType) for item in parameter.type.items)
            return [value] if lists and not isinstance(value, list | str) else value
        if parameter.location is ArgumentLocation.PATH and parameter.schema is not None:
            return self.sampler.in_path(value, parameter.schema, parameter.wire_name)
        return value


def may_be_text(expr: TypeExpr) -> bool:
    """Return whether a server could read one item in a query as something else than a list of one."""
    return isinstance(expr, OptionalType | UnionType)


def empty_paths(method: PlannedMethod) -> list[PlannedParameter]:
    """Return the path parameters that must not be empty: those that are text."""
    text = BasicType(BasicKind.STR)
    return [
        item
        for item in method.parameters
        if item.location is ArgumentLocation.PATH and item.type == text and not item.is_fixed
    ]


def empty_message(parameter: PlannedParameter) -> str:
    """Return the pattern of the error for an empty path parameter, as a literal."""
    return python_literal(f"Expected a non-empty value for `{parameter.name}` but received ''")
