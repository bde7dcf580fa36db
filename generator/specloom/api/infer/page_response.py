"""Reads what the response of a list says about pages: its items, and the properties that lead to other pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from enum import Enum

from specloom.api.build.lookup import Lookup
from specloom.api.infer.page_words import (
    ENVELOPE_SIGNS,
    HOLDERS,
    ITEMS,
    NOT_ITEMS,
    PAGE_FACTS,
    WRAPPERS,
    has_identity,
    squashed,
)
from specloom.api.ir import AnySchema, ArraySchema, MapSchema, ObjectSchema, RefSchema, ScalarKind, ScalarSchema, Schema
from specloom.base.records import dataclass

Path = tuple[str, ...]
_DEEPEST = 2


class FactKind(Enum):
    """What a property of a response may be."""

    NUMBER = "number"
    TEXT = "text"
    FLAG = "flag"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ResponseItems:
    """Where the items of a response are. `usual`: the property has a usual name, or that of the resource."""

    path: Path
    usual: bool


@dataclass(frozen=True, slots=True)
class ResponsePage:
    """The properties of a response that may concern pages, those of inner objects included."""

    lookup: Lookup
    facts: tuple[tuple[Path, str, Schema], ...]
    """Path, squashed name and schema of each; those beside the items come first."""

    def find_fact(self, names: Iterable[str], kind: FactKind, *, inside: bool = False) -> Path:
        """Return the path of the first property with one of `names` and of a kind; `inside`: only of inner objects."""
        for name in names:
            for path, word, schema in self.facts:
                if word == name and (len(path) > 1 or not inside) and kind in self.kinds_of(schema):
                    return path
        return ()

    def kinds_of(self, schema: Schema) -> set[FactKind]:
        """Return what a value of `schema` may be."""
        found: set[FactKind] = set()
        for variant in self.lookup.variants_of(schema):
            leaf = self.lookup.resolve_fully(variant)
            if isinstance(leaf, AnySchema):
                found |= {FactKind.NUMBER, FactKind.TEXT, FactKind.FLAG}
            elif not isinstance(leaf, ScalarSchema):
                found.add(FactKind.OTHER)
            elif leaf.kind is ScalarKind.BOOLEAN:
                found.add(FactKind.FLAG)
            elif leaf.kind in (ScalarKind.INTEGER, ScalarKind.NUMBER):
                found.add(FactKind.NUMBER)
            elif leaf.kind is ScalarKind.STRING:
                found.add(FactKind.TEXT)
        return found


def response_page(schema: Schema, inner: Path, lookup: Lookup) -> ResponsePage:
    """Return what concerns pages in a response; the object at `inner` contains the items."""
    found: list[tuple[Path, str, Schema]] = []
    for start in dict.fromkeys((inner, ())):
        at = schema
        for name in start:
            at = lookup.fields_of(at)[name].schema
        found += _facts_below(at, start, lookup, 0)
    return ResponsePage(lookup, tuple(found))


def _facts_below(schema: Schema, path: Path, lookup: Lookup, depth: int) -> Iterator[tuple[Path, str, Schema]]:
    fields = lookup.fields_of(schema)
    for name, field in fields.items():
        yield (*path, name), squashed(name), field.schema
    for name, field in fields.items():
        if depth < _DEEPEST and squashed(name) in HOLDERS:
            yield from _facts_below(field.schema, (*path, name), lookup, depth + 1)


def response_items(schema: Schema, words: Iterable[str], lookup: Lookup) -> ResponseItems | None:
    """Return where the items are, None if there is any doubt; `words` are names of the resource."""
    own = {squashed(word) for word in words}
    found = _listed_items(schema, own, lookup)
    if found is not None:
        return found
    fields = lookup.fields_of(schema)
    for name, field in fields.items():
        if squashed(name) not in WRAPPERS:
            continue
        inner = _listed_items(field.schema, own, lookup)
        if inner is not None:
            return ResponseItems((name, *inner.path), inner.usual or squashed(name) == "embedded")
    return None


def _listed_items(schema: Schema, own: set[str], lookup: Lookup) -> ResponseItems | None:
    lists = {
        name: target
        for name, field in lookup.fields_of(schema).items()
        if isinstance(target := lookup.resolve_fully(field.schema), ArraySchema) and squashed(name) not in NOT_ITEMS
    }
    usual = [name for name in lists if squashed(name) in ITEMS]
    named = [name for name, target in lists.items() if squashed(name) in own or _is_named_after(name, target)]
    for names, is_usual in ((usual, True), (named, True), (list(lists), False)):
        if len(names) == 1:
            return ResponseItems((names[0],), is_usual)
    return None


def _is_named_after(name: str, target: ArraySchema) -> bool:
    """Return whether a list has the name of its items: `users` of `User`."""
    item = squashed(target.items.name) if isinstance(target.items, RefSchema) else ""
    return bool(item) and squashed(name) in (item, f"{item}s", f"{item}es", f"{item[:-1]}ies", f"{item}list")


def is_whole_page(schema: Schema, items: Path, lookup: Lookup) -> bool:
    """Return whether an object has nothing beside its items and what concerns pages: it is no single thing.

    That holds for each object that contains the items.
    """
    for at in items:
        fields = lookup.fields_of(schema)
        words = [squashed(name) for name in fields if name != at]
        if has_identity(fields) or not all(word in PAGE_FACTS or word in ENVELOPE_SIGNS for word in words):
            return False
        schema = fields[at].schema
    return True


def is_link_list(schema: Schema, lookup: Lookup) -> bool:
    """Return whether it is a list of links with `rel` and `href`, or a mapping of links."""
    target = lookup.resolve_fully(schema)
    if isinstance(target, ArraySchema):
        return {"rel", "href"} <= lookup.fields_of(target.items).keys()
    return isinstance(target, MapSchema)


def has_link(schema: Schema, lookup: Lookup) -> bool:
    """Return whether it is an object that contains a URL under a usual name."""
    target = lookup.resolve_fully(schema)
    return isinstance(target, ObjectSchema) and not {"href", "url", "uri"}.isdisjoint(lookup.fields_of(target))
