"""Does every module that is about to be written parse? Python itself is asked, and of the text as it will be written.

No grammar of ours and no formatter stands for that: black reads `class None` without a word.
"""

from __future__ import annotations

import io
import symtable
import tokenize
import warnings
from collections.abc import Mapping

_HEAD = 1_000
"""Characters that are looked at for the name of an encoding, which may stand in the first two lines."""


class ModuleError(Exception):
    """A generated file that is no Python: a bug of ours, or of the user's templates, never of the document."""

    def __init__(self, path: str, reason: str) -> None:
        super().__init__(path, reason)
        self.path = path
        self.reason = reason

    def __str__(self) -> str:
        return f"generated file {self.path} is no Python: {self.reason}"


def check_modules(files: Mapping[str, str]) -> None:
    """Parse each module among the files. Raises `ModuleError` for the first that does not parse."""
    for path, text in files.items():
        reason = fault_of(path, text) if path.endswith(".py") else None
        if reason is not None:
            raise ModuleError(path, reason)


def fault_of(path: str, text: str) -> str | None:
    """Return why a text is no module, None where it is one.

    Names are resolved too, which finds a parameter that is declared twice; code is not made of it. A warning of the
    parser is no fault, whatever the filters of this process say.
    """
    try:
        encoding, _ = tokenize.detect_encoding(io.BytesIO(text[:_HEAD].encode()).readline)
        if not encoding.startswith("utf-8"):
            return f"it says that its encoding is {encoding}"
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            symtable.symtable(text, path, "exec")
    except SyntaxError as error:
        return f"line {error.lineno}: {error.msg}" if error.lineno else error.msg
    except (ValueError, RecursionError, MemoryError) as error:  # null bytes, lone surrogates, endless nesting
        return f"{type(error).__name__}: {error}".rstrip(": ")
    return None
