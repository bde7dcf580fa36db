"""Reads tags: which of them name a resource, and which only gather what fits nowhere else."""

from __future__ import annotations

from specloom.api.infer.lexicon import CATCH_ALL, MAKING, TAG_ENDINGS, VERSION
from specloom.api.infer.proposals import Evidence
from specloom.api.ir import Operation
from specloom.base.words import Casing

_CASING = Casing()
_MOST_WORDS = 4
"""The most words of a tag that names a resource and doesn't describe what is inside."""
_CRUD_ENDINGS = frozenset({"create", "delete", "destroy", "list", "read", "retrieve", "update"})
"""Last words of an operationId that show its first to be a resource: `query_list`."""
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
    return "" if len(words) > _MOST_WORDS or name in CATCH_ALL or VERSION.fullmatch(name) else name


def tag_chain(operation: Operation) -> tuple[str, ...]:
    """Return the resource that the first tag names, as a chain; empty if it names none."""
    tag = resource_of_tag(operation)
    return (tag,) if tag else ()


def resource_above(evidence: Evidence, chain: tuple[str, ...]) -> tuple[str, ...]:
    """Return the resource above the last of `chain`: at the top of the tree, the one that the tag names."""
    tag = tag_chain(evidence.operation)
    words = evidence.wording.words
    alone = tag == chain and not (len(words) > 1 and (words[-1] in _CRUD_ENDINGS or words[0] in MAKING))
    return chain[:-1] or (() if alone else tag)
