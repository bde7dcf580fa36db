"""Accounts for every public method of an existing SDK: it is the same, different or gone, or its resource is unread."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from enum import StrEnum

from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, make
from specloom.base.records import dataclass
from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSubject
from specloom.compare.clients import own_methods
from specloom.compare.dotted import last_part
from specloom.compare.source.resources import is_resource
from specloom.compare.surface import ClientSurface, SurfaceClass, SurfaceMethod, SurfaceResource

_OF_A_METHOD = {ChangeSubject.METHOD, ChangeSubject.PARAMETER, ChangeSubject.RESULT, ChangeSubject.ERROR}
_LOST = {ChangeKind.REMOVED, ChangeKind.RENAMED}
_SHOWN = 5
RESOURCES_UNREAD = "resources-unread"
"""The code of warnings about resources that were not compared."""


class MethodState(StrEnum):
    """What has become of a method: its name, parameters and result."""

    SAME = "same"
    DIFFERENT = "different"
    GONE = "gone"


@dataclass(frozen=True, slots=True)
class MethodStates:
    """The state of each public method of the old SDK by its dotted name, in the sync client or else the async one.

    `breaking` are the different methods with a difference that breaks callers.
    """

    states: Mapping[str, MethodState]
    breaking: frozenset[str]

    @property
    def counts(self) -> dict[str, int]:
        """The number of methods, and of those in each state; the latter add up to the former."""
        found = Counter(self.states.values())
        return {"total": len(self.states), **{each.value: found[each] for each in MethodState}}

    @property
    def summary(self) -> str:
        """The numbers as text."""
        found = self.counts
        own = f" ({len(self.breaking)} of them for callers)" if self.breaking else ""
        return (
            f"{found['total']} methods: {found['same']} the same, {found['different']} different{own}, "
            f"{found['gone']} gone"
        )


def judge_methods(old: ClientSurface, changes: Iterable[Change]) -> MethodStates:
    """Return the state of each method of `old`; `changes` are all changes, those in removed resources too."""
    by_name: dict[object, list[Change]] = {}
    for item in changes:
        if (
            item.subject in _OF_A_METHOD
            and item.severity is not ChangeSeverity.DOCS
            and item.kind is not ChangeKind.ADDED
        ):
            by_name.setdefault(item.where, []).append(item)
            if item.location.line:
                by_name.setdefault((item.location.file, item.location.line, last_part(item.where)), []).append(item)
    states: dict[str, MethodState] = {}
    breaking: set[str] = set()
    for name, method in public_methods(old):
        location = method.location
        found = (
            by_name.get(name)
            or (by_name.get((location.file, location.line, last_part(name))) if location.line else None)
            or []
        )
        if any(item.subject is ChangeSubject.METHOD and item.kind in _LOST for item in found):
            states[name] = MethodState.GONE
        else:
            state = MethodState.DIFFERENT if found else MethodState.SAME
            states[name] = max(state, states.get(name, state), key=lambda each: each is MethodState.DIFFERENT)
            breaking |= {name} if any(item.is_breaking for item in found) else set()
    gone = {name for name, state in states.items() if state is MethodState.GONE}
    return MethodStates(states, frozenset(breaking - gone))


def public_methods(surface: ClientSurface) -> Iterator[tuple[str, SurfaceMethod]]:
    """Yield each method by its dotted name, of the sync clients and the async ones, without those of their base class.

    The base class has the methods that send any request (`get`, `post`, `close`): they are compared, but not counted.
    """
    for client in distinct_clients(surface):
        for where, resource in client.walk_resources("client"):
            for name, method in own_methods(resource).items():
                if resource is client and method.location.file != client.cls.location.file:
                    continue
                yield f"{where}.{name}", method


def distinct_clients(surface: ClientSurface) -> list[SurfaceResource]:
    """Return the clients, each class once, whatever its names."""
    return list({each.cls.path: each for each in surface.clients.values()}.values())


def unread_resources(surface: ClientSurface, shown: str) -> Iterator[Diagnostic]:
    """Yield the warnings about resources of an SDK that were not compared, though it seems to have them."""
    if not surface.clients:
        yield unread_warning(shown, "the client: no exported class is a client of a known form")
    reached = {resource.cls.path for client in distinct_clients(surface) for _, resource in client.walk_resources("")}
    for client in distinct_clients(surface):
        for where, resource in client.walk_resources("client"):
            yield from unread_properties(surface, where, resource)
    lost = [
        each
        for each in surface.definitions.values()
        if isinstance(each, SurfaceClass) and each.path not in reached and each.methods and is_resource(each)
    ]
    above = {name for each in surface.definitions.values() if isinstance(each, SurfaceClass) for name in each.ancestors}
    own = [each for each in lost if each.path not in above]
    if own:
        names = ", ".join(f"`{each.path}`" for each in own[:_SHOWN])
        more = f" and {len(own) - _SHOWN} more" if len(own) > _SHOWN else ""
        count = sum(len(each.methods) for each in own)
        yield unread_warning(shown, f"{count} methods of classes that no property of the client returns: {names}{more}")


def unread_properties(surface: ClientSurface, where: str, resource: SurfaceResource) -> Iterator[Diagnostic]:
    """Yield the warnings about properties that name a resource whose class can't be found."""
    for name, item in resource.cls.fields.items():
        path = item.type.name if item.type is not None else ""
        looks_like_one = path.startswith("resources.") or last_part(path).endswith("Resource")
        if looks_like_one and path not in surface.definitions:
            location = item.location if item.location.line else resource.cls.location
            yield unread_warning(
                location.file or "", f"{where}.{name} and all below: there is no class `{path}`", location.line
            )


def unread_warning(path: str, why: str, line: int = 0) -> Diagnostic:
    """Return the warning that a part of the tree of resources was not compared."""
    hint = "the result says nothing about them: compare them by hand"
    message = f"not compared: {why}"
    return make(Severity.WARNING, RESOURCES_UNREAD, message, SourceLocation(path, line=line), hint)
