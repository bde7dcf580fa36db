"""Data that is changed while the source file of each part is recorded."""

from __future__ import annotations

from collections.abc import Sequence

from specloom.base import pointers
from specloom.base.diagnostics import SourceLocation
from specloom.base.json import JsonArray, JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.document.source import SourceFile


@dataclass(frozen=True, slots=True)
class ValueOrigin:
    """The origin of a value: a file and a pointer there."""

    file: SourceFile
    pointer: str

    def origin_at(self, token: str) -> ValueOrigin:
        """Return the origin of a member."""
        return ValueOrigin(self.file, pointers.join(self.pointer, token))


class MisfitError(Exception):
    """Two values that can't be merged: the existing one is of the kind ``there``, the new one is a ``given``."""

    def __init__(self, there: str, given: str, origin: ValueOrigin) -> None:
        super().__init__(f"{there} and {given}")
        self.there = there
        self.given = given
        self.origin = origin


def kind_of(value: JsonValue) -> str:
    """Return the kind of a value, which decides what it can be merged with."""
    return "an object" if isinstance(value, dict) else "an array" if isinstance(value, list) else "a single value"


class TracedData:
    """The data of a file, changed on a copy; the origins of values from elsewhere are recorded."""

    def __init__(self, base: SourceFile) -> None:
        self._base = base
        self._elsewhere: dict[int, tuple[JsonObject | JsonArray, dict[str, ValueOrigin]]] = {}
        self.root = self._copy_value(base.root)

    def location_of(self, pointer: str) -> SourceLocation:
        """Return the location of the value at ``pointer`` in the file that it comes from."""
        origin = self.origin_at(pointers.split(pointer))
        return origin.file.location_of(origin.pointer)

    def origin_at(self, tokens: Sequence[str | int]) -> ValueOrigin:
        """Return the origin of the value at ``tokens``, or of its nearest parent that exists."""
        value, origin = self.root, ValueOrigin(self._base, "")
        for token in map(str, tokens):
            try:
                member = pointers.child(value, token)
            except KeyError:
                break
            origin = self._member_origin(value, token, origin)
            value = member
        return origin

    def value_at(self, tokens: Sequence[str | int]) -> JsonValue:
        """Return the value at ``tokens``. Raises ``KeyError`` if there is none."""
        value = self.root
        for token in map(str, tokens):
            value = pointers.child(value, token)
        return value

    def copy_at(self, tokens: Sequence[str | int]) -> JsonValue:
        """Return a copy of the value at ``tokens`` that keeps the origins of its parts."""
        return self._copy_value(self.value_at(tokens))

    def merge_at(self, tokens: Sequence[str | int], value: JsonValue, origin: ValueOrigin) -> None:
        """Merge ``value``, which comes from ``origin``, into the value at ``tokens``.

        Objects are merged, arrays extended, single values and null replaced. Raises ``MisfitError``.
        """
        target = self.value_at(tokens)
        if isinstance(target, dict) and isinstance(value, dict):
            self._merge_objects(target, value, origin)
        elif isinstance(target, list):
            self._extend_array(target, value if isinstance(value, list) else [value], origin, isinstance(value, list))
        elif tokens and (target is None or kind_of(target) == kind_of(value)):
            self._set_member(self.value_at(tokens[:-1]), str(tokens[-1]), value, origin)
        else:
            raise MisfitError(kind_of(target), kind_of(value), origin)

    def remove_at(self, tokens: Sequence[str | int]) -> None:
        """Remove the value at ``tokens`` (not the root)."""
        holder, token = self.value_at(tokens[:-1]), str(tokens[-1])
        if isinstance(holder, dict):
            del holder[token]
            self._origins_of_members(holder).pop(token, None)
        elif isinstance(holder, list):
            own = self.origin_at(tokens[:-1])
            origins = [self._member_origin(holder, str(number), own) for number in range(len(holder))]
            del holder[int(token)], origins[int(token)]
            notes = self._origins_of_members(holder)
            notes.clear()
            notes.update({str(number): origin for number, origin in enumerate(origins)})

    def _merge_objects(self, target: JsonObject, update: JsonObject, origin: ValueOrigin) -> None:
        for key, value in update.items():
            known = target.get(key)
            source = self._member_origin(update, key, origin)
            if isinstance(known, dict) and isinstance(value, dict):
                self._merge_objects(known, value, source)
            elif isinstance(known, list) and isinstance(value, list):
                self._extend_array(known, value, source, True)
            elif known is None or kind_of(known) == kind_of(value):
                self._set_member(target, key, value, source)
            else:
                raise MisfitError(kind_of(known), kind_of(value), source)

    def _extend_array(self, target: JsonArray, values: JsonArray, origin: ValueOrigin, listed: bool) -> None:
        for number, value in enumerate(list(values)):
            source = self._member_origin(values, str(number), origin) if listed else origin
            target.append(self._copy_value(value))
            self._origins_of_members(target)[str(len(target) - 1)] = source

    def _set_member(self, holder: JsonValue, token: str, value: JsonValue, origin: ValueOrigin) -> None:
        copied = self._copy_value(value)
        if isinstance(holder, dict):
            holder[token] = copied
            self._origins_of_members(holder)[token] = origin
        elif isinstance(holder, list):
            holder[int(token)] = copied
            self._origins_of_members(holder)[token] = origin

    def _copy_value(self, value: JsonValue) -> JsonValue:
        """Return a copy that shares no container with the original; the origins of its parts are kept."""
        if isinstance(value, dict):
            made: JsonObject = {key: self._copy_value(member) for key, member in value.items()}
            self._carry_origins(value, made)
            return made
        if isinstance(value, list):
            items: JsonArray = [self._copy_value(member) for member in value]
            self._carry_origins(value, items)
            return items
        return value

    def _carry_origins(self, old: JsonObject | JsonArray, new: JsonObject | JsonArray) -> None:
        known = self._elsewhere.get(id(old))
        if known is not None:
            self._origins_of_members(new).update(known[1])

    def _origins_of_members(self, container: JsonObject | JsonArray) -> dict[str, ValueOrigin]:
        """Return the origins of members that come from elsewhere. The container is kept: its id stays its own."""
        return self._elsewhere.setdefault(id(container), (container, {}))[1]

    def _member_origin(self, container: JsonValue, token: str, own: ValueOrigin) -> ValueOrigin:
        known = self._elsewhere.get(id(container))
        return (known[1].get(token) if known is not None else None) or own.origin_at(token)
