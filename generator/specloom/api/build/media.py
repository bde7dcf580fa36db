"""Classifies media types, and chooses one of several."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specloom.api.ir import BodyKind

_TEXT = re.compile(r"text/|application/(?:xml|yaml|x-yaml|javascript|graphql|sql|xhtml)|.*\+(?:xml|yaml)$")
_STREAMS = ("text/event-stream",)
_LINES = (
    "application/jsonl",
    "application/x-ndjson",
    "application/ndjson",
    "application/x-jsonl",
    "application/json-seq",
    "application/jsonlines",
    "application/stream+json",
)


def bare_media_type(media_type: str) -> str:
    """Return a media type without parameters, in lower case."""
    return media_type.partition(";")[0].strip().lower()


def is_json(media_type: str) -> bool:
    """Return whether bodies of the type are JSON; a range such as `*/*` counts as JSON."""
    name = bare_media_type(media_type)
    return name in ("application/json", "*/*", "application/*", "text/json", "") or name.endswith("+json")


def is_event_stream(media_type: str) -> bool:
    """Return whether bodies of the type are server-sent events."""
    return bare_media_type(media_type) in _STREAMS


def is_json_lines(media_type: str) -> bool:
    """Return whether bodies of the type are JSON values, one per line."""
    return bare_media_type(media_type) in _LINES


def is_text(media_type: str) -> bool:
    """Return whether bodies of the type are text."""
    return _TEXT.match(bare_media_type(media_type)) is not None


def is_xml(media_type: str) -> bool:
    """Return whether bodies of the type are XML."""
    return bare_media_type(media_type).endswith(("/xml", "+xml"))


def body_kind(media_type: str) -> BodyKind:
    """Return how a request body of the type is encoded."""
    name = bare_media_type(media_type)
    if is_json_lines(name):
        return BodyKind.LINES
    if is_json(name):
        return BodyKind.JSON
    if name.startswith("multipart/"):
        return BodyKind.MULTIPART
    if name == "application/x-www-form-urlencoded":
        return BodyKind.FORM
    return BodyKind.TEXT if is_text(name) else BodyKind.BINARY


def preferred_media_type(media_types: Iterable[str]) -> str | None:
    """Return the type that a request is sent in: the first of JSON, multipart, form, binary and text."""
    return min(media_types, key=_media_type_rank, default=None)


def unspecific_rank(media_type: str, *, closely: bool) -> int:
    """Return how little a media type says of several that are equally usable: ranges say least.

    `closely` ranks `application/json` before other types of JSON too, and the JSON of errors after ranges.
    """
    name = bare_media_type(media_type)
    if "*" in name or not name:
        return 4 if name in ("*/*", "*", "") else 3
    if not closely or name == "application/json":
        return 0
    return 5 if name == "application/problem+json" else 1


def _media_type_rank(media_type: str) -> int:
    name = bare_media_type(media_type)
    if name == "application/json":
        return 0
    if is_json(name) and "*" not in name:
        return 1
    return _RANKS[body_kind(name)]


_RANKS = {
    BodyKind.MULTIPART: 2,
    BodyKind.FORM: 3,
    BodyKind.JSON: 4,
    BodyKind.LINES: 5,
    BodyKind.BINARY: 6,
    BodyKind.TEXT: 7,
}
