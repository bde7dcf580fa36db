"""Compares clients: their names, options, default requests, resources and methods."""

from __future__ import annotations

from collections.abc import Container, Iterator, Mapping
from dataclasses import replace

from specloom.base.diagnostics import NOWHERE
from specloom.base.records import dataclass
from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSide, ChangeSubject
from specloom.compare.dotted import last_part, owner_of
from specloom.compare.facts import compare_docs, compare_facts
from specloom.compare.methods import MethodComparison
from specloom.compare.surface import ClientSurface, SurfaceMember, SurfaceMethod, SurfaceResource
from specloom.compare.surface_types import ANY
from specloom.compare.type_relation import TypeComparison

SYNC, ASYNC = "sync", "async"
INIT = "__init__"
CLIENT = Change(ChangeSeverity.BREAKING, ChangeKind.REMOVED, ChangeSubject.CLIENT, "client")
ADDED = replace(CLIENT, kind=ChangeKind.ADDED, severity=ChangeSeverity.COMPATIBLE)
METHOD = Change(ChangeSeverity.BREAKING, ChangeKind.REMOVED, ChangeSubject.METHOD, "", side=ChangeSide.REQUEST)


@dataclass(frozen=True, slots=True)
class ClientComparison:
    """Compares clients and everything below them.

    `renamed` maps old names of methods to new ones, and `targets` are those methods by their new names.
    """

    types: TypeComparison
    old: ClientSurface
    new: ClientSurface
    renamed: Mapping[str, str]
    targets: Mapping[str, SurfaceMethod]

    def compare_clients(self) -> Iterator[Change]:
        """Yield how the clients differ; a change in both the sync and the async client is reported once."""
        yield from self._client_names()
        yield from compare_facts(CLIENT, self.old.facts, self.new.facts)
        found: list[Change] = []
        for name, twin in pair_clients(self.old, self.new):
            side = "" if self.old.planned else ASYNC if name.startswith("Async") else SYNC
            found += [
                replace(item, client=side)
                for item in self._compare_client(self.old.clients[name], self.new.clients[twin])
            ]
        both = {without_client(item) for item in found if item.client == SYNC} & {
            without_client(item) for item in found if item.client == ASYNC
        }
        for item in found:
            if without_client(item) not in both:
                yield item
            elif item.client == SYNC:
                yield replace(item, client="")
        yield from compare_docs(CLIENT, self.old.doc, self.new.doc)

    def _client_names(self) -> Iterator[Change]:
        """Yield new names of the package, the client classes and the base class of errors."""
        rename = replace(CLIENT, kind=ChangeKind.RENAMED)
        old, new = self.old, self.new
        if old.package != new.package:
            yield replace(rename, subject=ChangeSubject.PACKAGE, where=old.package, old=old.package, new=new.package)
        paired = dict(pair_clients(old, new))
        for name in distinct_clients(old):
            twin = last_part(new.clients[paired[name]].cls.path) if name in paired else None
            if twin is None:
                yield replace(CLIENT, where=name, location=old.clients[name].cls.location)
            elif twin != name:
                yield replace(rename, where=name, old=name, new=twin, location=old.clients[name].cls.location)
        if old.error_base != new.error_base:
            subject = ChangeSubject.ERROR_BASE
            yield replace(rename, subject=subject, where=old.error_base, old=old.error_base, new=new.error_base)

    def _compare_client(self, old: SurfaceResource, new: SurfaceResource) -> Iterator[Change]:
        """Yield how one client differs."""
        before, after = old.cls.methods.get(INIT), new.cls.methods.get(INIT)
        if before is not None and after is not None:
            judge = MethodComparison(self.types, self.old.planned, options=True)
            yield from judge.compare_methods(f"client.{INIT}", before, after)
        yield from compare_environments(self.old.environments, self.new.environments)
        yield from compare_webhooks(self.old.webhooks, self.new.webhooks)
        for where, was, now in pair_resources(old, new):
            if was is not None and now is not None:
                yield from self._compare_resource(where, was, now)
            elif was is not None:
                yield from self._lost_resource(where, was)
            elif now is not None:
                yield from self._added_resource(where, now)

    def _compare_resource(self, where: str, old: SurfaceResource, new: SurfaceResource) -> Iterator[Change]:
        """Yield how one resource differs."""
        before, after = own_methods(old), own_methods(new)
        for name, method in before.items():
            if name in after:
                methods = MethodComparison(self.types, self.old.planned)
                yield from methods.compare_methods(f"{where}.{name}", method, after[name])
            elif not is_callable(new.cls.fields.get(name)) and name not in new.cls.outside:
                yield from self._lost_method(f"{where}.{name}", method)
        yield from self._added_methods(where, new, known=before)
        attribute = replace(CLIENT, subject=ChangeSubject.ATTRIBUTE, where=where)
        for name, item in old.cls.fields.items():
            is_kept = name in new.cls.fields or (name in new.cls.methods and (item.type is None or is_callable(item)))
            if not is_kept and name not in old.children:
                yield replace(attribute, name=name, location=item.location)

    def _lost_resource(self, where: str, old: SurfaceResource) -> Iterator[Change]:
        """Yield that a resource was removed with all below it, and so was each method."""
        below = list(old.walk_resources(where))
        base = replace(CLIENT, subject=ChangeSubject.RESOURCE, where=where, location=old.cls.location)
        modules = frozenset(module_of(each) for _, each in below)
        yield replace(base, count=sum(len(own_methods(each)) for _, each in below), explains=modules)
        for name, each in below:
            for method in own_methods(each).values():
                yield from self._lost_method(f"{name}.{method.name}", method, within=where)

    def _added_resource(self, where: str, new: SurfaceResource) -> Iterator[Change]:
        """Yield that a resource is new with all below it, and so is each method."""
        below = list(new.walk_resources(where))
        count = sum(len(own_methods(each)) for _, each in below)
        yield replace(ADDED, subject=ChangeSubject.RESOURCE, where=where, count=count)
        for name, each in below:
            yield from self._added_methods(name, each, within=where)

    def _added_methods(
        self, where: str, new: SurfaceResource, known: Container[str] = (), within: str = ""
    ) -> Iterator[Change]:
        """Yield the methods of a resource that are new, not renamed."""
        base = replace(ADDED, subject=ChangeSubject.METHOD, side=ChangeSide.REQUEST, within=within)
        for name, method in own_methods(new).items():
            if name not in known and f"{where}.{name}" not in self.targets:
                yield replace(base, where=f"{where}.{name}", pointer=method.doc.pointer)

    def _lost_method(self, where: str, old: SurfaceMethod, within: str = "") -> Iterator[Change]:
        """Yield that a method was removed, or renamed and how it then differs."""
        change = replace(METHOD, where=where, location=old.location)
        if where not in self.renamed:
            explains = frozenset(old.names_used())
            yield replace(change, pointer=old.doc.pointer, in_old=True, within=within, explains=explains)
            return
        name = self.renamed[where]
        new = self.targets[name]
        params = frozenset((old.params,))
        change = replace(change, kind=ChangeKind.RENAMED, old=where, new=name, explains=params)
        yield replace(change, pointer=new.doc.pointer)
        yield from MethodComparison(self.types, self.old.planned).compare_methods(name, old, new)


def own_methods(resource: SurfaceResource) -> dict[str, SurfaceMethod]:
    """Return the methods of a resource without its constructor."""
    return {name: method for name, method in resource.cls.methods.items() if name != INIT}


def find_methods(client: SurfaceResource | None) -> dict[str, SurfaceMethod]:
    """Return the methods of a client by the dotted names that callers use."""
    walked = client.walk_resources("client") if client is not None else ()
    return {f"{where}.{name}": method for where, item in walked for name, method in own_methods(item).items()}


def pair_resources(
    old: SurfaceResource, new: SurfaceResource
) -> Iterator[tuple[str, SurfaceResource | None, SurfaceResource | None]]:
    """Yield the resources of both clients, each pair of classes once, and the outermost that only one has."""
    seen: set[tuple[str, str]] = set()
    waiting: list[tuple[str, SurfaceResource | None, SurfaceResource | None]] = [("client", old, new)]
    while waiting:
        where, was, now = waiting.pop()
        if was is not None and now is not None:
            if (was.cls.path, now.cls.path) in seen:
                continue
            seen.add((was.cls.path, now.cls.path))
            names = dict.fromkeys((*was.children, *now.children))
            waiting += reversed([(f"{where}.{name}", was.children.get(name), now.children.get(name)) for name in names])
        yield where, was, now


def without_client(item: Change) -> Change:
    """Return a change without its client and location."""
    return replace(item, client="", location=NOWHERE)


def module_of(resource: SurfaceResource) -> str:
    """Return the module of a resource, or the package of its own."""
    module = owner_of(resource.cls.path)
    parent, _, last = module.rpartition(".")
    return parent if last_part(parent) == last.rstrip("_") else module


def compare_environments(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[Change]:
    """Yield how base URLs and environments differ."""
    base = replace(CLIENT, subject=ChangeSubject.ENVIRONMENT)
    added = replace(base, kind=ChangeKind.ADDED, severity=ChangeSeverity.COMPATIBLE)
    moved = replace(base, subject=ChangeSubject.CLIENT, kind=ChangeKind.WIRE_CHANGED, severity=ChangeSeverity.WIRE)
    if len(old) > 1 and len(new) > 1:
        yield from (replace(base, name=name) for name in old if name not in new)
        for name, url in old.items():
            if new.get(name, url) != url:
                yield replace(moved, rule="base-url", old=f"{url} ({name})", new=new[name])
        yield from (replace(added, name=name) for name in new if name not in old)
        was, now = next(iter(old)), next(iter(new))
        if was != now:
            yield replace(moved, rule="default-environment", old=was, new=now)
        return
    if len(new) > 1:
        yield replace(added, new=", ".join(new))
    elif len(old) > 1:
        yield base
    was, now = next(iter(old.values()), "nowhere"), next(iter(new.values()), "nowhere")
    if was != now:
        yield replace(moved, rule="base-url", old=was, new=now)


def compare_webhooks(old: int, new: int) -> Iterator[Change]:
    """Yield that webhooks were added or removed."""
    change = replace(CLIENT, subject=ChangeSubject.NAME, where="webhooks")
    if old and not new:
        explains = frozenset(("webhooks", "types.webhooks"))
        yield replace(change, rule="webhooks-removed", new="there are no webhooks any more", explains=explains)
    elif new and not old:
        change = replace(change, severity=ChangeSeverity.COMPATIBLE, kind=ChangeKind.WIRE_CHANGED)
        yield replace(change, rule="webhooks-added", new=str(new))


def is_callable(item: SurfaceMember | None) -> bool:
    """Return whether an attribute may be called like a method: it has the type `Callable`, or none that is known."""
    return item is not None and (item.type is None or last_part(item.type.name) in {"Callable", ANY})


def pair_clients(old: ClientSurface, new: ClientSurface) -> Iterator[tuple[str, str]]:
    """Yield the pairs of client classes, by name or else by their alias `Client`."""
    if old.planned and new.planned:
        yield from zip(old.clients, new.clients, strict=True)
        return
    for name in distinct_clients(old):
        usual = "AsyncClient" if name.startswith("Async") else "Client"
        if name in new.clients:
            yield name, name
        elif (
            usual in old.clients and usual in new.clients and old.clients[usual].cls.path == old.clients[name].cls.path
        ):
            yield name, usual


def distinct_clients(surface: ClientSurface) -> list[str]:
    """Return the exported client classes by the names of their definitions."""
    return [name for name, item in surface.clients.items() if last_part(item.cls.path) == name]
