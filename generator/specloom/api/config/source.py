"""Reads the config file with the same reader, limits and positions as the document."""

from __future__ import annotations

from pathlib import Path

from specloom.base.bounded_read import MEGABYTE, FileTooLargeError, read_regular
from specloom.base.diagnostics import SourceLocation, user_error
from specloom.document.limits import LoadOptions
from specloom.document.source import SourceFile, parse_source

_LIMITS = LoadOptions(max_bytes=16 * MEGABYTE)


def read_source(path: Path) -> SourceFile:
    """Return the file at `path`. Raises `UserError`."""
    try:
        content = read_regular(path, _LIMITS.max_bytes)
    except FileTooLargeError:
        message = f"the config is larger than {_LIMITS.max_bytes // MEGABYTE} MB"
        hint = "check the path: no config is that large"
        raise user_error("config-unreadable", message, location=SourceLocation(str(path)), hint=hint) from None
    except OSError as error:
        message = f"cannot read the config: {error.strerror}"
        hint = "check the permissions of the file and its directories"
        raise user_error("config-unreadable", message, location=SourceLocation(str(path)), hint=hint) from None
    return parse_text(content, str(path))


def parse_text(content: bytes, name: str) -> SourceFile:
    """Return the config in `content`, called `name` in diagnostics. Raises `UserError`."""
    return parse_source(name, name, content, _LIMITS)
