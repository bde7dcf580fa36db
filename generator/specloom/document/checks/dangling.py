"""The finding about an unresolved reference, and the object that replaces it."""

from __future__ import annotations

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
