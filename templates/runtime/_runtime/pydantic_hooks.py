"""Says to pydantic what values of the types of parameters are, without an import of pydantic.

With it a `TypeAdapter` and the routes of frameworks take the `Params` classes of this package.
"""

from __future__ import annotations

import os
from typing import Any, Callable, Dict, Sequence

from typing_extensions import get_args

from .file_kinds import is_text_file


class PassedAsIs:
    """In `Annotated`: pydantic takes the values that pass `check` as they are, and no JSON becomes one of them.

    A path stays a path of the program: text in a body never names a file of the server.
    """

    __slots__ = ("_check", "_wanted")

    def __init__(self, check: Callable[[object], bool], wanted: str) -> None:
        self._check = check
        self._wanted = wanted

    def _taken(self, value: object) -> object:
        if self._check(value):
            return value
        raise ValueError(f"Input should be {self._wanted}")

    def __get_pydantic_core_schema__(self, source: object, handler: object) -> Dict[str, object]:
        return {"type": "function-plain", "function": {"type": "no-info", "function": self._taken}}

    def __get_pydantic_json_schema__(self, schema: object, handler: object) -> Dict[str, object]:
        return {"type": "string", "format": "binary"}


def schema_of_sequence(source: object, handler: Any) -> Any:
    """What pydantic checks the sequence type `source` by: any sequence but text, as for `Sequence`."""
    (item,) = get_args(source) or (object,)
    sequence: Any = Sequence
    return handler.generate_schema(sequence[item])


def _is_open_file(value: object) -> bool:
    return callable(getattr(value, "read", None)) and not is_text_file(value)


def _is_path(value: object) -> bool:
    return isinstance(value, os.PathLike)


OPEN_FILE = PassedAsIs(_is_open_file, "a file that was opened in binary mode")
PATH = PassedAsIs(_is_path, "a path such as `pathlib.Path`")
