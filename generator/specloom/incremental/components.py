"""A document split into what is compared: operations, components, the shared part of path items, and the rest."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Iterable, Iterator, Mapping

from specloom.base.json import JsonObject, JsonValue, as_array, as_object, strings_in
from specloom.base.pointers import from_fragment, join
from specloom.base.records import dataclass
from specloom.document.grammar import VERBS

_SECTIONS = ("schemas", "responses", "parameters", "examples", "requestBodies", "headers", "links", "callbacks")
_SECTIONS_2 = ("definitions", "parameters", "responses")
_COMPONENT_REFERENCE = re.compile(r"#/(?:components/[^/]+|definitions|parameters|responses)/[^/]+")
_REFERENCE = re.compile(r'"\$ref": ("(?:[^"\\]|\\.)*")')
_OWN_BASE = re.compile(r'"(?:\$id|\$anchor|\$dynamicRef|\$dynamicAnchor|\$recursiveRef|\$recursiveAnchor|\$self)": ')


class UntrackableReferenceError(Exception):
    """A document in which a change may affect more than its references show."""


@dataclass(frozen=True, slots=True)
class Components:
    """A document: the JSON text of each operation and component by pointer, and the rest, in which these are null."""

    texts: Mapping[str, str]
    rest: str


def split_document(root: JsonObject) -> Components:
    """Split a document, OpenAPI or Swagger, into operations, components and the rest."""
    texts: dict[str, str] = {}
    rest = dict(root)
    if isinstance(root.get("paths"), dict):
        rest["paths"] = _split_paths(as_object(root["paths"]), texts)
    for section in _SECTIONS_2 if "swagger" in root else ():
        if isinstance(root.get(section), dict):
            rest[section] = _split_section(as_object(root[section]), join("", section), texts)
    components = as_object(root.get("components"))
    if components:
        kept = dict(components)
        for section in _SECTIONS:
            if isinstance(components.get(section), dict):
                pointer = join("/components", section)
                kept[section] = _split_section(as_object(components[section]), pointer, texts)
        rest["components"] = kept
    return Components(texts, json_text(rest))


def json_text(value: JsonValue) -> str:
    """Return the JSON text of a value; keys keep their order."""
    return json.dumps(value, ensure_ascii=False)


def _split_paths(paths: JsonObject, texts: dict[str, str]) -> JsonObject:
    rest: JsonObject = {}
    for path, item in paths.items():
        pointer = join("/paths", path)
        rest[path] = item
        if isinstance(item, dict):
            own = [verb for verb in VERBS if isinstance(item.get(verb), dict)]
            shared = json_text({**item, **dict.fromkeys(own)})
            rest[path] = texts[pointer] = shared
            texts.update({join(pointer, verb): json_text(item[verb]) for verb in own})
    return rest


def _split_section(section: JsonObject, pointer: str, texts: dict[str, str]) -> JsonObject:
    texts.update({join(pointer, name): json_text(value) for name, value in section.items()})
    return dict.fromkeys(section)


def is_operation(pointer: str) -> bool:
    """Tell whether a pointer is that of an operation."""
    return pointer.startswith("/paths/") and pointer.count("/") == 3


def is_path_item(pointer: str) -> bool:
    """Tell whether a pointer is that of the shared part of a path item."""
    return pointer.startswith("/paths/") and pointer.count("/") == 2


def has_own_base(text: str) -> bool:
    """Tell whether a text has ids or anchors, so that references may name it by these."""
    return _OWN_BASE.search(text) is not None


def changed_components(old: Components, new: Components) -> list[str] | None:
    """Return the pointers whose text has changed; None if some were added or removed, or the rest has changed."""
    if old.rest != new.rest or list(old.texts) != list(new.texts):
        return None
    return [pointer for pointer, text in new.texts.items() if text != old.texts[pointer]]


def check_references(pieces: Components) -> None:
    """Check that every reference is a plain pointer to a whole component.

    Raises:
        UntrackableReferenceError: one does not.
    """
    for text in (*pieces.texts.values(), pieces.rest):
        if has_own_base(text):
            raise UntrackableReferenceError
        for _ in references_in(text):
            pass


def references_in(text: str) -> Iterator[str]:
    """Yield the pointers of the components that a text refers to.

    Raises:
        UntrackableReferenceError: it refers to something else.
    """
    for match in _REFERENCE.finditer(text):
        fragment = str(json.loads(match[1]))
        if not _COMPONENT_REFERENCE.fullmatch(fragment):
            raise UntrackableReferenceError
        yield from_fragment(fragment)


def direct_references(pointer: str, pieces: Components) -> Iterator[str]:
    """Yield the pointers that the text at `pointer` refers to; unknown ones are left out.

    Raises:
        UntrackableReferenceError: it refers to something else.
    """
    text = pieces.texts[pointer]
    if is_operation(pointer):
        yield pointer.rpartition("/")[0]
    yield from (target for target in references_in(text) if target in pieces.texts)
    if '"discriminator": ' in text:
        yield from (target for target in _discriminator_targets(json.loads(text)) if target in pieces.texts)


def transitive_references(start: Iterable[str], pieces: Components) -> set[str]:
    """Return `start` and all transitive references, children of schemas with a discriminator included.

    Raises:
        UntrackableReferenceError: a reference is not a plain pointer to a component.
    """
    heirs: dict[str, list[str]] | None = None
    found: set[str] = set()
    waiting = list(start)
    while waiting:
        pointer = waiting.pop()
        if pointer in found:
            continue
        found.add(pointer)
        waiting += direct_references(pointer, pieces)
        if '"discriminator": ' in pieces.texts[pointer]:
            heirs = heirs if heirs is not None else children_by_parent(pieces)
            waiting += heirs.get(pointer, ())
    return found


def children_by_parent(pieces: Components) -> dict[str, list[str]]:
    """Return for each component those that name it in their `allOf`: its discriminator may select them implicitly."""
    found: dict[str, list[str]] = {}
    for pointer, text in pieces.texts.items():
        if not is_operation(pointer) and '"allOf": ' in text:
            for parent in parents_of(text):
                found.setdefault(parent, []).append(pointer)
    return found


def parents_of(text: str) -> list[str]:
    """Return the components that a component extends."""
    whole: JsonValue = json.loads(text)
    return [target for part in as_array(as_object(whole).get("allOf")) for target in references_in(json_text(part))]


def _discriminator_targets(value: JsonValue) -> Iterator[str]:
    """Yield the pointers of the schemas that discriminators inside a value name."""
    stack = [value]
    while stack:
        part = stack.pop()
        if isinstance(part, list):
            stack += part
        elif isinstance(part, dict):
            stack += part.values()
            discriminator = as_object(part.get("discriminator"))
            named = [*as_object(discriminator.get("mapping")).values(), discriminator.get("defaultMapping")]
            for name in strings_in(named):
                yield from_fragment(name) if name.startswith("#") else join("/components/schemas", name)


def components_that_reach(targets: Collection[str], pieces: Components) -> set[str]:
    """Return `targets` and everything that refers to one of them, directly or not.

    Raises:
        UntrackableReferenceError: a reference is not a plain pointer to a component.
    """
    holders: dict[str, list[str]] = {}
    for pointer in pieces.texts:
        for target in direct_references(pointer, pieces):
            holders.setdefault(target, []).append(pointer)
    found: set[str] = set()
    waiting = list(targets)
    while waiting:
        pointer = waiting.pop()
        if pointer not in found:
            found.add(pointer)
            waiting += holders.get(pointer, ())
    return found


def make_excerpt(pieces: Components, wanted: Collection[str]) -> JsonObject:
    """Return the document with only the operations and components in `wanted`, in their old order."""
    root = as_object(json.loads(pieces.rest))
    for word in ("webhooks", "x-webhooks"):
        root.pop(word, None)
    if isinstance(root.get("paths"), dict):
        root["paths"] = _fill_paths(as_object(root["paths"]), pieces, wanted)
    for section in _SECTIONS_2 if "swagger" in root else ():
        _fill_section(root, section, join("", section), pieces, wanted)
    components = as_object(root.get("components"))
    for section in _SECTIONS:
        _fill_section(components, section, join("/components", section), pieces, wanted)
    return root


def _fill_paths(paths: JsonObject, pieces: Components, wanted: Collection[str]) -> JsonObject:
    found: JsonObject = {}
    for path in paths:
        pointer = join("/paths", path)
        if pointer in wanted:
            item = as_object(json.loads(pieces.texts[pointer]))
            own = {verb: join(pointer, verb) for verb in item if join(pointer, verb) in pieces.texts}
            found[path] = {
                key: json.loads(pieces.texts[own[key]]) if key in own else value
                for key, value in item.items()
                if key not in own or own[key] in wanted
            }
    return found


def _fill_section(holder: JsonObject, section: str, pointer: str, pieces: Components, wanted: Collection[str]) -> None:
    if not isinstance(holder.get(section), dict):
        return
    names = [name for name in as_object(holder[section]) if join(pointer, name) in wanted]
    holder[section] = {name: json.loads(pieces.texts[join(pointer, name)]) for name in names}
