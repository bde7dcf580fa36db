"""How the clients differ: their options, their resources and the methods of these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.base.diagnostics import NOWHERE
from specloom.compare.source.differences import Difference, Rule, Subject
from specloom.compare.source.members import ClassJudge
from specloom.compare.source.methods import MethodJudge
from specloom.compare.source.surface import Class, Resource, Surface
from specloom.compare.source.types import Judge

SYNC, ASYNC = "sync", "async"


@dataclass(frozen=True, slots=True)
class ClientJudge:
    """Compares what is reached from a client."""

    types: Judge

    def compare(self, old: Surface, new: Surface) -> list[Difference]:
        """Return how the clients differ; what differs in the sync and the async client alike is told once."""
        found: list[Difference] = []
        for name, twin in pairs(old, new):
            side = ASYNC if name.startswith("Async") else SYNC
            found += [replace(item, side=side) for item in self.client(old.clients[name], new.clients[twin])]
        twice = {bare(item) for item in found if item.side == ASYNC} & {
            bare(item) for item in found if item.side == SYNC
        }
        merged = [replace(item, side="") for item in found if item.side == SYNC and bare(item) in twice]
        return [*merged, *(item for item in found if bare(item) not in twice)]

    def client(self, old: Resource, new: Resource) -> Iterator[Difference]:
        """Yield how one client differs."""
        before, after = old.cls.methods.get("__init__"), new.cls.methods.get("__init__")
        if before is not None and after is not None:
            yield from MethodJudge(self.types, Subject.OPTION).compare("client.__init__", before, after)
        yield from self.resource("client", old, new, set())

    def resource(self, where: str, old: Resource, new: Resource, told: set[tuple[str, str]]) -> Iterator[Difference]:
        """Yield how a resource differs, and those below it; `told` are the pairs of classes that are done with."""
        told.add((old.cls.path, new.cls.path))
        for name, child in old.children.items():
            if name in new.children:
                twin = new.children[name]
                if (child.cls.path, twin.cls.path) not in told:
                    yield from self.resource(f"{where}.{name}", child, twin, told)
            else:
                count = len(list(child.methods_below()))
                path, place = f"{where}.{name}", child.cls.place
                yield Difference(Rule.REMOVED, Subject.RESOURCE, path, breaking=True, count=count, place=place)
        for name, child in new.children.items():
            if name not in old.children:
                count = len(list(child.methods_below()))
                yield Difference(Rule.ADDED, Subject.RESOURCE, f"{where}.{name}", breaking=False, count=count)
        yield from ClassJudge(self.types).methods(where, without_init(old), without_init(new))
        for name in new.cls.methods:
            if name not in old.cls.methods:
                yield Difference(Rule.ADDED, Subject.METHOD, f"{where}.{name}", breaking=False)
        for name, item in old.cls.fields.items():
            if name not in new.cls.fields and name not in new.cls.methods and name not in old.children:
                change = Difference(Rule.REMOVED, Subject.ATTRIBUTE, where, breaking=True, name=name)
                yield replace(change, place=item.place)


def bare(item: Difference) -> Difference:
    """Return a difference without its side and place."""
    return replace(item, side="", place=NOWHERE)


def without_init(resource: Resource) -> Class:
    """Return the class of a resource without its constructor."""
    methods = {name: item for name, item in resource.cls.methods.items() if name != "__init__"}
    return replace(resource.cls, methods=methods)


def pairs(old: Surface, new: Surface) -> Iterator[tuple[str, str]]:
    """Yield the client classes that belong together, by name or else because they are what `Client` stands for."""
    for name in distinct(old):
        usual = "AsyncClient" if name.startswith("Async") else "Client"
        if name in new.clients:
            yield name, name
        elif (
            usual in old.clients and usual in new.clients and old.clients[usual].cls.path == old.clients[name].cls.path
        ):
            yield name, usual


def distinct(surface: Surface) -> list[str]:
    """Return the exported client classes, each by the name that it has where it is defined."""
    return [name for name, item in surface.clients.items() if item.cls.path.rpartition(".")[2] == name]
