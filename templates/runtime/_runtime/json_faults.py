"""Says which value keeps a body or a parameter from being written as JSON, and what can be passed instead."""

from __future__ import annotations

import math
from typing import Callable, Iterator, List, Tuple, cast

from .values import is_decimal, is_mapping

_KEYS = (str, int, float, bool, type(None))


def unsendable_json(value: object, what: str, error: Exception, form: Callable[[object], object]) -> Exception:
    """The error for a value that cannot be JSON, of the type of `error`; `what` names the value.

    `form` raises `TypeError` for what JSON has no form of.
    """
    path, fault = next(_faults(value, "", form), ("", str(error)))
    where = f"the value at `{path}` " if path else "" if fault == str(error) else "it "
    kind = TypeError if isinstance(error, TypeError) else ValueError
    return kind(f"{what} cannot be sent as JSON: {where}{fault}")


def _faults(value: object, path: str, form: Callable[[object], object]) -> Iterator[Tuple[str, str]]:
    """Where JSON has no form of a value, and why; iterators are left alone, because they are read only once."""
    if is_mapping(value):
        for key, item in value.items():
            if not isinstance(cast(object, key), _KEYS):
                yield path, f"has a key of type {_name_of(key)}, and JSON has only text as keys"
            yield from _faults(item, f"{path}.{key}" if path else str(key), form)
    elif isinstance(value, (list, tuple)):
        for at, item in enumerate(cast("List[object]", value)):
            yield from _faults(item, f"{path}[{at}]", form)
    elif isinstance(value, float) or is_decimal(value):
        if not math.isfinite(cast(float, value)):
            yield path, f"is {value}, and JSON has no such number; pass None, or text"
    elif is_binary(value) or not _has_form(value, form):
        yield path, f"is of type {_name_of(value)}, which is not JSON serializable; pass {_remedy_for(value)}"


def is_binary(value: object) -> bool:
    """Whether it is bytes, or a file, whose lines JSON does not have either."""
    return isinstance(value, (bytes, bytearray, memoryview)) or callable(getattr(value, "read", None))


def _has_form(value: object, form: Callable[[object], object]) -> bool:
    if value is None or isinstance(value, (str, int)):
        return True
    try:
        form(value)
    except TypeError:
        return False
    except Exception:
        return True
    return True


def _remedy_for(value: object) -> str:
    if is_binary(value):
        return "text, such as base64.b64encode(data).decode()"
    return "dataclasses.asdict(...)" if hasattr(value, "__dataclass_fields__") else "a dict, or text"


def _name_of(value: object) -> str:
    return type(value).__name__
