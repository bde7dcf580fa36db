"""Limits on documents, far above what real ones need, and where files may come from."""

from __future__ import annotations

from specloom.base.bounded_read import MEGABYTE
from specloom.base.json import JsonValue
from specloom.base.locked_copies import LockedCopy
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class LoadOptions:
    """Limits of reading. Bytes and nodes (values of any kind) count for all files of a document together.

    The largest published documents have 1.5 million values.
    """

    max_bytes: int = 96 * MEGABYTE
    max_nodes: int = 4_000_000
    max_yaml_nodes: int = 2_000_000
    max_pointers: int = 256 * MEGABYTE
    """The letters in the pointers to all objects and arrays: long keys repeated in many pointers exceed the text."""
    max_depth: int = 200
    nodes_before: int = 0
    """The number of values in the files that were read before."""
    bytes_before: int = 0
    """The number of bytes in those files."""
    max_files: int = 5_000
    timeout_seconds: float = 30.0
    redirects: bool = False
    """Follow redirects to other hosts."""
    private: bool = False
    """Contact hosts in private networks."""
    root: str | None = None
    """The directory that contains all files; by default that of the main file."""
    copies: tuple[LockedCopy, ...] = ()
    """The files of a fetched document, below ``root``: a reference from one to another is resolved by URL."""
    named_host_may_be_private: bool = True
    """The host that the user typed may be in a private network; hosts that it leads to may not."""

    @property
    def nodes_left(self) -> int:
        """How many values the next file may hold."""
        return self.max_nodes - self.nodes_before

    @property
    def bytes_left(self) -> int:
        """How many bytes the next file may have."""
        return self.max_bytes - self.bytes_before


DEFAULT_OPTIONS = LoadOptions()


def measure_value(value: JsonValue) -> tuple[int, int]:
    """Return the number of values in a value, and its depth."""
    nodes, depth, level = 0, 0, [value]
    while level:
        nodes, depth = nodes + len(level), depth + 1
        level = [
            member
            for held in level
            for member in (held.values() if isinstance(held, dict) else held if isinstance(held, list) else ())
        ]
    return nodes, depth
