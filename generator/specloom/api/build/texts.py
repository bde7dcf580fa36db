"""Prepares the texts of a document that no config describes: HTML as Markdown, tags as the texts of resources."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.api.ir import ResourceSpec, Tag
from specloom.base.html_text import html_as_markdown
from specloom.base.json import JsonObject, JsonValue
from specloom.base.words import Casing

_CASING = Casing()
_DATA = frozenset({"example", "examples", "default", "enum", "const"})


def with_readable_texts(document: JsonObject) -> JsonObject:
    """Return `document` with the HTML of its texts as Markdown. The input is not changed."""
    found = _Texts().rewrite(document)
    return found if isinstance(found, dict) else document


class _Texts:
    """Rewrites each value once, however often the document contains it."""

    def __init__(self) -> None:
        self.done: dict[int, JsonValue] = {}

    def rewrite(self, value: JsonValue) -> JsonValue:
        """Return a value with readable texts: the same one if there is nothing to change."""
        if not isinstance(value, dict | list):
            return value
        if id(value) not in self.done:
            self.done[id(value)] = value
            self.done[id(value)] = self._list(value) if isinstance(value, list) else self._object(value)
        return self.done[id(value)]

    def _list(self, value: list[JsonValue]) -> JsonValue:
        found = [self.rewrite(item) for item in value]
        return found if any(new is not old for new, old in zip(found, value, strict=True)) else value

    def _object(self, value: JsonObject) -> JsonValue:
        changed: JsonObject = {}
        for key, old in value.items():
            if isinstance(old, str):
                new: JsonValue = html_as_markdown(old) if key == "description" else old
                if new != old:
                    changed[key] = new
            elif key not in _DATA and not key.startswith("x-") and (new := self.rewrite(old)) is not old:
                changed[key] = new
        return {**value, **changed} if changed else value


def with_tag_texts(root: ResourceSpec, tags: tuple[Tag, ...]) -> ResourceSpec:
    """Return the tree with the text of a tag for each resource whose operations all have the tag.

    Either the tag has the name of the resource, or all of its operations are in the resource.
    """
    texts = {tag.name: tag.description for tag in tags if tag.description}
    uses: dict[str, int] = {}
    for found in _tags_in(root) if texts else ():
        for tag in found:
            uses[tag] = uses.get(tag, 0) + 1
    return replace(root, children=tuple(_described(child, texts, uses) for child in root.children)) if uses else root


def _tags_in(resource: ResourceSpec) -> Iterator[frozenset[str]]:
    """Yield the tags of each operation of a resource and of those below it."""
    for method in resource.methods:
        yield frozenset(method.operation.tags)
    for child in resource.children:
        yield from _tags_in(child)


def _described(resource: ResourceSpec, texts: dict[str, str], uses: dict[str, int]) -> ResourceSpec:
    own = [frozenset(method.operation.tags) for method in resource.methods]
    below = list(_tags_in(resource))
    concerned = own or below
    shared = [tag for tag in sorted(concerned[0]) if all(tag in tags for tags in concerned)] if concerned else []
    shared = [tag for tag in shared if tag in texts]
    name = _CASING.singular(resource.name)
    same = [tag for tag in shared if _CASING.singular(_CASING.snake(tag)) == name]
    whole = [tag for tag in shared if own and sum(tag in tags for tags in below) == uses[tag]]
    chosen = next(iter([*same, *whole]), None) if resource.description is None else None
    rest = {tag: text for tag, text in texts.items() if tag != chosen} if chosen is not None else texts
    return replace(
        resource,
        description=texts[chosen] if chosen is not None else resource.description,
        children=tuple(_described(child, rest, uses) for child in resource.children),
    )
