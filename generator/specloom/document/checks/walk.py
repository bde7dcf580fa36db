"""Visits every object of a document once, in all files, and every reference on the way."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from dataclasses import dataclass

from specloom.base import pointers
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.document.checks.dangling import reference_finding
from specloom.document.checks.finding import Finding
from specloom.document.checks.siblings import sibling_findings
from specloom.document.document import Document, reference_of
from specloom.document.grammar import ObjectKind, grammar_of, objects_below
from specloom.document.references import ReferenceFaultError, Resolver, ValueLocation


@dataclass(frozen=True, slots=True)
class VisitedObject:
    """An object of a known kind at its location. ``key`` is the last token of the path to it."""

    kind: ObjectKind
    value: JsonObject
    location: ValueLocation


class DocumentWalk:
    """The objects of a document, and the faults of the references among them."""

    def __init__(self, document: Document, without: Collection[str] = ()) -> None:
        """Prepare to visit ``document``, but for the members ``without`` of its root."""
        self.resolver = Resolver(document)
        self.faults: list[Finding] = []
        self._document = document
        self._grammar = grammar_of(document.openapi)
        self._without = without

    def __iter__(self) -> Iterator[VisitedObject]:
        """Yield each object once; those that hold a reference come too, before what they refer to."""
        seen: set[tuple[ObjectKind, int]] = set()
        stack: list[tuple[ObjectKind, JsonValue, ValueLocation]] = []
        stack.append((ObjectKind.ROOT, self._document.root, ValueLocation(self._document.main, "")))
        while stack:
            kind, value, location = stack.pop()
            if not isinstance(value, dict) or (kind, id(value)) in seen:
                continue
            seen.add((kind, id(value)))
            yield VisitedObject(kind, value, location)
            below = [
                (inner, member, ValueLocation(location.file, pointers.join(location.pointer, *tokens)))
                for inner, tokens, member in objects_below(self._grammar, kind, value)
                if kind is not ObjectKind.ROOT or tokens[0] not in self._without
            ]
            stack.extend(reversed(below))
            if reference_of(value) is not None and kind is not ObjectKind.ROOT:
                self.faults.extend(sibling_findings(kind, value, location, self._document.openapi))
                stack.extend(self._follow_reference(kind, value, location))

    def _follow_reference(
        self, kind: ObjectKind, value: JsonObject, location: ValueLocation
    ) -> list[tuple[ObjectKind, JsonValue, ValueLocation]]:
        try:
            target = direct = self.resolver.resolve(location, str(value["$ref"]))
            if kind is not ObjectKind.SCHEMA:
                target = self.resolver.resolve_fully(location, str(value["$ref"]))
        except ReferenceFaultError as fault:
            self.faults.append(reference_finding(fault, kind, location))
            return []
        self.faults.extend(self._check_reference(str(value["$ref"]), location, direct.location))
        return [(kind, target.value, target.location)]

    def _check_reference(self, reference: str, location: ValueLocation, target: ValueLocation) -> Iterator[Finding]:
        """Yield the findings about a reference that is resolved but should be written differently."""
        position = ValueLocation(location.file, pointers.join(location.pointer, "$ref"))
        if self.resolver.is_misplaced(location, reference):
            message = f"`{reference}` does not exist from the root of its file"
            hint = f"`#{target.pointer}` is used; write that, or add an `$id` to the schema around it"
            yield Finding("ref-misplaced", message, position, hint)
        elif target.pointer.startswith("/paths/") and target.file == self._document.main:
            message = f"`{reference}` refers into `paths`, where it breaks when a path changes"
            yield Finding("ref-into-paths", message, position, "move that part to `components` and refer to it there")

    def resolve_object(self, value: JsonValue, location: ValueLocation) -> tuple[JsonObject, ValueLocation]:
        """Return the object that ``value`` is or refers to; an empty one where the reference is at fault."""
        reference = reference_of(value)
        if reference is None:
            return as_object(value), location
        try:
            target = self.resolver.resolve_fully(location, reference)
        except ReferenceFaultError:
            return {}, location
        return as_object(target.value), target.location
