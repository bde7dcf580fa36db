"""What a reference to several objects, or to an object that has no references, is written as: one for each member."""

from __future__ import annotations

import re

from specloom.base import pointers
from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.document.document import reference_of
from specloom.document.grammar import Grammar, MemberForm, MemberRule, ObjectKind, slot_of

_SCHEMAS = re.compile(r"\b(?:schemas|definitions|models)/")
_SCHEMA_KEYS = frozenset(["type", "properties", "items", "allOf", "anyOf", "oneOf", "enum"])
_MEDIA_TYPE_KEYS = frozenset(["schema", "itemSchema", "example", "examples", "encoding"])
_OWN_SCHEMA_KEYS = frozenset(["properties", "additionalProperties", "not"])
"""Keywords that a schema may have whose values are all objects."""
_REFERABLE_3 = frozenset(
    [
        ObjectKind.PATH_ITEM,
        ObjectKind.CALLBACK_PATH_ITEM,
        ObjectKind.PARAMETER,
        ObjectKind.REQUEST_BODY,
        ObjectKind.RESPONSE,
        ObjectKind.HEADER,
        ObjectKind.CALLBACK,
        ObjectKind.EXAMPLE,
        ObjectKind.LINK,
        ObjectKind.SECURITY_SCHEME,
        ObjectKind.SCHEMA,
    ]
)
_REFERABLE_2 = frozenset([ObjectKind.PATH_ITEM, ObjectKind.PARAMETER, ObjectKind.RESPONSE, ObjectKind.SCHEMA])
_MEDIA_TYPES = (ObjectKind.MEDIA_TYPE, ObjectKind.HEADER_MEDIA_TYPE)


@dataclass(frozen=True, slots=True)
class ReferencedValue:
    """A value and the reference to it."""

    reference: str
    value: JsonValue

    def member(self, token: str | int, value: JsonValue) -> ReferencedValue:
        """Return the member at ``token``."""
        path, _, fragment = self.reference.partition("#")
        segment = pointers.escape(token).replace("%", "%25")
        return ReferencedValue(f"{path}#{fragment}/{segment}", value)

    @property
    def is_extensible(self) -> bool:
        """Whether members have references: an anchor has none."""
        fragment = self.reference.partition("#")[2]
        return not fragment or "/" in fragment


def may_refer_to_schema(reference: str) -> bool:
    """Return whether the target of a reference seems to be among schemas."""
    return _SCHEMAS.search(reference) is not None


def is_schema_for_body(value: JsonValue) -> bool:
    """Return whether a value is a schema, where a response or a request body belongs."""
    if not isinstance(value, dict) or "content" in value or "schema" in value:
        return False
    return not _SCHEMA_KEYS.isdisjoint(value)


def is_referable(kind: ObjectKind, version: str) -> bool:
    """Return whether an object of ``kind`` may be a reference in a document of ``version``."""
    if version.startswith("2"):
        return kind in _REFERABLE_2
    return kind in _REFERABLE_3 or (kind in _MEDIA_TYPES and version.startswith("3.2"))


def expanded_value(
    target: ReferencedValue, rule: MemberRule | None, grammar: Grammar, version: str
) -> JsonObject | list[JsonValue] | None:
    """Return what is written instead of a reference to ``target`` where ``rule`` says what belongs.

    Without a rule, ``target`` is plain data, or a list among items. None if ``target`` does not fit.
    """
    if rule is None:
        return _plain_data(target)
    if not target.is_extensible:
        return None
    if rule.shape is MemberForm.ONE:
        return _one_object(target, rule.kind, grammar, version)
    if rule.shape is MemberForm.LIST:
        return _listed_references(target, rule.kind)
    return _mapped_references(target, rule, grammar, version)


def _plain_data(target: ReferencedValue) -> JsonObject | list[JsonValue] | None:
    """Return plain data as it is, and a list of objects as references to them."""
    value = target.value
    if isinstance(value, list) and target.is_extensible:
        return [
            _reference_to(target.member(number, item))
            if (isinstance(item, dict) and "in" in item) or _is_reference(item)
            else item
            for number, item in enumerate(value)
        ]
    return value if isinstance(value, dict) and "in" not in value else None


def _is_reference(value: JsonValue) -> bool:
    return reference_of(value) is not None


def _one_object(target: ReferencedValue, kind: ObjectKind, grammar: Grammar, version: str) -> JsonObject | None:
    """Return the members of one object, with references to those that may have them."""
    value = target.value
    if not isinstance(value, dict):
        return None
    if kind in _MEDIA_TYPES and value and _MEDIA_TYPE_KEYS.isdisjoint(value):
        return {"schema": {"$ref": target.reference}}
    if kind in (ObjectKind.RESPONSE, ObjectKind.REQUEST_BODY):
        return _json_body(target, kind, version)
    made: JsonObject = {}
    for key, member in value.items():
        rule = slot_of(grammar, kind, key)
        inner = target.member(key, member)
        made[key] = member if rule is None else _expanded_member(inner, rule, grammar, version)
    return made


def _json_body(target: ReferencedValue, kind: ObjectKind, version: str) -> JsonObject:
    """Return a body or response whose JSON has the schema ``target``."""
    schema: JsonObject = {"$ref": target.reference}
    if version.startswith("2"):
        return {"description": "", "schema": schema}
    made: JsonObject = {"content": {"application/json": {"schema": schema}}}
    return {"description": "", **made} if kind is ObjectKind.RESPONSE else made


def _expanded_member(inner: ReferencedValue, rule: MemberRule, grammar: Grammar, version: str) -> JsonValue:
    """Return a member of a referenced object."""
    value = inner.value
    if _is_reference(value):
        return _reference_to(inner)
    if rule.shape is MemberForm.ONE:
        return _of_kind(inner, rule.kind, grammar, version)
    if isinstance(value, dict):
        return {key: _of_kind(inner.member(key, member), rule.kind, grammar, version) for key, member in value.items()}
    if isinstance(value, list):
        return [
            _of_kind(inner.member(number, member), rule.kind, grammar, version) for number, member in enumerate(value)
        ]
    return value


def _of_kind(inner: ReferencedValue, kind: ObjectKind, grammar: Grammar, version: str) -> JsonValue:
    if not isinstance(inner.value, dict):
        return inner.value
    if is_referable(kind, version) or _is_reference(inner.value):
        return _reference_to(inner)
    return _one_object(inner, kind, grammar, version) or {}


def _reference_to(target: ReferencedValue) -> JsonObject:
    return {"$ref": target.reference}


def _listed_references(target: ReferencedValue, kind: ObjectKind) -> list[JsonValue] | None:
    """Return the items of a list as references; one object is a list of itself, named parameters are a list."""
    value = target.value
    if isinstance(value, list):
        return [
            _reference_to(target.member(number, item)) if isinstance(item, dict) else item
            for number, item in enumerate(value)
        ]
    if not isinstance(value, dict):
        return None
    if kind is ObjectKind.PARAMETER and "in" not in value:
        return [_reference_to(target.member(key, item)) for key, item in value.items() if isinstance(item, dict)]
    return [{"$ref": target.reference}]


def _mapped_references(target: ReferencedValue, rule: MemberRule, grammar: Grammar, version: str) -> JsonObject | None:
    """Return the members of an object of objects; those of a schema's ``properties`` where that is meant."""
    value = target.value
    if not isinstance(value, dict):
        return None
    if rule.kind is ObjectKind.SCHEMA and _is_schema(value):
        inner = value.get("properties")
        if not isinstance(inner, dict):
            return None
        target, value = target.member("properties", inner), inner
    return {key: _of_kind(target.member(key, member), rule.kind, grammar, version) for key, member in value.items()}


def _is_schema(value: JsonObject) -> bool:
    """Return whether an object is a schema, and not an object of schemas."""
    return any(not isinstance(member, dict | bool) for member in value.values()) or (
        "properties" in value and value.keys() <= _OWN_SCHEMA_KEYS
    )
