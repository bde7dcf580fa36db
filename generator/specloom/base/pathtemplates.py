"""Path templates: plain `{name}` and what documents write beside it, as RFC 6570, Google's and servers' routes have it.

`{+name}`, `{name*}`, `{*name}`, `{name=trees/*}` and `{name:path}` take several segments; `{.name}`, `{;name}` and
`{/name}` have a style; `{?name}` and `{&name}` are query parameters; `{#name}` never reaches a server.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator

from specloom.base.records import dataclass

_EXPRESSION = re.compile(r"\{((?:[^{}]|\{[^{}]*\})*)\}")
_VARIABLE = re.compile(r"(\*{0,2})([^*:=]+)(\*{0,2})(?:[:=](.*))?", re.DOTALL)
_OPERATORS = "+#./;?&"
_IN_QUERY = "?&"
_JOINTS = {"/": "/", ".": "", ";": ""}


@dataclass(frozen=True, slots=True)
class PathVariable:
    """One name in braces. `spans`: its value may have slashes; `operator` is the character before it, if any."""

    name: str
    operator: str = ""
    spans: bool = False
    explode: bool = False

    @property
    def in_path(self) -> bool:
        """Whether the value is part of the path."""
        return self.operator != "#" and not self.in_query

    @property
    def in_query(self) -> bool:
        """Whether the value is a query parameter."""
        return bool(self.operator) and self.operator in _IN_QUERY


def path_variables(path: str, declared: Collection[str]) -> list[PathVariable]:
    """Return what stands in braces in `path`, in order; `declared` are the names of the operation's parameters."""
    return [each for match in _EXPRESSION.finditer(path) for each in _parse_expression(match[1], declared)]


def plain_path(path: str, declared: Collection[str]) -> str:
    """Return `path` with only `{name}` in it: without query parameters and fragments."""
    return _EXPRESSION.sub(lambda match: "".join(_variables_in_expression(_parse_expression(match[1], declared))), path)


def _variables_in_expression(variables: list[PathVariable]) -> Iterator[str]:
    """Yield the parts of one expression."""
    for index, variable in enumerate(variables):
        if variable.in_path:
            joint = _JOINTS.get(variable.operator, ",")
            yield f"{joint if index or joint == '/' else ''}{{{variable.name}}}"


def _parse_expression(text: str, declared: Collection[str]) -> list[PathVariable]:
    operator = text[:1] if text[:1] and text[:1] in _OPERATORS else ""
    body = text.removeprefix(operator)
    parts = [body] if ":" in body or "=" in body else body.split(",")
    matches = [_VARIABLE.fullmatch(part.strip()) for part in parts]
    found = [_parse_variable(match, operator) for match in matches if match is not None]
    if text in declared:
        spans = operator in ("", "+") and len(found) == 1 and found[0].spans
        return [PathVariable(text, spans=spans)]
    if len(found) < len(parts):
        return [PathVariable(text)] if text else []
    sure = bool(operator) or any(each.name in declared or each.explode for each in found)
    return found if sure else [PathVariable(text)]


def _parse_variable(match: re.Match[str], operator: str) -> PathVariable:
    before, name, after, pattern = match.groups()
    spans = operator == "+" or (bool(before or after) and not operator) or _is_long(pattern or "")
    return PathVariable(name.strip(), operator, spans, explode=bool(before or after))


def _is_long(pattern: str) -> bool:
    """Tell whether the pattern of a variable is for several segments."""
    return pattern == "path" or "/" in pattern.replace("[^/]", "") or "**" in pattern or pattern[:2] in (".*", ".+")
