"""Keys of schemas in the canonical document: names from the document, or derived from the location."""

from __future__ import annotations

import re
from collections.abc import Iterable

from specloom.base import pointers
from specloom.base.names import NameScope
from specloom.document.document import Document
from specloom.document.references import ValueLocation

_STRUCTURE = """components schemas definitions $defs properties patternProperties allOf anyOf oneOf prefixItems content
    schema paths responses parameters requestBodies headers webhooks callbacks application/json x-webhooks"""
_SKIPPED = frozenset(_STRUCTURE.split())
_WORDS = {"items": "item", "additionalProperties": "value", "requestBody": "request", "itemSchema": "item"}
_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


class SchemaKeys:
    """Gives each referenced schema its key, once."""

    def __init__(self, document: Document, own: dict[str, ValueLocation]) -> None:
        """``own`` are the document's named schemas; they keep their names."""
        self._document = document
        self._scope = NameScope(own)
        self._special: dict[tuple[ValueLocation, tuple[tuple[str, ValueLocation], ...]], str] = {}
        self._keys = {location: key for key, location in reversed(own.items())}

    def register_key(self, location: ValueLocation, key: str) -> bool:
        """Register the schema at ``location`` under ``key``; return whether it had no key before."""
        return self._keys.setdefault(location, key) == key

    def key_of(self, location: ValueLocation) -> tuple[str, bool]:
        """Return the key of the schema at ``location``, and whether it is new."""
        known = self._keys.get(location)
        if known is not None:
            return known, False
        names = self._candidate_names(location)
        key = self._scope.claim_name(names[0], *names[1:])
        self._keys[location] = key
        return key, True

    @property
    def special_count(self) -> int:
        """The number of schemas that were made for dynamic scopes."""
        return len(self._special)

    def dynamic_schema_key(
        self,
        location: ValueLocation,
        scope: tuple[tuple[str, ValueLocation], ...],
        meant: Iterable[ValueLocation],
        holder: ValueLocation | None,
    ) -> tuple[str, bool]:
        """Return the key of the schema at ``location`` with certain dynamic anchors, and whether it is new.

        ``meant`` are the schemas of the anchors, to be part of the name. A named schema at ``holder`` that is only a
        reference to it gives it its name.
        """
        known = self._special.get((location, scope))
        if known is not None:
            return known, False
        key = self._keys.get(holder) if holder is not None else None
        if key is None:
            key = self._scope.claim_name(
                "_".join(self._keys.get(each) or self._candidate_names(each)[0] for each in (location, *meant))
            )
        self._special[location, scope] = key
        return key, True

    def _candidate_names(self, location: ValueLocation) -> list[str]:
        """Return possible names for the schema at ``location``, the best first."""
        tokens = pointers.split(location.pointer)
        words = [_WORDS.get(token, token) for token in tokens if token not in _SKIPPED and not token.isdigit()]
        if len(tokens) > 1 and tokens[0] in ("paths", "webhooks"):
            words = _operation_words(tokens, words)
        stem = self._file_stem(location.file)
        if not words:
            return [_clean_name(stem)]
        name = _clean_name("_".join(words))
        return [name, _clean_name(f"{stem}_{name}")]

    def _file_stem(self, file: str) -> str:
        name = self._document.short_name(file)
        return re.sub(r"\.(ya?ml|json)$", "", name.rpartition("/")[2], flags=re.IGNORECASE)


def _operation_words(tokens: list[str], words: list[str]) -> list[str]:
    """Return ``get``, the words of the path, the status and so on for a schema below ``paths``."""
    path = [part.strip("{}") for part in tokens[1].split("/") if part]
    rest = words[1:]
    status = [token for token in tokens[2:5] if token.isdigit()]
    return [*rest[:1], *path, *status, *rest[1:]]


def _clean_name(name: str) -> str:
    return _UNSAFE.sub("_", name).strip("_.-") or "schema"
