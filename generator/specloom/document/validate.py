"""Validates a document: every finding with its location."""

from __future__ import annotations

import importlib.util
import json
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import jsonschema_rs

from specloom.base.diagnostics import Diagnostics, Severity
from specloom.base.json import JsonObject, as_object
from specloom.document import policy
from specloom.document.checks.dangling import REFUSED, unused_finding
from specloom.document.checks.finding import Finding
from specloom.document.checks.known_keys import KnownKeys
from specloom.document.checks.operations import OperationChecks
from specloom.document.checks.schemas import schema_findings, type_findings
from specloom.document.checks.security import security_findings
from specloom.document.checks.structure import structure_findings
from specloom.document.checks.walk import DocumentWalk, VisitedObject
from specloom.document.document import Document
from specloom.document.grammar import ObjectKind
from specloom.document.mistaken import guess_other_format
from specloom.document.references import ValueLocation

VERSIONS = ("2.0", "3.0", "3.1", "3.2")
"""The supported versions of Swagger and OpenAPI, as prefixes of the version string."""
_SCHEMA_DIALECT = "https://json-schema.org/draft/2020-12/schema"


def validate(document: Document, diagnostics: Diagnostics) -> None:
    """Add a diagnostic for each fault of ``document``; never raises, so that one run reports all faults."""
    policy.report_findings(_all_findings(document), document, diagnostics)


def _all_findings(document: Document) -> list[Finding]:
    version = _version_findings(document)
    if version and policy.SEVERITY[version[0].rule] is Severity.ERROR:
        return version
    walk = DocumentWalk(document)
    single = [finding for visit in walk for finding in _findings_of_one(visit, document.openapi)]
    faults = _with_unused(walk.faults, document)
    own = [*version, *faults, *OperationChecks(document, walk).operation_findings(), *single]
    known = KnownKeys(lambda: _meta_schema(document.openapi[:3]))
    structure = structure_findings(_meta_errors(document), document.main, known)
    return list(dict.fromkeys([*_without_echoes(structure, own), *own]))


def _with_unused(faults: list[Finding], document: Document) -> list[Finding]:
    """Return the faults of references; refused ones that no operation leads to are marked as unused."""
    operations = as_object(document.root.get("paths")) or as_object(document.root.get("webhooks"))
    if not operations or all(fault.rule not in REFUSED for fault in faults):
        return faults
    walk = DocumentWalk(document, used_only=True)
    for _ in walk:
        pass
    used = {fault.location for fault in walk.faults}
    return [
        unused_finding(fault) if fault.rule in REFUSED and fault.location not in used else fault for fault in faults
    ]


def _findings_of_one(visit: VisitedObject, version: str) -> Iterable[Finding]:
    """Return the findings about a single object, whatever is around it."""
    if visit.kind is ObjectKind.SCHEMA:
        return schema_findings(visit.value, visit.location, version)
    if visit.kind is ObjectKind.SECURITY_SCHEME:
        return security_findings(visit.value, visit.location, version)
    if version.startswith("2") and visit.kind in (ObjectKind.PARAMETER, ObjectKind.HEADER):
        return type_findings(visit.value, visit.location, version)
    return ()


_SPECIFIC = frozenset(
    [
        "type-file",
        "file-items",
        "type-unknown",
        "parameter-place",
        "parameter-schema",
        "security-value",
        "path-parameter-optional",
        "method-case",
        "required-boolean",
        "response-key",
        "version-spelling",
    ]
)
"""Our rules that are more specific than the meta schema about the same location."""


def _without_echoes(structure: Iterable[Finding], own: Iterable[Finding]) -> Iterator[Finding]:
    """Yield the findings of the meta schema about locations that our checks don't report more precisely."""
    said = {(finding.location, finding.rule) for finding in own}
    locations = {location for location, rule in said if rule in _SPECIFIC}
    for finding in structure:
        if finding.location not in locations and (finding.location, finding.rule) not in said:
            yield finding


def _version_findings(document: Document) -> list[Finding]:
    root = document.files[document.main].root
    here = ValueLocation(document.main, "")
    key = next((key for key in ("openapi", "swagger") if key in as_object(root)), None)
    if key is None:
        message, hint = guess_other_format(root)
        return [Finding("not-openapi", message, here, hint)]
    location = ValueLocation(document.main, "/" + key)
    if document.openapi[:3] not in VERSIONS or (document.openapi[:1] == "2") != (key == "swagger"):
        message = f"version {document.openapi[:40]!r} of {key} is not supported"
        return [Finding("version-unsupported", message, location, "use Swagger 2.0 or OpenAPI 3.0, 3.1 or 3.2")]
    if not isinstance(as_object(root).get(key), str):
        return [
            Finding(
                "version-spelling", "the version must be a string", location, f"write `{key}: '{document.openapi}'`"
            )
        ]
    return []


def _meta_errors(document: Document) -> Iterator[jsonschema_rs.ValidationError]:
    validator = _compiled_validator(document.openapi[:3])
    yield from validator.iter_errors(document.root)


@cache
def _compiled_validator(version: str) -> jsonschema_rs.Validator:
    """Return the compiled meta schema of a version, schemas inside it checked by their own dialect."""
    schema = _meta_schema(version)
    if version in ("3.1", "3.2"):
        definitions = as_object(schema["$defs"])
        schema["$defs"] = {**definitions, "schema": {"$dynamicAnchor": "meta", "$ref": _SCHEMA_DIALECT}}
    return jsonschema_rs.validator_for(schema, offline=True)


def _meta_schema(version: str) -> JsonObject:
    """Return the meta schema of openapi-spec-validator, without importing it, which takes seconds."""
    spec = importlib.util.find_spec("openapi_spec_validator")
    if spec is None or not spec.submodule_search_locations:
        raise ModuleNotFoundError("openapi-spec-validator is not installed")
    path = Path(spec.submodule_search_locations[0], "resources", "schemas", f"v{version}", "schema.json")
    schema: JsonObject = json.loads(path.read_text("utf-8"))
    return schema
