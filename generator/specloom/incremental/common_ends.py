"""The common prefix and suffix of two texts."""

from __future__ import annotations

_STEP = 1 << 16
"""How many bytes are compared at a time."""


def common_prefix_length(one: bytes, other: bytes) -> int:
    """Return the length of the common prefix of two texts, in bytes."""
    most = min(len(one), len(other))
    same = next((at for at in range(0, most, _STEP) if one[at : at + _STEP] != other[at : at + _STEP]), most)
    pairs = zip(one[same : same + _STEP], other[same : same + _STEP], strict=False)
    return min(most, same + next((at for at, (byte, its) in enumerate(pairs) if byte != its), _STEP))


def common_suffix_length(one: bytes, other: bytes, most: int) -> int:
    """Return the length of the common suffix of two texts, in bytes, at most `most`."""
    same = 0
    while same < most and _chunk_before(one, same, most) == _chunk_before(other, same, most):
        same = min(most, same + _STEP)
    pairs = zip(reversed(_chunk_before(one, same, most)), reversed(_chunk_before(other, same, most)), strict=True)
    return same + next((at for at, (byte, its) in enumerate(pairs) if byte != its), 0)


def _chunk_before(text: bytes, same: int, most: int) -> bytes:
    return text[len(text) - min(most, same + _STEP) : len(text) - same]
