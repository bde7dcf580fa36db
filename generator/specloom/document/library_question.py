"""The request to the process that runs openapi-spec-validator, and its response; plain data."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.base.json import JsonValue
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class LibraryQuestion:
    """A document of a `version` such as `3.1`: the data of its files by the URLs of references."""

    version: str
    url: str
    files: Mapping[str, JsonValue]


@dataclass(frozen=True, slots=True)
class LibraryFinding:
    """A finding of the library about the value at `path`, references followed, and `below` that.

    `kind` is the name of the rule, or of the exception with which the library failed (`is_failure`).
    """

    kind: str
    message: str
    path: tuple[str | int, ...]
    below: tuple[str | int, ...] = ()
    is_failure: bool = False


@dataclass(frozen=True, slots=True)
class LibraryProgress:
    """The percentage of the operations and named schemas of the document that are done."""

    percent: int


def shortened(message: str, most: int) -> str:
    """Return the beginning and the end of a message longer than `most` characters: the fault may be at the end."""
    half = most // 2
    return message if len(message) <= most else f"{message[:half]} ... {message[-half:]}"
