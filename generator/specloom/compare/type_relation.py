"""How two types relate: which of them takes every value of the other."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import dataclass, field
from enum import Enum
from typing import TypeAlias

from specloom.compare.dotted import last_part
from specloom.compare.surface_types import ANY, LITERAL, UNION, SurfaceType, rename_types, split_literal

TypeAliases: TypeAlias = Mapping[str, SurfaceType]
_ANYTHING = {"object", ANY}
_SCALES: tuple[Mapping[str, int], ...] = (
    {"List": 0, "Sequence": 1, "SequenceNotStr": 1, "Iterable": 2},
    {"Dict": 0, "MutableMapping": 1, "Mapping": 2},
    {"int": 0, "float": 1},
)
"""Names of which a wider one takes whatever a narrower one takes; the number says how wide."""
_DEEPEST = 60
"""How far types inside types, and aliases, are followed."""


def takes_anything(item: SurfaceType) -> bool:
    """Is any value one of the type?"""
    return item.name in _ANYTHING


class TypeRelation(Enum):
    """What the new type is to the old one."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ClassRelation:
    """Which names of classes fit one another.

    `ancestors` are the classes above a class. Of source code it is not known what became of a definition: `gone` are
    places that only the old package has, and `fresh` those of the new one alone; equal names in both count as one.
    """

    ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    gone: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()

    def takes_class(self, wide: str, narrow: str) -> bool:
        """Is an instance of `narrow` one of `wide`?"""
        if wide == narrow or wide in self.ancestors.get(narrow, ()):
            return True
        same = last_part(wide) == last_part(narrow)
        return same and ((wide in self.gone and narrow in self.fresh) or (narrow in self.gone and wide in self.fresh))


@dataclass(frozen=True, slots=True)
class TypeJudge:
    """Says whether one type takes every value of another; each side has the aliases of its own surface."""

    wide_aliases: TypeAliases
    narrow_aliases: TypeAliases
    classes: ClassRelation
    known: dict[tuple[SurfaceType, SurfaceType], bool] = field(
        default_factory=dict[tuple[SurfaceType, SurfaceType], bool]
    )

    def accepts_type(self, wide: SurfaceType, narrow: SurfaceType, depth: int = 0) -> bool:
        """Is every value of `narrow` one of `wide`? A type within itself, or too deep, is taken to be."""
        if wide == narrow or takes_anything(wide) or narrow.name == ANY or depth > _DEEPEST:
            return True
        key = (wide, narrow)
        if key not in self.known:
            self.known[key] = True
            self.known[key] = self._accepts_members(wide, narrow, depth + 1)
        return self.known[key]

    def _accepts_members(self, wide: SurfaceType, narrow: SurfaceType, depth: int) -> bool:
        if narrow.name == UNION:
            return all(self.accepts_type(wide, each, depth) for each in narrow.args)
        if wide.name == UNION and any(self.accepts_type(each, narrow, depth) for each in wide.args):
            return True
        if narrow.name in self.narrow_aliases:
            return self.accepts_type(wide, self.narrow_aliases[narrow.name], depth)
        if wide.name in self.wide_aliases:
            return self.accepts_type(self.wide_aliases[wide.name], narrow, depth)
        if narrow.name == LITERAL:
            single = list(expand_members(wide, self.wide_aliases))
            return all(any(takes_word(each, word) for each in single) for word in narrow.args)
        return self._accepts_one(wide, narrow, depth)

    def _accepts_one(self, wide: SurfaceType, narrow: SurfaceType, depth: int) -> bool:
        scale = next((each for each in _SCALES if wide.name in each and narrow.name in each), None)
        if scale is not None:
            if scale[wide.name] < scale[narrow.name]:
                return False
        elif not self.classes.takes_class(wide.name, narrow.name):
            return False
        if not wide.args or not narrow.args:
            return True
        pairs = zip(wide.args, narrow.args, strict=False)
        return len(wide.args) == len(narrow.args) and all(self.accepts_type(one, other, depth) for one, other in pairs)


@dataclass(frozen=True, slots=True)
class TypeComparison:
    """Compares types of two surfaces, all under the names of the new one.

    `renamed` leads from the place of an old definition to its new one. `widening` and `narrowing` judge whether the new
    type takes the old one's values and the reverse. Aliases of both surfaces stay what they are where that says
    enough: what became of one is said of itself, not wherever it is used.
    """

    renamed: Mapping[str, str]
    widening: TypeJudge
    narrowing: TypeJudge

    def relate_types(self, old: SurfaceType, new: SurfaceType) -> TypeRelation:
        """Return what `new` is to `old`."""
        was = rename_types(old, self.renamed)
        wider, narrower = self.widening.accepts_type(new, was), self.narrowing.accepts_type(was, new)
        if wider and narrower:
            return TypeRelation.SAME
        return TypeRelation.WIDER if wider else TypeRelation.NARROWER if narrower else TypeRelation.OTHER

    def list_alternatives(
        self, old: SurfaceType, new: SurfaceType, *, expanded: bool
    ) -> tuple[list[SurfaceType], list[SurfaceType]]:
        """Return the alternatives of both types, each constant on its own; aliases of both stay unless `expanded`."""
        before, after = self.widening.narrow_aliases, self.widening.wide_aliases
        shared = () if expanded else before.keys() & after.keys()
        was = expand_members(rename_types(old, self.renamed), before, shared)
        return list(was), list(expand_members(new, after, shared))


def takes_word(wide: SurfaceType, word: SurfaceType) -> bool:
    """Is the constant `word` a value of `wide`, which is a single alternative?"""
    if wide.name == LITERAL:
        return word in wide.args
    if word.name in {"True", "False"}:
        return wide.name == "bool"
    if word.name[:1] in "-0123456789":
        return wide.name in {"int", "float"}
    return wide.name in {"str", *_ANYTHING}


def expand_members(item: SurfaceType, aliases: TypeAliases, kept: Container[str] = ()) -> Iterator[SurfaceType]:
    """Yield the alternatives of which a type is the union: each constant, null, and what aliases not in `kept` name."""
    waiting, seen = [item], set[str]()
    while waiting:
        each = waiting.pop()
        if each.name == UNION:
            waiting.extend(reversed(each.args))
        elif each.name == LITERAL:
            yield from split_literal(each)
        elif each.name in aliases and each.name not in kept and each.name not in seen:
            seen.add(each.name)
            waiting.append(aliases[each.name])
        else:
            yield each
