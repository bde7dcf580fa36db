"""``$dynamicRef``: a schema that is completed by the one that refers to it, as generics are written in JSON Schema.

The path of references to a schema is its dynamic scope: for each dynamic anchor, the schema of the outermost resource
on the path. A schema whose references depend on the scope is made once for each scope.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeAlias

from specloom.base import pointers
from specloom.base.json import JsonValue, as_object
from specloom.document.document import Document
from specloom.document.references import ReferenceFaultError, ReferenceTarget, Resolver, ValueLocation

Scope: TypeAlias = tuple[tuple[str, ValueLocation], ...]
"""Names of dynamic anchors, each with its schema, sorted by name."""


class DynamicScopes:
    """Resolves references to dynamic anchors."""

    def __init__(self, document: Document, resolver: Resolver) -> None:
        self._document = document
        self._resolver = resolver
        self._needs: dict[ValueLocation, frozenset[str]] | None = None

    def target(self, holder: ValueLocation, reference: str, scope: Scope) -> ReferenceTarget:
        """Return the target of ``$dynamicRef: reference`` at ``holder``. Raises ``ReferenceFaultError``."""
        target = self._resolver.resolve(holder, reference)
        name = reference.partition("#")[2]
        if as_object(target.value).get("$dynamicAnchor") != name:
            return target
        meant = dict(self.enter_resources(scope, holder)).get(name)
        if meant is None:
            return target
        return ReferenceTarget(meant, pointers.resolve(self._document.files[meant.file].root, meant.pointer))

    def enter_resources(self, scope: Scope, *locations: ValueLocation) -> Scope:
        """Return ``scope`` with the anchors of the resources around ``locations``; the first one of a name wins."""
        found = dict(scope)
        for location in locations:
            for name, meant in self._resolver.dynamic_anchors(location).items():
                found.setdefault(name, meant)
        return tuple(sorted(found.items(), key=lambda item: item[0]))

    def relevant_anchors(self, target: ValueLocation, scope: Scope) -> Scope:
        """Return the part of ``scope`` on which the schema at ``target`` depends."""
        if not scope:
            return ()
        own = self._resolver.dynamic_anchors(target)
        needed = self._needed_anchors().get(target, frozenset())
        return tuple((name, meant) for name, meant in scope if name in needed and own.get(name) != meant)

    def _needed_anchors(self) -> Mapping[ValueLocation, frozenset[str]]:
        """Return the dynamic anchors on which each referenced schema depends."""
        if self._needs is None:
            self._needs = self._dependent_anchors(*self._reference_graph())
        return self._needs

    def _reference_graph(self) -> tuple[dict[ValueLocation, list[ValueLocation]], dict[str, list[ValueLocation]]]:
        """Return for each schema those that refer to it, and for each dynamic anchor the schemas that use it."""
        holders: dict[ValueLocation, list[ValueLocation]] = {}
        naming: dict[str, list[ValueLocation]] = {}
        waiting = [ValueLocation(key, "") for key in self._document.files]
        seen = set(waiting)
        while waiting:
            node = waiting.pop()
            for dynamic, reference, location in _references_below(self._value_at(node), node):
                if dynamic:
                    naming.setdefault(reference.partition("#")[2], []).append(node)
                try:
                    target = self._resolver.resolve(location, reference).location
                except ReferenceFaultError:
                    continue
                holders.setdefault(target, []).append(node)
                if target not in seen:
                    seen.add(target)
                    waiting.append(target)
        return holders, naming

    def _dependent_anchors(
        self, holders: Mapping[ValueLocation, list[ValueLocation]], naming: Mapping[str, list[ValueLocation]]
    ) -> dict[ValueLocation, frozenset[str]]:
        found: dict[ValueLocation, frozenset[str]] = {}
        for name, nodes in naming.items():
            waiting = list(nodes)
            while waiting:
                node = waiting.pop()
                if name not in found.get(node, frozenset()):
                    found[node] = found.get(node, frozenset()) | {name}
                    waiting += holders.get(node, [])
        return found

    def _value_at(self, location: ValueLocation) -> JsonValue:
        return pointers.resolve(self._document.files[location.file].root, location.pointer)


def _references_below(root: JsonValue, location: ValueLocation) -> Iterator[tuple[bool, str, ValueLocation]]:
    """Yield the references below a value: whether they are dynamic, their text, and their location."""
    stack = [(root, location.pointer)]
    while stack:
        value, pointer = stack.pop()
        if isinstance(value, dict):
            for key in ("$ref", "$dynamicRef"):
                reference = value.get(key)
                if isinstance(reference, str):
                    yield key == "$dynamicRef", reference, ValueLocation(location.file, pointer)
            stack += [(v, pointers.join(pointer, k)) for k, v in value.items() if isinstance(v, dict | list)]
        elif isinstance(value, list):
            stack += [(v, pointers.join(pointer, n)) for n, v in enumerate(value) if isinstance(v, dict | list)]
