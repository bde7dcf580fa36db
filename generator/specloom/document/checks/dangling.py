"""The finding about an unresolved reference, and the object that replaces it."""

from __future__ import annotations

from dataclasses import replace

from specloom.base import pointers
from specloom.base.json import JsonObject
from specloom.document.checks.finding import Finding
from specloom.document.grammar import ObjectKind
from specloom.document.references import ReferenceFaultError, ValueLocation

_TAKEN = {
    ObjectKind.SCHEMA: "any value is allowed",
    ObjectKind.PARAMETER: "the parameter is ignored",
    ObjectKind.REQUEST_BODY: "the body may be any JSON value",
    ObjectKind.RESPONSE: "the response may be any JSON value",
    ObjectKind.MEDIA_TYPE: "any value is allowed",
    ObjectKind.PATH_ITEM: "the path is ignored",
    ObjectKind.SECURITY_SCHEME: "the scheme is ignored",
}


REFUSED = frozenset(["ref-remote", "ref-outside"])
"""Faults of references to files that may not be read."""


def unused_finding(finding: Finding) -> Finding:
    """Return the finding about a refused reference that no operation leads to."""
    message = f"{finding.message}; no operation uses it, so any value is allowed"
    return replace(finding, rule="ref-unused", message=message)


def reference_finding(
    fault: ReferenceFaultError, kind: ObjectKind, holder: ValueLocation, key: str = "$ref"
) -> Finding:
    """Return the finding about the reference under ``key`` of the object at ``holder``, which is of ``kind``."""
    location = ValueLocation(holder.file, pointers.join(holder.pointer, key))
    message = f"{fault.message}; {_TAKEN.get(kind, 'it is ignored')}" if fault.code == "ref-dangling" else fault.message
    return Finding(fault.code, message, location, fault.hint)


def stand_in(kind: ObjectKind) -> JsonObject:
    """Return the object that replaces one that does not exist: as permissive as possible."""
    anything: JsonObject = {"content": {"application/json": {"schema": {}}}}
    return anything if kind in (ObjectKind.REQUEST_BODY, ObjectKind.RESPONSE) else {}
