"""Lists the calls of a package's methods: the attributes, the overload and the kind of result."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeAlias

from specloom.api.ir import ResultKind
from specloom.base.names import NameScope
from specloom.base.records import dataclass
from specloom.base.reserved import KEYWORDS
from specloom.base.words import Casing
from specloom.emit.resources.overloads import reachable_overloads
from specloom.emit.resources.types import TypeFacts
from specloom.plan.planned import PlannedMethod, PlannedParameter, PlannedResource

_CASING = Casing()
_TAKEN = ("client", "async_client", "response", "self", "os", "cast", "pytest", "base_url", "page", "request", "print")


@dataclass(frozen=True, slots=True)
class ExampleCall:
    """One way to call a method: `path` leads from the client to its resource, `number` counts overloads from 1."""

    method: PlannedMethod
    path: tuple[str, ...]
    variable: str
    parameters: tuple[PlannedParameter, ...]
    stream: bool
    number: int | None = None


Steps: TypeAlias = tuple[str, ...]
"""The attributes that lead from the client to a resource."""


def methods_of(resource: PlannedResource, path: Steps = ()) -> Iterator[tuple[PlannedResource, Steps]]:
    """Yield a resource and those below it, each with the attributes that lead to it."""
    yield resource, path
    for child in resource.children:
        yield from methods_of(child, (*path, child.attribute))


def calls_of(resource: PlannedResource, path: Steps, method: PlannedMethod, facts: TypeFacts) -> Iterator[ExampleCall]:
    """Yield one call for each distinguishable overload; overloads that differ in streaming only count as one."""
    variable = variable_of(resource)
    always = method.stream is not None and method.stream.param is None
    overloads = [
        overload for overload in reachable_overloads(method, facts) if overload.stream is not None or not method.stream
    ]
    if len(overloads) < 2:
        yield ExampleCall(method, path, variable, method.parameters, always)
        return
    for number, overload in enumerate(overloads, 1):
        streams = overload.stream is True
        yield ExampleCall(
            method, path, variable, called_with(method, overload.parameters, stream=streams), streams, number
        )


def called_with(
    method: PlannedMethod, parameters: tuple[PlannedParameter, ...], *, stream: bool
) -> tuple[PlannedParameter, ...]:
    """Return the parameters of an overload; the flag for streaming is left out if it is off."""
    flag = method.stream.param if method.stream is not None else None
    return tuple(item for item in parameters if stream or item.name != flag)


def variable_of(resource: PlannedResource) -> str:
    """Return the name of the variable for a result: the resource in the singular."""
    words = _CASING.singular(resource.attribute.rstrip("_")) if resource.attribute else "client"
    return NameScope([*_TAKEN, *KEYWORDS]).claim_name(words or "result", f"{words}_")


def kind_of(call: ExampleCall) -> str:
    """Return the kind of result of a call: `value`, `none`, `stream` or `binary`."""
    if call.stream:
        return "stream"
    match call.method.result.kind:
        case ResultKind.NONE:
            return "none"
        case ResultKind.BINARY:
            return "binary"
        case _:
            return "value"
