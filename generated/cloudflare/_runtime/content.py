"""The body of a response as a whole: how much of it may be held in memory, and how its text is read."""

from __future__ import annotations

import codecs
import contextlib
from functools import lru_cache, partial
from typing import AsyncIterator, Iterator, cast

from .depth import is_nested_deeper
from .http_library import httpx
from .json_text import DEEPEST

_UNPACKED = 64 * 2**20
"""Bytes that a compressed body may have in any case."""
_TIMES = 100
"""What it may have beyond that, as a multiple of the bytes that were received."""
_MOST = 2**30
"""Bytes that a body may have that did not announce its length."""
_PIECE = 256
"""Bytes given to decoders at a time that can make very much of very little."""
_GIVES_ALL = httpx.__name__ == "httpx"
"""Whether decoders give all that they make of a chunk at once."""
_ENCODED, _CHUNKED = b"\ncontent-encoding\n", b"\ntransfer-encoding\n"
_NO_CHARSETS = frozenset({"idna", "punycode", "raw-unicode-escape", "undefined", "unicode-escape", "utf-7"})
"""Codecs that are text encodings for Python, but no charsets, or dangerous ones."""


def read_whole(response: httpx.Response) -> bytes:
    """The whole body; raises `httpx.DecodingError` where a little data unpacks into very much, or never ends."""
    if not response.is_closed and not _is_announced(response):
        response.__dict__["iter_bytes"] = partial(_bounded, response)
        unpack_slowly(response)
    try:
        return response.read()
    except BaseException:
        response.close()
        raise
    finally:
        response.__dict__.pop("iter_bytes", None)


async def aread_whole(response: httpx.Response) -> bytes:
    """The same for an async client."""
    if not response.is_closed and not _is_announced(response):
        response.__dict__["aiter_bytes"] = partial(_abounded, response)
        aunpack_slowly(response)
    try:
        return await response.aread()
    except BaseException:
        await response.aclose()
        raise
    finally:
        response.__dict__.pop("aiter_bytes", None)


def unpack_slowly(response: httpx.Response) -> None:
    """Let a body that is not read yet unpack a little at a time, so that a limit on its size can stop it early."""
    if not response.is_closed and _explodes(response) and isinstance(response.stream, httpx.SyncByteStream):
        response.stream = _Pieces(response.stream)


def aunpack_slowly(response: httpx.Response) -> None:
    """The same for an async client."""
    if not response.is_closed and _explodes(response) and isinstance(response.stream, httpx.AsyncByteStream):
        response.stream = _AsyncPieces(response.stream)


def without_body(response: httpx.Response) -> httpx.Response:
    """The response without its body."""
    return httpx.Response(response.status_code, headers=response.headers, request=response.request)


def is_json(response: httpx.Response) -> bool:
    """Whether the body says that it is JSON, or does not say what it is."""
    declared: str = response.headers.get("content-type", "*")
    kind = declared.partition(";")[0].strip().lower()
    return kind.endswith("json") or kind == "*"


def text_of(response: httpx.Response) -> str:
    """The body as text; a charset that is none counts as UTF-8."""
    settle_charset(response)
    try:
        return response.text
    except ValueError:
        return response.content.decode("utf-8", "replace")


def json_of(response: httpx.Response) -> object:
    """The body as JSON; raises `ValueError` where it is none, or is nested too deep."""
    try:
        if not is_nested_deeper(response.content, DEEPEST):
            return cast(object, response.json())
    except RecursionError:
        pass
    raise ValueError("The body is nested too deep to be read here")


def settle_charset(response: httpx.Response) -> None:
    """Leave a charset that the server made up, or that only Python knows, out of account."""
    charset = response.charset_encoding
    if charset is not None and not _is_charset(charset):
        with contextlib.suppress(ValueError):
            response.encoding = "utf-8"


@lru_cache(maxsize=64)
def _is_charset(name: str) -> bool:
    try:
        b"A".decode(name, "replace")
        return codecs.lookup(name).name.replace("_", "-") not in _NO_CHARSETS
    except (LookupError, ValueError):
        return False


def _is_announced(response: httpx.Response) -> bool:
    """Whether the body is as long as it says: then the HTTP library takes no more."""
    names = b"\n".join([b"", *[name for name, _ in response.headers.raw], b""]).lower()
    return b"\ncontent-length\n" in names and not (_ENCODED in names or _CHUNKED in names)


def _bounded(response: httpx.Response, chunk_size: int | None = None) -> Iterator[bytes]:
    total = 0
    for piece in type(response).iter_bytes(response, chunk_size):
        total += len(piece)
        if total > _UNPACKED:
            _refuse_excess(response, total)
        yield piece


async def _abounded(response: httpx.Response, chunk_size: int | None = None) -> AsyncIterator[bytes]:
    total = 0
    async for piece in type(response).aiter_bytes(response, chunk_size):
        total += len(piece)
        if total > _UNPACKED:
            _refuse_excess(response, total)
        yield piece


def _refuse_excess(response: httpx.Response, total: int) -> None:
    """Raise `httpx.DecodingError` if a body has more bytes than are sound."""
    headers = response.headers
    received = response.num_bytes_downloaded
    if "content-encoding" in headers and total > _TIMES * received:
        message = f"{received} bytes unpack into more than {total}; use `with_streaming_response` if that is right"
        raise httpx.DecodingError(message, request=response.request)
    refuse_endless(total)


def refuse_endless(total: int) -> None:
    """Raise `httpx.DecodingError` if a body of unknown length has more bytes than are sound."""
    if total > _MOST:
        raise httpx.DecodingError(f"it has more than {_MOST} bytes; use `with_streaming_response` to read it in pieces")


def _explodes(response: httpx.Response) -> bool:
    """Whether the decoders of the body can make gigabytes of a chunk: those of httpx give all at once."""
    if not _GIVES_ALL:
        return False
    encodings = response.headers.get("content-encoding", "").lower()
    return "br" in encodings or "zstd" in encodings or "," in encodings


def _pieces(chunk: bytes) -> Iterator[bytes]:
    return (chunk[at : at + _PIECE] for at in range(0, len(chunk), _PIECE))


class _Pieces(httpx.SyncByteStream):
    """A body in small pieces."""

    def __init__(self, stream: httpx.SyncByteStream) -> None:
        self._stream = stream

    def __iter__(self) -> Iterator[bytes]:
        for chunk in self._stream:
            yield from _pieces(chunk)

    def close(self) -> None:
        """Free the connection."""
        self._stream.close()


class _AsyncPieces(httpx.AsyncByteStream):
    """A body in small pieces."""

    def __init__(self, stream: httpx.AsyncByteStream) -> None:
        self._stream = stream

    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._stream:
            for piece in _pieces(chunk):
                yield piece

    async def aclose(self) -> None:
        """Free the connection."""
        await self._stream.aclose()
