"""What validation made of JSON: how many fields of models it filled, and whether it changed the type of a value."""

from __future__ import annotations

from datetime import date
from functools import lru_cache
from typing import Any, Dict, List, Mapping, Tuple, Type, cast

import pydantic

from .values import is_dict, is_list

Kept = Dict[int, Tuple[int, bool]]
"""What was found of results before, by their id; somebody else keeps these results."""
_SCALARS = (str, int, float, bool)


def compare(value: object, result: object, kept: Kept) -> Tuple[int, bool]:
    """How many fields the models in the result have that were sent, and whether the type of every value is the same.

    An integer may become a float, and text a date.
    """
    filled, is_exact = 0, True
    todo: List[Tuple[Any, Any]] = [(value, result)]
    while todo:
        sent, made = todo.pop()
        if made is sent:
            continue
        known = kept.get(id(made))
        if known is not None:
            filled += known[0]
            is_exact = is_exact and known[1]
        elif isinstance(made, pydantic.BaseModel):
            if isinstance(sent, Mapping):
                filled += _pairs(cast(Mapping[str, Any], sent), made, todo)
        elif is_dict(made) and is_dict(sent):
            todo.extend((item, made.get(key)) for key, item in sent.items())
        elif is_list(made) and is_list(sent):
            todo.extend(zip(sent, made, strict=False))
        elif not _is_exact(sent, made):
            is_exact = False
    return filled, is_exact


def _pairs(sent: Mapping[str, Any], model: pydantic.BaseModel, todo: List[Tuple[Any, Any]]) -> int:
    """Put what was sent and what it became into `todo`; the number of fields that were sent."""
    names, values, filled = _wire_names(type(model)), vars(model), 0
    for name in model.model_fields_set:
        wire = names.get(name)
        if wire is not None:
            filled += 1
            made = values[name]
            found = sent.get(wire if wire in sent else name)
            if made is not found:
                todo.append((found, made))
    extra = model.model_extra
    if extra:
        todo.extend((sent.get(key), item) for key, item in extra.items())
    return filled


@lru_cache(maxsize=8096)
def _wire_names(model: Type[pydantic.BaseModel]) -> Dict[str, str]:
    return {name: field.alias or name for name, field in model.model_fields.items()}


def _is_exact(sent: object, made: object) -> bool:
    kind = type(made)
    if kind in _SCALARS:
        return kind is type(sent) or (kind is float and type(sent) is int)
    return not isinstance(made, date) or isinstance(sent, (str, date))
