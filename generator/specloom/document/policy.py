"""The severity of each fault of a document, in one table.

An error means that no correct client can be generated. A warning is a fault of real documents that is repaired or
affects only documentation; ``--strict`` turns warnings into errors.
"""

from __future__ import annotations

from collections.abc import Iterable

from specloom.base.diagnostics import Diagnostics, Severity
from specloom.document.checks.finding import Finding
from specloom.document.document import Document

_ERROR, _WARNING, _INFO = Severity.ERROR, Severity.WARNING, Severity.INFO

SEVERITY: dict[str, Severity] = {
    # The document as a whole.
    "not-openapi": _ERROR,
    "version-unsupported": _ERROR,
    "version-spelling": _WARNING,
    # Violations of the meta schema.
    "missing-key": _ERROR,
    "missing-detail": _WARNING,
    "wrong-type": _ERROR,
    "wrong-detail": _WARNING,
    "empty-array": _WARNING,
    "unknown-key": _WARNING,
    "bad-detail": _WARNING,
    "schema-type": _WARNING,
    "structure": _ERROR,
    # References.
    "ref-dangling": _WARNING,
    "ref-cycle": _ERROR,
    "ref-remote": _ERROR,
    "ref-outside": _ERROR,
    "ref-syntax": _ERROR,
    "ref-siblings": _WARNING,
    "ref-unusual": _WARNING,
    "ref-unused": _WARNING,
    "ref-misplaced": _WARNING,
    "ref-into-paths": _WARNING,
    # Operations.
    "method-name": _ERROR,
    "method-duplicate": _ERROR,
    "method-place": _WARNING,
    "method-case": _WARNING,
    "parameter-schema": _WARNING,
    "operation-id-duplicate": _WARNING,
    "path-parameter-undeclared": _WARNING,
    "path-parameter-unused": _WARNING,
    "path-parameter-optional": _WARNING,
    "path-fragment": _WARNING,
    "parameter-duplicate": _WARNING,
    "parameter-place": _WARNING,
    "path-duplicate": _WARNING,
    "path-slash": _WARNING,
    "response-key": _WARNING,
    "responses-missing": _WARNING,
    "security-scheme-undefined": _WARNING,
    "security-value": _WARNING,
    # Schemas.
    "items-list": _WARNING,
    "items-missing": _WARNING,
    "required-boolean": _WARNING,
    "nullable-version": _WARNING,
    "schema-version": _WARNING,
    "key-version": _INFO,
    "type-file": _WARNING,
    "file-items": _INFO,
    "type-unknown": _WARNING,
    "enum-empty": _WARNING,
    "enum-large": _WARNING,
    "example-mismatch": _WARNING,
    "default-mismatch": _WARNING,
    "discriminator-unknown": _WARNING,
    "discriminator-mapping": _WARNING,
}


def report_findings(findings: Iterable[Finding], document: Document, diagnostics: Diagnostics) -> None:
    """Add a diagnostic for each finding, with its location and severity."""
    for finding in findings:
        severity = SEVERITY.get(finding.rule, _ERROR)
        location = document.location_of(finding.location.pointer, finding.location.file)
        emit = {_ERROR: diagnostics.error, _WARNING: diagnostics.warning, _INFO: diagnostics.info}[severity]
        emit(finding.rule, finding.message, location=location, hint=finding.hint)
