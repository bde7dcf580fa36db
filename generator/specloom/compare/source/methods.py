"""How the ways to call a function differ."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.compare.source.differences import Difference, Rule, Subject
from specloom.compare.source.surface import Kind, Method, Parameter, Signature
from specloom.compare.source.types import Judge, contrast

_NOT_GIVEN = {"omit", "NOT_GIVEN", "not_given", "NotGiven()", "Omit()"}
_BY_POSITION = (Kind.POSITIONAL, Kind.BOTH)


@dataclass(frozen=True, slots=True)
class MethodJudge:
    """Compares functions. `subject` is what their parameters are called: of a client's constructor, options."""

    types: Judge
    subject: Subject = Subject.PARAMETER

    def compare(self, where: str, old: Method, new: Method) -> list[Difference]:
        """Return how `new` differs from `old` for those who call it."""
        base = Difference(Rule.ASYNC, Subject.METHOD, where, breaking=True, place=old.place)
        found: list[Difference] = []
        if old.awaited != new.awaited:
            words = ("async def", "def") if old.awaited else ("def", "async def")
            found.append(replace(base, old=words[0], new=words[1]))
        if new.deprecated and not old.deprecated:
            found.append(replace(base, rule=Rule.DEPRECATED, breaking=False))
        for signature in old.signatures:
            found += self._closest(base, signature, new.signatures)
        return list(dict.fromkeys(found))

    def _closest(self, base: Difference, old: Signature, candidates: tuple[Signature, ...]) -> list[Difference]:
        """Return how the most similar way to call differs; the others are further offers."""
        tries = [list(self.signature(base, old, new)) for new in candidates]
        return min(tries, key=lambda found: (sum(item.breaking for item in found), len(found)))

    def signature(self, base: Difference, old: Signature, new: Signature) -> Iterator[Difference]:
        """Yield how one signature differs from another."""
        before = {item.name: item for item in old.parameters}
        after = {item.name: item for item in new.parameters}
        takes_any = any(item.kind is Kind.KWARGS for item in new.parameters)
        gone = [item for name, item in before.items() if name not in after]
        added = [item for name, item in after.items() if name not in before]
        alone = len(gone) == len(added) == 1
        for item in gone:
            twin = next((other for other in added if is_twin(item, other, alone=alone)), None)
            if twin is not None:
                added.remove(twin)
                yield self._of(base, Rule.RENAMED, item, new=twin.name)
            elif not takes_any:
                yield self._of(base, Rule.REMOVED, item)
        for item in added:
            rule = Rule.REQUIRED if item.required else Rule.ADDED
            yield replace(self._of(base, rule, item, breaking=item.required), new=type_text(item))
        for name, item in before.items():
            if name in after:
                yield from self._parameter(base, item, after[name])
        yield from self._order(base, old, new)
        yield from self._result(base, old, new)

    def _parameter(self, base: Difference, old: Parameter, new: Parameter) -> Iterator[Difference]:
        if old.kind in _BY_POSITION and new.kind is Kind.NAMED:
            yield self._of(base, Rule.NAMED_ONLY, old)
        if new.required and not old.required:
            yield self._of(base, Rule.REQUIRED, old)
        elif old.required and not new.required and new.kind is not Kind.ARGS:
            yield self._of(base, Rule.OPTIONAL, old, breaking=False)
        elif old.default != new.default and not {old.default, new.default} <= _NOT_GIVEN:
            yield replace(self._of(base, Rule.DEFAULT, old, breaking=False), old=old.default, new=new.default)
        if old.annotation is None or new.annotation is None:
            return
        before, after = contrast(old.annotation, new.annotation)
        change = replace(self._of(base, Rule.RETYPED, old), old=before, new=after)
        if not self.types.accepts(new.annotation, old.annotation):
            yield change
        elif not self.types.accepts(old.annotation, new.annotation):
            yield replace(change, rule=Rule.WIDENED, breaking=False)

    def _order(self, base: Difference, old: Signature, new: Signature) -> Iterator[Difference]:
        before = [item.name for item in old.parameters if item.kind in _BY_POSITION]
        after = [item.name for item in new.parameters if item.kind in _BY_POSITION]
        kept = [name for name in before if name in after]
        if kept and after[: len(kept)] != kept:
            yield replace(base, rule=Rule.REORDERED, old=", ".join(kept), new=", ".join(after))

    def _result(self, base: Difference, old: Signature, new: Signature) -> Iterator[Difference]:
        if old.returns is None or new.returns is None or base.where.endswith("__init__"):
            return
        before, after = contrast(old.returns, new.returns)
        change = replace(base, rule=Rule.RETYPED, subject=Subject.RESULT, old=before, new=after)
        if not self.types.accepts(old.returns, new.returns):
            yield change
        elif not self.types.accepts(new.returns, old.returns):
            yield replace(change, rule=Rule.NARROWED, breaking=False)

    def _of(
        self, base: Difference, rule: Rule, item: Parameter, *, breaking: bool = True, new: str | None = None
    ) -> Difference:
        old = item.name if new is not None else None
        return replace(base, rule=rule, subject=self.subject, name=item.name, breaking=breaking, old=old, new=new)


def type_text(item: Parameter) -> str | None:
    """Return the annotation of a parameter as text."""
    return None if item.annotation is None else item.annotation.show()


def is_twin(old: Parameter, new: Parameter, *, alone: bool) -> bool:
    """Is it likely the same parameter under another name? `alone` says that no other could be meant."""
    same = old.annotation is not None and old.annotation == new.annotation and old.kind == new.kind
    return same and old.required == new.required and (old.required or alone or close(old.name, new.name))


def close(one: str, other: str) -> bool:
    """Does one name hold the other?"""
    return one in other or other in one
