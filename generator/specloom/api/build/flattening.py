"""Flattens unions: replaces nested unions by their variants, each component once."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import field

from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.api.build.scalars import enum_values
from specloom.api.build.shapes import UnionNode, is_annotation, type_names, unions_of
from specloom.base.json import JsonObject, as_object, as_str
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class FlatUnion:
    """The variants of a union, nested unions replaced by theirs."""

    nodes: list[DocumentNode]
    nullable: bool
    discriminator: JsonObject
    inherited: bool
    """Whether the discriminator comes from the nested unions."""


@dataclass(frozen=True, slots=True)
class _OpenedUnion:
    """A union that is being flattened: its component, its remaining variants, the discriminators of its parts."""

    choice: UnionNode
    key: str | None
    waiting: Iterator[DocumentNode]
    nested: list[JsonObject] = field(default_factory=list[JsonObject])


class UnionFlattening:
    """Flattens one union inside the components `outside`, which stay references."""

    def __init__(self, context: BuildContext, outside: Collection[str]) -> None:
        self.opened: dict[str, JsonObject | None] = {}
        """Components that were opened, and the discriminator of each that is finished."""
        self._context = context
        self._outside = outside
        self._nodes: list[DocumentNode] = []
        self._nullable = False

    def flat(self, choice: UnionNode) -> FlatUnion:
        """Return the variants of `choice`, whether null is one of them, and their discriminator."""
        stack = [_OpenedUnion(choice, None, iter(choice.nodes))]
        while True:
            union = stack[-1]
            node = next(union.waiting, None)
            if node is not None:
                inner = self._inner(node, union)
                stack += [inner] if inner is not None else []
                continue
            discriminator = union.choice.discriminator or shared(union.nested)
            stack.pop()
            if not stack:
                return FlatUnion(self._nodes, self._nullable, discriminator, inherited=not choice.discriminator)
            stack[-1].nested.append(discriminator)
            if union.key is not None:
                self.opened[union.key] = discriminator

    def _inner(self, node: DocumentNode, union: _OpenedUnion) -> _OpenedUnion | None:
        """Process a variant of `union`; return the nested union if it is one that must be flattened first."""
        self._context.spend(1, node.pointer)
        if self._is_null(node):
            self._nullable = True
            return None
        key = node.ref
        inner = self._choice(node, key)
        if inner is None:
            self._nodes.append(node)
            union.nested.append({})
            return None
        self._nullable = self._nullable or node.raw.get("nullable") is True
        known = self.opened.get(key) if key is not None else None
        if known is not None:  # its variants are listed already
            union.nested.append(known)
            return None
        if key is not None:
            self.opened[key] = None
        return _OpenedUnion(inner, key, iter(inner.nodes))

    def _is_null(self, node: DocumentNode) -> bool:
        """Return whether a variant is only null, inline or by a reference."""
        key = node.ref
        target = self._context.component(key) if key is not None and key not in self._context.models else node
        if not is_null(target) or (key is not None and target.value is None):
            return False
        self._note_opened(key)
        return True

    def _note_opened(self, key: str | None) -> None:
        """Note that a component was opened because it is no named model."""
        if key is not None:
            self._context.work.opened_components.add(key)

    def _choice(self, node: DocumentNode, key: str | None) -> UnionNode | None:
        """Return the union that a variant consists of, unless it is a named model or is being flattened already."""
        if key is not None:
            if key in self._context.models or key in self._outside or self.opened.get(key, {}) is None:
                return None
            node = self._context.component(key)
        for word in ("oneOf", "anyOf"):
            if word in node.raw and all(name == word or is_annotation(name) for name in node.raw):
                self._note_opened(key)
                return unions_of(node)[0]
        return None


def shared(nested: list[JsonObject]) -> JsonObject:
    """Return the discriminator that all nested unions share, an empty one if there are none."""
    names = {as_str(each.get("propertyName")) for each in nested}
    if len(names) != 1 or None in names:
        return {}
    if len(nested) == 1:
        return {"propertyName": names.pop(), "mapping": as_object(nested[0].get("mapping"))}
    mapping: JsonObject = {}
    for each in nested:
        for value, target in as_object(each.get("mapping")).items():
            if mapping.setdefault(value, target) != target:
                return {}
    return {"propertyName": names.pop(), "mapping": mapping}


def is_null(node: DocumentNode) -> bool:
    """Return whether a schema allows only null."""
    values = enum_values(node.raw)
    return node.value is None or type_names(node.raw.get("type")) == ["null"] or values == [None]
