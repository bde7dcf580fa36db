"""Checks that every module parses before it is written: Python itself parses the final text.

Neither our grammar nor a formatter can replace that: black accepts `class None`.
"""

from __future__ import annotations

import io
import symtable
import tokenize
import warnings
from collections.abc import Mapping

_HEAD = 1_000
"""Characters that are searched for the name of an encoding, which may be in the first two lines."""


class ModuleError(Exception):
    """A generated file is not valid Python: a bug in specloom or in the user's templates, never in the document."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"the generated file {self.path} is not valid Python: {self.reason}"


def check_modules(files: Mapping[str, str]) -> None:
    """Parse each module among the files. Raises `ModuleError` for the first that does not parse."""
    for path, text in files.items():
        reason = fault_of(path, text) if path.endswith(".py") else None
        if reason is not None:
            raise ModuleError(path, reason)


def fault_of(path: str, text: str) -> str | None:
    """Return why a text is not a valid module, None if it is one.

    The symbol table is made too, which finds parameters that are declared twice; the text is not compiled. A warning of
    the parser is not a fault, whatever the warning filters of this process.
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(text[:_HEAD].encode()).readline)
        if not encoding.startswith("utf-8"):
            return f"it declares the encoding {encoding}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            symtable.symtable(text, path, "exec")
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}" if error.lineno else error.msg
    except (ValueError, RecursionError, MemoryError) as error:  # null bytes, lone surrogates, endless nesting
        return f"{type(error).__name__}: {error}".rstrip(": ")
    return None
