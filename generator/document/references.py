"""Follows references: between files, through pointers, anchors and ids, to the value that is meant."""

from __future__ import annotations

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from urllib.parse import unquote, urljoin

from generator.base import pointers
from generator.base.diagnostics import UserError
from generator.base.json import JsonValue, as_object, as_str
from generator.document.document import Document, reference_of
from generator.document.source import SourceFile

_MAX_STEPS = 100


@dataclass(frozen=True, slots=True)
class Location:
    """A value's place: the key of its file and its pointer there."""

    file: str
    pointer: str


@dataclass(frozen=True, slots=True)
class Target:
    """What a reference leads to."""

    location: Location
    value: JsonValue


class ReferenceFaultError(Exception):
    """A reference that leads nowhere. ``code`` is the rule, ``hint`` the way out."""

    def __init__(self, code: str, message: str, hint: str | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self.hint = hint


@dataclass(slots=True)
class _Marks:
    """Ids and anchors of one file: name -> pointer."""

    ids: dict[str, str]
    anchors: dict[str, str]
    bases: tuple[str, ...]


class Resolver:
    """Resolves the references of one document; remembers what it found."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._marks: dict[str, _Marks] = {}
        self._found: dict[tuple[str, str], Target] = {}

    def resolve(self, holder: Location, reference: str) -> Target:
        """Return what ``reference``, which stands at ``holder``, leads to. Raises ``ReferenceFaultError``.

        The result may itself be an object with ``$ref``.
        """
        known = (holder.file, reference)
        local = not self._marks_of(holder.file).bases
        if local and known in self._found:
            return self._found[known]
        target = self._lookup(holder, reference, _MAX_STEPS)
        if local:
            self._found[known] = target
        return target

    def final(self, holder: Location, reference: str) -> Target:
        """Like ``resolve``, but follows references of references to a value that is none."""
        seen: set[Location] = set()
        target = self.resolve(holder, reference)
        following = reference_of(target.value)
        while following is not None:
            if target.location in seen:
                raise ReferenceFaultError("ref-cycle", f"the reference {reference} leads back to itself")
            seen.add(target.location)
            target = self.resolve(target.location, following)
            following = reference_of(target.value)
        return target

    def _lookup(self, holder: Location, reference: str, steps: int) -> Target:
        marks = self._marks_of(holder.file)
        base = self._base(holder, marks)
        path, _, fragment = reference.partition("#")
        if path:
            known = marks.ids.get(path) or marks.ids.get(urljoin(self._id_at(holder.file, base), path))
            if known is not None:
                return self._at(self._document.files[holder.file], known, fragment, reference, steps)
            file, fragment = self._other_file(holder, reference)
            return self._at(file, "", fragment, reference, steps)
        file = self._document.files[holder.file]
        if base:
            try:
                return self._at(file, base, fragment, reference, steps)
            except ReferenceFaultError:
                return self._at(file, "", fragment, reference, steps)
        return self._at(file, "", fragment, reference, steps)

    def _other_file(self, holder: Location, reference: str) -> tuple[SourceFile, str]:
        try:
            return self._document.target(holder.file, reference)
        except UserError as error:
            item = error.diagnostics[0]
            inner = f" ({item.location}: {item.message})" if item.line else f": {item.message}"
            verb = "is not" if item.code in ("ref-remote", "ref-outside", "ref-syntax") else "can't be"
            message = f"the reference {reference} {verb} followed{inner}"
            if item.code == "not-found":
                hint = "write the path as it leads from the folder of this file"
                raise ReferenceFaultError("ref-dangling", message, hint) from None
            raise ReferenceFaultError(item.code, message, item.hint) from None

    def _at(self, file: SourceFile, base: str, fragment: str, reference: str, steps: int) -> Target:
        if fragment and not fragment.startswith("/"):
            anchors = self._marks_of(file.key).anchors
            if fragment not in anchors:
                raise ReferenceFaultError(
                    "ref-dangling", f"the reference {reference} leads nowhere", _near(fragment, anchors)
                )
            return self._walk(file, anchors[fragment], reference, steps)
        try:
            return self._walk(file, base + unquote(fragment), reference, steps)
        except ReferenceFaultError:
            if "%" not in fragment:
                raise
            return self._walk(file, base + fragment, reference, steps)

    def _walk(self, file: SourceFile, pointer: str, reference: str, steps: int) -> Target:
        """Go down ``pointer``, through references that stand on the way."""
        value, location = file.root, Location(file.key, "")
        for token in pointers.split(pointer):
            try:
                value = pointers.child(value, token)
            except KeyError:
                inner = reference_of(value)
                if inner is None or steps <= 0:
                    raise self._nowhere(reference, value, token) from None
                target = self._lookup(location, inner, steps - 1)
                rest = pointers.join(target.location.pointer, token)
                target = self._walk(self._document.files[target.location.file], rest, reference, steps - 1)
                value, location = target.value, target.location
            else:
                location = Location(location.file, pointers.join(location.pointer, token))
        return Target(location, value)

    def _nowhere(self, reference: str, value: JsonValue, token: str) -> ReferenceFaultError:
        return ReferenceFaultError(
            "ref-dangling", f"the reference {reference} leads nowhere", _near(token, as_object(value))
        )

    def _base(self, holder: Location, marks: _Marks) -> str:
        """Return the pointer of the innermost schema with an id round ``holder``."""
        inside = [base for base in marks.bases if (holder.pointer + "/").startswith(base + "/")]
        return max(inside, key=len, default="")

    def _id_at(self, file: str, base: str) -> str:
        return as_str(as_object(pointers.resolve(self._document.files[file].root, base)).get("$id")) or ""

    def _marks_of(self, file: str) -> _Marks:
        if file not in self._marks:
            source = self._document.files[file]
            self._marks[file] = _collect_marks(source.root) if source.has_ids else _Marks({}, {}, ())
        return self._marks[file]


def _near(wrong: str, names: Iterable[str]) -> str | None:
    close = difflib.get_close_matches(wrong, list(names)[:2000], n=1, cutoff=0.6)
    return f"did you mean `{close[0]}`?" if close else None


def _collect_marks(root: JsonValue) -> _Marks:
    """Return ids and anchors of a file; without any, nothing is walked twice."""
    marks = _Marks({}, {}, ())
    stack: list[tuple[str, JsonValue]] = [("", root)]
    bases: list[str] = []
    while stack:
        pointer, value = stack.pop()
        if isinstance(value, dict):
            _note(marks, bases, pointer, value)
            stack += [(pointers.join(pointer, k), v) for k, v in value.items() if isinstance(v, dict | list)]
        elif isinstance(value, list):
            stack += [(pointers.join(pointer, n), v) for n, v in enumerate(value) if isinstance(v, dict | list)]
    marks.bases = tuple(sorted(bases))
    return marks


def _note(marks: _Marks, bases: list[str], pointer: str, value: dict[str, JsonValue]) -> None:
    for key in ("$anchor", "$dynamicAnchor"):
        anchor = value.get(key)
        if isinstance(anchor, str):
            marks.anchors.setdefault(anchor, pointer)
    name = value.get("$id")
    if isinstance(name, str) and name.startswith("#"):
        marks.anchors.setdefault(name[1:], pointer)
    elif isinstance(name, str) and pointer:
        marks.ids.setdefault(name, pointer)
        bases.append(pointer)
