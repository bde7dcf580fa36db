"""Reads a document: its main file, through a reader that the caller chooses, and the files that it refers to."""

from __future__ import annotations

import importlib
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path

from specloom.base.bounded_read import MEGABYTE
from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.document.document import Document
from specloom.document.limits import DEFAULT_OPTIONS, LoadOptions
from specloom.document.reader import DocumentReader, LocalFileReader
from specloom.document.source import SourceFile, parse_source
from specloom.document.unusual_references import has_unusual_references, replace_unusual_references


def load(
    spec: str | Path,
    options: LoadOptions = DEFAULT_OPTIONS,
    overlays: Iterable[str | Path] = (),
    open_main: Callable[[str, LoadOptions], DocumentReader] = LocalFileReader,
) -> Document:
    """Return the document at ``spec`` with all files that it refers to, ``overlays`` applied in order.

    ``open_main`` returns the reader of the main file and those beside it: for files by default, or for URLs.

    Raises ``UserError`` if the main file or an overlay can't be read, or an overlay
    applied. A referenced file that can't or may not be read is kept as a failure,
    which is reported at each reference.
    """
    return load_from(open_main(str(spec), options), options, [read_data_file(path, options) for path in overlays])


def load_from(
    reader: DocumentReader, options: LoadOptions = DEFAULT_OPTIONS, overlays: Sequence[SourceFile] = ()
) -> Document:
    """Return the document whose files ``reader`` gives; otherwise like ``load``."""
    document = Document(reader, reader.main())
    options = _read_file(document, document.main, options)
    if overlays:
        _apply_overlays(document, overlays, options)
    waiting = _referenced_keys(document, document.main)
    while waiting:
        key = waiting.pop()
        if key in document.files or key in document.failures:
            continue
        if len(document.files) >= options.max_files:
            raise user_error("too-large", f"the document has more than {options.max_files:,} files")
        try:
            options = _read_file(document, key, options)
        except UserError as error:
            document.failures[key] = error.diagnostics
        else:
            waiting += _referenced_keys(document, key)
    if any(has_unusual_references(file.root) for file in document.files.values()):
        document.remarks += replace_unusual_references(document)
    return document


def read_data_file(path: str | Path, options: LoadOptions = DEFAULT_OPTIONS) -> SourceFile:
    """Read one JSON or YAML file that is not a document. Raises ``UserError``."""
    reader = LocalFileReader(str(path), options)
    return parse_source(reader.main(), str(path), reader.read(reader.main()), options)


def _apply_overlays(document: Document, overlays: Sequence[SourceFile], options: LoadOptions) -> None:
    """Apply overlays to the main file; the code for that is loaded only here."""
    apply = importlib.import_module("specloom.document.overlay").apply_overlays
    result = apply(document.files[document.main], overlays, options)
    document.files[document.main] = result.file
    document.overlays, document.remarks = tuple(overlays), result.findings


def _read_file(document: Document, key: str, options: LoadOptions) -> LoadOptions:
    """Read a file; return the limits for the next files."""
    name, content = document.reader.name(key), document.reader.read(key)
    if len(content) > options.bytes_left:
        message = f"with this file, the document is larger than {options.max_bytes // MEGABYTE} MiB"
        raise user_error(
            "too-large", message, location=SourceLocation(name), hint="check the path: no document needs that much"
        )
    file = document.files[key] = parse_source(key, name, content, options)
    return replace(
        options, nodes_before=options.nodes_before + file.values, bytes_before=options.bytes_before + len(content)
    )


def _referenced_keys(document: Document, base: str) -> list[str]:
    """Return the keys of the files that ``base`` refers to, without forbidden ones."""
    found: dict[str, None] = {}
    for reference in sorted(external_references(document.files[base].root)):
        try:
            found[document.key(base, reference)] = None
        except UserError:
            continue
    return list(found)


def external_references(root: JsonValue) -> set[str]:
    """Return the file parts of all references below ``root``, wherever they are."""
    found: set[str] = set()
    level = [root]
    while level:
        for value in level:
            if isinstance(value, dict) and (
                "$ref" in value or "$dynamicRef" in value or "discriminator" in value or "security" in value
            ):
                found.update(
                    name.partition("#")[0] for name in _references_in_object(value) if not name.startswith("#")
                )
        level = [
            member
            for value in level
            for member in (value.values() if isinstance(value, dict) else value if isinstance(value, list) else ())
            if isinstance(member, (dict, list))
        ]
    return found


def _references_in_object(value: JsonObject) -> Iterator[str]:
    """Yield the references in an object itself: ``$ref``, values of a discriminator, schemes by URL."""
    for key in ("$ref", "$dynamicRef"):
        reference = value.get(key)
        if isinstance(reference, str):
            yield reference
    discriminator = value.get("discriminator")
    if isinstance(discriminator, dict):
        meant = [*as_object(discriminator.get("mapping")).values(), discriminator.get("defaultMapping")]
        yield from (name for name in meant if isinstance(name, str) and _is_file(name))
    security = value.get("security")
    if isinstance(security, list):
        yield from (name for each in security for name in as_object(each) if _is_file(name))


def _is_file(name: str) -> bool:
    """Whether a name that may be a reference refers to a file."""
    return "#" in name or name.lower().endswith((".json", ".yaml", ".yml"))
