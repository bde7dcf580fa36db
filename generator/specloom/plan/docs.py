"""Builds docstrings: the document's text, and notes about limits and defaults."""

from __future__ import annotations

import json

from specloom.api.ir import ArraySchema, Constraints, Info, ScalarKind, ScalarSchema, Schema
from specloom.plan.catalogue import Catalogue
from specloom.plan.planned import PlannedDoc

_LONGEST_DEFAULT = 60
_SILENT_FORMATS = ("", "date", "date-time", "int32", "int64", "float", "double", "byte", "binary", "password", "string")


def doc_of(schema: Schema, catalogue: Catalogue, text: str | None = None) -> PlannedDoc:
    """Return the doc of a property or parameter: `text` or its `description`, and its limits as short sentences."""
    info = catalogue.description(schema)
    target = catalogue.resolve_schema(schema)
    beside = schema.info
    deprecated_info = next((i for i in (beside, target.info) if i.deprecated), None)
    deprecated = (deprecated_info.deprecation or "deprecated") if deprecated_info is not None else None
    limits = beside.constraints or target.info.constraints
    default = _default_note(target, beside)
    notes = tuple(_constraint_notes(target, limits, default))
    form = target.format if isinstance(target, ScalarSchema) else None
    return PlannedDoc(text or info.description, notes, deprecated, beside.pointer or None, default, limits, form)


def class_doc(info: Info) -> PlannedDoc:
    """Return the doc of a class: only its `description`."""
    deprecated = (info.deprecation or "deprecated") if info.deprecated else None
    return PlannedDoc(info.description, (), deprecated, info.pointer or None)


def _default_note(schema: Schema, beside: Info) -> str | None:
    info = beside if beside.has_default else schema.info
    return json.dumps(info.default, ensure_ascii=False) if info.has_default and info.default is not None else None


def _constraint_notes(schema: Schema, limits: Constraints | None, default: str | None) -> list[str]:
    notes: list[str] = []
    if isinstance(schema, ScalarSchema) and schema.kind is ScalarKind.STRING:
        word = schema.format or ""
        notes += [] if word in _SILENT_FORMATS else [f"Format: {word}."]
    if limits is not None:
        notes += _length_notes(limits, items=isinstance(schema, ArraySchema)) + _range_notes(limits)
        notes += [f"Must match `{limits.pattern}`."] if limits.pattern is not None else []
    is_shown = default is not None and len(default) <= _LONGEST_DEFAULT and default[0] not in "[{"
    return [*notes, f"Defaults to `{default}`."] if is_shown else notes


def _length_notes(limits: Constraints, *, items: bool) -> list[str]:
    low, high = (limits.min_items, limits.max_items) if items else (limits.min_length, limits.max_length)
    notes = _span_notes(low, high, "item" if items else "character")
    return [*notes, "No item twice."] if items and limits.unique_items else notes


def _span_notes(low: int | None, high: int | None, unit: str) -> list[str]:
    def count(number: int) -> str:
        return f"{number} {unit}" if number == 1 else f"{number} {unit}s"

    if low and high is not None:
        return [f"Exactly {count(low)}."] if low == high else [f"{low} to {count(high)}."]
    if high is not None:
        return [f"At most {count(high)}."]
    return [f"At least {count(low)}."] if low else []


def _range_notes(limits: Constraints) -> list[str]:
    notes: list[str] = []
    if limits.minimum is not None and limits.maximum is not None:
        notes.append(f"From {limits.minimum} to {limits.maximum}.")
    elif limits.minimum is not None:
        notes.append(f"At least {limits.minimum}.")
    elif limits.maximum is not None:
        notes.append(f"At most {limits.maximum}.")
    if limits.exclusive_minimum is not None:
        notes.append(f"More than {limits.exclusive_minimum}.")
    if limits.exclusive_maximum is not None:
        notes.append(f"Less than {limits.exclusive_maximum}.")
    if limits.multiple_of is not None:
        notes.append(f"A multiple of {limits.multiple_of}.")
    return notes
