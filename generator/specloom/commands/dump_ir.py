"""`specloom dump-ir`: prints the meaning of a document as JSON."""

from __future__ import annotations

import dataclasses
from collections.abc import Iterable, Mapping
from enum import Enum
from typing import cast

from specloom.base.json import JsonValue
from specloom.commands.console import print_json
from specloom.commands.flags import Flags
from specloom.commands.session import DONE, Session, execute_one
from specloom.pipeline.analysis import analyze_document


def run(flags: Flags) -> int:
    """Print the IR and return the exit code."""

    def work(session: Session) -> int:
        api = analyze_document(session.options, session.run).api
        session.console.display.close()
        print_json(ir_as_json(api))
        return DONE

    return execute_one(flags, work)


def ir_as_json(value: object) -> JsonValue:
    """Return IR data as JSON: each object has its `kind`, and fields with their default are omitted."""
    if dataclasses.is_dataclass(value) and not isinstance(value, type):
        return {"kind": type(value).__name__} | {
            item.name: ir_as_json(content)
            for item in dataclasses.fields(value)
            if (content := getattr(value, item.name)) != item.default
        }
    if isinstance(value, Enum):
        return str(value.value)
    if isinstance(value, Mapping):
        return {str(key): ir_as_json(item) for key, item in cast("Mapping[object, object]", value).items()}
    if isinstance(value, tuple | list):
        return [ir_as_json(item) for item in cast("Iterable[object]", value)]
    if value is None or isinstance(value, str | int | float | bool):
        return value
    raise TypeError(f"not data: {type(value).__name__}")
