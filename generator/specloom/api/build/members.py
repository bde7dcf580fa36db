"""Lists the members of `allOf` in a schema, references followed and each component opened once."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field

from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.base.json import JsonObject
from specloom.base.records import dataclass

_MAX_DEPTH = 100


@dataclass(slots=True)
class _MemberPass:
    """One walk through references: what was opened, what is being opened, and whether something was met twice."""

    opened: dict[str, None] = field(default_factory=dict[str, None])
    path: set[str] = field(default_factory=set[str])
    repeats: bool = False


class SchemaMembers:
    """Lists the members of schemas; those of components are cached."""

    def __init__(self, context: BuildContext) -> None:
        self.context = context
        self._direct: dict[str, list[DocumentNode]] = {}

    def of(self, node: DocumentNode, depth: int = 0) -> list[DocumentNode]:
        """Return the node's own keywords and the members of its `allOf`, nested ones too, references unresolved."""
        own = DocumentNode({key: value for key, value in node.raw.items() if key != "allOf"}, node.pointer)
        if node.ref is not None:
            beside: JsonObject = {key: value for key, value in node.raw.items() if key not in ("$ref", "allOf")}
            link = DocumentNode({"$ref": node.raw["$ref"]}, node.pointer)
            return [link, DocumentNode(beside, node.pointer)] if beside else [link]
        if depth > _MAX_DEPTH:
            self.context.widened(node.pointer, "`allOf` is nested too deeply; its members are left out")
            return [own]
        inner = [member for part in node.items("allOf") for member in self.of(part, depth + 1)]
        return [*inner, own] if own.raw or not inner else inner

    def component(self, key: str) -> list[DocumentNode]:
        """Return the members of the component `key`, references unresolved."""
        known = self._direct.get(key)
        if known is None:
            known = self._direct[key] = self.of(self.context.component(key))
        return known

    def expanded(self, members: list[DocumentNode], laid: dict[str, None] | None = None) -> list[DocumentNode]:
        """Return `members` with references replaced by their targets; the components are added to `laid`.

        A component is opened once, however often it is referenced. Of two members that differ the last one counts: if
        a component is met again, all members follow once more in the order of their last occurrence.
        """
        state = _MemberPass()
        found = list(self._walk(members, state, backwards=False))
        if laid is not None:
            laid.update(state.opened)
        if state.repeats:
            found += [*self._walk(members, _MemberPass(), backwards=True)][::-1]
        return found

    def _walk(self, members: Iterable[DocumentNode], state: _MemberPass, *, backwards: bool) -> Iterator[DocumentNode]:
        """Yield the expanded `members`, in their order or reversed."""
        stack: list[tuple[str, Iterator[DocumentNode]]] = [("", _directed(members, backwards=backwards))]
        while stack:
            holder, waiting = stack[-1]
            member = next(waiting, None)
            if member is None:
                stack.pop()
                state.path.discard(holder)
                continue
            key = member.ref
            if key is None:
                yield member
            elif key in state.opened:
                self._met_again(key, member, state)
            else:
                state.opened[key] = None
                state.path.add(key)
                stack.append((key, _directed(self.component(key), backwards=backwards)))

    def _met_again(self, key: str, member: DocumentNode, state: _MemberPass) -> None:
        if key in state.path:
            self.context.widened(member.pointer, f"`{key}` contains itself through `allOf`")
        else:
            state.repeats = True


def _directed(members: Iterable[DocumentNode], *, backwards: bool) -> Iterator[DocumentNode]:
    return iter([*members][::-1]) if backwards else iter(members)
