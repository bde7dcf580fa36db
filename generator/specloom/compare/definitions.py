"""Compares the definitions that both surfaces have: classes with their fields and methods, and named types."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from specloom.base.diagnostics import NOWHERE
from specloom.base.records import dataclass
from specloom.compare.changes import Change, ChangeKind, ChangeSide, ChangeSubject
from specloom.compare.clients import find_methods
from specloom.compare.facts import compare_docs
from specloom.compare.import_names import LOST, RESOURCES, subject_of
from specloom.compare.matching import names_by_location
from specloom.compare.members import MemberComparison
from specloom.compare.methods import MethodComparison
from specloom.compare.surface import ClientSurface, SurfaceAlias, SurfaceClass, SurfaceDefinition
from specloom.compare.surface_types import OBJECT, without_none
from specloom.compare.type_changes import compare_types
from specloom.compare.type_relation import TypeComparison


@dataclass(frozen=True, slots=True)
class DefinitionComparison:
    """Compares definitions; `moved` maps old dotted paths to new ones."""

    types: TypeComparison
    old: ClientSurface
    new: ClientSurface
    moved: Mapping[str, str]

    def compare_definitions(self) -> dict[str, list[Change]]:
        """Return how each old definition that still exists differs, by its dotted path."""
        clients = {each.cls.path for each in self.old.clients.values()}
        fresh = names_by_location(self.new)
        said = {each.params for each in find_methods(self.new.sync_client).values()}  # their keys are parameters
        found: dict[str, list[Change]] = {}
        for location, names in names_by_location(self.old).items():
            found[location] = []
            own = [name for name in names if not name.startswith(RESOURCES)]
            if location in clients or not own or location not in self.old.definitions:
                continue
            pairs = {self.new.names[name]: name for name in reversed(own) if name in self.new.names}
            if not pairs and location in self.moved:
                pairs[self.moved[location]] = fresh[self.moved[location]][0]
            for target, name in pairs.items():
                if target in self.new.definitions and target not in said:
                    old, new = self.old.definitions[location], self.new.definitions[target]
                    found[location] += self.compare_definition(name, old, new)
        return found

    def compare_definition(self, where: str, old: SurfaceDefinition, new: SurfaceDefinition) -> Iterator[Change]:
        """Yield how one definition differs for code that reads or makes its values."""
        base = replace(LOST, where=where, subject=subject_of(where), side=new.sides[0], pointer=new.doc.pointer)
        base = replace(base, location=old.location if isinstance(old, SurfaceClass) else NOWHERE)
        words = definition_word(old), definition_word(new)
        if words[0] != words[1]:
            change = replace(base, kind=ChangeKind.DEFINITION_CHANGED, old=words[0], new=words[1])
            yield replace(change, explains=frozenset(old.names_used()))
        elif isinstance(old, SurfaceClass) and isinstance(new, SurfaceClass):
            yield from self._compare_class(base, old, new)
        elif isinstance(old, SurfaceAlias) and isinstance(new, SurfaceAlias):
            planned = self.old.planned
            was, now = (each.type if planned else without_none(each.type) for each in (old, new))
            for side in sorted(new.sides):
                yield from compare_types(self.types, replace(base, side=side), was, now)
        yield from compare_docs(base, old.doc, new.doc)

    def _compare_class(self, base: Change, old: SurfaceClass, new: SurfaceClass) -> Iterator[Change]:
        kept = {*new.fields, *new.methods, *new.outside}
        fields = replace(base, subject=ChangeSubject.FIELD)
        yield from MemberComparison(self.types, fields, self.old.planned, kept).compare_members(old.fields, new.fields)
        for name, method in old.methods.items():
            where = f"{base.where}.{name}"
            if name in new.methods:
                judge = MethodComparison(self.types, self.old.planned)
                yield from judge.compare_methods(where, method, new.methods[name])
            elif name not in kept and name != "__init__":
                yield replace(base, subject=ChangeSubject.METHOD, where=where, location=method.location)
        for name in old.ancestors if self.old.planned or not old.is_params else ():
            is_reported = name in self.types.widening.classes.gone  # a removal from source is reported once
            if self.moved.get(name, name) not in new.ancestors and not is_reported:
                yield replace(base, subject=ChangeSubject.BASE, name=name, explains=frozenset((name,)))
        if base.side is ChangeSide.RESPONSE and (old.extra or new.extra):
            extra = replace(base, subject=ChangeSubject.EXTRA)
            yield from compare_types(self.types, extra, old.extra or OBJECT, new.extra or OBJECT)


def definition_word(each: SurfaceDefinition) -> str:
    """Return the kind of a definition."""
    return "alias" if isinstance(each, SurfaceAlias) else "TypedDict" if each.is_params else "class"
