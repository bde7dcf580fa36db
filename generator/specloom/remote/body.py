"""Reads the body of an HTTP response: decompressed, complete, and within the size limit."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Iterator

_BLOCK = 1 << 16
_GZIP = 31
"""The value with which zlib expects a gzip header."""


class BodyTooLargeError(Exception):
    """The body exceeds the size limit."""


def read_body(response: http.client.HTTPResponse, max_bytes: int) -> bytes:
    """Return the body of a response, with ``Content-Encoding`` undone.

    Raises:
        OSError: it ends too early, or its encoding was not requested.
        zlib.error: it does not match its encoding.
        TooLargeError: it is longer than ``max_bytes``.
    """
    encoding = (response.getheader("content-encoding") or "identity").strip().lower()
    if encoding not in ("identity", "gzip", "x-gzip"):
        raise OSError(0, f"the response has the unsupported encoding {encoding[:40]}")
    parts: list[bytes] = []
    room = max_bytes + 1
    for block in _read_blocks(response):
        parts.append(block[:room])
        room -= len(parts[-1])
        if room <= 0:
            raise BodyTooLargeError
    content = b"".join(parts)
    return content if encoding == "identity" else decompress_gzip(content, max_bytes)


def _read_blocks(response: http.client.HTTPResponse) -> Iterator[bytes]:
    while block := response.read(_BLOCK):
        yield block
    if response.length:
        raise OSError(0, "the response ends too early")


def decompress_gzip(packed: bytes, max_bytes: int) -> bytes:
    """Return gzip data of one or several members decompressed. Raises as ``read_body`` does."""
    parts: list[bytes] = []
    room = max_bytes + 1
    while packed.strip(b"\0"):
        unpack = zlib.decompressobj(_GZIP)
        parts.append(unpack.decompress(packed, room))
        room -= len(parts[-1])
        if room <= 0:
            raise BodyTooLargeError
        if not unpack.eof:
            raise OSError(0, "the response ends too early")
        packed = unpack.unused_data
    return b"".join(parts)
