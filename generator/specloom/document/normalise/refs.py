"""Resolves every reference once: the other rewrites work on a copy with references to named schemas only."""

from __future__ import annotations

from collections import deque
from dataclasses import field

from specloom.base import pointers
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.base.records import dataclass
from specloom.document.checks.dangling import REFUSED, reference_finding, stand_in, unused_finding
from specloom.document.checks.finding import Finding
from specloom.document.document import Document, reference_of
from specloom.document.grammar import Grammar, ObjectKind, grammar_of, members_of, slot_of
from specloom.document.normalise.canonical import SourceOrigins
from specloom.document.normalise.dynamic import DynamicScopes, Scope
from specloom.document.normalise.keys import SchemaKeys
from specloom.document.policy import report_findings
from specloom.document.references import ReferenceFaultError, Resolver, ValueLocation
from specloom.document.siblings import counts_beside, is_annotation

SCHEMA_PREFIX = "#/components/schemas/"
_REFERENCE_KEYS = ("$ref", "$dynamicRef", "$recursiveRef")
_MOST_SPECIAL = 500
"""The number of schemas for dynamic scopes, which can double with every level."""
_RESOURCE_KEYS = frozenset(["$id", "$anchor", "$dynamicAnchor", "$recursiveAnchor", "$schema", "$defs", "definitions"])


def inline_references(document: Document, origin: SourceOrigins, diagnostics: Diagnostics) -> JsonObject:
    """Return a copy of ``document``: other files and references inlined, schemas named.

    Plain data (examples, defaults, enums, extensions) is shared with the source: never modify it.
    """
    return _Inliner(document, origin, diagnostics).inline_document()


@dataclass(frozen=True, slots=True)
class _PendingSchema:
    """A schema to be copied: its key, its location, its dynamic scope, and texts that override its own."""

    key: str
    location: ValueLocation
    scope: Scope = ()
    beside: JsonObject = field(default_factory=dict[str, JsonValue])


class _Inliner:
    def __init__(self, document: Document, origin: SourceOrigins, diagnostics: Diagnostics) -> None:
        self._document = document
        self._origin = origin
        self._diagnostics = diagnostics
        self._grammar: Grammar = grammar_of(document.openapi)
        self._resolver = Resolver(document)
        self._schemas_at = ("definitions",) if document.openapi.startswith("2") else ("components", "schemas")
        self._made: dict[tuple[ObjectKind, ValueLocation], JsonValue] = {}
        self._dynamic = DynamicScopes(document, self._resolver)
        self._scope: Scope = ()
        self._queue: deque[_PendingSchema] = deque()
        self._own_names = frozenset(self._own_schemas())
        self._keys = SchemaKeys(document, self._own_schemas())

    def inline_document(self) -> JsonObject:
        """Return the copy."""
        self._adopt_aliases()
        root = as_object(self._copy_value(ObjectKind.ROOT, self._document.root, ValueLocation(self._document.main, "")))
        holder = root
        for token in self._schemas_at:
            inner = holder.setdefault(token, {})
            holder = inner if isinstance(inner, dict) else {}
        while self._queue:
            waiting = self._queue.popleft()
            self._scope, location = waiting.scope, waiting.location
            value = pointers.resolve(self._document.files[location.file].root, location.pointer)
            made = self._copy_value(ObjectKind.SCHEMA, value, location)
            holder[waiting.key] = {**made, **waiting.beside} if isinstance(made, dict) and waiting.beside else made
        return root

    def _own_schemas(self) -> dict[str, ValueLocation]:
        schemas: JsonValue = self._document.root
        for token in self._schemas_at:
            schemas = as_object(as_object(schemas).get(token))
        base = pointers.join("", *self._schemas_at)
        return {key: ValueLocation(self._document.main, pointers.join(base, key)) for key in as_object(schemas)}

    def _adopt_aliases(self) -> None:
        """Give an unnamed schema the name of a named schema that is only a reference to it."""
        for key, location in self._own_schemas().items():
            value = pointers.resolve(self._document.root, location.pointer)
            reference = reference_of(value)
            if reference is None or len(as_object(value)) > 1:
                continue
            try:
                target = self._resolver.resolve_fully(location, reference)
            except ReferenceFaultError:
                continue
            if target.location != location and self._keys.register_key(target.location, key):
                self._queue.append(_PendingSchema(key, target.location))

    def _copy_value(self, kind: ObjectKind, value: JsonValue, location: ValueLocation) -> JsonValue:
        if not isinstance(value, dict):
            return value
        if kind is ObjectKind.SCHEMA:
            return self._copy_schema(value, location)
        reference = reference_of(value)
        if reference is None:
            return self._copy_members(kind, value, location)
        return self._inline_reference(kind, value, reference, location)

    def _copy_members(self, kind: ObjectKind, value: JsonObject, location: ValueLocation) -> JsonObject:
        made: JsonObject = {}
        self._origin.record_origin(made, location)
        for key, member in value.items():
            slot = slot_of(self._grammar, kind, key)
            if slot is None or not isinstance(member, dict | list):
                made[key] = member
                continue
            copied: JsonValue = dict(member) if isinstance(member, dict) else list(member)
            below = pointers.join(location.pointer, key)
            for tokens, inner in members_of(slot, member):
                inner_location = ValueLocation(location.file, pointers.join(below, *tokens))
                new = self._copy_value(slot.kind, inner, inner_location)
                copied = _put_value(copied, tokens, new)
            made[key] = copied
        return made

    def _inline_reference(
        self, kind: ObjectKind, value: JsonObject, reference: str, location: ValueLocation
    ) -> JsonValue:
        """Return the object to which ``reference`` refers, merged with the keys beside the reference."""
        try:
            target = self._resolver.resolve_fully(location, reference)
        except ReferenceFaultError as fault:
            return self._replace_unresolved(fault, kind, location)
        known = (kind, target.location)
        if known not in self._made:
            self._made[known] = {}
            self._made[known] = self._copy_value(kind, target.value, target.location)
        made = self._made[known]
        beside = {key: member for key, member in value.items() if counts_beside(kind, key)}
        if not beside or not isinstance(made, dict):
            return made
        merged = {**made, **self._copy_members(kind, beside, location)}
        self._origin.copy_origin(merged, made)
        return merged

    def _copy_schema(self, value: JsonObject, location: ValueLocation) -> JsonObject:
        made = self._copy_members(ObjectKind.SCHEMA, value, location)
        for key in _RESOURCE_KEYS & made.keys():
            if isinstance(made[key], str | bool) or key in ("$defs", "definitions"):
                del made[key]
        references = [(key, value[key]) for key in _REFERENCE_KEYS if isinstance(value.get(key), str)]
        for key, _ in references:
            made.pop(key, None)
        for key, reference in references[:1]:
            settled = self._schema_reference(str(reference), location, made, dynamic=key == "$dynamicRef")
            if settled is not None:
                made = {"$ref": settled, **made}
                self._origin.record_origin(made, location)
        self._settle_discriminator(made, location)
        return made

    def _schema_reference(
        self, reference: str, location: ValueLocation, beside: JsonObject | None = None, *, dynamic: bool = False
    ) -> str | None:
        """Return the reference to a named schema that replaces ``reference`` and the keys ``beside`` it."""
        try:
            if dynamic:
                target = self._dynamic.target(location, reference, self._scope)
            else:
                target = self._resolver.resolve(location, reference)
        except ReferenceFaultError as fault:
            self._replace_unresolved(fault, ObjectKind.SCHEMA, location, "$dynamicRef" if dynamic else "$ref")
            return None
        return SCHEMA_PREFIX + pointers.escape(self._schema_key(target.location, location, beside))

    def _schema_key(self, target: ValueLocation, holder: ValueLocation, beside: JsonObject | None) -> str:
        """Return the key of the schema at ``target``, reached from ``holder``."""
        scope = self._dynamic.enter_resources(self._scope, holder, target)
        special = self._dynamic.relevant_anchors(target, scope)
        if special and self._keys.special_count >= _MOST_SPECIAL:
            location = self._document.location_of(holder.pointer, holder.file)
            message = "the dynamic reference has too many scopes; the schema is used without its scope"
            self._diagnostics.warning("dynamic-scopes", message, location=location)
            special = ()
        if not special:
            key, new = self._keys.key_of(target)
            if new:
                self._queue.append(_PendingSchema(key, target))
            return key
        only = beside is not None and all(is_annotation(name) for name in beside)
        meant = [self._final_schema_location(anchor) for _, anchor in special]
        key, new = self._keys.dynamic_schema_key(target, special, meant, holder if only else None)
        if new:
            self._queue.append(_PendingSchema(key, target, scope, dict(beside or {}) if only else {}))
        return key

    def _final_schema_location(self, location: ValueLocation) -> ValueLocation:
        """Return the location of the schema at ``location``, or of its target if it is only a reference."""
        value = as_object(pointers.resolve(self._document.files[location.file].root, location.pointer))
        reference = reference_of(value)
        if reference is None or not value.keys() <= {"$ref", *_RESOURCE_KEYS}:
            return location
        try:
            return self._resolver.resolve_fully(location, reference).location
        except ReferenceFaultError:
            return location

    def _settle_discriminator(self, made: JsonObject, location: ValueLocation) -> None:
        discriminator = as_object(made.get("discriminator"))
        mapping = as_object(discriminator.get("mapping"))
        default = discriminator.get("defaultMapping")
        if not mapping and default is None:
            return
        settled: JsonObject = {}
        if mapping:
            settled["mapping"] = {
                tag: self._mapped_reference(name, location, "mapping", tag) for tag, name in mapping.items()
            }
        if default is not None:
            settled["defaultMapping"] = self._mapped_reference(default, location, "defaultMapping")
        made["discriminator"] = {**discriminator, **settled}

    def _mapped_reference(self, name: JsonValue, location: ValueLocation, *tokens: str) -> JsonValue:
        """Return the reference for a value of a discriminator's mapping, which is a name or a reference."""
        if isinstance(name, str) and name in self._own_names:
            return SCHEMA_PREFIX + pointers.escape(name)
        if not isinstance(name, str):
            return name
        try:
            self._resolver.resolve(location, name)
        except ReferenceFaultError as fault:
            value_location = ValueLocation(location.file, pointers.join(location.pointer, "discriminator", *tokens))
            message = f"`{name}` does not exist; the value of the discriminator has no effect"
            finding = Finding("discriminator-mapping", message, value_location, fault.hint)
            report_findings([finding], self._document, self._diagnostics)
            return name
        return self._schema_reference(name, location) or name

    def _replace_unresolved(
        self, fault: ReferenceFaultError, kind: ObjectKind, location: ValueLocation, key: str = "$ref"
    ) -> JsonObject:
        finding = reference_finding(fault, kind, location, key)
        # Validation has refused those that an operation uses.
        finding = unused_finding(finding) if finding.rule in REFUSED else finding
        report_findings([finding], self._document, self._diagnostics)
        made = stand_in(kind)
        self._origin.record_origin(made, location)
        return made


def _put_value(container: JsonValue, tokens: tuple[str | int, ...], value: JsonValue) -> JsonValue:
    """Return the container with ``value`` at ``tokens`` (at most one; none means the whole)."""
    if not tokens:
        return value
    if isinstance(container, dict):
        container[str(tokens[0])] = value
    elif isinstance(container, list):
        container[int(tokens[0])] = value
    return container
