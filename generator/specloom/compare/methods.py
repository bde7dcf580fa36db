"""Compares methods: their signatures, results and requests."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from specloom.base.records import dataclass
from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSide, ChangeSubject
from specloom.compare.facts import compare_docs, compare_facts
from specloom.compare.members import MemberComparison
from specloom.compare.surface import BY_POSITION, ArgumentKind, SurfaceMethod, SurfaceSignature
from specloom.compare.surface_types import SurfaceType, named_types, rename_types
from specloom.compare.type_changes import compare_types
from specloom.compare.type_relation import TypeComparison

_PAGES = "pagination."
STATUS_WORDS = {"default": "any other status"}


@dataclass(frozen=True, slots=True)
class MethodComparison:
    """Compares two methods. `options`: the parameters are those of a client's constructor."""

    types: TypeComparison
    planned: bool
    options: bool = False

    def compare_methods(self, where: str, old: SurfaceMethod, new: SurfaceMethod) -> list[Change]:
        """Return how `new` differs from `old` for callers; a change of several overloads is reported once."""
        base = Change(
            ChangeSeverity.BREAKING,
            ChangeKind.ASYNC_CHANGED,
            ChangeSubject.METHOD,
            where,
            side=ChangeSide.CLIENT if self.options else ChangeSide.REQUEST,
            pointer=new.doc.pointer,
            location=old.location,
        )
        found: list[Change] = []
        if old.awaited != new.awaited:
            words = ("async def", "def") if old.awaited else ("def", "async def")
            found.append(replace(base, old=words[0], new=words[1]))
        for signature in old.signatures:
            found += self._closest_signature(base, signature, new.signatures)
        found += self._lost_overloads(base, old, new)
        found += self._compare_streams(base, old, new)
        found += compare_facts(base, old.facts, new.facts)
        found += self._compare_errors(base, old, new)
        found += compare_docs(base, old.doc, new.doc)
        return list(dict.fromkeys(found))

    def _closest_signature(
        self, base: Change, old: SurfaceSignature, candidates: tuple[SurfaceSignature, ...]
    ) -> list[Change]:
        """Return how the most similar signature differs; the others are additional."""
        tries = [
            [*self._compare_parameters(base, old, new), *self._compare_results(base, old, new)] for new in candidates
        ]
        return min(tries, key=lambda found: (sum(item.is_breaking for item in found), len(found)))

    def _compare_parameters(self, base: Change, old: SurfaceSignature, new: SurfaceSignature) -> Iterator[Change]:
        """Yield how the parameters of one signature and their order differ."""
        before, after = ({item.name: item for item in each.parameters} for each in (old, new))
        takes_any = any(item.kind is ArgumentKind.KWARGS for item in new.parameters)
        subject = ChangeSubject.OPTION if self.options else ChangeSubject.PARAMETER
        members = MemberComparison(
            self.types, replace(base, subject=subject), self.planned, kept=before if takes_any else ()
        )
        yield from members.compare_members(before, after)
        names = {name: each.name for name, each in members.find_renamed(before, after).items()}
        was = [names.get(name, name) for name, item in before.items() if item.kind in BY_POSITION]
        now = [name for name, item in after.items() if item.kind in BY_POSITION]
        was = [name for name in was if name in now]
        if was != now[: len(was)]:
            change = replace(base, kind=ChangeKind.REORDERED, old=", ".join(was), new=", ".join(now))
            yield replace(change, pointer=after[now[0]].doc.pointer or base.pointer)

    def _compare_results(self, base: Change, old: SurfaceSignature, new: SurfaceSignature) -> Iterator[Change]:
        """Yield how the results differ; pages of the same kind by their items."""
        if old.returns is None or new.returns is None or self.options:
            return
        base = replace(base, subject=ChangeSubject.RESULT, side=ChangeSide.RESPONSE)
        was, now = (
            each.args[-1] if each.name == "AsyncPaginator" and each.args else each
            for each in (old.returns, new.returns)
        )
        if is_page(was) or is_page(now):
            if not self.types.widening.classes.takes_class(rename_types(was, self.types.renamed).name, now.name):
                change = replace(base, kind=ChangeKind.TYPE_CHANGED, fact="page", old=was, new=now)
                yield replace(change, explains=frozenset(named_types(was)))
                return
            if was.args and now.args:
                base, was, now = replace(base, fact="items"), was.args[0], now.args[0]
        yield from compare_types(self.types, base, was, now)

    def _lost_overloads(self, base: Change, old: SurfaceMethod, new: SurfaceMethod) -> Iterator[Change]:
        """Yield the sets of parameters that were sufficient and no longer are."""
        if len(old.forms) > 1 or len(new.forms) > 1:
            for form in old.forms:
                if not any(each <= form for each in new.forms):
                    yield replace(base, kind=ChangeKind.OVERLOAD_REMOVED, old=", ".join(sorted(form)))

    def _compare_streams(self, base: Change, old: SurfaceMethod, new: SurfaceMethod) -> Iterator[Change]:
        """Yield how streaming differs."""
        base = replace(base, subject=ChangeSubject.RESULT, side=ChangeSide.RESPONSE, fact="events")
        if old.events is not None and new.events is not None:
            yield from compare_types(self.types, base, old.events, new.events)
        elif old.events is not None or new.events is not None:
            severity = ChangeSeverity.BREAKING if new.events is None else ChangeSeverity.COMPATIBLE
            words = "no longer streams" if new.events is None else "can stream now"
            made = replace(base, severity=severity, kind=ChangeKind.WIRE_CHANGED, fact="")
            yield replace(made, subject=ChangeSubject.METHOD, rule="streaming-changed", new=words)

    def _compare_errors(self, base: Change, old: SurfaceMethod, new: SurfaceMethod) -> Iterator[Change]:
        """Yield the documented errors that were added, removed, or have another body."""
        base = replace(base, subject=ChangeSubject.ERROR, side=ChangeSide.RESPONSE, severity=ChangeSeverity.COMPATIBLE)
        for kind, ours, theirs in ((ChangeKind.ADDED, new, old), (ChangeKind.REMOVED, old, new)):
            for status in sorted(ours.errors.keys() - theirs.errors.keys()):
                yield replace(base, kind=kind, name=STATUS_WORDS.get(status, status))
        for status in sorted(old.errors.keys() & new.errors.keys()):
            was, now = old.errors[status], new.errors[status]
            is_model = isinstance(was, SurfaceType)
            known = rename_types(was, self.types.renamed) if isinstance(was, SurfaceType) else was
            if known != now and (is_model or isinstance(now, SurfaceType)):
                severity = ChangeSeverity.BREAKING if is_model else ChangeSeverity.COMPATIBLE
                change = replace(base, severity=severity, kind=ChangeKind.TYPE_CHANGED, rule="error-body")
                yield replace(change, name=STATUS_WORDS.get(status, status), old=was, new=now)


def is_page(item: SurfaceType) -> bool:
    """Return whether a type is a page of a list."""
    return item.name.startswith(_PAGES)
