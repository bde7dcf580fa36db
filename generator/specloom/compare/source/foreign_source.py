"""Parses source that others wrote, with limits so that it can't overflow the stack of this process."""

from __future__ import annotations

import ast
import contextlib
import sys
import warnings
from collections.abc import Generator

from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, make

_CALLS = 3_000
"""The most nested calls while foreign source is read: each may need half a kilobyte of the C stack, or more."""
TOO_DEEP = "it is nested too deeply"


class SourceError(Exception):
    """Source that can't be read; the message has the reason. ``line`` is 0 if it is unknown."""

    def __init__(self, message: str, line: int = 0) -> None:
        super().__init__(message)
        self.line = line


@contextlib.contextmanager
def bounded_reading() -> Generator[None]:
    """Limit nested calls while foreign source is read, and suppress Python's warnings about it.

    Raises:
        SourceError: it is not valid Python, or nested too deeply.
    """
    before = sys.getrecursionlimit()
    try:
        sys.setrecursionlimit(min(before, _CALLS))
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            yield
    except SyntaxError as error:
        raise SourceError(f"not valid Python: {error.msg}", error.lineno or 0) from None
    except (RecursionError, MemoryError):  # the parser raises the latter when its own stack is full
        raise SourceError(TOO_DEEP) from None
    except ValueError as error:
        raise SourceError(f"not valid Python: {error}") from None
    finally:
        sys.setrecursionlimit(before)


def parse_foreign(text: str) -> ast.Module:
    """Return the tree of a module. Raises ``SourceError``."""
    with bounded_reading():
        return ast.parse(text)


def not_compared(path: str, why: str, line: int = 0) -> Diagnostic:
    """Return the warning for a module, or a part of it, that is not compared."""
    return make(Severity.WARNING, "module-unread", f"not compared: {why}", SourceLocation(path, line=line), None)
