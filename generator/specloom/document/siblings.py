"""Which keys have an effect beside a ``$ref``."""

from __future__ import annotations

from specloom.document.grammar import ObjectKind

_TEXTS = frozenset(["summary", "description"])
_WHOLE = frozenset([ObjectKind.PATH_ITEM, ObjectKind.CALLBACK_PATH_ITEM])
"""Kinds whose members may be beside the reference."""
_DESCRIBING = "title description default example examples deprecated readOnly writeOnly externalDocs xml $comment"
_ANNOTATIONS = frozenset(_DESCRIBING.split())
_NULLABLE = frozenset(["nullable", "x-nullable"])


def is_annotation(key: str) -> bool:
    """Whether a keyword of a schema is an annotation, which allows and forbids nothing."""
    return key in _ANNOTATIONS or key.startswith("x-")


def counts_beside(kind: ObjectKind, key: str) -> bool:
    """Return whether ``key`` beside the ``$ref`` of an object of ``kind`` (no schema) overrides the target."""
    return key != "$ref" and (kind in _WHOLE or key in _TEXTS or key.startswith("x-"))


def counts_beside_schema(key: str, version: str) -> bool:
    """Return whether ``key`` has an effect beside the ``$ref`` of a schema: up to 3.0 only annotations, and null."""
    return not version.startswith(("2", "3.0")) or is_annotation(key) or key in _NULLABLE
