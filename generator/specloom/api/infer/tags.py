"""Reads tags: which of them name a resource, and which only gather what fits nowhere else."""

from __future__ import annotations

from specloom.api.infer.lexicon import CATCH_ALL, TAG_ENDINGS, VERSION
from specloom.api.ir import Operation
from specloom.base.words import Casing

_CASING = Casing()
_INSIDE = frozenset({"in", "within", "under"})
"""Words after which a tag says only where its things are."""


def resource_of_tag(operation: Operation) -> str:
    """Return the resource that the first tag names; nothing for one such as `General`, `v1`, or the operation's verb.

    Frameworks such as Robyn write the verb where their user gives no tag.
    """
    if operation.tags[:1] == (operation.verb,):
        return ""
    words = _CASING.words(operation.tags[0]) if operation.tags else []
    while len(words) > 1 and words[-1] in TAG_ENDINGS:
        words = words[:-1]
    link = next((at for at, word in enumerate(words) if at and word in _INSIDE), len(words))
    if link < len(words) and _CASING.is_plural(words[link - 1]):
        words = words[:link]  # `Wards in a district`
    name = _CASING.snake(" ".join(words))
    return "" if name in CATCH_ALL or VERSION.fullmatch(name) else name
