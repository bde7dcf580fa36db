"""What became of a method's parameters."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.compare.plans.change import Change, Level, Side
from specloom.compare.plans.describing import described
from specloom.compare.plans.inventory import FoundMethod
from specloom.compare.plans.relation import Relations
from specloom.compare.plans.retyping import retyping
from specloom.compare.plans.vanished import vanished
from specloom.plan.planned import Place, PlannedParameter

WHERE = {
    Place.PATH: "the path",
    Place.QUERY: "the query",
    Place.HEADER: "a header",
    Place.COOKIE: "a cookie",
    Place.BODY: "the body",
    Place.WHOLE_BODY: "the whole body",
}


@dataclass(frozen=True, slots=True)
class Parameters:
    """The parameters of one method, before and after."""

    relations: Relations
    old: FoundMethod
    new: FoundMethod

    def changes(self) -> Iterator[Change]:
        """Yield what became of each parameter, the old ones in their order, then the new ones in theirs."""
        before, after = arguments(self.old), arguments(self.new)
        renamed = self.renamed(before, after)
        for name, parameter in before.items():
            if name in after:
                yield from self.changed(parameter, after[name])
            elif name in renamed:
                text = f"parameter `{name}` is now called `{renamed[name].name}`"
                yield self.change(Level.BREAKING, "parameter-renamed", text, renamed[name])
                yield from self.changed(parameter, renamed[name])
            else:
                lost = self.change(Level.BREAKING, "parameter-removed", f"parameter `{name}` is gone", parameter)
                yield replace(lost, gone=True, objects=(*lost.objects, *vanished(self.relations, parameter.type)))
        taken = {parameter.name for parameter in renamed.values()}
        for name, parameter in after.items():
            if name not in before and name not in taken:
                yield self.added(parameter)
        yield from self.moved(before, after, renamed)
        yield from self.constants()

    def renamed(
        self, before: dict[str, PlannedParameter], after: dict[str, PlannedParameter]
    ) -> dict[str, PlannedParameter]:
        """Return the new parameter for each old one that is still sent, but has another Python name."""
        old_path, new_path = segments(self.old.method.path), segments(self.new.method.path)
        twins = dict(zip(old_path, new_path, strict=True)) if len(old_path) == len(new_path) else {}
        coming = {(each.place, each.wire_name): each for name, each in after.items() if name not in before}
        positions = {each.name: each for name, each in after.items() if name not in before and each.place is Place.PATH}
        found: dict[str, PlannedParameter] = {}
        for name, each in before.items():
            twin = coming.get((each.place, each.wire_name))
            if twin is None and each.place is Place.PATH:
                twin = positions.get(twins.get(name, ""))
            if twin is not None and name not in after:
                found[name] = twin
        return found

    def added(self, new: PlannedParameter) -> Change:
        """Return the change for a new parameter."""
        if new.required:
            text = f"parameter `{new.name}` is new and required"
            return self.change(Level.BREAKING, "required-parameter-added", text, new)
        return self.change(Level.COMPATIBLE, "parameter-added", f"parameter `{new.name}` is new", new)

    def changed(self, old: PlannedParameter, new: PlannedParameter) -> Iterator[Change]:
        """Yield what became of one parameter."""
        name = f"parameter `{new.name}`"
        if new.required and not old.required:
            yield self.change(Level.BREAKING, "parameter-now-required", f"{name} is now required", new)
        if old.required and not new.required:
            yield self.change(Level.COMPATIBLE, "parameter-now-optional", f"{name} is now optional", new)
        for level, rule, text in retyping(self.relations, old.type, new.type, Side.REQUEST):
            told = self.change(level, f"parameter-{rule}", f"{name} {text}", new)
            yield replace(told, objects=(*told.objects, *vanished(self.relations, old.type)))
        if old.positional and not new.positional:
            yield self.change(Level.BREAKING, "parameter-keyword-only", f"{name} has to be named in the call now", new)
        if old.place is not new.place:
            text = f"{name} is now sent in {WHERE[new.place]}, not in {WHERE[old.place]}"
            yield self.change(Level.WIRE, "parameter-place", text, new)
        elif old.wire_name != new.wire_name and new.place is not Place.PATH:
            text = f"{name} is now sent as {new.wire_name!r}, not as {old.wire_name!r}"
            yield self.change(Level.WIRE, "parameter-wire-name", text, new)
        if written(old) != written(new):
            text = f"{name} is now written {written(new)}, was {written(old)}"
            yield self.change(Level.WIRE, "parameter-style", text, new)
        if old.option != new.option:
            text = f"{name} is taken from the option `{new.option}` of the client where it is absent"
            yield self.change(Level.WIRE, "parameter-option", text if new.option else f"{name} has no option", new)
        for level, rule, text in described(old.doc, new.doc, Side.REQUEST):
            yield self.change(level, f"parameter-{rule}", f"{name} {text}", new)

    def moved(
        self,
        before: dict[str, PlannedParameter],
        after: dict[str, PlannedParameter],
        renamed: dict[str, PlannedParameter],
    ) -> Iterator[Change]:
        """Yield that positional parameters stand in another order."""
        names = {name: renamed[name].name if name in renamed else name for name in before}
        old = [names[name] for name, each in before.items() if each.positional]
        old = [name for name in old if name in after and after[name].positional]
        new = [name for name, each in after.items() if each.positional]
        if old != new[: len(old)]:
            text = f"the positional parameters are now {', '.join(new)}, were {', '.join(old)}"
            yield self.change(Level.BREAKING, "parameters-reordered", text, after[new[0]])

    def constants(self) -> Iterator[Change]:
        """Yield what is always sent and differs."""
        before, after = fixed(self.old), fixed(self.new)
        for key in sorted({*before, *after}):
            if before.get(key) != after.get(key):
                text = f"{key[1]!r} is always sent as {after.get(key, 'nothing')}, was {before.get(key, 'not sent')}"
                yield Change(
                    Level.WIRE, Side.REQUEST, "constant-changed", self.new.subject, text, self.new.method.pointer
                )

    def change(self, level: Level, rule: str, text: str, parameter: PlannedParameter) -> Change:
        """Return a change of this method."""
        pointer = parameter.doc.pointer or self.new.method.pointer
        objects = (*self.old.objects, *self.new.objects, *self.old.signature, *self.new.signature)
        return Change(level, Side.REQUEST, rule, self.new.subject, text, pointer, objects=objects)


def written(parameter: PlannedParameter) -> str:
    """Return how a value is written, in words."""
    words = [f"as {parameter.style.value}" if parameter.style is not None else "as usual"]
    words += ["exploded"] if parameter.explode else []
    words += ["with reserved characters as they are"] if parameter.reserved else []
    words += [f"with {', '.join(parameter.extends)} added"] if parameter.extends else []
    return " ".join(words)


def segments(path: str) -> list[str]:
    """Return the names in a path, in order."""
    return re.findall(r"\{([^{}]*)\}", path)


def arguments(found: FoundMethod) -> dict[str, PlannedParameter]:
    """Return the parameters that a caller gives, by name."""
    return {each.name: each for each in found.method.parameters if not each.is_fixed}


def fixed(found: FoundMethod) -> dict[tuple[Place, str], str]:
    """Return what is sent whatever the caller gives."""
    return {(each.place, each.wire_name): repr(each.fixed_value) for each in found.method.parameters if each.is_fixed}
