"""Types in one form, from a plan or from source, and how they are printed."""

from __future__ import annotations

import ast
import json
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import Enum

from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.compare.dotted import last_part
from specloom.plan.planned import UnionType

UNION = "Union"
LITERAL = "Literal"
NONE = "None"
ANY = "Any"
REST = "..."
"""Shown instead of the unchanged part of a long type."""
NOT_GIVEN = {"Omit", "NotGiven"}
"""Sentinel types for arguments that are not given."""
_LONG = 100
"""The length in characters above which only the difference of two types is shown."""
_SHOWN_VALUES = 6


class TypeNotation(Enum):
    """How unions are written: `str | None`, or `Optional[str]` as in models."""

    PIPES = "pipes"
    TYPING = "typing"


@dataclass(frozen=True, slots=True)
class SurfaceType:
    """A type: a dotted name without the package, and arguments. Constants in a literal are Python source.

    `reading` is the planned union, which has the discriminator for responses.
    """

    name: str
    args: tuple[SurfaceType, ...] = ()
    reading: UnionType | None = field(default=None, compare=False, repr=False)

    @property
    def members(self) -> tuple[SurfaceType, ...]:
        """The alternatives of a union, `None` last; any other type has itself as the only one."""
        if self.name != UNION:
            return (self,)
        return tuple(sorted(self.args, key=lambda item: item.name == NONE))


NULL = SurfaceType(NONE)
OBJECT = SurfaceType("object")


def literal_type(words: Iterable[SurfaceType]) -> SurfaceType:
    """Return the type of some constants, sorted."""
    return SurfaceType(LITERAL, tuple(sorted(set(words), key=str)))


def union_type(items: Iterable[SurfaceType]) -> SurfaceType:
    """Return the union of `items`: flat, sorted, literals merged, without the sentinels for arguments not given."""
    flat = {member for item in items for member in item.members if member.name not in NOT_GIVEN}
    words = {word for member in flat if member.name == LITERAL for word in member.args}
    found = {member for member in flat if member.name != LITERAL}
    if words:
        found.add(literal_type(words))
    ordered = tuple(sorted(found, key=str))
    return ordered[0] if len(ordered) == 1 else SurfaceType(UNION, ordered)


def without_none(item: SurfaceType) -> SurfaceType:
    """Return a union without `None`; any other type is returned unchanged."""
    if item.name != UNION:
        return item
    kept = tuple(member for member in item.args if member != NULL)
    return kept[0] if len(kept) == 1 else SurfaceType(UNION, kept, item.reading)


def named_types(item: SurfaceType | None) -> Iterator[str]:
    """Yield the names of all types in a type, constants left out."""
    waiting = [item] if item is not None else []
    while waiting:
        each = waiting.pop()
        if each.name != LITERAL:
            yield each.name
            waiting.extend(each.args)


def rename_types(item: SurfaceType, renamed: Mapping[str, str]) -> SurfaceType:
    """Return a type with the new names of its parts."""
    if not renamed or item.name == LITERAL:
        return item
    args = tuple(rename_types(each, renamed) for each in item.args)
    return SurfaceType(renamed.get(item.name, item.name), args, item.reading)


def spell_type(item: SurfaceType, notation: TypeNotation = TypeNotation.PIPES, *, full: bool = False) -> str:
    """Return a type as text, names with their modules if `full`."""
    if item.name == UNION:
        parts = [spell_type(each, notation, full=full) for each in item.members]
        if notation is TypeNotation.PIPES:
            return " | ".join(parts)
        kept = parts[:-1] if parts[-1] == NONE else parts
        text = kept[0] if len(kept) == 1 else f"Union[{', '.join(kept)}]"
        return f"Optional[{text}]" if kept != parts else text
    if item.name == LITERAL and notation is TypeNotation.TYPING:
        return f"Literal[{spell_values(each.name for each in item.args)}]"
    is_word = item.name[:1] in "'\"-0123456789"
    short = item.name if full or is_word else last_part(item.name)
    if not item.args:
        return short
    return f"{short}[{', '.join(spell_type(each, notation, full=full) for each in item.args)}]"


def spell_values(words: Iterable[str]) -> str:
    """Return constants as JSON, the first few of many."""
    texts = [json.dumps(constant_value(word), ensure_ascii=False) for word in words]
    more = len(texts) - _SHOWN_VALUES
    return ", ".join(texts[:_SHOWN_VALUES]) + (f", and {more} more" if more > 0 else "")


def constant_value(word: str) -> JsonValue:
    """Return the value of a constant in a literal; other values than JSON scalars stay text."""
    try:
        value: object = ast.literal_eval(word)
    except (ValueError, SyntaxError):
        return word
    return value if isinstance(value, str | int | float | bool | None) else word


def contrast_types(old: SurfaceType, new: SurfaceType, notation: TypeNotation = TypeNotation.PIPES) -> tuple[str, str]:
    """Return both types as text; of long unions and literals only the members that the other one lacks."""
    texts = spell_type(old, notation), spell_type(new, notation)
    if texts[0] == texts[1] or http_libraries(old) != http_libraries(new):
        texts = spell_type(old, notation, full=True), spell_type(new, notation, full=True)
    if max(map(len, texts)) <= _LONG:
        return texts
    if len(old.args) == len(new.args) == 1 and old.name == new.name:
        one, other = contrast_types(old.args[0], new.args[0], notation)
        return f"{texts[0].partition('[')[0]}[{one}]", f"{texts[1].partition('[')[0]}[{other}]"
    if {UNION, LITERAL} & {old.name, new.name}:
        return lacking_parts(old, new, notation), lacking_parts(new, old, notation)
    return texts


def http_libraries(item: SurfaceType) -> set[str]:
    """Return the HTTP libraries that a type names."""
    return {name.partition(".")[0] for name in named_types(item)} & {"httpx", "httpx2"}


def lacking_parts(item: SurfaceType, other: SurfaceType, notation: TypeNotation) -> str:
    """Return the parts of `item` that are not in `other`, the rest as `...`."""
    ours, theirs = split_parts(item), set(split_parts(other))
    own = [part for part in ours if part not in theirs]
    words = [each.args[0] for each in own if each.name == LITERAL]
    shown = [each for each in own if each.name != LITERAL] + ([SurfaceType(LITERAL, tuple(words))] if words else [])
    texts = [spell_type(each, notation) for each in shown]
    return " | ".join([*texts, REST] if len(own) < len(ours) else texts)


def split_parts(item: SurfaceType) -> list[SurfaceType]:
    """Return the members of a union, each constant as a literal of its own."""
    return [part for member in item.members for part in split_literal(member)]


def split_literal(item: SurfaceType) -> Iterator[SurfaceType]:
    """Yield each constant of a literal as a literal of its own; any other type unchanged."""
    if item.name != LITERAL:
        yield item
    yield from (SurfaceType(LITERAL, (word,)) for word in item.args if item.name == LITERAL)
