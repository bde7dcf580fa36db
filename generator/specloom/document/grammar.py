"""What an OpenAPI document consists of: the kinds of its objects and what stands where. One table per generation.

The tables are finite but for schemas: a callback within a callback, and the encodings of a header's content, are plain
data here, so that references among them can't go on forever.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import Enum, StrEnum

from specloom.base.json import JsonObject, JsonValue


class Kind(StrEnum):
    """A kind of object that a description may hold or refer to."""

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


class Shape(Enum):
    """How members of a kind are held: alone, as the values of an object, or in an array."""

    ONE = 1
    MAP = 2
    LIST = 3


@dataclass(frozen=True, slots=True)
class Slot:
    """A member: what kind it is and how it is held."""

    kind: Kind
    shape: Shape = Shape.ONE


Grammar = Mapping[Kind, Mapping[str, Slot]]

VERBS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
"""The methods that a path item may have (``query`` since 3.2)."""


def _map(kind: Kind) -> Slot:
    return Slot(kind, Shape.MAP)


def _list(kind: Kind) -> Slot:
    return Slot(kind, Shape.LIST)


_SCHEMA: dict[str, Slot] = {
    **dict.fromkeys(["properties", "patternProperties", "$defs", "definitions", "dependentSchemas"], _map(Kind.SCHEMA)),
    **dict.fromkeys(["allOf", "anyOf", "oneOf", "prefixItems"], _list(Kind.SCHEMA)),
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
        Slot(Kind.SCHEMA),
    ),
}

_HEADER = {"schema": Slot(Kind.SCHEMA), "content": _map(Kind.HEADER_MEDIA_TYPE), "examples": _map(Kind.EXAMPLE)}
_MEDIA_TYPE = {"schema": Slot(Kind.SCHEMA), "itemSchema": Slot(Kind.SCHEMA), "examples": _map(Kind.EXAMPLE)}
_OPERATION = {
    "parameters": _list(Kind.PARAMETER),
    "requestBody": Slot(Kind.REQUEST_BODY),
    "responses": _map(Kind.RESPONSE),
}
_SPELLINGS = [spelling for verb in VERBS for spelling in (verb, verb.upper(), verb.capitalize())]
"""The methods, and how they are spelled by mistake."""
_PATH_ITEM = {
    **dict.fromkeys(_SPELLINGS, Slot(Kind.OPERATION)),
    "additionalOperations": _map(Kind.OPERATION),
    "parameters": _list(Kind.PARAMETER),
}

OPENAPI_3: Grammar = {
    Kind.ROOT: {
        "paths": _map(Kind.PATH_ITEM),
        "webhooks": _map(Kind.PATH_ITEM),
        "x-webhooks": _map(Kind.PATH_ITEM),
        "components": Slot(Kind.COMPONENTS),
    },
    Kind.COMPONENTS: {
        "schemas": _map(Kind.SCHEMA),
        "responses": _map(Kind.RESPONSE),
        "parameters": _map(Kind.PARAMETER),
        "examples": _map(Kind.EXAMPLE),
        "requestBodies": _map(Kind.REQUEST_BODY),
        "headers": _map(Kind.HEADER),
        "securitySchemes": _map(Kind.SECURITY_SCHEME),
        "links": _map(Kind.LINK),
        "callbacks": _map(Kind.CALLBACK),
        "pathItems": _map(Kind.PATH_ITEM),
        "mediaTypes": _map(Kind.MEDIA_TYPE),
    },
    Kind.PATH_ITEM: _PATH_ITEM,
    Kind.CALLBACK_PATH_ITEM: {
        **dict.fromkeys(VERBS, Slot(Kind.CALLBACK_OPERATION)),
        "parameters": _list(Kind.PARAMETER),
    },
    Kind.OPERATION: {**_OPERATION, "callbacks": _map(Kind.CALLBACK)},
    Kind.CALLBACK_OPERATION: _OPERATION,
    Kind.PARAMETER: _HEADER,
    Kind.HEADER: _HEADER,
    Kind.REQUEST_BODY: {"content": _map(Kind.MEDIA_TYPE)},
    Kind.RESPONSE: {
        "headers": _map(Kind.HEADER),
        "content": _map(Kind.MEDIA_TYPE),
        "links": _map(Kind.LINK),
    },
    Kind.MEDIA_TYPE: {**_MEDIA_TYPE, "encoding": _map(Kind.ENCODING)},
    Kind.HEADER_MEDIA_TYPE: _MEDIA_TYPE,
    Kind.ENCODING: {"headers": _map(Kind.HEADER)},
    Kind.SCHEMA: _SCHEMA,
}
"""OpenAPI 3.0, 3.1 and 3.2."""

SWAGGER_2: Grammar = {
    Kind.ROOT: {
        "paths": _map(Kind.PATH_ITEM),
        "definitions": _map(Kind.SCHEMA),
        "parameters": _map(Kind.PARAMETER),
        "responses": _map(Kind.RESPONSE),
        "securityDefinitions": _map(Kind.SECURITY_SCHEME),
    },
    Kind.PATH_ITEM: _PATH_ITEM,
    Kind.OPERATION: {"parameters": _list(Kind.PARAMETER), "responses": _map(Kind.RESPONSE)},
    Kind.PARAMETER: {"schema": Slot(Kind.SCHEMA), "items": Slot(Kind.SCHEMA)},
    Kind.RESPONSE: {"schema": Slot(Kind.SCHEMA), "headers": _map(Kind.HEADER)},
    Kind.HEADER: {"items": Slot(Kind.SCHEMA)},
    Kind.SCHEMA: _SCHEMA,
}
"""Swagger 2.0."""


_EXTENSIBLE = frozenset([Kind.PATH_ITEM, Kind.CALLBACK_PATH_ITEM, Kind.RESPONSE])
"""Kinds whose maps may hold extensions (``x-...``) among their members; in other maps such keys are names."""


def grammar_of(version: str) -> Grammar:
    """Return the grammar of a version word such as ``3.0.3``."""
    return SWAGGER_2 if version.startswith("2") else OPENAPI_3


def slot_of(grammar: Grammar, kind: Kind, key: str) -> Slot | None:
    """Return what stands under ``key`` of an object of ``kind``; ``None`` for plain data."""
    if kind is Kind.CALLBACK:
        return None if key.startswith("x-") else Slot(Kind.CALLBACK_PATH_ITEM)
    return grammar.get(kind, {}).get(key)


def members(slot: Slot, value: JsonValue) -> Iterator[tuple[tuple[str | int, ...], JsonValue]]:
    """Yield the objects that ``value``, which fills ``slot``, holds, with the tokens that lead to each."""
    if slot.shape is Shape.MAP and isinstance(value, dict):
        for key, member in value.items():
            if slot.kind not in _EXTENSIBLE or not key.startswith("x-"):
                yield (key,), member
    elif isinstance(value, list) and (slot.shape is Shape.LIST or slot.kind is Kind.SCHEMA):
        for number, member in enumerate(value):
            yield (number,), member
    elif slot.shape is Shape.ONE:
        yield (), value


def objects(grammar: Grammar, kind: Kind, value: JsonObject) -> list[tuple[Kind, tuple[str | int, ...], JsonObject]]:
    """Return the objects directly below one of ``kind`` that have a kind themselves: kind, tokens, value."""
    found: list[tuple[Kind, tuple[str | int, ...], JsonObject]] = []
    slots = grammar.get(kind, _NO_SLOTS)
    for key, member in value.items():
        slot = slots.get(key) if kind is not Kind.CALLBACK else slot_of(grammar, kind, key)
        if slot is None:
            continue
        if slot.shape is Shape.ONE and isinstance(member, dict):
            found.append((slot.kind, (key,), member))
            continue
        for tokens, inner in members(slot, member):
            if isinstance(inner, dict):
                found.append((slot.kind, (key, *tokens), inner))
    return found


_NO_SLOTS: Mapping[str, Slot] = {}
