"""Signatures of generated methods: parameters in order, with defaults, and the fixed ones at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from specloom.emit.literals import literal
from specloom.emit.resources.scope import Scope
from specloom.plan.planned import Place, PlannedMethod, PlannedParameter

IDEMPOTENCY = "idempotency_key"


def declarations(
    scope: Scope, method: PlannedMethod, parameters: Iterable[PlannedParameter], *, awaited: bool
) -> tuple[str, ...]:
    """Return the parameters of a method as source, `self` excluded."""
    given = [item for item in parameters if not item.is_fixed]
    positional = [_declaration(scope, item, awaited=awaited) for item in given if item.positional]
    keywords = [_declaration(scope, item, awaited=awaited) for item in given if not item.positional]
    return (*positional, "*", *keywords, *_fixed(scope, method))


def _declaration(scope: Scope, parameter: PlannedParameter, *, awaited: bool) -> str:
    text = scope.annotation(parameter.type, awaited=awaited)
    if parameter.required:
        return f"{parameter.name}: {text}"
    if parameter.option is not None and parameter.place is Place.PATH:
        return f"{parameter.name}: {text} | None = None"
    return f"{parameter.name}: {text} | {scope.own('_types', 'Omit')} = {scope.use('_types', 'omit')}"


def _fixed(scope: Scope, method: PlannedMethod) -> Sequence[str]:
    """Return the parameters that every method has."""
    body, headers, not_given, query = (scope.own("_types", name) for name in ("Body", "Headers", "NotGiven", "Query"))
    scope.own("_runtime.http_library", "httpx")
    default = scope.use("_types", "not_given") if method.timeout_seconds is None else literal(method.timeout_seconds)
    fixed = [
        f"extra_headers: {headers} | None = None",
        f"extra_query: {query} | None = None",
        f"extra_body: {body} | None = None",
        f"timeout: float | httpx.Timeout | None | {not_given} = {default}",
    ]
    if method.idempotent_key:
        text = "builtins.str" if "str" in scope.members else "str"
        if text != "str":
            scope.imports.add_module("builtins")
        fixed.append(f"{IDEMPOTENCY}: {text} | None = None")
    return fixed
