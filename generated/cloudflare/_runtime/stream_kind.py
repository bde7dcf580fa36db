"""Whether a response is the expected stream: a page or a JSON document instead of it is an error."""

from __future__ import annotations

import re
from typing import AsyncIterator, Iterator, Sequence

from .._exceptions import APIResponseValidationError
from .http_library import httpx
from .json_text import json_or_text
from .settings import AS_DOCUMENTED

_EVENTS = "text/event-stream"
_PAGES = ("text/html", "application/xhtml+xml", "application/xml", "text/xml", "application/problem+json")
_FIELD = re.compile(rb"(?:data|event|id|retry)(?::|$)")
"""The beginning of a line of an event: what has none is text that a server only calls a stream of events."""
_MOST = 8_192
"""Bytes of a body that are kept to show what it is."""


class Beginning:
    """The first bytes of a body, kept while it is read."""

    __slots__ = ("_held",)

    def __init__(self) -> None:
        self._held = bytearray()

    def pass_on(self, chunks: Iterator[bytes]) -> Iterator[bytes]:
        """The same chunks."""
        for chunk in chunks:
            self._keep(chunk)
            yield chunk

    async def apass_on(self, chunks: AsyncIterator[bytes]) -> AsyncIterator[bytes]:
        """The same chunks."""
        async for chunk in chunks:
            self._keep(chunk)
            yield chunk

    def _keep(self, chunk: bytes) -> None:
        if len(self._held) < _MOST:
            self._held += chunk[: _MOST - len(self._held)]

    def refuse_other_kind(self, response: httpx.Response) -> None:
        """Raise `APIResponseValidationError` if a body without events is none of an event stream."""
        kind = _kind_of(response)
        lines = [line for line in self._held.splitlines() if line.strip() and not line.startswith(b":")]
        if lines and (kind != _EVENTS or (AS_DOCUMENTED and not any(map(_FIELD.match, lines)))):
            raise no_stream(response, [bytes(self._held)])


def is_page(response: httpx.Response) -> bool:
    """Whether the response says that it is a page or a description of a problem, which no stream of lines is."""
    return _kind_of(response) in _PAGES


def no_stream(response: httpx.Response, chunks: Sequence[bytes]) -> APIResponseValidationError:
    """The error for a response of another kind; its body is JSON or text."""
    body = json_or_text(b"".join(chunks)[:_MOST].decode("utf-8", "replace"))
    message = f"Expected a stream, but the response is `{_kind_of(response) or 'of no media type'}` without any event."
    return APIResponseValidationError(response, body, message=message)


def _kind_of(response: httpx.Response) -> str:
    declared: str = response.headers.get("content-type", "")
    return declared.partition(";")[0].strip().lower()
