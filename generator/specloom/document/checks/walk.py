"""Visits every object of a document once, in all files, and every reference on the way."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.base import pointers
from specloom.base.json import JsonObject, JsonValue, as_array, as_object
from specloom.base.records import dataclass
from specloom.document.checks.dangling import reference_finding
from specloom.document.checks.finding import Finding
from specloom.document.checks.siblings import sibling_findings
from specloom.document.document import Document, reference_of
from specloom.document.grammar import ObjectKind, grammar_of, objects_below
from specloom.document.references import ReferenceFaultError, Resolver, ValueLocation

_ONLY_REFERENCED = ("definitions", "parameters", "responses")
"""The members of a document of Swagger 2 that are used only through references."""
_USED_BY_NAME = "securitySchemes"
"""The only components of OpenAPI 3 that are used without a reference: `security` names them."""
_SCHEMAS = ("/components/schemas", "/definitions")
_Waiting = list[tuple[ObjectKind, JsonValue, ValueLocation]]


@dataclass(frozen=True, slots=True)
class VisitedObject:
    """An object of a known kind at its location. ``key`` is the last token of the path to it."""

    kind: ObjectKind
    value: JsonObject
    location: ValueLocation


class DocumentWalk:
    """The objects of a document, and the faults of the references among them."""

    def __init__(self, document: Document, *, used_only: bool = False) -> None:
        """Prepare to visit ``document``; with ``used_only``, of its components only those that the rest of it uses."""
        self.resolver = Resolver(document)
        self.faults: list[Finding] = []
        self._document = document
        self._grammar = grammar_of(document.openapi)
        self._used_only = used_only

    def __iter__(self) -> Iterator[VisitedObject]:
        """Yield each object once; those that hold a reference come too, before what they refer to."""
        seen: set[tuple[ObjectKind, int]] = set()
        waiting: _Waiting = [(ObjectKind.ROOT, self._document.root, ValueLocation(self._document.main, ""))]
        while waiting:
            yield from self._visit_waiting(waiting, seen)
            waiting = self._unseen_subtypes(seen) if self._used_only else []

    def _visit_waiting(self, stack: _Waiting, seen: set[tuple[ObjectKind, int]]) -> Iterator[VisitedObject]:
        while stack:
            kind, value, location = stack.pop()
            if not isinstance(value, dict) or (kind, id(value)) in seen:
                continue
            seen.add((kind, id(value)))
            yield VisitedObject(kind, value, location)
            below = [
                (inner, member, ValueLocation(location.file, pointers.join(location.pointer, *tokens)))
                for inner, tokens, member in objects_below(self._grammar, kind, value)
                if not self._used_only or _is_used_by_itself(kind, tokens)
            ]
            stack.extend(reversed(below))
            if reference_of(value) is not None and kind is not ObjectKind.ROOT:
                self.faults.extend(sibling_findings(kind, value, location, self._document.openapi))
                stack.extend(self._follow_reference(kind, value, location))

    def _unseen_subtypes(self, seen: set[tuple[ObjectKind, int]]) -> _Waiting:
        """Return the schemas that extend a visited schema with a discriminator: a response can be one of them."""
        found: _Waiting = []
        for prefix in _SCHEMAS:
            schemas = _object_at(self._document.root, prefix)
            parents = {
                f"#{prefix}/{pointers.escape(name)}"
                for name, schema in schemas.items()
                if (ObjectKind.SCHEMA, id(schema)) in seen and "discriminator" in as_object(schema)
            }
            for name, schema in schemas.items():
                bases = {reference_of(each) for each in as_array(as_object(schema).get("allOf"))}
                if (ObjectKind.SCHEMA, id(schema)) not in seen and not parents.isdisjoint(bases):
                    location = ValueLocation(self._document.main, pointers.join(prefix, name))
                    found.append((ObjectKind.SCHEMA, schema, location))
        return found

    def _follow_reference(self, kind: ObjectKind, value: JsonObject, location: ValueLocation) -> _Waiting:
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
        at = ValueLocation(location.file, pointers.join(location.pointer, "$ref"))
        if self.resolver.is_misplaced(location, reference):
            fault = "is the whole document" if reference == "#" else "does not exist from the root of its file"
            message = f"`{reference}` {fault}"
            hint = f"`#{target.pointer}` is used; write that, or add an `$id` to the schema around it"
            yield Finding("ref-misplaced", message, at, hint)
        elif target.pointer.startswith("/paths/") and target.file == self._document.main:
            message = f"`{reference}` refers into `paths`, where it breaks when a path changes"
            yield Finding("ref-into-paths", message, at, "move that part to `components` and refer to it there")

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


def _is_used_by_itself(kind: ObjectKind, tokens: tuple[str | int, ...]) -> bool:
    """Return whether a member of an object is used without a reference to it."""
    if kind is ObjectKind.COMPONENTS:
        return tokens[0] == _USED_BY_NAME
    return kind is not ObjectKind.ROOT or tokens[0] not in _ONLY_REFERENCED


def _object_at(root: JsonValue, pointer: str) -> JsonObject:
    """Return the object at a pointer of the document, an empty one if there is none."""
    for token in pointers.split(pointer):
        root = as_object(root).get(token)
    return as_object(root)
