"""Finds the resource that has a model of an existing SDK."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from specloom.base.records import dataclass
from specloom.compare.dotted import last_part, owner_of, with_owners
from specloom.reproduce.document_index import comparable
from specloom.reproduce.tree import FoundMethod

SHARED_DIRECTORIES = ("shared", "shared_params")


@dataclass(frozen=True, slots=True)
class ModelOwners:
    """The resources of models, indexed once: `listed` are the types of `api.md` by name, with their module and section.

    `users` are the resources whose methods use a type, and `resources` all resources by comparable name.
    """

    listed: Mapping[str, list[tuple[str, str]]]
    users: Mapping[str, list[str]]
    resources: Mapping[str, list[str]]

    def owner_of(self, path: str, name: str) -> str:
        """Return the resource that has a model, as `api.md` says or else as its directory does."""
        for module, section in self.listed.get(name, ()):
            if owner_of(path).startswith(module):
                found = self._known_resource(section, path.split(".")[1:-2])
                if found is not None:
                    return found
        parts = path.split(".")[1:-2]
        if parts and parts[0] in SHARED_DIRECTORIES:
            return "$shared"
        inside = self.users.get(path, [])
        fitting = [each for each in inside if each.split(".")[: len(parts)] == parts]
        return next(iter(fitting or inside), ".".join(parts) or "$shared")

    def _known_resource(self, section: str, parts: list[str]) -> str | None:
        """Return the resource that a section of `api.md` describes: of several, that whose types are in `parts`.

        A section whose resource has no class, and whose types are where that resource would have them, makes one.
        """
        if section == "$client":
            return ""
        if not section.startswith("#"):
            return section
        heading = section[1:]
        named = self.resources.get(comparable(last_part(heading)), [])
        fitting = next((each for each in named if each.split(".")[:-1] == parts), None)
        if fitting is None and heading.split(".")[:-1] == parts:
            return heading
        return fitting or next(iter(named), None)


def index_owners(types: Mapping[str, str], methods: Iterable[FoundMethod], resources: Iterable[str]) -> ModelOwners:
    """Return the index for the `types` of `api.md` with their sections, and the methods and `resources` of the SDK."""
    listed: dict[str, list[tuple[str, str]]] = {}
    for path, section in types.items():
        module = path.partition(".")[2].rpartition(".")[0]
        listed.setdefault(last_part(path).removesuffix("Param"), []).append((module, section))
    users: dict[str, list[str]] = {}
    dotted = set(resources)
    for each in methods:
        where = each.where.removeprefix("client").lstrip(".")
        dotted.update(with_owners(where))
        for name in dict.fromkeys(each.method.names_used()):
            users.setdefault(name, []).append(where)
    by_name: dict[str, list[str]] = {}
    for name in sorted(dotted, key=lambda each: (each.count("."), each)):
        by_name.setdefault(comparable(last_part(name)), []).append(name)
    return ModelOwners(listed, users, by_name)
