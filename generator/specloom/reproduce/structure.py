"""Finds the schemas of types that no method leads to: by their fields and constants, and unions by their members."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field

from specloom.base.json import as_array, as_object
from specloom.base.pointers import join
from specloom.base.records import dataclass
from specloom.base.words import Casing
from specloom.compare.dotted import last_part
from specloom.compare.surface import SurfaceAlias, SurfaceClass
from specloom.compare.surface_types import LITERAL, UNION, SurfaceType, constant_value
from specloom.reproduce.document_index import DocumentIndex, comparable
from specloom.reproduce.models import ModelMatching, alike, last_token

_CASING = Casing()
_TELLING = 3
"""So many fields without a constant identify a class."""
_SAME_MEMBERS = 0.75


@dataclass(frozen=True, slots=True)
class ClassShape:
    """The comparable names of the fields of a class, and the constants that some of them have."""

    names: frozenset[str]
    constants: Mapping[str, frozenset[str]]

    @property
    def is_telling(self) -> bool:
        """Whether no other class is likely to have the same shape."""
        return bool(self.constants) or len(self.names) >= _TELLING

    def fits(self, other: ClassShape) -> bool:
        """Return whether a schema of the shape `other` can be that of a class of this shape."""
        return self.names == other.names and all(
            values == other.constants.get(name) for name, values in self.constants.items()
        )


@dataclass(slots=True)
class StructureMatching:
    """Pairs types with components of the same structure. `schemas` are the components by the names of their fields."""

    matching: ModelMatching
    schemas: dict[frozenset[str], list[tuple[str, ClassShape]]] = field(
        default_factory=dict[frozenset[str], "list[tuple[str, ClassShape]]"]
    )

    def __post_init__(self) -> None:
        """Index the components of the document."""
        for pointer in component_pointers(self.matching.index):
            shape = self._shape_of_schema(pointer)
            self.schemas.setdefault(shape.names, []).append((pointer, shape))

    def match_types(self, paths: Iterable[str], known: Mapping[str, str]) -> None:
        """Pair each of `paths` that has one fitting component; `known` are the schemas that are taken."""
        listed = list(paths)
        taken = set(known.values())
        found: dict[str, str] = {}
        for path in listed:
            pointer = self._find_class(path, taken)
            if pointer is not None:
                found[path] = pointer
        settled = {**known, **found}
        for path in listed:
            pointer = self._find_union(path, settled, taken)
            if pointer is not None:
                found[path] = pointer
        for path, pointer in found.items():
            self.matching.walk(SurfaceType(path), pointer)

    def _find_class(self, path: str, taken: set[str]) -> str | None:
        """Return the component of the shape of a class, of several that with the most words of its name."""
        definition = self.matching.surface.definitions[path]
        if not isinstance(definition, SurfaceClass):
            return None
        shape = self._shape_of_class(definition)
        if not shape.is_telling:
            return None
        fitting = [
            pointer
            for pointer, other in self.schemas.get(shape.names, ())
            if pointer not in taken and shape.fits(other)
        ]
        return self._best_named(path, fitting)

    def _find_union(self, path: str, settled: Mapping[str, str], taken: set[str]) -> str | None:
        """Return the component that combines the schemas of the members of a union."""
        definition = self.matching.surface.definitions[path]
        if not isinstance(definition, SurfaceAlias) or definition.type.name != UNION:
            return None
        wanted = {settled[each.name] for each in definition.type.members if each.name in settled}
        if len(wanted) == 1 or not wanted:
            return None
        scores = {
            pointer: alike(wanted, self._union_members(pointer))
            for pointer in component_pointers(self.matching.index)
            if pointer not in taken
        }
        best = max(scores.values(), default=0.0)
        if best < _SAME_MEMBERS:
            return None
        return self._best_named(path, [pointer for pointer, score in scores.items() if score == best])

    def _union_members(self, pointer: str) -> set[str]:
        value = as_object(self.matching.index.at(pointer))
        return {
            self.matching.index.resolve_single(f"{pointer}/{word}/{number}")
            for word in ("anyOf", "oneOf")
            for number, _ in enumerate(as_array(value.get(word)))
        }

    def _best_named(self, path: str, pointers: Iterable[str]) -> str | None:
        """Return the pointer whose name has most words in common with a type, None if several have."""
        words = set(_CASING.snake(last_part(path).removesuffix("Param")).split("_"))
        scores = {each: alike(words, set(_CASING.snake(last_token(each)).split("_"))) for each in pointers}
        best = max(scores.values(), default=0.0)
        named = [each for each, score in scores.items() if score == best]
        return named[0] if len(named) == 1 and best > 0 else None

    def _shape_of_class(self, definition: SurfaceClass) -> ClassShape:
        own = self.matching.own_fields(definition)
        constants = {
            comparable(name): frozenset(str(constant_value(each.name)) for each in member.type.args)
            for name, member in definition.fields.items()
            if comparable(name) in own and member.type is not None and member.type.name == LITERAL
        }
        return ClassShape(frozenset(own), constants)

    def _shape_of_schema(self, pointer: str) -> ClassShape:
        index = self.matching.index
        constants: dict[str, frozenset[str]] = {}
        for here in index.members(pointer):
            for name in as_object(as_object(index.at(here)).get("properties")):
                values = constants_of(index, f"{here}/properties{join('', name)}")
                if values:
                    constants[comparable(name)] = values
        return ClassShape(frozenset(index.property_names(pointer)), constants)


def component_pointers(index: DocumentIndex) -> Iterator[str]:
    """Yield the pointers of all schemas in `components`."""
    for pointers in index.component_names.values():
        yield from pointers


def constants_of(index: DocumentIndex, pointer: str) -> frozenset[str]:
    """Return the values that a schema allows, none if it allows others too."""
    value = as_object(index.at(index.resolve_single(pointer)))
    if "const" in value:
        return frozenset([str(value["const"])])
    return frozenset(str(each) for each in as_array(value.get("enum")) if each is not None)
