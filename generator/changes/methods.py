"""What became of the resources and their methods."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from generator.api.ir import Operation
from generator.api.planned import PlannedMethod, PlannedResource, PlannedResult
from generator.changes.change import Change, Level, Side
from generator.changes.inventory import FoundMethod, Inventory, TypeKey
from generator.changes.parameters import Parameters
from generator.changes.relation import Relations
from generator.changes.retyping import retyping
from generator.changes.spelling import spell

Operations = Mapping[str, Operation]


@dataclass(frozen=True, slots=True)
class Methods:
    """All methods, before and after; the operations are there for what no signature shows."""

    relations: Relations
    old: Inventory
    new: Inventory
    old_operations: Operations
    new_operations: Operations

    def changes(self) -> Iterator[Change]:
        """Yield what became of each resource and method."""
        yield from self.resources()
        renamed = self.renamed()
        lonely = self.old.only_of(set(self.old.methods) - set(self.new.methods))
        for subject, found in self.old.methods.items():
            if subject in self.new.methods:
                yield from self.changed(found, self.new.methods[subject])
            elif subject in renamed:
                text = f"is now called `{renamed[subject].subject}`"
                told = change(Level.BREAKING, "method-renamed", text, found, renamed[subject].method)
                yield replace(told, objects=self.objects(found, set(found.signature)))
                yield from self.changed(found, renamed[subject])
            else:
                yield self.removed(found, lonely)
        taken = {found.subject for found in renamed.values()}
        for subject, found in self.new.methods.items():
            if subject not in self.old.methods and subject not in taken:
                yield change(Level.COMPATIBLE, "method-added", "is new", found, found.method)

    def resources(self) -> Iterator[Change]:
        """Yield the resources that have another class; those that are gone are told of with their methods."""
        for name, resource in self.old.resources.items():
            twin = self.new.resources.get(name)
            if twin is not None and (twin.class_name, twin.module) != (resource.class_name, resource.module):
                text = f"its class is now `{twin.class_name}` in `{'.'.join(twin.module)}`"
                objects = ((resource.module, ""), *classes(resource))
                yield Change(Level.BREAKING, Side.CLIENT, "resource-class-renamed", name, text, objects=objects)

    def removed(self, found: FoundMethod, lonely: set[TypeKey]) -> Change:
        """Return the change for a method that is gone, and with it the types and the class that nothing else needs."""
        told = change(Level.BREAKING, "method-removed", "is gone", found, found.method)
        return replace(told, gone=True, objects=self.objects(found, self.old.reached(found.method) & lonely))

    def objects(self, found: FoundMethod, keys: set[TypeKey]) -> tuple[TypeKey, ...]:
        """Return what vanishes with a method: itself, the types `keys`, and its class if that has gone too."""
        objects = {*found.objects, *keys, *((module, "") for module, _ in keys)}
        if found.owner not in self.new.resources:
            objects |= {(found.resource.module, ""), *classes(found.resource)}
        return tuple(sorted(objects))

    def renamed(self) -> dict[str, FoundMethod]:
        """Return the new method for each old one whose operation goes by another name."""
        coming = by_operation(found for name, found in self.new.methods.items() if name not in self.old.methods)
        going = by_operation(found for name, found in self.old.methods.items() if name not in self.new.methods)
        return {found.subject: coming[key] for key, found in going.items() if key in coming}

    def changed(self, old: FoundMethod, new: FoundMethod) -> Iterator[Change]:
        """Yield what became of one method."""
        yield from Parameters(self.relations, old, new).changes()
        yield from overloads(old, new)
        yield from self.answer(old, new)
        yield from wire(old, new)
        yield from self.errors(old, new)
        if new.method.doc.deprecated and not old.method.doc.deprecated:
            yield change(Level.COMPATIBLE, "method-deprecated", "is deprecated", new, new.method)
        if (old.method.doc.text, old.method.doc.notes) != (new.method.doc.text, new.method.doc.notes):
            yield change(Level.DOCS, "method-documentation", "is described in other words", new, new.method)

    def answer(self, old: FoundMethod, new: FoundMethod) -> Iterator[Change]:
        """Yield what became of what the method returns."""
        before, after = old.method.result, new.method.result
        if page_name(before) != page_name(after):
            text = f"returns {returned(after)}, was {returned(before)}"
            yield change(Level.BREAKING, "result-type-changed", text, new, new.method, Side.RESPONSE)
            return
        subject = "the items" if after.page is not None else "the result"
        pairs = [(before.type, after.type, subject)]
        if before.page is not None and after.page is not None:
            pairs = [(before.page.item, after.page.item, subject)]
        if old.method.stream is not None and new.method.stream is not None:
            pairs.append((old.method.stream.event, new.method.stream.event, "the events"))
        for was, now, what in pairs:
            for level, rule, text in retyping(self.relations, was, now, Side.RESPONSE):
                verb = text if what == "the result" else text.replace("is now", "are now", 1)
                yield change(level, f"result-{rule}", f"{what} {verb}", new, new.method, Side.RESPONSE)
        if (old.method.stream is None) != (new.method.stream is None):
            level = Level.BREAKING if new.method.stream is None else Level.COMPATIBLE
            text = "no longer streams" if new.method.stream is None else "can stream now"
            yield change(level, "streaming-changed", text, new, new.method, Side.RESPONSE)

    def errors(self, old: FoundMethod, new: FoundMethod) -> Iterator[Change]:
        """Yield the documented failures that have come or gone."""
        before = self.old_operations.get(old.method.operation_key)
        after = self.new_operations.get(new.method.operation_key)
        if before is None or after is None:
            return
        was, now = ({error.status for error in each.errors} for each in (before, after))
        for status in sorted(now - was):
            text = f"may now fail with {status}"
            yield change(Level.COMPATIBLE, "error-added", text, new, new.method, Side.RESPONSE)
        for status in sorted(was - now):
            text = f"is no longer said to fail with {status}"
            yield change(Level.COMPATIBLE, "error-removed", text, new, new.method, Side.RESPONSE)


def classes(resource: PlannedResource) -> tuple[TypeKey, ...]:
    """Return the classes of a resource, sync and async."""
    return tuple((resource.module, f"{prefix}{resource.class_name}") for prefix in ("", "Async"))


def overloads(old: FoundMethod, new: FoundMethod) -> Iterator[Change]:
    """Yield that a way of calling is gone: a set of parameters that was enough and is no longer."""
    before, after = forms(old.method), forms(new.method)
    if len(before) <= 1 and len(after) <= 1:
        return
    lost = [form for form in before if not any(each <= form for each in after)]
    for form in lost:
        text = f"can't be called with {', '.join(sorted(form))} alone any more"
        yield change(Level.BREAKING, "overload-removed", text, new, new.method)


def forms(method: PlannedMethod) -> list[frozenset[str]]:
    """Return the required parameters of each way of calling."""
    return [frozenset(each.name for each in overload.parameters if each.required) for overload in method.overloads]


def wire(old: FoundMethod, new: FoundMethod) -> Iterator[Change]:
    """Yield what is sent or read in another way under the same signature."""
    before, after = old.method, new.method
    facts = (
        ("request-line", f"{before.verb.upper()} {wire_path(before)}", f"{after.verb.upper()} {wire_path(after)}"),
        (
            "body-encoding",
            before.body.media_type or before.body.encoding.value,
            after.body.media_type or after.body.encoding.value,
        ),
        ("accept", before.result.accept or "JSON", after.result.accept or "JSON"),
        ("envelope", before.result.unwrap or "none", after.result.unwrap or "none"),
        ("server", before.server or "the client's", after.server or "the client's"),
        ("security", security(before), security(after)),
        ("retries", str(before.max_retries), str(after.max_retries)),
        ("timeout", str(before.timeout_seconds), str(after.timeout_seconds)),
    )
    for rule, was, now in facts:
        if was != now:
            text = f"{rule.replace('-', ' ')}: {now}, was {was}"
            yield change(Level.WIRE, f"wire-{rule}", text, new, after)


def security(method: PlannedMethod) -> str:
    """Return the ways to authenticate, in words."""
    if method.security is None:
        return "the client's"
    ways = [" and ".join(name for name, _ in each.schemes) or "nothing" for each in method.security]
    return " or ".join(ways) or "nothing"


def wire_path(method: PlannedMethod) -> str:
    """Return the path with empty braces: the names in them are no matter of the wire."""
    return re.sub(r"\{[^}]*\}", "{}", method.path)


def page_name(result: PlannedResult) -> str | None:
    """Return the page class of a result, if it is paginated."""
    return result.page.class_name if result.page is not None else None


def returned(result: PlannedResult) -> str:
    """Return what a method returns, in words."""
    if result.page is not None:
        return f"`Sync{result.page.class_name}[{spell(result.page.item)}]`"
    return f"`{spell(result.type)}`"


def by_operation(found: Iterator[FoundMethod]) -> dict[str, FoundMethod]:
    """Return methods by their operation; one with several methods is left out."""
    groups: dict[str, list[FoundMethod]] = {}
    for each in found:
        groups.setdefault(each.method.operation_key, []).append(each)
    return {key: group[0] for key, group in groups.items() if len(group) == 1}


def change(
    level: Level, rule: str, text: str, found: FoundMethod, method: PlannedMethod, side: Side = Side.REQUEST
) -> Change:
    """Return a change of the method `found`, whose cause is that of `method`."""
    return Change(level, side, rule, found.subject, text, method.pointer, objects=found.objects)
