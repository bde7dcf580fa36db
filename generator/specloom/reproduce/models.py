"""Finds the schema of each named type of an existing SDK by walking types and schemas side by side."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from fractions import Fraction
from typing import NamedTuple

from specloom.base.json import as_object
from specloom.base.pointers import split
from specloom.base.records import dataclass
from specloom.compare.dotted import last_part
from specloom.compare.surface import ClientSurface, SurfaceAlias, SurfaceClass
from specloom.compare.surface_types import LITERAL, NULL, UNION, SurfaceType
from specloom.reproduce.document_index import DocumentIndex, comparable, is_component

_LISTS = {"List", "Iterable", "Sequence", "SequenceNotStr", "AsyncPaginator"}
_DICTS = {"Dict", "Mapping"}
_CLOSE = 0.34
_DEEPEST = 40


@dataclass(slots=True)
class ModelMatching:
    """Pairs the definitions of an SDK with schemas. `votes` are the schemas that were found for each definition."""

    surface: ClientSurface
    index: DocumentIndex
    votes: dict[str, Counter[str]] = field(default_factory=dict[str, Counter[str]])
    seen: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    def walk(self, item: SurfaceType | None, pointer: str | None, depth: int = 0) -> None:
        """Pair a type with the schema at a pointer, and all that both contain."""
        if item is None or pointer is None or depth > _DEEPEST:
            return
        if item.name == UNION:
            self._walk_union([each for each in item.args if each != NULL], pointer, depth)
        elif item.name in _LISTS and item.args:
            self.walk(item.args[0], self.index.below(pointer, "items"), depth + 1)
        elif item.name in _DICTS and len(item.args) > 1:
            self.walk(item.args[1], self.index.below(pointer, "additionalProperties"), depth + 1)
        elif item.name in self.surface.definitions:
            self._walk_definition(item.name, pointer, depth)

    def _walk_definition(self, path: str, pointer: str, depth: int) -> None:
        found = self.index.resolve_single(pointer)
        if (path, found) in self.seen:
            return
        self.seen.add((path, found))
        self.votes.setdefault(path, Counter())[found] += 1
        definition = self.surface.definitions[path]
        if isinstance(definition, SurfaceAlias):
            self.walk(definition.type, found, depth + 1)
            return
        for name, each in definition.fields.items():
            self.walk(each.type, self.index.property_of(found, name), depth + 1)
        for above in definition.ancestors:
            parent = self.surface.definitions.get(above)
            if isinstance(parent, SurfaceClass) and parent.fields and above.startswith("types."):
                self._walk_parent(above, found, depth)

    def _walk_parent(self, path: str, pointer: str, depth: int) -> None:
        """Pair a base class with the member of `allOf` that is most like it."""
        parts = [each for each in self.index.members(pointer) if each != pointer]
        best = self._most_alike(path, parts)
        if best is not None:
            self._walk_definition(path, best, depth + 1)

    def _walk_union(self, members: list[SurfaceType], pointer: str, depth: int) -> None:
        """Pair the members of a union with those of a schema, by name or else by their properties."""
        if len(members) == 1:
            self.walk(members[0], pointer, depth + 1)
            return
        parts = list(self.index.members(pointer))
        for each in members:
            if each.name in self.surface.definitions:
                best = self._most_alike(each.name, parts)
                if best is not None:
                    self._walk_definition(each.name, best, depth + 1)
            elif each.name != LITERAL and each.args:
                fitting = [
                    part
                    for part in parts
                    if self.index.below(part, "items" if each.name in _LISTS else "additionalProperties")
                ]
                for part in fitting[:1]:
                    self.walk(each, part, depth + 1)

    def _most_alike(self, path: str, parts: Iterable[str]) -> str | None:
        """Return the schema that has the name of a definition, or most of its fields."""
        definition = self.surface.definitions[path]
        name = comparable(last_part(path).removesuffix("Param"))
        listed = list(parts)
        for part in listed:
            if comparable(part.rpartition("/")[2]) == name:
                return part
        if not isinstance(definition, SurfaceClass) or not definition.fields:
            return None
        fields = self.own_fields(definition)
        scores = {part: alike(fields, self.index.property_names(part)) for part in listed}
        best = max(
            scores, key=lambda each: (scores[each], "properties" in as_object(self.index.at(each))), default=None
        )
        return best if best is not None and scores[best] > _CLOSE else None

    def candidates(self, path: str, twin: str | None) -> Iterator[Candidate]:
        """Yield the schemas that a definition can have: those that were found, and the component of its name."""
        votes = self.votes.get(path, Counter[str]())
        if not votes or not self.is_apart(path, twin):
            votes = votes + self.votes.get(twin or "", Counter[str]())
        name = plain_name(last_part(path).removesuffix("Param"))
        named = [key for key in self.index.component_names.get(name, ()) if key not in votes]
        for pointer in (*votes, *named):
            same = is_component(pointer) and plain_name(last_token(pointer)) == name
            likeness = self._likeness(path, pointer)
            if likeness >= (_CLOSE if pointer in votes and not same else 0.0) or (pointer in votes and same):
                known = votes[pointer] > 0
                yield Candidate(known, same, round(likeness, 1), is_component(pointer), votes[pointer], path, pointer)

    def is_apart(self, path: str, twin: str | None) -> bool:
        """Return whether a type and that of its name for requests have no schema in common."""
        one, other = (self.votes.get(each or "", Counter[str]()) for each in (path, twin))
        return bool(one) and bool(other) and one.keys().isdisjoint(other)

    def own_fields(self, definition: SurfaceClass) -> set[str]:
        """Return the comparable names of the fields of a class without those of the base class of all models."""
        base = self.surface.definitions.get("_models.BaseModel")
        inherited = base.fields if isinstance(base, SurfaceClass) else ()
        return {comparable(each) for each in definition.fields if each not in inherited}

    def _likeness(self, path: str, pointer: str) -> float:
        """Return how much the fields of a class are like the properties of a schema; 0.5 for other types."""
        definition = self.surface.definitions[path]
        names = self.index.property_names(pointer)
        if not isinstance(definition, SurfaceClass):
            is_combined = len(list(self.index.members(pointer))) > 1
            return 0.9 if is_combined else 0.2 if names else 0.6
        fields = self.own_fields(definition)
        return alike(fields, names) if fields else 0.5

    def assign_schemas(self, paths: Iterable[str], twins: Mapping[str, str]) -> dict[str, str]:
        """Return the schema of each definition that has one: no schema twice, the best candidates first."""
        found: dict[str, str] = {}
        taken: set[str] = set()
        listed = [each for path in paths for each in self.candidates(path, twins.get(path))]
        for each in sorted(listed, key=lambda item: (*(-part for part in item[:5]), item.path, item.pointer)):
            if each.path not in found and each.pointer not in taken:
                found[each.path] = each.pointer
                taken.add(each.pointer)
        return found


class Candidate(NamedTuple):
    """A schema that a definition may have, and what speaks for it."""

    is_used: bool
    same_name: bool
    likeness: float
    is_component: bool
    votes: int
    path: str
    pointer: str


def last_token(pointer: str) -> str:
    """Return the last key of a pointer."""
    return split(pointer)[-1]


def plain_name(name: str) -> str:
    """Return the letters and digits of a name in lower case."""
    return "".join(char for char in name.lower() if char.isalnum())


def alike(one: set[str], other: set[str]) -> float:
    """Return how much two sets have in common, from 0 to 1."""
    return float(Fraction(len(one & other), len(one | other))) if one | other else 0.0
