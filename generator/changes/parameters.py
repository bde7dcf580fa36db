"""What became of a method's parameters."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from generator.api.planned import Place, PlannedParameter
from generator.changes.change import Change, Level, Side
from generator.changes.inventory import FoundMethod
from generator.changes.relation import Relations
from generator.changes.retyping import retyping

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
                yield replace(lost, gone=True)
        taken = {parameter.name for parameter in renamed.values()}
        for name, parameter in after.items():
            if name not in before and name not in taken:
                yield self.added(parameter)
        yield from self.moved(before, after)
        yield from self.constants()

    def renamed(
        self, before: dict[str, PlannedParameter], after: dict[str, PlannedParameter]
    ) -> dict[str, PlannedParameter]:
        """Return the new parameter for each old one that is still sent, but has another Python name."""
        coming = {(each.place, each.wire_name): each for name, each in after.items() if name not in before}
        pairs = {name: coming.get((each.place, each.wire_name)) for name, each in before.items() if name not in after}
        return {name: each for name, each in pairs.items() if each is not None}

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
            yield self.change(level, f"parameter-{rule}", f"{name} {text}", new)
        if old.positional and not new.positional:
            yield self.change(Level.BREAKING, "parameter-keyword-only", f"{name} has to be named in the call now", new)
        if old.place is not new.place:
            text = f"{name} is now sent in {WHERE[new.place]}, not in {WHERE[old.place]}"
            yield self.change(Level.WIRE, "parameter-place", text, new)
        elif old.wire_name != new.wire_name:
            text = f"{name} is now sent as {new.wire_name!r}, not as {old.wire_name!r}"
            yield self.change(Level.WIRE, "parameter-wire-name", text, new)
        if (old.style, old.explode) != (new.style, new.explode):
            yield self.change(Level.WIRE, "parameter-style", f"{name} is written in another style", new)
        if new.doc.deprecated and not old.doc.deprecated:
            yield self.change(Level.COMPATIBLE, "parameter-deprecated", f"{name} is deprecated", new)

    def moved(self, before: dict[str, PlannedParameter], after: dict[str, PlannedParameter]) -> Iterator[Change]:
        """Yield that positional parameters stand in another order."""
        old = [name for name, each in before.items() if each.positional and name in after and after[name].positional]
        new = [name for name, each in after.items() if each.positional and name in before and before[name].positional]
        if old != new:
            text = f"positional parameters are now in the order {', '.join(new)}"
            yield self.change(Level.BREAKING, "parameters-reordered", text, after[new[0]])

    def constants(self) -> Iterator[Change]:
        """Yield what is always sent and differs."""
        before, after = fixed(self.old), fixed(self.new)
        for key in sorted({*before, *after}):
            if before.get(key) != after.get(key):
                text = f"{key[1]!r} is sent with another constant value, or no longer"
                yield Change(
                    Level.WIRE, Side.REQUEST, "constant-changed", self.new.subject, text, self.new.method.pointer
                )

    def change(self, level: Level, rule: str, text: str, parameter: PlannedParameter) -> Change:
        """Return a change of this method."""
        pointer = parameter.doc.pointer or self.new.method.pointer
        objects = (*self.old.objects, *self.new.objects, *self.old.signature, *self.new.signature)
        return Change(level, Side.REQUEST, rule, self.new.subject, text, pointer, objects=objects)


def arguments(found: FoundMethod) -> dict[str, PlannedParameter]:
    """Return the parameters that a caller gives, by name."""
    return {each.name: each for each in found.method.parameters if not each.is_fixed}


def fixed(found: FoundMethod) -> dict[tuple[Place, str], str]:
    """Return what is sent whatever the caller gives."""
    return {(each.place, each.wire_name): repr(each.fixed_value) for each in found.method.parameters if each.is_fixed}
