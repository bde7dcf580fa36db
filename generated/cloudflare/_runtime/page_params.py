"""Reads and replaces parameters of a list's request, those inside parameters that are objects included."""

from __future__ import annotations

from typing import AbstractSet, Dict, Literal, Mapping

from .._types import NotGiven, Omit
from .settings import NESTED_FORMAT
from .styles import JsonParam, Styled, WholeQuery
from .values import is_mapping

Location = Literal["query", "body"]
_UNSET = (Omit, NotGiven, type(None))


def page_value(params: Mapping[str, object], body: object, name: str, location: Location) -> object:
    """The value that a request has for a parameter of its query or its body, `None` if there is none."""
    if location == "query":
        return requested_value(params, name)
    value = body.get(name) if is_mapping(body) else None
    return None if isinstance(value, _UNSET) else value


def requested_value(params: Mapping[str, object], name: str) -> object:
    """The value that is sent under `name`, `None` if there is none: also `page` of `pageable={"page": 2}`."""
    value = params.get(name)
    if not isinstance(value, _UNSET):
        return value
    for holder, held in params.items():
        for key, member in _members(held).items():
            if _wire_name(holder, held, key) == name and not isinstance(member, _UNSET):
                return member
    return None


def without_members(params: Mapping[str, object], names: AbstractSet[str]) -> Dict[str, object]:
    """The parameters; those that are objects lack the members that are sent under one of the names."""
    left: Dict[str, object] = {}
    for holder, held in params.items():
        members = _members(held)
        kept = {key: member for key, member in members.items() if _wire_name(holder, held, key) not in names}
        if len(kept) < len(members):
            left[holder] = held.with_value(kept) if isinstance(held, Styled) else kept
        else:
            left[holder] = held
    return left


def _members(held: object) -> Mapping[str, object]:
    if isinstance(held, (JsonParam, WholeQuery)):
        return {}
    value = held.value if isinstance(held, Styled) else held
    return value if is_mapping(value) else {}


def _wire_name(holder: str, held: object, key: str) -> str:
    if isinstance(held, Styled) and held.style != "deepObject":
        return key if held.explode else holder
    return f"{holder}.{key}" if not isinstance(held, Styled) and NESTED_FORMAT == "dots" else f"{holder}[{key}]"
