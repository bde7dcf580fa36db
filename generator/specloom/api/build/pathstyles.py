"""Reads the styles of path parameters from the path itself."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from specloom.api.ir import Location, Parameter, ScalarSchema, Style
from specloom.base.pathtemplates import PathVariable, path_variables

_STYLES = {".": Style.LABEL, ";": Style.MATRIX, "/": Style.SEGMENTS}


def in_path_order(path: str, parameters: Sequence[Parameter]) -> tuple[Parameter, ...]:
    """Return `parameters` with the styles in the braces of `path`; a parameter's own style takes precedence."""
    variables = {variable.name: variable for variable in path_variables(path, {each.wire_name for each in parameters})}
    return tuple(
        _with_path_style(each, variables[each.wire_name])
        if each.location is Location.PATH and each.style is None and each.wire_name in variables
        else each
        for each in parameters
    )


def _with_path_style(parameter: Parameter, variable: PathVariable) -> Parameter:
    is_text = isinstance(parameter.schema, ScalarSchema)
    if variable.spans and (is_text or variable.operator == "+"):
        return replace(parameter, style=Style.SEGMENTS)
    style = _STYLES.get(variable.operator)
    if style is None or (style is Style.SEGMENTS and is_text):
        return parameter
    return replace(parameter, style=style, explode=variable.explode)
