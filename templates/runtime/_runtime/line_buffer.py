"""Cuts the chunks of a body into lines."""

from __future__ import annotations

from codecs import BOM_UTF8
from typing import List


class LineBuffer:
    """Cuts chunks into lines that end in LF, CR or CRLF, or in one byte alone; a byte order mark is left out."""

    def __init__(self, *, only: bytes | None = None) -> None:
        self._held = bytearray()
        self._after_cr = False
        self._only = only
        self._begun = False

    def feed(self, chunk: bytes) -> List[bytes]:
        """The lines that are complete now, without their ends."""
        if self._after_cr and chunk:
            self._after_cr = False
            if chunk[:1] == b"\n":
                chunk = chunk[1:]
        if not chunk:
            return []
        lines = chunk.split(self._only) if self._only else chunk.splitlines()
        ends = chunk[-1:]
        if self._only is None:
            if ends in (b"\n", b"\r"):
                lines.append(b"")
            self._after_cr = ends == b"\r"
        rest = lines.pop()
        if lines and self._held:
            self._held += lines[0]
            lines[0] = bytes(self._held)
            self._held.clear()
        self._held += rest
        if lines and not self._begun:
            self._begun = True
            lines[0] = lines[0].removeprefix(BOM_UTF8)
        return lines

    def is_at_line(self) -> bool:
        """Whether the next byte is the first of a line."""
        return not (self._held or self._after_cr)

    def skip(self) -> None:
        """Note that lines were read without this buffer: a byte order mark can't follow."""
        self._begun = True

    def held(self) -> int:
        """How many bytes wait for their line end."""
        return len(self._held)

    def rest(self) -> bytes:
        """What is left without a line end."""
        rest = bytes(self._held)
        self._held.clear()
        return rest if self._begun else rest.removeprefix(BOM_UTF8)
