"""References where OpenAPI has none, such as ``properties: {$ref: ...}``: each is replaced by what it refers to.

This happens while reading, so that everything after it, openapi-spec-validator included, sees the same document.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field, replace

from specloom.base import pointers
from specloom.base.diagnostics import Diagnostic, Diagnostics
from specloom.base.json import JsonArray, JsonObject, JsonValue, as_array
from specloom.base.records import dataclass
from specloom.document.checks.finding import Finding
from specloom.document.document import Document, reference_of
from specloom.document.expanded_references import (
    ReferencedValue,
    expanded_value,
    is_referable,
    is_schema_for_body,
    may_refer_to_schema,
)
from specloom.document.grammar import (
    VERBS,
    MemberForm,
    MemberRule,
    ObjectKind,
    grammar_of,
    objects_below,
    slot_of,
)
from specloom.document.policy import report_findings
from specloom.document.references import ReferenceFaultError, ReferenceTarget, Resolver, ValueLocation

_INLINED = frozenset(["required", "enum", "tags", "servers", "security", "info", "externalDocs"])
"""Keys of plain data that may be a reference to it."""
_HOLDERS = """paths webhooks components schemas responses parameters requestBodies headers securitySchemes links
    callbacks pathItems mediaTypes examples content encoding properties patternProperties $defs definitions
    dependentSchemas allOf anyOf oneOf prefixItems"""
_SUSPECT = frozenset([*_HOLDERS.split(), *VERBS, *_INLINED])
"""Keys whose value is no reference in a correct document."""
_SCHEMA_INSTEAD = re.compile(r"[1-5][0-9Xx]{2}|default|requestBody")
"""Keys of responses and bodies, which may refer to a schema by mistake."""
_PARAMETERS = re.compile(r"#/(?:components/)?parameters/[^/]+")
_BODIES = (ObjectKind.RESPONSE, ObjectKind.REQUEST_BODY)
_MOST_ROUNDS = 10
"""How deep replaced references may contain others."""
_MOST_VALUES = 200_000


def has_unusual_references(root: JsonValue) -> bool:
    """Return whether a file may have references where OpenAPI has none; quick, and wrong about some names."""
    stack = [root]
    while stack:
        value = stack.pop()
        for key, member in value.items() if isinstance(value, dict) else enumerate(as_array(value)):
            if isinstance(member, dict):
                reference = reference_of(member)
                if reference is not None and _may_be_unusual(key, reference):
                    return True
                stack.extend(member.values() if key == "properties" and reference is None else (member,))
            elif isinstance(member, list):
                if key == "parameters" and any(_may_be_list(item) for item in member):
                    return True
                stack.append(member)
    return False


def _may_be_unusual(key: str | int, reference: str) -> bool:
    if not isinstance(key, str):
        return False
    if key in _SUSPECT or ("/" in key and not key.startswith("/")):
        return True
    return may_refer_to_schema(reference) and _SCHEMA_INSTEAD.fullmatch(key) is not None


def _may_be_list(item: JsonValue) -> bool:
    reference = reference_of(item)
    return reference is not None and _PARAMETERS.fullmatch(reference) is None


def replace_unusual_references(document: Document) -> tuple[Diagnostic, ...]:
    """Replace the references of ``document`` where OpenAPI has none; return the findings about them."""
    sources = {key: file.root for key, file in document.files.items()}
    found: dict[ValueLocation, Finding] = {}
    left = _MOST_VALUES
    for _ in range(_MOST_ROUNDS):
        search = _Search(document)
        changes = [change for change in map(search.expanded_value, search.find_unusual()) if change is not None]
        left -= sum(len(change.value) for change in changes if isinstance(change.value, dict | list))
        if not changes or left < 0:
            break
        for change in changes:
            if _target_exists(sources, change.at):
                found.setdefault(change.at, _expansion_finding(change))
        _apply_changes(document, changes)
    diagnostics = Diagnostics()
    report_findings(found.values(), document, diagnostics)
    return tuple(diagnostics)


@dataclass(frozen=True, slots=True)
class _UnusualReference:
    """A reference where there is none: the object that holds it, its location, and what belongs there."""

    value: JsonObject
    at: ValueLocation
    rule: MemberRule | None


@dataclass(frozen=True, slots=True)
class _Change:
    """The new value at a location. ``is_schema``: the reference was read as that to a schema of JSON."""

    at: ValueLocation
    value: JsonValue
    reference: str
    is_schema: bool


class _Search:
    """Finds unusual references in all objects that the main file leads to."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._grammar = grammar_of(document.openapi)
        self._resolver = Resolver(document)

    def find_unusual(self) -> Iterator[_UnusualReference]:
        """Yield each unusual reference once."""
        seen: set[tuple[ObjectKind, int]] = set()
        stack: list[tuple[ObjectKind, JsonValue, ValueLocation]] = []
        stack.append((ObjectKind.ROOT, self._document.root, ValueLocation(self._document.main, "")))
        while stack:
            kind, value, at = stack.pop()
            if not isinstance(value, dict) or (kind, id(value)) in seen:
                continue
            seen.add((kind, id(value)))
            if reference_of(value) is not None and kind is not ObjectKind.ROOT:
                target = self._target_of(value, at)
                is_schema = target is not None and kind in _BODIES and is_schema_for_body(target.value)
                if is_schema or not is_referable(kind, self._document.openapi):
                    yield _UnusualReference(value, at, MemberRule(kind))
                    continue
                stack += [(kind, target.value, target.location)] if target is not None else []
            yield from self._unusual_members(kind, value, at)
            for inner, tokens, member in objects_below(self._grammar, kind, value):
                stack.append((inner, member, ValueLocation(at.file, pointers.join(at.pointer, *tokens))))

    def _unusual_members(self, kind: ObjectKind, value: JsonObject, at: ValueLocation) -> Iterator[_UnusualReference]:
        for key, member in value.items():
            slot = slot_of(self._grammar, kind, key)
            below = ValueLocation(at.file, pointers.join(at.pointer, key))
            if isinstance(member, dict) and reference_of(member) is not None:
                if _is_held(slot) or (slot is None and key in _INLINED and kind is not ObjectKind.COMPONENTS):
                    yield _UnusualReference(member, below, slot)
            elif isinstance(member, list) and key == "parameters" and slot is not None:
                for number, item in enumerate(member):
                    if isinstance(item, dict) and _may_be_list(item):
                        yield _UnusualReference(item, ValueLocation(at.file, f"{below.pointer}/{number}"), None)

    def _target_of(self, value: JsonObject, at: ValueLocation) -> ReferenceTarget | None:
        try:
            return self._resolver.resolve(at, str(value["$ref"]))
        except ReferenceFaultError:
            return None

    def expanded_value(self, found: _UnusualReference) -> _Change | None:
        """Return the value that replaces an unusual reference; None if it can't be resolved or says nothing."""
        reference = str(found.value["$ref"])
        try:
            target = self._resolver.resolve_fully(found.at, reference)
        except ReferenceFaultError:
            return None
        version = self._document.openapi
        made = expanded_value(ReferencedValue(reference, target.value), found.rule, self._grammar, version)
        if made is None:
            return None
        beside = {key: member for key, member in found.value.items() if key != "$ref"}
        value: JsonValue = {**made, **beside} if isinstance(made, dict) else made
        is_schema = found.rule is not None and found.rule.kind in _BODIES and found.rule.shape is MemberForm.ONE
        return _Change(found.at, value, reference, is_schema)


def _is_held(slot: MemberRule | None) -> bool:
    """Return whether a slot holds several objects, which have references each."""
    return slot is not None and slot.shape is not MemberForm.ONE


def _target_exists(sources: dict[str, JsonValue], at: ValueLocation) -> bool:
    try:
        pointers.resolve(sources[at.file], at.pointer)
    except pointers.MissingError:
        return False
    return True


def _expansion_finding(change: _Change) -> Finding:
    location = ValueLocation(change.at.file, pointers.join(change.at.pointer, "$ref"))
    if change.is_schema:
        message = f"`{change.reference}` is a schema, which can't be used here; it is read as the schema of JSON"
        return Finding("ref-unusual", message, location, "write `content: {application/json: {schema: ...}}`")
    message = f"a reference is not allowed here; `{change.reference}` is followed"
    return Finding("ref-unusual", message, location, "write out what it refers to; its members may be references")


def _apply_changes(document: Document, changes: list[_Change]) -> None:
    for key in {change.at.file: None for change in changes}:
        copied = _CopiedData(document.files[key].root)
        # Later members of a list first: one that becomes several moves those after it.
        for change in [each for each in changes if each.at.file == key][::-1]:
            copied.put_at(pointers.split(change.at.pointer), change.value)
        document.files[key] = replace(document.files[key], root=copied.root)


@dataclass(slots=True)
class _CopiedData:
    """Data of which only the containers on the way to changes are copied."""

    root: JsonValue
    own: dict[int, JsonObject | JsonArray] = field(default_factory=dict[int, JsonObject | JsonArray])

    def put_at(self, tokens: list[str], value: JsonValue) -> None:
        """Put ``value`` at ``tokens``; a list in the position of an item becomes items."""
        holder = self.root = self._own_copy(self.root)
        for token in tokens[:-1]:
            inner = self._own_copy(pointers.child(holder, token))
            _set_member(holder, token, inner)
            holder = inner
        if isinstance(holder, list) and isinstance(value, list):
            holder[int(tokens[-1]) : int(tokens[-1]) + 1] = value
        else:
            _set_member(holder, tokens[-1], value)

    def _own_copy(self, container: JsonValue) -> JsonValue:
        if id(container) in self.own or not isinstance(container, dict | list):
            return container
        copy: JsonObject | JsonArray = dict(container) if isinstance(container, dict) else list(container)
        self.own[id(copy)] = copy
        return copy


def _set_member(holder: JsonValue, token: str, value: JsonValue) -> None:
    if isinstance(holder, dict):
        holder[token] = value
    elif isinstance(holder, list):
        holder[int(token)] = value
