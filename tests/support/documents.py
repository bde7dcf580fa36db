"""Small documents for tests of the document wing."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject, as_object
from specloom.document.load import load
from specloom.document.normalise import CanonicalDocument, normalise
from specloom.document.validate import validate


def head(version: str = "3.1.0") -> str:
    """Return the lines that every description begins with."""
    key = "swagger" if version.startswith("2") else "openapi"
    return f"{key}: '{version}'\ninfo: {{title: Orchard, version: '1'}}\n"


def put(directory: Path, files: Mapping[str, str]) -> Path:
    """Write files below `folder` and return the first."""
    for name, text in files.items():
        path = directory / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, "utf-8")
    return directory / next(iter(files))


def canonical(directory: Path, text: str, others: Mapping[str, str] | None = None) -> CanonicalDocument:
    """Return the canonical form of a description that is given as text."""
    return normalise(load(put(directory, {"openapi.yaml": text, **(others or {})})), Diagnostics())


def findings(directory: Path, text: str, others: Mapping[str, str] | None = None) -> list[tuple[str, str, int]]:
    """Return severity, rule and line of what is found in a description, by place."""
    diagnostics = Diagnostics()
    document = load(put(directory, {"openapi.yaml": text, **(others or {})}))
    validate(document, diagnostics)
    if not diagnostics.has_errors:
        normalise(document, diagnostics)
    return [(item.severity.value, item.code, item.line) for item in diagnostics.sorted()]


def schema_of(directory: Path, schema: str, version: str = "3.1.0") -> JsonObject:
    """Return the canonical form of one schema, given as a flow mapping."""
    key = "definitions: {S: %s}" if version.startswith("2") else "components: {schemas: {S: %s}}"
    made = canonical(directory, head(version) + "paths: {}\n" + key % schema + "\n")
    return as_object(as_object(as_object(made.document["components"])["schemas"])["S"])
