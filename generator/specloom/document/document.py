"""A document as read: its files, and the location of every value in them."""

from __future__ import annotations

from dataclasses import field
from urllib.parse import urljoin

from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, UserError, make
from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.records import dataclass
from specloom.base.suggestions import Suggestions
from specloom.document.reader import DocumentReader
from specloom.document.source import SourceFile


@dataclass(slots=True)
class Document:
    """The files of one document. Nothing changes after ``load``: values are shared and must not be modified."""

    reader: DocumentReader
    main: str
    files: dict[str, SourceFile] = field(default_factory=dict[str, SourceFile])
    overlays: tuple[SourceFile, ...] = ()
    remarks: tuple[Diagnostic, ...] = ()
    """The findings of reading: those of overlays, and references that were replaced."""
    failures: dict[str, tuple[Diagnostic, ...]] = field(default_factory=dict[str, tuple[Diagnostic, ...]])
    suggestions: Suggestions = field(default_factory=Suggestions)
    """Suggestions for unresolved references, shared by all stages so that they give the same hints."""

    @property
    def root(self) -> JsonObject:
        """The data of the main file."""
        return as_object(self.files[self.main].root)

    @property
    def openapi(self) -> str:
        """The version string: ``2.0``, ``3.0.3``, ``3.1.0``, ... or an empty string."""
        value = self.root.get("openapi", self.root.get("swagger"))
        return value if isinstance(value, str) else "" if value is None else str(value)

    @property
    def title(self) -> str:
        """The title of the API, or an empty string."""
        return as_str(as_object(self.root.get("info")).get("title")) or ""

    @property
    def values(self) -> int:
        """How many values the files hold together."""
        return sum(file.values for file in self.files.values())

    @property
    def inputs(self) -> tuple[tuple[str, str], ...]:
        """Name and SHA-256 (hex) of each file: the main one first, the others by name, the overlays last."""
        names = {key: self.short_name(key) for key in self.files}
        order = sorted(self.files, key=lambda key: (key != self.main, names[key]))
        own = [(names[key], self.files[key].sha256) for key in order]
        return (*own, *((self.reader.beside(file.key), file.sha256) for file in self.overlays))

    def short_name(self, key: str) -> str:
        """Return the name of a file relative to the directory of the main one, with ``/`` on every system."""
        return self.reader.short_name(key)

    def location_of(self, pointer: str, key: str | None = None) -> SourceLocation:
        """Return file, line and column of the value at ``pointer`` in a file (default: the main one)."""
        return self.files[key or self.main].location_of(pointer)

    def file_and_fragment(self, base: str, reference: str) -> tuple[SourceFile, str]:
        """Return the file and fragment to which ``reference`` refers from the file ``base``.

        Raises ``UserError`` if the file may not or can't be read.
        """
        path, _, fragment = reference.partition("#")
        key = self.key(base, path) if path else base
        if key in self.files:
            return self.files[key], fragment
        raise UserError(self.failures.get(key) or self._unread_findings(key))

    def key(self, base: str, reference: str) -> str:
        """Return the key of the file to which ``reference``, without its fragment, refers from the file ``base``.

        A file may declare its own URL: a URL relative to that one is a file beside it.
        Raises ``UserError`` if the reference may not be followed.
        """
        home = self.declared_url(base) or ""
        if not home and "://" not in reference:
            return self.reader.key(base, reference)
        target = urljoin(home, reference)
        known = next((key for key in self.files if self.declared_url(key) == target), None)
        if known is not None:
            return known
        directory = urljoin(home, ".")
        beside = directory.endswith("/") and reference.startswith(directory)
        return self.reader.key(base, reference.removeprefix(directory) if beside else reference)

    def declared_url(self, key: str) -> str | None:
        """Return the URL that a file declares for itself (``$self`` of 3.2, ``$id`` of a schema)."""
        root = as_object(self.files[key].root)
        address = as_str(root.get("$self", root.get("$id")))
        return None if address is None else address.partition("#")[0]

    def _unread_findings(self, key: str) -> tuple[Diagnostic, ...]:
        try:
            self.reader.read(key)
        except UserError as error:
            return error.diagnostics
        message = "the file exists, but no `$ref` refers to it"
        return (
            make(
                Severity.ERROR,
                "ref-dangling",
                message,
                SourceLocation(self.reader.name(key)),
                "refer to it with a `$ref`",
            ),
        )


def reference_of(value: JsonValue) -> str | None:
    """Return the text of ``$ref`` if ``value`` is an object that has one."""
    return as_str(value.get("$ref")) if isinstance(value, dict) else None
