"""The structure of OpenAPI documents: the kinds of objects and their members. One table per generation.

Only schemas are recursive: a callback within a callback, and the encodings of a header's content, are plain data here,
so that references among them always end.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, StrEnum

from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass


class ObjectKind(StrEnum):
    """A kind of object that a document may hold or refer to."""

    ROOT = "document"
    COMPONENTS = "components"
    PATH_ITEM = "path item"
    OPERATION = "operation"
    PARAMETER = "parameter"
    REQUEST_BODY = "request body"
    RESPONSE = "response"
    HEADER = "header"
    MEDIA_TYPE = "media type"
    HEADER_MEDIA_TYPE = "media type of a header"
    ENCODING = "encoding"
    CALLBACK = "callback"
    CALLBACK_PATH_ITEM = "path item of a callback"
    CALLBACK_OPERATION = "operation of a callback"
    EXAMPLE = "example"
    LINK = "link"
    SECURITY_SCHEME = "security scheme"
    SCHEMA = "schema"


class MemberForm(Enum):
    """How members of a kind are held: as one object, as the values of an object, or in an array."""

    ONE = 1
    MAP = 2
    LIST = 3


@dataclass(frozen=True, slots=True)
class MemberRule:
    """A member: its kind and how it is held."""

    kind: ObjectKind
    shape: MemberForm = MemberForm.ONE


Grammar = Mapping[ObjectKind, Mapping[str, MemberRule]]

VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The methods that a path item may have (``query`` since 3.2)."""


def _map_of(kind: ObjectKind) -> MemberRule:
    return MemberRule(kind, MemberForm.MAP)


def _list_of(kind: ObjectKind) -> MemberRule:
    return MemberRule(kind, MemberForm.LIST)


_SCHEMA: dict[str, MemberRule] = {
    **dict.fromkeys(
        ["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"], _map_of(ObjectKind.SCHEMA)
    ),
    **dict.fromkeys(["allOf", "anyOf", "oneOf", "prefixItems"], _list_of(ObjectKind.SCHEMA)),
    **dict.fromkeys(
        [
            "items",
            "additionalProperties",
            "not",
            "if",
            "then",
            "else",
            "contains",
            "propertyNames",
            "unevaluatedItems",
            "unevaluatedProperties",
            "contentSchema",
        ],
        MemberRule(ObjectKind.SCHEMA),
    ),
}

_HEADER = {
    "schema": MemberRule(ObjectKind.SCHEMA),
    "content": _map_of(ObjectKind.HEADER_MEDIA_TYPE),
    "examples": _map_of(ObjectKind.EXAMPLE),
}
_MEDIA_TYPE = {
    "schema": MemberRule(ObjectKind.SCHEMA),
    "itemSchema": MemberRule(ObjectKind.SCHEMA),
    "examples": _map_of(ObjectKind.EXAMPLE),
}
_OPERATION = {
    "parameters": _list_of(ObjectKind.PARAMETER),
    "requestBody": MemberRule(ObjectKind.REQUEST_BODY),
    "responses": _map_of(ObjectKind.RESPONSE),
}
_SPELLINGS = [spelling for verb in VERBS for spelling in (verb, verb.upper(), verb.capitalize())]
"""The methods, with common misspellings."""
_PATH_ITEM = {
    **dict.fromkeys(_SPELLINGS, MemberRule(ObjectKind.OPERATION)),
    "additionalOperations": _map_of(ObjectKind.OPERATION),
    "parameters": _list_of(ObjectKind.PARAMETER),
}

OPENAPI_3: Grammar = {
    ObjectKind.ROOT: {
        "paths": _map_of(ObjectKind.PATH_ITEM),
        "webhooks": _map_of(ObjectKind.PATH_ITEM),
        "x-webhooks": _map_of(ObjectKind.PATH_ITEM),
        "components": MemberRule(ObjectKind.COMPONENTS),
    },
    ObjectKind.COMPONENTS: {
        "schemas": _map_of(ObjectKind.SCHEMA),
        "responses": _map_of(ObjectKind.RESPONSE),
        "parameters": _map_of(ObjectKind.PARAMETER),
        "examples": _map_of(ObjectKind.EXAMPLE),
        "requestBodies": _map_of(ObjectKind.REQUEST_BODY),
        "headers": _map_of(ObjectKind.HEADER),
        "securitySchemes": _map_of(ObjectKind.SECURITY_SCHEME),
        "links": _map_of(ObjectKind.LINK),
        "callbacks": _map_of(ObjectKind.CALLBACK),
        "pathItems": _map_of(ObjectKind.PATH_ITEM),
        "mediaTypes": _map_of(ObjectKind.MEDIA_TYPE),
    },
    ObjectKind.PATH_ITEM: _PATH_ITEM,
    ObjectKind.CALLBACK_PATH_ITEM: {
        **dict.fromkeys(VERBS, MemberRule(ObjectKind.CALLBACK_OPERATION)),
        "parameters": _list_of(ObjectKind.PARAMETER),
    },
    ObjectKind.OPERATION: {**_OPERATION, "callbacks": _map_of(ObjectKind.CALLBACK)},
    ObjectKind.CALLBACK_OPERATION: _OPERATION,
    ObjectKind.PARAMETER: _HEADER,
    ObjectKind.HEADER: _HEADER,
    ObjectKind.REQUEST_BODY: {"content": _map_of(ObjectKind.MEDIA_TYPE)},
    ObjectKind.RESPONSE: {
        "headers": _map_of(ObjectKind.HEADER),
        "content": _map_of(ObjectKind.MEDIA_TYPE),
        "links": _map_of(ObjectKind.LINK),
    },
    ObjectKind.MEDIA_TYPE: {**_MEDIA_TYPE, "encoding": _map_of(ObjectKind.ENCODING)},
    ObjectKind.HEADER_MEDIA_TYPE: _MEDIA_TYPE,
    ObjectKind.ENCODING: {"headers": _map_of(ObjectKind.HEADER)},
    ObjectKind.SCHEMA: _SCHEMA,
}
"""OpenAPI 3.0, 3.1 and 3.2."""

SWAGGER_2: Grammar = {
    ObjectKind.ROOT: {
        "paths": _map_of(ObjectKind.PATH_ITEM),
        "definitions": _map_of(ObjectKind.SCHEMA),
        "parameters": _map_of(ObjectKind.PARAMETER),
        "responses": _map_of(ObjectKind.RESPONSE),
        "securityDefinitions": _map_of(ObjectKind.SECURITY_SCHEME),
    },
    ObjectKind.PATH_ITEM: _PATH_ITEM,
    ObjectKind.OPERATION: {"parameters": _list_of(ObjectKind.PARAMETER), "responses": _map_of(ObjectKind.RESPONSE)},
    ObjectKind.PARAMETER: {"schema": MemberRule(ObjectKind.SCHEMA), "items": MemberRule(ObjectKind.SCHEMA)},
    ObjectKind.RESPONSE: {"schema": MemberRule(ObjectKind.SCHEMA), "headers": _map_of(ObjectKind.HEADER)},
    ObjectKind.HEADER: {"items": MemberRule(ObjectKind.SCHEMA)},
    ObjectKind.SCHEMA: _SCHEMA,
}
"""Swagger 2.0."""


_EXTENSIBLE = frozenset([ObjectKind.PATH_ITEM, ObjectKind.CALLBACK_PATH_ITEM, ObjectKind.RESPONSE])
"""Kinds whose maps may contain extensions (``x-...``) among their members; in other maps such keys are names."""


def grammar_of(version: str) -> Grammar:
    """Return the grammar for a version such as ``3.0.3``."""
    return SWAGGER_2 if version.startswith("2") else OPENAPI_3


def slot_of(grammar: Grammar, kind: ObjectKind, key: str) -> MemberRule | None:
    """Return the rule for ``key`` of an object of ``kind``; ``None`` for plain data."""
    if kind is ObjectKind.CALLBACK:
        return None if key.startswith("x-") else MemberRule(ObjectKind.CALLBACK_PATH_ITEM)
    return grammar.get(kind, {}).get(key)


def members_of(slot: MemberRule, value: JsonValue) -> Iterator[tuple[tuple[str | int, ...], JsonValue]]:
    """Yield the objects in ``value``, which fills ``slot``, with the tokens that lead to each."""
    if slot.shape is MemberForm.MAP and isinstance(value, dict):
        for key, member in value.items():
            if slot.kind not in _EXTENSIBLE or not key.startswith("x-"):
                yield (key,), member
    elif isinstance(value, list) and (slot.shape is MemberForm.LIST or slot.kind is ObjectKind.SCHEMA):
        for number, member in enumerate(value):
            yield (number,), member
    elif slot.shape is MemberForm.ONE:
        yield (), value


def objects_below(
    grammar: Grammar, kind: ObjectKind, value: JsonObject
) -> list[tuple[ObjectKind, tuple[str | int, ...], JsonObject]]:
    """Return the objects directly below one of ``kind`` that have a kind themselves: kind, tokens, value."""
    found: list[tuple[ObjectKind, tuple[str | int, ...], JsonObject]] = []
    slots = grammar.get(kind, _NO_SLOTS)
    for key, member in value.items():
        slot = slots.get(key) if kind is not ObjectKind.CALLBACK else slot_of(grammar, kind, key)
        if slot is None:
            continue
        if slot.shape is MemberForm.ONE and isinstance(member, dict):
            found.append((slot.kind, (key,), member))
            continue
        for tokens, inner in members_of(slot, member):
            if isinstance(inner, dict):
                found.append((slot.kind, (key, *tokens), inner))
    return found


_NO_SLOTS: Mapping[str, MemberRule] = {}
