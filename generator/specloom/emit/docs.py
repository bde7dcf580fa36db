"""Builds the docstrings of types and fields: the document's text, limits, deprecation."""

from __future__ import annotations

from collections.abc import Sequence

from specloom.emit.literals import DOC_WIDTH, docstring_literal, wrap_text
from specloom.plan.planned import PlannedDoc


def doc_lines(doc: PlannedDoc, indent: int) -> list[str]:
    """Return the lines of a docstring: text, then notes as one paragraph, then the deprecation message."""
    width = DOC_WIDTH - indent
    paragraphs = [wrap_text(doc.text, width)] if doc.text and doc.text.strip() else []
    notes = wrap_text(" ".join(doc.notes), width) if doc.notes else []
    if len(paragraphs) == len(notes) == 1 and len(paragraphs[0]) == 1 and paragraphs[0][0].endswith("."):
        paragraphs = [wrap_text(f"{paragraphs[0][0]} {notes[0]}", width)]
    elif notes:
        paragraphs.append(notes)
    if doc.deprecated is not None:
        paragraphs.append(wrap_text(f"Deprecated: {doc.deprecated}", width))
    return join_paragraphs(paragraphs)


def join_paragraphs(paragraphs: Sequence[Sequence[str]]) -> list[str]:
    """Join paragraphs with blank lines between them."""
    lines: list[str] = []
    for paragraph in paragraphs:
        if paragraph:
            lines.extend(["", *paragraph] if lines else paragraph)
    return lines


def doc_source(doc: PlannedDoc, indent: int) -> str:
    """Return the docstring literal for a doc, or nothing."""
    lines = doc_lines(doc, indent)
    return docstring_literal(lines, indent) if lines else ""
