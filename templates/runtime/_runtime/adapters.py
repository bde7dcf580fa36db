"""The validators of types, built once for each."""

from __future__ import annotations

from typing import Any, Dict

import pydantic
from typing_extensions import Annotated

from .forks import ForkSafeLock
from .whole_numbers import WholeNumbers

BUILDING = ForkSafeLock()
"""Held while a validator is built: pydantic builds the same type twice at once otherwise."""
_WHOLE = WholeNumbers()
_adapters: Dict[Any, pydantic.TypeAdapter[Any]] = {}


def adapter_for(type_: Any) -> pydantic.TypeAdapter[Any]:
    """The validator of a type, built once."""
    try:
        known = _adapters.get(type_)
    except TypeError:
        return _make_adapter(type_)
    if known is None:
        with BUILDING:
            known = _adapters[type_] = _make_adapter(type_)
    return known


def _make_adapter(type_: Any) -> pydantic.TypeAdapter[Any]:
    if isinstance(type_, type) and issubclass(type_, pydantic.BaseModel):
        return pydantic.TypeAdapter(type_)
    whole: Any = Annotated[type_, _WHOLE]
    return pydantic.TypeAdapter(whole)
