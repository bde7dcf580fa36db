"""Splits parents of `allOf` that list their own children in `oneOf`: into the union, and the base of the children.

Literally, such a child contains a choice of which it is a member itself. What is meant is a union and a base class.
"""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.build.nodes import ref_key, ref_to
from specloom.base.json import JsonObject, JsonValue, as_array, as_object

_LISTS = ("oneOf", "anyOf")
_OF_UNION = frozenset(("discriminator", "title", "description", "deprecated", "nullable", "example", "examples"))


def with_listed_children(document: JsonObject) -> JsonObject:
    """Return `document` with a component `<parent>Base` for each parent that lists children. The input is not changed.

    The parent stays a union, whose members that are such parents are replaced by their own members.
    """
    components = as_object(document.get("components"))
    schemas = as_object(components.get("schemas"))
    listing = {key: keyword for key, raw in schemas.items() if (keyword := _keyword_of(key, as_object(raw), schemas))}
    if not listing:
        return document
    bases: dict[str, str] = {}
    for key in listing:
        bases[key] = _free_name(f"{key}Base", schemas, bases)
    changed: JsonObject = {}
    for key, raw in schemas.items():
        built = _on_bases(as_object(raw), bases)
        if key in listing:
            changed[key] = _union(key, schemas, listing, bases)
            changed[bases[key]] = _base(built)
        else:
            changed[key] = built if "allOf" in built else raw
    return {**document, "components": {**components, "schemas": changed}}


def _keyword_of(key: str, raw: JsonObject, schemas: JsonObject) -> str:
    """Return the keyword in which a parent lists a child of its own; empty if it lists none."""
    for keyword in _LISTS:
        for name in _references(raw, keyword):
            if key in _references(as_object(schemas.get(name)), "allOf"):
                return keyword
    return ""


def _references(raw: JsonObject, keyword: str) -> Iterator[str]:
    for member in as_array(raw.get(keyword)):
        key = ref_key(as_object(member).get("$ref"))
        if key is not None:
            yield key


def _free_name(name: str, schemas: JsonObject, bases: dict[str, str]) -> str:
    while name in schemas or name in bases.values():
        name += "_"
    return name


def _on_bases(raw: JsonObject, bases: dict[str, str]) -> JsonObject:
    """Return a schema whose `allOf` has the bases of parents that list their children; a class, if it adds nothing."""
    members: list[JsonValue] = [
        ref_to(bases[key]) if (key := ref_key(as_object(member).get("$ref"))) in bases else member
        for member in as_array(raw.get("allOf"))
    ]
    if members == as_array(raw.get("allOf")):
        return raw
    adds = any("properties" in part for part in (raw, *map(as_object, members)))
    return {**raw, "allOf": members, **({} if adds else {"properties": {}})}


def _base(raw: JsonObject) -> JsonObject:
    left = {name: value for name, value in raw.items() if name not in (*_LISTS, "discriminator")}
    return left if "properties" in left else {**left, "properties": {}}


def _union(key: str, schemas: JsonObject, listing: dict[str, str], bases: dict[str, str]) -> JsonObject:
    """Return the union of a parent: all members that are no such parents, with the values that name them."""
    raw = as_object(schemas.get(key))
    members: list[JsonValue] = []
    for member in _members(key, schemas, listing):
        name = ref_key(as_object(member).get("$ref"))
        built = name is not None and _is_built_on(name, key, schemas)
        whole: JsonObject = {"allOf": [ref_to(bases[key]), member], **({"title": f"{key} {name}"} if name else {})}
        members.append(member if built else whole)
    union: JsonObject = {name: value for name, value in raw.items() if name in _OF_UNION or name.startswith("x-")}
    return {**union, listing[key]: members}


def _members(key: str, schemas: JsonObject, listing: dict[str, str]) -> Iterator[JsonValue]:
    """Yield the members of a parent; those that are such parents are replaced by their members, each once."""
    seen = {key}
    waiting = as_array(as_object(schemas.get(key)).get(listing[key]))[::-1]
    while waiting:
        member = waiting.pop()
        name = ref_key(as_object(member).get("$ref"))
        if name is None or name not in listing:
            yield member
        elif name not in seen:
            seen.add(name)
            waiting += as_array(as_object(schemas.get(name)).get(listing[name]))[::-1]


def _is_built_on(name: str, key: str, schemas: JsonObject) -> bool:
    """Return whether the component `name` is built on the component `key`, through others too."""
    seen: set[str] = set()
    waiting = [name]
    while waiting:
        one = waiting.pop()
        if one == key:
            return True
        if one not in seen:
            seen.add(one)
            waiting += _references(as_object(schemas.get(one)), "allOf")
    return False
