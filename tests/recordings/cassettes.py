"""Recorded exchanges, in the files of vcrpy: what is in one, in plain values."""

from __future__ import annotations

import json
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict, cast

import yaml

HERE = Path(__file__).parent
BOUNDARY = "boundary"

Json = None | bool | int | float | str | list["Json"] | dict[str, "Json"]


class RecordedRequest(TypedDict):
    """The request of an interaction, as vcrpy writes it."""

    method: str
    uri: str
    headers: dict[str, list[str]]
    body: str | bytes | None


class RecordedStatus(TypedDict):
    """The status line of a response."""

    code: int
    message: str


class RecordedBody(TypedDict):
    """The body of a response; bytes where it is no text."""

    string: str | bytes


class RecordedResponse(TypedDict):
    """The response of an interaction."""

    status: RecordedStatus
    headers: dict[str, list[str]]
    body: RecordedBody


class Interaction(TypedDict):
    """One exchange."""

    request: RecordedRequest
    response: RecordedResponse


class Cassette(TypedDict):
    """A file of exchanges."""

    interactions: list[Interaction]
    version: int


@dataclass(frozen=True)
class Place:
    """An interaction and where it stands, for reports."""

    file: Path
    index: int
    interaction: Interaction

    def __str__(self) -> str:
        request = self.interaction["request"]
        return f"{self.file.relative_to(HERE)}[{self.index}] {request['method']} {target(request)}"


def load(file: Path) -> list[Interaction]:
    """The exchanges of a cassette, in order."""
    return cast("Cassette", yaml.safe_load(file.read_text(encoding="utf-8")))["interactions"]


def places(directory: str) -> list[Place]:
    """Every exchange of every cassette in a folder beside this file."""
    files = sorted((HERE / directory).glob("*.yaml"))
    return [Place(file, index, each) for file in files for index, each in enumerate(load(file))]


def target(request: RecordedRequest) -> str:
    """The path and query of a request."""
    return "/" + request["uri"].split("/", 3)[3]


def as_bytes(text: str | bytes | None) -> bytes:
    """A body as it goes over the wire."""
    return b"" if text is None else text.encode() if isinstance(text, str) else text


def boundary(content_type: str) -> str:
    """What separates the parts of a multipart body, which is new for every body; elsewhere nothing."""
    return content_type.partition("boundary=")[2]


def as_json(text: str | bytes | None) -> Json:
    """A body as JSON, or None if it is none."""
    try:
        return cast("Json", json.loads(as_bytes(text)))
    except ValueError:
        return None
