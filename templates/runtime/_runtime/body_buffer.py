"""Memory for a body of known length: it is received there, so that no second copy of a large body is made."""

from __future__ import annotations

from io import BytesIO

SMALLEST = 65_536
LARGEST = 16 * 2**20
"""Bytes. There is memory for a longer body only as it comes: a server can announce any length."""


class BodyBuffer:
    """The memory, and how much of it is filled."""

    __slots__ = ("_filled", "_memory", "_room")

    def __init__(self, length: int) -> None:
        self._memory = BytesIO()
        self._memory.seek(length - 1)
        self._memory.write(b"\0")
        self._room = self._memory.getbuffer()
        self._filled = 0

    def room(self) -> memoryview:
        """What is not filled yet."""
        return self._room[self._filled :]

    def fill(self, data: bytes) -> None:
        """Take more bytes; there must be room for them."""
        end = self._filled + len(data)
        self._room[self._filled : end] = data
        self._filled = end

    def skip(self, count: int) -> None:
        """Note that so much of the room was filled."""
        self._filled += count

    def whole(self) -> bytes:
        """The body, when the memory is full: `BytesIO` gives its own bytes if nobody has a view of them."""
        self._room.release()
        return self._memory.getvalue()
