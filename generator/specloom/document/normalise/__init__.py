"""Converts Swagger 2.0 and OpenAPI 3.0, 3.1 and 3.2 to one canonical form, one rewrite per module."""

from __future__ import annotations

from specloom.base.diagnostics import Diagnostics
from specloom.document.document import Document
from specloom.document.normalise.bodies import lift_bodies
from specloom.document.normalise.canonical import CanonicalDocument, SourceOrigins
from specloom.document.normalise.events import settle_events
from specloom.document.normalise.operations import mend_operations, mend_paths, merge_parameters
from specloom.document.normalise.querystring import settle_querystrings
from specloom.document.normalise.refs import inline_references
from specloom.document.normalise.samples import sample_findings
from specloom.document.normalise.schemas import rewrite_schemas
from specloom.document.normalise.security import settle_security
from specloom.document.normalise.swagger2 import convert_swagger2
from specloom.document.policy import report_findings

__all__ = ["CanonicalDocument", "SourceOrigins", "normalise"]


def normalise(document: Document, diagnostics: Diagnostics) -> CanonicalDocument:
    """Return ``document`` in canonical form; repairs are reported. The input stays as it is."""
    origin = SourceOrigins(document)
    root = inline_references(document, origin, diagnostics)
    mend_paths(root)
    settle_security(root, document, origin)
    merge_parameters(root, origin)
    if document.openapi.startswith("2"):
        convert_swagger2(root, origin)
    else:
        lift_bodies(root, origin)
    mend_operations(root)
    settle_querystrings(root, origin)
    rewrite_schemas(root, document.openapi)
    settle_events(root, origin)
    canonical = CanonicalDocument(root, origin, document.openapi, document.values)
    report_findings(sample_findings(canonical), document, diagnostics)
    return canonical
