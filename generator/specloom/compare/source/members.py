"""How the members of a class differ: fields of models, keys of parameters, methods and base classes."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace

from specloom.compare.source.differences import Difference, Rule, Subject
from specloom.compare.source.methods import MethodJudge
from specloom.compare.source.surface import Class, Field
from specloom.compare.source.types import Judge, contrast


@dataclass(frozen=True, slots=True)
class ClassJudge:
    """Compares classes."""

    types: Judge

    def compare(self, where: str, old: Class, new: Class) -> Iterator[Difference]:
        """Yield how `new` differs from `old` for those who have or make its instances."""
        base = Difference(Rule.KIND, Subject.TYPE, where, breaking=True, place=old.place)
        if old.is_params != new.is_params:
            words = ("TypedDict", "class")
            yield replace(base, old=words[not old.is_params], new=words[not new.is_params])
            return
        yield from self.fields(base, old, new)
        yield from self.methods(where, old, new)
        lost = [name for name in old.ancestors if name not in new.ancestors and not old.is_params]
        for name in lost if "resources." not in where else ():
            if name not in self.types.gone:  # what the new package lacks altogether is told once, by its own name
                yield replace(base, rule=Rule.REMOVED, subject=Subject.BASE, name=name)

    def fields(self, base: Difference, old: Class, new: Class) -> Iterator[Difference]:
        """Yield how the fields differ."""
        after = {**new.fields}
        for name, item in old.fields.items():
            change = replace(base, subject=Subject.FIELD, name=name, place=item.place)
            if name in after:
                yield from self._field(change, item, after.pop(name), is_params=old.is_params)
            elif name not in new.methods and name not in new.outside:
                twin = next((other for other in after.values() if is_twin(item, other, old)), None)
                rule = Rule.REMOVED if twin is None else Rule.RENAMED
                yield replace(change, rule=rule, new=twin.name if twin else None, old=name if twin else None)
                if twin is not None:
                    del after[twin.name]
        for name, item in after.items():
            breaking = old.is_params and item.required
            rule = Rule.REQUIRED if breaking else Rule.ADDED
            shown = item.annotation.show() if item.annotation is not None else None
            yield replace(base, rule=rule, subject=Subject.FIELD, name=name, breaking=breaking, new=shown)

    def methods(self, where: str, old: Class, new: Class) -> Iterator[Difference]:
        """Yield how the methods differ."""
        for name, method in old.methods.items():
            if name in new.methods:
                yield from MethodJudge(self.types).compare(f"{where}.{name}", method, new.methods[name])
            elif name not in new.fields and name not in new.outside and name != "__init__":
                yield Difference(Rule.REMOVED, Subject.METHOD, f"{where}.{name}", breaking=True, place=method.place)

    def _field(self, change: Difference, old: Field, new: Field, *, is_params: bool) -> Iterator[Difference]:
        if is_params and new.required and not old.required:
            yield replace(change, rule=Rule.REQUIRED)
        elif old.required != new.required and is_params:
            yield replace(change, rule=Rule.OPTIONAL, breaking=False)
        if old.annotation is None or new.annotation is None:
            return
        before, after = contrast(old.annotation, new.annotation)
        change = replace(change, old=before, new=after)
        wide, narrow = (new.annotation, old.annotation) if is_params else (old.annotation, new.annotation)
        if not self.types.accepts(wide, narrow):
            yield replace(change, rule=Rule.RETYPED)
        elif not self.types.accepts(narrow, wide):
            yield replace(change, rule=Rule.WIDENED if is_params else Rule.NARROWED, breaking=False)


def is_twin(old: Field, new: Field, cls: Class) -> bool:
    """Is it likely the same field under another name?"""
    same = old.annotation is not None and old.annotation == new.annotation and new.name not in cls.fields
    return same and old.name.strip("_") in {new.name.strip("_"), new.name.removeprefix("api_"), f"api_{new.name}"}
