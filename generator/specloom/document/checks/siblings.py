"""Checks for keys beside a reference that have no effect."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.base import pointers
from specloom.base.json import JsonObject
from specloom.document.checks.finding import Finding
from specloom.document.grammar import ObjectKind
from specloom.document.references import ValueLocation
from specloom.document.siblings import counts_beside, counts_beside_schema


def sibling_findings(kind: ObjectKind, value: JsonObject, at: ValueLocation, version: str) -> Iterator[Finding]:
    """Yield the keys beside the ``$ref`` of ``value`` that are ignored."""
    for key in value:
        if key == "$ref":
            continue
        if kind is ObjectKind.SCHEMA:
            counts, hint = counts_beside_schema(key, version), f"put the reference and `{key}` into `allOf`"
        else:
            counts, hint = counts_beside(kind, key), "remove it, or replace the reference with the object"
        if not counts:
            location = ValueLocation(at.file, pointers.join(at.pointer, key))
            yield Finding("ref-siblings", f"`{key}` beside `$ref` is ignored", location, hint)
