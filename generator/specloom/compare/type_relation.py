"""Relates two types: which of them accepts every value of the other."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import field
from enum import Enum
from typing import TypeAlias

from specloom.base.records import dataclass
from specloom.compare.dotted import last_part
from specloom.compare.surface_types import ANY, LITERAL, UNION, SurfaceType, rename_types, split_literal

TypeAliases: TypeAlias = Mapping[str, SurfaceType]
_ANYTHING = {"object", ANY}
_SCALES: tuple[Mapping[str, int], ...] = (
    {"List": 0, "Sequence": 1, "SequenceNotStr": 1, "Iterable": 2},
    {"Dict": 0, "MutableMapping": 1, "Mapping": 2},
    {"int": 0, "float": 1},
)
"""Types by width: a wider one (a higher number) accepts all values of a narrower one."""
_DEEPEST = 60
"""The most levels of nested types and aliases that are followed."""


def takes_anything(item: SurfaceType) -> bool:
    """Return whether the type accepts any value."""
    return item.name in _ANYTHING


class TypeRelation(Enum):
    """The relation of the new type to the old one."""

    SAME = "same"
    WIDER = "wider"
    NARROWER = "narrower"
    OTHER = "other"


@dataclass(frozen=True, slots=True)
class ClassRelation:
    """The relation between names of classes.

    `ancestors` are the ancestors of a class. In source code renames are unknown: `gone` are dotted paths that only the
    old package has, and `fresh` those of only the new one; equal names in both count as one.
    """

    ancestors: Mapping[str, frozenset[str]] = field(default_factory=dict[str, frozenset[str]])
    gone: frozenset[str] = frozenset()
    fresh: frozenset[str] = frozenset()

    def takes_class(self, wide: str, narrow: str) -> bool:
        """Return whether an instance of `narrow` is one of `wide`."""
        if wide == narrow or wide in self.ancestors.get(narrow, ()):
            return True
        same = last_part(wide) == last_part(narrow)
        return same and ((wide in self.gone and narrow in self.fresh) or (narrow in self.gone and wide in self.fresh))


@dataclass(frozen=True, slots=True)
class TypeJudge:
    """Decides whether one type accepts every value of another; each side has the aliases of its own surface."""

    wide_aliases: TypeAliases
    narrow_aliases: TypeAliases
    classes: ClassRelation
    known: dict[tuple[SurfaceType, SurfaceType], bool] = field(
        default_factory=dict[tuple[SurfaceType, SurfaceType], bool]
    )

    def accepts_type(self, wide: SurfaceType, narrow: SurfaceType, depth: int = 0) -> bool:
        """Return whether every value of `narrow` is one of `wide`; assumed for a type inside itself, or too deep."""
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

    `renamed` maps the dotted path of an old definition to its new one. `widening` and `narrowing` decide whether the
    new type accepts the old one's values and the reverse. Aliases of both surfaces are not expanded if that is enough:
    a change of an alias is reported once, not wherever it is used.
    """

    renamed: Mapping[str, str]
    widening: TypeJudge
    narrowing: TypeJudge

    def relate_types(self, old: SurfaceType, new: SurfaceType) -> TypeRelation:
        """Return the relation of `new` to `old`."""
        was = rename_types(old, self.renamed)
        wider, narrower = self.widening.accepts_type(new, was), self.narrowing.accepts_type(was, new)
        if wider and narrower:
            return TypeRelation.SAME
        return TypeRelation.WIDER if wider else TypeRelation.NARROWER if narrower else TypeRelation.OTHER

    def list_alternatives(
        self, old: SurfaceType, new: SurfaceType, *, expanded: bool
    ) -> tuple[list[SurfaceType], list[SurfaceType]]:
        """Return the alternatives of both types, each constant on its own; `expanded` also expands shared aliases."""
        before, after = self.widening.narrow_aliases, self.widening.wide_aliases
        shared = () if expanded else before.keys() & after.keys()
        was = expand_members(rename_types(old, self.renamed), before, shared)
        return list(was), list(expand_members(new, after, shared))


def takes_word(wide: SurfaceType, word: SurfaceType) -> bool:
    """Return whether the constant `word` is a value of `wide`, a single alternative."""
    if wide.name == LITERAL:
        return word in wide.args
    if word.name in {"True", "False"}:
        return wide.name == "bool"
    if word.name[:1] in "-0123456789":
        return wide.name in {"int", "float"}
    return wide.name in {"str", *_ANYTHING}


def expand_members(item: SurfaceType, aliases: TypeAliases, kept: Container[str] = ()) -> Iterator[SurfaceType]:
    """Yield the alternatives of a type: each constant, null, and the members of aliases not in `kept`."""
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
