"""Walks a canonical document while rewrites change it: each object once, after its holder."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.base.json import JsonObject, as_object
from specloom.document.grammar import OPENAPI_3, VERBS, ObjectKind, objects_below


def of_kinds(root: JsonObject, *kinds: ObjectKind) -> Iterator[JsonObject]:
    """Yield each object of ``kinds`` below ``root`` once; members that the caller leaves in it follow."""
    seen: set[int] = set()
    stack: list[tuple[ObjectKind, JsonObject]] = [(ObjectKind.ROOT, root)]
    while stack:
        kind, value = stack.pop()
        if id(value) in seen:
            continue
        seen.add(id(value))
        if kind in kinds:
            yield value
        stack.extend([(inner, member) for inner, _, member in objects_below(OPENAPI_3, kind, value)][::-1])


def walk_schemas(root: JsonObject) -> Iterator[JsonObject]:
    """Yield each schema object once, a schema before its parts."""
    return of_kinds(root, ObjectKind.SCHEMA)


def path_items(root: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Yield the paths and their items, without extensions."""
    for path, item in as_object(root.get("paths")).items():
        if isinstance(item, dict) and not path.startswith("x-"):
            yield path, item


def operations_of_item(item: JsonObject) -> Iterator[tuple[str, JsonObject]]:
    """Yield the verbs and operations of a path item, custom methods included."""
    for verb in VERBS:
        operation = item.get(verb)
        if isinstance(operation, dict):
            yield verb, operation
    for verb, operation in as_object(item.get("additionalOperations")).items():
        if isinstance(operation, dict):
            yield verb, operation
