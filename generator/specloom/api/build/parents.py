"""Finds parents of `allOf` that have a discriminator: a use of one is a use of all that are built on it."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.build.nodes import SCHEMAS, ref_key, ref_to
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, as_str, strings_in
from specloom.base.pointers import split

_ANNOTATIONS = frozenset(
    {"title", "description", "deprecated", "example", "examples", "readOnly", "writeOnly", "nullable"}
)
_VALUES = ("x-discriminator-value", "x-ms-discriminator-value")


def with_parent_unions(document: JsonObject) -> JsonObject:
    """Return `document` with a union for each parent that has a discriminator, used wherever the parent is.

    The parent stays the base of its children. The union is a component of its own, named `Any<parent>`. The input is
    not changed.
    """
    schemas = as_object(as_object(document.get("components")).get("schemas"))
    parents = {key: name for key, raw in schemas.items() if (name := _discriminating_property(as_object(raw)))}
    if not parents:
        return document
    built_on = _children(schemas)
    unions: JsonObject = {}
    renamed: dict[str, str] = {}
    for key, name in parents.items():
        union = _union(key, name, schemas, built_on)
        if union is not None:
            renamed[key] = _free_name(key, schemas, unions)
            unions[renamed[key]] = union
    if not unions:
        return document
    changed = as_object(_rewritten(document, renamed, (), frozenset(unions)))
    components = as_object(changed.get("components"))
    kept = as_object(components.get("schemas"))
    children = {child for key in renamed for child in _descendants(key, built_on)}
    own: JsonObject = {key: _as_class(as_object(kept[key])) for key in sorted(children)}
    whole: JsonObject = {**kept, **own, **unions}
    return {**changed, "components": {**components, "schemas": whole}}


def _discriminating_property(raw: JsonObject) -> str | None:
    """Return the property that tells the children of a schema apart."""
    if as_array(raw.get("oneOf")) or as_array(raw.get("anyOf")):
        return None
    own = as_str(as_object(raw.get("discriminator")).get("propertyName"))
    if own is not None:
        return own
    inline = (as_object(member) for member in as_array(raw.get("allOf")) if "$ref" not in as_object(member))
    return next((found for member in inline if (found := _discriminating_property(member))), None)


def _children(schemas: JsonObject) -> dict[str, list[str]]:
    """Return the components that are directly built on each component by `allOf`."""
    found: dict[str, list[str]] = {}
    for key, raw in schemas.items():
        for member in as_array(as_object(raw).get("allOf")):
            parent = ref_key(as_object(member).get("$ref"))
            if parent is not None and parent != key:
                found.setdefault(parent, []).append(key)
    return found


def _union(key: str, name: str, schemas: JsonObject, built_on: dict[str, list[str]]) -> JsonObject | None:
    """Return the union of all that is built on the component `key`, and of itself; None if nothing is."""
    raw = as_object(schemas.get(key))
    declared = as_object(as_object(raw.get("discriminator")).get("mapping"))
    tags = {tag: target for tag, value in declared.items() if (target := ref_key(value)) in schemas and target}
    members = dict.fromkeys(target for target in tags.values() if target != key)
    members.update(dict.fromkeys(_descendants(key, built_on)))
    if not members:
        return None
    mapped = set(tags.values())
    for member in (*members, key):
        if member not in mapped:
            for tag in _own_tags(as_object(schemas.get(member)), name) or [member]:
                tags.setdefault(tag, member)
    mapping: JsonObject = {tag: as_str(ref_to(target)["$ref"]) for tag, target in tags.items()}
    union: JsonObject = {
        "oneOf": [*map(ref_to, members), ref_to(key)],
        "discriminator": {"propertyName": name, "mapping": mapping},
    }
    description = as_str(raw.get("description"))
    return {**union, "description": description} if description else union


def _as_class(raw: JsonObject) -> JsonObject:
    """Return a child with an object of its own, so that one that adds nothing to its parent is a class, too."""
    adds = any("properties" in part for part in (raw, *map(as_object, as_array(raw.get("allOf")))))
    return raw if adds else {**raw, "properties": {}}


def _descendants(key: str, built_on: dict[str, list[str]]) -> Iterator[str]:
    """Yield all that is built on the component `key`, through others too, each once."""
    seen = {key}
    stack = built_on.get(key, [])[::-1]
    while stack:
        one = stack.pop()
        if one not in seen:
            seen.add(one)
            yield one
            stack += built_on.get(one, [])[::-1]


def _own_tags(raw: JsonObject, name: str) -> list[str]:
    """Return the values of the discriminator that a schema itself gives."""
    for part in (raw, *map(as_object, as_array(raw.get("allOf")))):
        for key in _VALUES:
            value = as_str(part.get(key))
            if value is not None:
                return [value]
        tag = as_object(as_object(part.get("properties")).get(name))
        values = [tag["const"]] if "const" in tag else as_array(tag.get("enum"))
        if "$ref" not in part and values and strings_in(values):
            own = as_str(tag.get("default"))
            return [own] if own is not None and len(values) > 1 else strings_in(values)
    return []


def _free_name(key: str, schemas: JsonObject, unions: JsonObject) -> str:
    name = f"Any{key[:1].upper()}{key[1:]}"
    while name in schemas or name in unions:
        name += "_"
    return name


def _rewritten(value: JsonValue, renamed: dict[str, str], path: tuple[str, ...], kept: frozenset[str]) -> JsonValue:
    """Return `value` with the references to parents replaced; parts without one are shared.

    References stay in the `allOf` of components, which build on the parent, and in mappings, which name a class.
    """
    if isinstance(value, list):
        items = [_rewritten(item, renamed, path, kept) for item in value]
        return items if any(new is not old for new, old in zip(items, value, strict=True)) else value
    if not isinstance(value, dict):
        return value
    target = renamed.get(ref_key(value.get("$ref")) or "")
    if target is not None:
        return {**value, **ref_to(target)}
    made: JsonObject = {}
    for key, inner in value.items():
        builds = key == "allOf" and (_is_component(path) or not _is_reference_alone(value))
        made[key] = (
            _inside_all_of(inner, renamed, path, kept)
            if builds
            else _rewritten(inner, renamed, (*path[-3:], key), kept)
        )
    return made if any(made[key] is not value[key] for key in made) else value


def _inside_all_of(value: JsonValue, renamed: dict[str, str], path: tuple[str, ...], kept: frozenset[str]) -> JsonValue:
    """Return the members of an `allOf` that builds a schema: references stay, what is inside other members does not."""
    if not isinstance(value, list):
        return value
    items = [item if "$ref" in as_object(item) else _rewritten(item, renamed, (*path, "allOf"), kept) for item in value]
    return items if any(new is not old for new, old in zip(items, value, strict=True)) else value


def _is_component(path: tuple[str, ...]) -> bool:
    """Return whether a path leads to a component."""
    return len(path) == 3 and path[:2] == tuple(split(SCHEMAS))


def _is_reference_alone(raw: JsonObject) -> bool:
    """Return whether a schema is one reference with texts beside it."""
    rest = {key for key in raw if key != "allOf" and not key.startswith("x-")}
    return len(as_array(raw.get("allOf"))) == 1 and rest <= _ANNOTATIONS | {"type"}
