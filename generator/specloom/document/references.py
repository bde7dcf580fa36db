"""Resolves references between files, through pointers, anchors and ids."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from functools import cached_property
from urllib.parse import unquote, urljoin

from specloom.base import pointers
from specloom.base.diagnostics import UserError
from specloom.base.json import JsonValue, as_object
from specloom.base.records import dataclass
from specloom.document.document import Document, reference_of
from specloom.document.marks import AnchorsAndIds, collect_marks, whole_schema
from specloom.document.source import SourceFile

_MAX_STEPS = 100
_SCHEMA_NAME = re.compile(r"(?:#/(?:\$defs|definitions|components/schemas|schemas)/(?=[^/]+$))?([A-Za-z_][\w.~%-]*)")


@dataclass(frozen=True, slots=True)
class ValueLocation:
    """The location of a value: the key of its file and its pointer there."""

    file: str
    pointer: str


@dataclass(frozen=True, slots=True)
class ReferenceTarget:
    """The target of a reference."""

    location: ValueLocation
    value: JsonValue


@dataclass(slots=True)
class _RemainingSteps:
    """How many more references may be followed to resolve one."""

    left: int

    def take_step(self) -> bool:
        """Take a step, if one is left."""
        self.left -= 1
        return self.left >= 0


class ReferenceFaultError(Exception):
    """A reference that can't be resolved. ``code`` is the rule, ``hint`` the remedy, or a function that finds it."""

    def __init__(self, code: str, message: str, hint: str | Callable[[], str | None] | None = None) -> None:
        super().__init__(message)
        self.code = code
        self.message = message
        self._hint = hint

    @property
    def hint(self) -> str | None:
        """The remedy, if one is known."""
        if self._hint is not None and not isinstance(self._hint, str):
            self._hint = self._hint()
        return self._hint


class Resolver:
    """Resolves the references of one document, and caches the results."""

    def __init__(self, document: Document) -> None:
        self._document = document
        self._marks: dict[str, AnchorsAndIds] = {}
        self._found: dict[tuple[str, str], ReferenceTarget] = {}
        self._ends: dict[ValueLocation, ReferenceTarget | ReferenceFaultError | None] = {}
        """The final results of references by location: a target, a fault, or a cycle."""
        self._misplaced: set[tuple[ValueLocation, str]] = set()
        self._with_ids = [key for key, file in document.files.items() if file.has_ids]

    def resolve(self, holder: ValueLocation, reference: str) -> ReferenceTarget:
        """Return the target of ``reference`` at ``holder``. Raises ``ReferenceFaultError``.

        The result may itself be an object with ``$ref``.
        """
        if reference == "#" and self._is_in_document(holder):
            own = self._schema_around(holder)
            self._misplaced.add((holder, reference))
            return own
        known = (holder.file, reference)
        shared = not self._marks_of(holder.file).bases
        if shared and known in self._found:
            return self._found[known]
        try:
            target = self._look_up(holder, reference, _RemainingSteps(_MAX_STEPS))
        except ReferenceFaultError:
            nearest = self._resolve_misplaced(holder, reference)
            if nearest is None:
                raise
            self._misplaced.add((holder, reference))
            return nearest
        if shared:
            self._found[known] = target
        return target

    def _is_in_document(self, holder: ValueLocation) -> bool:
        """Return whether ``#`` at ``holder`` is a whole document of OpenAPI, and no schema."""
        root = as_object(self._document.files[holder.file].root)
        is_document = not {"openapi", "swagger"}.isdisjoint(root)
        return is_document and not self._marks_of(holder.file).resource_pointer(holder.pointer)

    def _schema_around(self, holder: ValueLocation) -> ReferenceTarget:
        """Return the whole schema around ``holder``, to which ``#`` refers by mistake: it is the document."""
        pointer = whole_schema(holder.pointer)
        if not pointer:
            hint = "write the path to what you mean, such as `#/components/parameters/NAME`"
            raise ReferenceFaultError("ref-dangling", "`#` is the whole document", hint)
        root = self._document.files[holder.file].root
        return ReferenceTarget(ValueLocation(holder.file, pointer), pointers.resolve(root, pointer))

    def is_misplaced(self, holder: ValueLocation, reference: str) -> bool:
        """Return whether ``reference`` does not exist as written, and another target was used."""
        return (holder, reference) in self._misplaced

    def resolve_fully(self, holder: ValueLocation, reference: str) -> ReferenceTarget:
        """Like ``resolve``, but follows references to references up to a value."""
        target = self.resolve(holder, reference)
        if reference_of(target.value) is None:
            return target
        end = self._end_of_chain(target)
        if end is None:
            raise ReferenceFaultError("ref-cycle", f"`{reference}` refers back to itself")
        if isinstance(end, ReferenceFaultError):
            raise end.with_traceback(None)
        return end

    def location_of_path(self, file: str, tokens: Iterable[str | int]) -> ValueLocation:
        """Return the location of a path of keys and indexes from the root of a file, through references on the way."""
        root, pointer = ValueLocation(file, ""), pointers.join("", *tokens)
        reference = "#" + pointer.replace("%", "%25")
        for follow in (self.resolve_fully, self.resolve):
            try:
                return follow(root, reference).location
            except ReferenceFaultError:
                continue
        return ValueLocation(file, pointer)

    def _end_of_chain(self, target: ReferenceTarget) -> ReferenceTarget | ReferenceFaultError | None:
        """Return the end of a chain of references, ``None`` for a cycle; each location is visited once."""
        way: dict[ValueLocation, None] = {}
        end: ReferenceTarget | ReferenceFaultError | None = target
        while isinstance(end, ReferenceTarget) and (following := reference_of(end.value)) is not None:
            if end.location in self._ends or end.location in way:
                end = self._ends.get(end.location)
                break
            way[end.location] = None
            try:
                end = self.resolve(end.location, following)
            except ReferenceFaultError as fault:
                end = fault
        self._ends.update(dict.fromkeys(way, end))
        return end

    def _look_up(self, holder: ValueLocation, reference: str, steps: _RemainingSteps) -> ReferenceTarget:
        base = self._marks_of(holder.file).resource_pointer(holder.pointer)
        path, _, fragment = reference.partition("#")
        if path:
            known = self._by_id(holder, path)
            if known is not None:
                return self._resolve_fragment(*known, fragment, reference, steps)
            file, fragment = self._other_file(holder, reference)
            return self._resolve_fragment(file, "", fragment, reference, steps)
        file = self._document.files[holder.file]
        if base:
            try:
                return self._resolve_fragment(file, base, fragment, reference, steps)
            except ReferenceFaultError:
                return self._resolve_fragment(file, "", fragment, reference, steps)
        return self._resolve_fragment(file, "", fragment, reference, steps)

    def _other_file(self, holder: ValueLocation, reference: str) -> tuple[SourceFile, str]:
        try:
            return self._document.file_and_fragment(holder.file, reference)
        except UserError as error:
            item = error.diagnostics[0]
            inner = f" ({item.location}: {item.message})" if item.line else f": {item.message}"
            verb = "is not" if item.code in ("ref-remote", "ref-outside", "ref-syntax") else "can't be"
            message = f"`{reference}` {verb} followed{inner}"
            if item.code == "not-found":
                hint = "write the path relative to the directory of this file"
                raise ReferenceFaultError("ref-dangling", message, hint) from None
            raise ReferenceFaultError(item.code, message, item.hint) from None

    def _resolve_fragment(
        self, file: SourceFile, base: str, fragment: str, reference: str, steps: _RemainingSteps
    ) -> ReferenceTarget:
        if fragment and not fragment.startswith("/"):
            marks = self._marks_of(file.key)
            anchored = marks.pointer_of_anchor(base, fragment)
            if anchored is None:
                raise self._unresolved_at(reference, fragment, ValueLocation(file.key, base), marks.anchors_of(base))
            return self._walk_pointer(file, anchored, reference, steps)
        try:
            return self._walk_pointer(file, base + unquote(fragment), reference, steps)
        except ReferenceFaultError:
            if "%" not in fragment:
                raise
            return self._walk_pointer(file, base + fragment, reference, steps)

    def _walk_pointer(self, file: SourceFile, pointer: str, reference: str, steps: _RemainingSteps) -> ReferenceTarget:
        """Resolve ``pointer``, through references on the way."""
        value, location = file.root, ValueLocation(file.key, "")
        for token in pointers.split(pointer):
            try:
                value = pointers.child(value, token)
            except KeyError:
                inner = reference_of(value)
                if inner is None or not steps.take_step():
                    raise self._unresolved_at(reference, token, location, as_object(value)) from None
                target = self._look_up(location, inner, steps)
                rest = pointers.join(target.location.pointer, token)
                target = self._walk_pointer(self._document.files[target.location.file], rest, reference, steps)
                value, location = target.value, target.location
            else:
                location = ValueLocation(location.file, pointers.join(location.pointer, token))
        return ReferenceTarget(location, value)

    def _unresolved_at(
        self, reference: str, wrong: str, location: ValueLocation, names: Iterable[str]
    ) -> ReferenceFaultError:
        def hint() -> str | None:
            return self._document.suggestions.hint(wrong, names, (reference, wrong, location))

        return ReferenceFaultError("ref-dangling", f"`{reference}` does not exist", hint)

    def dynamic_anchors(self, location: ValueLocation) -> dict[str, ValueLocation]:
        """Return the dynamic anchors of the resource in which ``location`` lies."""
        names = self._marks_of(location.file).dynamic_anchors_around(location.pointer)
        return {name: ValueLocation(location.file, pointer) for name, pointer in names.items()}

    def _resolve_misplaced(self, holder: ValueLocation, reference: str) -> ReferenceTarget | None:
        """Return the target of a reference that is written without the full path to it.

        `#/$defs/...` may count from a schema round `holder` instead of the file, `#definitions/...` lack a slash, and
        `Pet` be the name of a schema, as in early documents. `#/$defs/Pet` and `#/definitions/Pet` may be those of a
        JSON Schema whose definitions were moved to `#/components/schemas`.
        """
        path, _, fragment = reference.partition("#")
        if fragment and fragment[0] != "/" and "/" in fragment:
            return self._look_up_or_none(holder, f"{path}#/{fragment}")
        base = holder.pointer if reference.startswith(("#/$defs/", "#/definitions/")) else ""
        while base:
            try:
                return self._walk_pointer(
                    self._document.files[holder.file], base + unquote(fragment), reference, _RemainingSteps(0)
                )
            except ReferenceFaultError:
                base = pointers.parent(base)
        return self._schema_named_in(holder, reference)

    def _schema_named_in(self, holder: ValueLocation, reference: str) -> ReferenceTarget | None:
        """Return the schema whose name alone is right in `reference`."""
        name = _SCHEMA_NAME.fullmatch(reference)
        if name is None:
            return None
        found = (self._look_up_or_none(holder, f"#/{map_}/{name[1]}") for map_ in ("components/schemas", "definitions"))
        return next((target for target in found if target is not None), None)

    def _look_up_or_none(self, holder: ValueLocation, reference: str) -> ReferenceTarget | None:
        try:
            return self._look_up(holder, reference, _RemainingSteps(_MAX_STEPS))
        except ReferenceFaultError:
            return None

    def _by_id(self, holder: ValueLocation, path: str) -> tuple[SourceFile, str] | None:
        """Return file and pointer of the schema whose id is ``path``, seen from ``holder``; its own file is first."""
        marks = self._marks_of(holder.file)
        address = urljoin(marks.resource_url(holder.pointer) or self._document.declared_url(holder.file) or "", path)
        known = marks.ids.get(address, marks.ids.get(path))
        if known is not None:
            return self._document.files[holder.file], known
        elsewhere = self._ids.get(address)
        return None if elsewhere is None else (self._document.files[elsewhere.file], elsewhere.pointer)

    @cached_property
    def _ids(self) -> dict[str, ValueLocation]:
        """The schemas of all files by their ids; the first one of an id is used."""
        found: dict[str, ValueLocation] = {}
        for key in self._with_ids:
            for name, pointer in self._marks_of(key).ids.items():
                found.setdefault(name, ValueLocation(key, pointer))
        return found

    def _marks_of(self, file: str) -> AnchorsAndIds:
        if file not in self._marks:
            source = self._document.files[file]
            home = self._document.declared_url(file) or ""
            self._marks[file] = collect_marks(source.root, home) if source.has_ids else AnchorsAndIds()
        return self._marks[file]
