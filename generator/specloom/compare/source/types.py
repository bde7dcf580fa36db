"""Annotations in one normal form, and which of two accepts the other's values."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

UNION = "Union"
LITERAL = "Literal"
NONE = "None"
ANY = "Any"
_NO_ARGUMENT = {"Omit", "NotGiven"}
_ANYTHING = {"object", ANY}
_SEQUENCES = {"List": 0, "Sequence": 1, "SequenceNotStr": 1, "Iterable": 2}
_MAPPINGS = {"Dict": 0, "MutableMapping": 1, "Mapping": 2}
_NUMBERS = {"bool": 0, "int": 1, "float": 2}
_SCALES: tuple[Mapping[str, int], ...] = (_SEQUENCES, _MAPPINGS, _NUMBERS)
"""Names of which a wider one takes whatever a narrower one takes; the number says how wide."""
_DEPTH = 40
_LONG = 100
"""Characters; of longer types only the difference is shown."""


@dataclass(frozen=True, slots=True)
class Type:
    """A type: a dotted name without the package, and arguments; those of unions and literals are sorted and unique."""

    name: str
    args: tuple[Type, ...] = ()

    def show(self, *, full: bool = False) -> str:
        """Return the type as a reader would write it, names without their modules unless `full`."""
        if self.name == UNION:
            return " | ".join(item.show(full=full) for item in self.members)
        short = (
            self.name if full else self.name.rpartition(".")[2] if self.name[:1] not in "'\"-0123456789" else self.name
        )
        return f"{short}[{', '.join(item.show(full=full) for item in self.args)}]" if self.args else short

    @property
    def members(self) -> tuple[Type, ...]:
        """The alternatives of a union, `None` last; any other type is its own only one."""
        if self.name != UNION:
            return (self,)
        return tuple(sorted(self.args, key=lambda item: item.name == NONE))


def libraries(item: Type) -> set[str]:
    """Return the HTTP libraries that a type names."""
    own = {item.name.partition(".")[0]} & {"httpx", "httpx2"}
    return own.union(*map(libraries, item.args))


def without_none(item: Type) -> Type:
    """Return a union without `None`."""
    return union(member for member in item.members if member.name != NONE) if item.name == UNION else item


def contrast(old: Type, new: Type) -> tuple[str, str]:
    """Return both types as text; of long unions and literals only what the other one lacks."""
    texts = old.show(), new.show()
    if texts[0] == texts[1] or libraries(old) != libraries(new):
        texts = old.show(full=True), new.show(full=True)
    if max(map(len, texts)) <= _LONG:
        return texts
    if len(old.args) == len(new.args) == 1 and old.name == new.name:
        one, other = contrast(old.args[0], new.args[0])
        return f"{texts[0].partition('[')[0]}[{one}]", f"{texts[1].partition('[')[0]}[{other}]"
    composed = {UNION, LITERAL}
    return (lacking(old, new), lacking(new, old)) if composed & {old.name, new.name} else texts


def lacking(item: Type, other: Type) -> str:
    """Return what of `item` is not in `other`, the rest as `...`."""
    ours, theirs = parts(item), set(parts(other))
    own = [part.show() for part in ours if part not in theirs]
    return " | ".join([*own, "..."] if len(own) < len(ours) else own)


def parts(item: Type) -> list[Type]:
    """Return the members of a union, each constant on its own."""
    return [word for member in item.members for word in (member.args if member.name == LITERAL else (member,))]


def union(items: Iterable[Type]) -> Type:
    """Return the union of `items`: flat, sorted, literals merged, without the marks for arguments not given."""
    flat = {member for item in items for member in item.members if member.name not in _NO_ARGUMENT}
    words = {word for member in flat if member.name == LITERAL for word in member.args}
    found = {member for member in flat if member.name != LITERAL}
    if words:
        found.add(literal(words))
    ordered = tuple(sorted(found, key=str))
    return ordered[0] if len(ordered) == 1 else Type(UNION, ordered)


def literal(words: Iterable[Type]) -> Type:
    """Return the type of some constants."""
    return Type(LITERAL, tuple(sorted(set(words), key=str)))


@dataclass(frozen=True, slots=True)
class Judge:
    """Compares types of two packages.

    `aliases` are the named types of both, `ancestors` the classes above a class, `gone` the places of names that only
    the old package has, and `fresh` those that only the new one has.
    """

    aliases: Mapping[str, Type]
    ancestors: Mapping[str, frozenset[str]]
    gone: frozenset[str]
    fresh: frozenset[str]

    def accepts(self, wide: Type, narrow: Type) -> bool:
        """Is every value of `narrow` one of `wide`?"""
        return _Comparison(self).accepts(wide, narrow)


@dataclass(frozen=True, slots=True)
class _Comparison:
    """Compares two types, and each pair of their parts once: named types can hold each other many times over."""

    judge: Judge
    known: dict[tuple[Type, Type], bool] = field(default_factory=dict[tuple[Type, Type], bool])

    def accepts(self, wide: Type, narrow: Type, depth: int = 0) -> bool:
        """Is every value of `narrow` one of `wide`?"""
        if wide == narrow or wide.name in _ANYTHING or narrow.name == ANY or depth > _DEPTH:
            return True
        key = (wide, narrow)
        if key not in self.known:
            self.known[key] = True  # where the answer asks for itself
            self.known[key] = self._accepts(wide, narrow, depth)
        return self.known[key]

    def _accepts(self, wide: Type, narrow: Type, depth: int) -> bool:
        if narrow.name == UNION:
            return all(self.accepts(wide, member, depth + 1) for member in narrow.args)
        if wide.name == UNION and any(self.accepts(member, narrow, depth + 1) for member in wide.args):
            return True
        if narrow.name in self.judge.aliases:
            return self.accepts(wide, self.judge.aliases[narrow.name], depth + 1)
        if wide.name in self.judge.aliases:
            return self.accepts(self.judge.aliases[wide.name], narrow, depth + 1)
        if narrow.name == LITERAL:
            return self._accepts_words(wide, narrow)
        return self._accepts_one(wide, narrow, depth)

    def _accepts_words(self, wide: Type, narrow: Type) -> bool:
        if wide.name == LITERAL:
            return set(narrow.args) <= set(wide.args)
        if wide.name == UNION:
            kinds = [member for member in wide.args if member.name != LITERAL]
            words = {word for member in wide.args if member.name == LITERAL for word in member.args}
            return all(word in words or any(_is_kind(word, kind) for kind in kinds) for word in narrow.args)
        return all(_is_kind(word, wide) for word in narrow.args)

    def _accepts_one(self, wide: Type, narrow: Type, depth: int) -> bool:
        scale = next((each for each in _SCALES if wide.name in each and narrow.name in each), None)
        if scale is not None:
            if scale[wide.name] < scale[narrow.name]:
                return False
        elif not self._same_name(wide.name, narrow.name):
            return False
        if not wide.args or not narrow.args:
            return True
        if len(wide.args) != len(narrow.args):
            return False
        return all(self.accepts(one, other, depth + 1) for one, other in zip(wide.args, narrow.args, strict=True))

    def _same_name(self, one: str, other: str) -> bool:
        """Is it the same name, or one whose old place no longer exists (which is a difference of its own)?"""
        if one == other or one in self.judge.ancestors.get(other, ()):
            return True
        same = one.rpartition(".")[2] == other.rpartition(".")[2]
        return same and (
            (one in self.judge.gone and other in self.judge.fresh)
            or (other in self.judge.gone and one in self.judge.fresh)
        )


def _is_kind(word: Type, kind: Type) -> bool:
    if word.name in {"True", "False"}:
        return kind.name in _NUMBERS
    if word.name.lstrip("-").isdigit():
        return kind.name in {"int", "float"}
    return kind.name == "str"
