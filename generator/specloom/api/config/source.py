"""Reads the config file with the same reader, limits and positions as the document."""

from __future__ import annotations

from pathlib import Path

from specloom.base.diagnostics import Place, user_error
from specloom.document.limits import MEGABYTE, LoadOptions
from specloom.document.source import SourceFile, parse_source

_LIMITS = LoadOptions(max_bytes=16 * MEGABYTE)


def read_source(path: Path) -> SourceFile:
    """Return the file at `path`. Raises `UserError`."""
    try:
        with path.open("rb") as stream:
            content = stream.read(_LIMITS.max_bytes + 1)
    except OSError as error:
        message = f"cannot read the config: {error.strerror}"
        raise user_error("config-unreadable", message, place=Place(str(path))) from None
    if len(content) > _LIMITS.max_bytes:
        message = f"the config is larger than {_LIMITS.max_bytes // MEGABYTE} MB"
        raise user_error("config-unreadable", message, place=Place(str(path)))
    return parse_text(content, str(path))


def parse_text(content: bytes, name: str) -> SourceFile:
    """Return the config in `content`, called `name` in diagnostics. Raises `UserError`."""
    return parse_source(name, name, content, _LIMITS)
