"""Parsed results as plain values that show their types, for snapshots."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime
from typing import cast

from pydantic import BaseModel


def describe(value: object) -> object:
    """The value with every model, error and moment named by its class; what a snapshot holds."""
    if isinstance(value, BaseException):
        return describe_error(value)
    if isinstance(value, BaseModel):
        return describe_model(value)
    if isinstance(value, datetime | date):
        return f"{type(value).__name__}({value.isoformat()})"
    if isinstance(value, Mapping):
        return {str(key): describe(item) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, Sequence) and not isinstance(value, str | bytes):
        return [describe(item) for item in cast("Sequence[object]", value)]
    if value is None or isinstance(value, bool | int | float | str):
        return value
    return f"<{type(value).__name__}>"


def describe_model(model: BaseModel) -> dict[str, object]:
    """Declared fields, those that the answer did not have, and what came beyond the declared ones."""
    fields = {name: describe(getattr(model, name)) for name in type(model).model_fields if not name.startswith("_")}
    described: dict[str, object] = {"": type(model).__name__, **fields}
    missing = [name for name in fields if name not in model.model_fields_set]
    if missing:
        described["(absent)"] = missing
    if model.model_extra:
        described["(undeclared)"] = describe(model.model_extra)
    return described


def describe_error(error: BaseException) -> dict[str, object]:
    """The class and the public attributes of an error."""
    described: dict[str, object] = {"": type(error).__name__, "message": str(error)}
    for name in ("status_code", "body", "errors"):
        if hasattr(error, name):
            described[name] = describe(getattr(error, name))
    return described
