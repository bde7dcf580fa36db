"""What became of the resources and their methods."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from specloom.compare.plans.change import Change, Level, Side
from specloom.compare.plans.describing import described
from specloom.compare.plans.inventory import FoundMethod, Inventory
from specloom.compare.plans.matching import Operations
from specloom.compare.plans.parameters import Parameters
from specloom.compare.plans.relation import Relations, TypeKey
from specloom.compare.plans.retyping import retyping
from specloom.compare.plans.spelling import spell
from specloom.compare.plans.vanished import vanished
from specloom.compare.plans.wire import Wire
from specloom.plan.planned import PlannedMethod, PlannedResource, PlannedResult


@dataclass(frozen=True, slots=True)
class Methods:
    """All methods, before and after; the operations are there for what no signature shows."""

    relations: Relations
    old: Inventory
    new: Inventory
    old_operations: Operations
    new_operations: Operations
    renamed: Mapping[str, FoundMethod]
    """The new method for each old one that goes by another name."""

    def changes(self) -> Iterator[Change]:
        """Yield what became of each resource and method."""
        yield from self.resources()
        yield from self.hooks()
        renamed = self.renamed
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

    def hooks(self) -> Iterator[Change]:
        """Yield the methods that read webhooks and that have come or gone."""
        before, after = hook_methods(self.old), hook_methods(self.new)
        for name, objects in before.items():
            if name not in after:
                yield Change(Level.BREAKING, Side.CLIENT, "method-removed", name, "is gone", objects=objects)
        for name in after:
            if name not in before:
                yield Change(Level.COMPATIBLE, Side.CLIENT, "method-added", name, "is new")

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

    def changed(self, old: FoundMethod, new: FoundMethod) -> Iterator[Change]:
        """Yield what became of one method."""
        yield from Parameters(self.relations, old, new).changes()
        yield from overloads(old, new)
        yield from self.answer(old, new)
        wire = Wire(self.relations, self.old.plan, self.new.plan, old, new)
        yield from wire.changes()
        before = self.old_operations.get(old.method.operation_key)
        yield from wire.errors(before, self.new_operations.get(new.method.operation_key))
        for level, rule, text in described(old.method.doc, new.method.doc, Side.REQUEST):
            yield change(level, f"method-{rule}", text, new, new.method)
        if old.method.result.headers != new.method.result.headers:
            text = "has other headers of its answer described"
            yield change(Level.DOCS, "method-documentation", text, new, new.method, Side.RESPONSE)

    def answer(self, old: FoundMethod, new: FoundMethod) -> Iterator[Change]:
        """Yield what became of what the method returns."""
        before, after = old.method.result, new.method.result
        if page_name(before) != page_name(after):
            text = f"returns {returned(after)}, was {returned(before)}"
            told = change(Level.BREAKING, "result-type-changed", text, new, new.method, Side.RESPONSE)
            inner = before.page.item if before.page is not None else before.type
            yield replace(told, objects=(*told.objects, *vanished(self.relations, inner, before.type)))
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
                told = change(level, f"result-{rule}", f"{what} {verb}", new, new.method, Side.RESPONSE)
                yield replace(told, objects=(*told.objects, *vanished(self.relations, was)))
        if (old.method.stream is None) != (new.method.stream is None):
            level = Level.BREAKING if new.method.stream is None else Level.COMPATIBLE
            text = "no longer streams" if new.method.stream is None else "can stream now"
            yield change(level, "streaming-changed", text, new, new.method, Side.RESPONSE)


def hook_methods(inventory: Inventory) -> dict[str, tuple[TypeKey, ...]]:
    """Return the methods that read webhooks, each with its object and the class and module that it stands in."""
    return {
        f"{owner}.{each.name}()": ((resource.module, ""), *classes(resource))
        if len(resource.methods) == 0
        else tuple((module, f"{name}.{each.name}") for module, name in classes(resource))
        for owner, resource in inventory.resources.items()
        for each in resource.unwraps
    }


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


def page_name(result: PlannedResult) -> str | None:
    """Return the page class of a result, if it is paginated."""
    return result.page.class_name if result.page is not None else None


def returned(result: PlannedResult) -> str:
    """Return what a method returns, in words."""
    if result.page is not None:
        return f"`Sync{result.page.class_name}[{spell(result.page.item)}]`"
    return f"`{spell(result.type)}`"


def change(
    level: Level, rule: str, text: str, found: FoundMethod, method: PlannedMethod, side: Side = Side.REQUEST
) -> Change:
    """Return a change of the method `found`, whose cause is that of `method`."""
    return Change(level, side, rule, found.subject, text, method.pointer, objects=found.objects)
