"""Many texts in one piece of bytes, as quick to take apart as to put together: they stand there as they are."""

from __future__ import annotations

import json
from collections.abc import Sequence
from itertools import accumulate, pairwise

from generator.base.json import JsonObject, as_array, as_object


def bundled(head: JsonObject, texts: Sequence[str]) -> bytes:
    """Return the bytes of a bundle: one line with `head` and the lengths (bytes) of the texts, then the texts."""
    parts = [text.encode("utf-8", "surrogatepass") for text in texts]
    line = json.dumps({"head": head, "lengths": [len(part) for part in parts]})
    return b"".join([line.encode(), b"\n", *parts])


def unbundled(content: bytes) -> tuple[JsonObject, list[str]]:
    """Return the head and the texts that `bundled` made bytes of."""
    start = content.index(b"\n") + 1
    line = as_object(json.loads(content[:start]))
    lengths = [length for length in as_array(line["lengths"]) if isinstance(length, int)]
    ends = list(accumulate(lengths, initial=start))
    texts = [content[begin:end].decode("utf-8", "surrogatepass") for begin, end in pairwise(ends)]
    return as_object(line["head"]), texts
