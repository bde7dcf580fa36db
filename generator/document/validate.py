"""Checks a description before anything is made of it: every finding with its place."""

from __future__ import annotations

from generator.base.diagnostics import Diagnostics
from generator.document.document import Document


def validate(document: Document, diagnostics: Diagnostics) -> None:
    """Add a diagnostic for each fault of ``document``."""
    root = document.root
    if not isinstance(root.get("openapi", root.get("swagger")), str):
        place = document.place("")
        diagnostics.error("not-openapi", "neither an OpenAPI nor a Swagger description", place=place)
