"""The validators of types, built once for each."""

from __future__ import annotations

import threading
from typing import Any, Dict

import pydantic

BUILDING = threading.RLock()
"""Held while a validator is built: pydantic builds the same type twice at once otherwise."""
_adapters: Dict[Any, pydantic.TypeAdapter[Any]] = {}


def adapter_for(type_: Any) -> pydantic.TypeAdapter[Any]:
    """The validator of a type, built once."""
    try:
        known = _adapters.get(type_)
    except TypeError:
        return pydantic.TypeAdapter(type_)
    if known is None:
        with BUILDING:
            known = _adapters[type_] = pydantic.TypeAdapter(type_)
    return known
