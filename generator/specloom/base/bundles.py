"""Joins many texts into one bytes object that is quick to write and to split."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate, pairwise

from specloom.base.json import JsonObject, as_array, as_object

_SIZE = 8
"""The number of bytes that hold the length of the head."""
_LENGTHS = "#lengths"


def bundle_files(head: JsonObject, texts: Sequence[str]) -> tuple[bytes, ...]:
    """Return the parts of a bundle, in order: a head with any keys without `#`, then the texts."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    line = json.dumps({**head, _LENGTHS: [len(part) for part in parts]}).encode()
    return (len(line).to_bytes(_SIZE), line, *parts)


def unbundle_files(content: bytes | memoryview) -> tuple[JsonObject, list[str]]:
    """Return the head and the texts of a bundle made by `bundle_files`."""
    size = int.from_bytes(content[:_SIZE])
    head = as_object(json.loads(bytes(content[_SIZE : _SIZE + size])))
    lengths = [length for length in as_array(head[_LENGTHS]) if isinstance(length, int)]
    ends = list(accumulate(lengths, initial=_SIZE + size))
    return head, [str(content[begin:end], "utf-8", "surrogatepass") for begin, end in pairwise(ends)]
