"""Records with vcrpy, without what would differ next time: ids, times, ports; and without anything secret."""

from __future__ import annotations

import importlib
import json
import re
from collections.abc import Callable, Generator
from contextlib import AbstractContextManager, contextmanager
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Protocol, cast

import yaml

from tests.engine.engine import POLL_HEADER
from tests.recordings.cassettes import BOUNDARY, Cassette, Interaction, Json, RecordedRequest, as_json, boundary

UUID = re.compile(r"\b[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}\b")
TIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z")
FIRST_TIME = datetime(2026, 1, 1, tzinfo=UTC)
KEPT_HEADERS = ("accept", "content-type", "retry-after")
# Measured by the engine while it works, and different every time.
MEASURED = frozenset({"duration", "size_after"})


class PlannedRequest(Protocol):
    """What is used of a request that vcrpy is about to record."""

    headers: dict[str, str]


class Recorder(Protocol):
    """What is used of vcrpy, which has no types of its own."""

    def register_serializer(self, name: str, serializer: object) -> None: ...

    def use_cassette(self, path: str, *, serializer: str) -> AbstractContextManager[object]: ...


class Normaliser:
    """Replaces ids by numbered ones, the same wherever it occurs, and times by a clock that ticks at each mention."""

    def __init__(self, *, keep: frozenset[str] = frozenset()) -> None:
        self._keep = keep
        self._ids: dict[str, str] = {}

    def text(self, text: str) -> str:
        """The text without chance in it. The clock begins anew with each text."""
        mentions = 0

        def tick(match: re.Match[str]) -> str:
            nonlocal mentions
            mentions += 1
            moment = FIRST_TIME + timedelta(seconds=mentions)
            return moment.isoformat(timespec="milliseconds").replace("+00:00", "Z")

        return TIME.sub(tick, UUID.sub(self._number, text))

    def _number(self, match: re.Match[str]) -> str:
        found = match[0]
        if found in self._keep:
            return found
        return self._ids.setdefault(found, f"00000000-0000-4000-8000-{len(self._ids) + 1:012}")

    def body(self, body: str | bytes | None) -> str | bytes | None:
        """A body without chance in it: JSON and text; other bytes stay."""
        parsed = as_json(body)
        if parsed is not None:
            return self.text(json.dumps(still(parsed), ensure_ascii=False, separators=(",", ":")))
        return self.text(body) if isinstance(body, str) else body

    def interaction(self, interaction: Interaction) -> Interaction:
        """An exchange without chance and without secrets in it."""
        request, response = with_plain_boundary(interaction["request"]), interaction["response"]
        path = request["uri"].split("/", 3)[3]
        return {
            "request": {
                "method": request["method"],
                "uri": f"http://recorded/{self.text(path)}",
                "headers": kept(request["headers"]),
                "body": self.body(request["body"]),
            },
            "response": {
                "status": response["status"],
                "headers": kept(response["headers"]),
                "body": {"string": self.body(response["body"]["string"]) or ""},
            },
        }


def with_plain_boundary(request: RecordedRequest) -> RecordedRequest:
    """The request with one and the same boundary between the parts of its body, if that is multipart."""
    headers = kept(request["headers"])
    found = boundary("".join(headers.get("content-type", ())))
    body = request["body"]
    if not found or body is None:
        return request
    plain = {name: [value.replace(found, BOUNDARY) for value in values] for name, values in headers.items()}
    text = body.replace(found, BOUNDARY) if isinstance(body, str) else body.replace(found.encode(), BOUNDARY.encode())
    return {**request, "headers": plain, "body": text}


def still(value: Json, name: str = "") -> Json:
    """The JSON value with zero in place of what the engine measures."""
    if isinstance(value, dict):
        return {key: still(item, key) for key, item in value.items()}
    if isinstance(value, list):
        return [still(item) for item in value]
    return 0 if name in MEASURED and isinstance(value, int | float) else value


def kept(headers: dict[str, list[str]]) -> dict[str, list[str]]:
    """The headers that mean something, in one spelling and order. None of them can hold a secret."""
    lower = {name.lower(): values for name, values in headers.items()}
    return {name: lower[name] for name in KEPT_HEADERS if name in lower}


class Serializer:
    """The file format of vcrpy, with everything normalised on the way out."""

    def __init__(self, normaliser: Normaliser) -> None:
        self._normaliser = normaliser

    def serialize(self, cassette: Cassette) -> str:
        """The text of the file."""
        interactions = [self._normaliser.interaction(each) for each in cassette["interactions"]]
        ready = {"interactions": interactions, "version": cassette["version"]}
        return yaml.safe_dump(ready, allow_unicode=True, sort_keys=False, width=1_000_000)

    def deserialize(self, text: str) -> Cassette:
        """The exchanges in the text."""
        return cast("Cassette", yaml.safe_load(text))


def without_polls(request: PlannedRequest) -> PlannedRequest | None:
    """Polls are waiting, not behaviour; vcrpy forgets what this returns None for."""
    return None if POLL_HEADER in {name.lower() for name in request.headers} else request


@contextmanager
def recording(file: Path, *, keep: frozenset[str] = frozenset()) -> Generator[None]:
    """Writes all exchanges that happen inside to `file`, except for polls; ids in `keep` stay as they are."""
    file.unlink(missing_ok=True)
    make = cast("Callable[..., Recorder]", importlib.import_module("vcr").VCR)
    recorder = make(record_mode="all", before_record_request=without_polls, decode_compressed_response=True)
    recorder.register_serializer("still", Serializer(Normaliser(keep=keep)))
    with recorder.use_cassette(str(file), serializer="still"):
        yield
    if not file.exists():
        file.write_text("interactions: []\nversion: 1\n", encoding="utf-8")
