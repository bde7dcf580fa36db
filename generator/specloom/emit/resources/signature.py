"""Writes the signatures of generated methods: parameters in order, with defaults, and the common ones at the end."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from specloom.emit.literals import python_literal
from specloom.emit.resources.scope import ResourceScope
from specloom.plan.planned import ArgumentLocation, PlannedMethod, PlannedParameter

IDEMPOTENCY = "idempotency_key"


def parameter_declarations(
    scope: ResourceScope, method: PlannedMethod, parameters: Iterable[PlannedParameter], *, awaited: bool
) -> tuple[str, ...]:
    """Return the parameters of a method as source, `self` excluded."""
    given = [item for item in parameters if not item.is_fixed]
    positional = [_parameter_declaration(scope, item, awaited=awaited) for item in given if item.positional]
    keywords = [_parameter_declaration(scope, item, awaited=awaited) for item in given if not item.positional]
    return (*positional, "*", *keywords, *_fixed_declarations(scope, method))


def _parameter_declaration(scope: ResourceScope, parameter: PlannedParameter, *, awaited: bool) -> str:
    text = scope.annotation_of(parameter.type, awaited=awaited)
    if parameter.required:
        return f"{parameter.name}: {text}"
    if parameter.option is not None and parameter.location is ArgumentLocation.PATH:
        return f"{parameter.name}: {text} | None = None"
    omit_type, omit = scope.import_runtime("_types", "Omit"), scope.import_for_class_body("_types", "omit")
    return f"{parameter.name}: {text} | {omit_type} = {omit}"


def _fixed_declarations(scope: ResourceScope, method: PlannedMethod) -> Sequence[str]:
    """Return the parameters that every method has."""
    body, headers, not_given, query = (
        scope.import_runtime("_types", name) for name in ("Body", "Headers", "NotGiven", "Query")
    )
    scope.import_runtime("_runtime.http_library", "httpx")
    default = (
        scope.import_for_class_body("_types", "not_given")
        if method.timeout_seconds is None
        else python_literal(method.timeout_seconds)
    )
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
