"""The finding about a reference that can't be followed, and what stands in for what it leads to."""

from __future__ import annotations

from specloom.base import pointers
from specloom.base.json import JsonObject
from specloom.document.checks.finding import Finding
from specloom.document.grammar import ObjectKind
from specloom.document.references import ReferenceFaultError, ValueLocation

_TAKEN = {
    ObjectKind.SCHEMA: "any value is taken",
    ObjectKind.PARAMETER: "the parameter is left out",
    ObjectKind.REQUEST_BODY: "the body may be any JSON value",
    ObjectKind.RESPONSE: "the response may be any JSON value",
    ObjectKind.MEDIA_TYPE: "any value is taken",
    ObjectKind.PATH_ITEM: "the path is left out",
    ObjectKind.SECURITY_SCHEME: "the scheme is left out",
}


def reference_finding(
    fault: ReferenceFaultError, kind: ObjectKind, holder: ValueLocation, key: str = "$ref"
) -> Finding:
    """Return the finding about the reference under ``key`` of the object at ``holder``, which is of ``kind``."""
    place = ValueLocation(holder.file, pointers.join(holder.pointer, key))
    message = (
        f"{fault.message}; {_TAKEN.get(kind, 'it is left out')}" if fault.code == "ref-dangling" else fault.message
    )
    return Finding(fault.code, message, place, fault.hint)


def stand_in(kind: ObjectKind) -> JsonObject:
    """Return the object that a client is made of in place of one that can't be found: as wide as can be."""
    anything: JsonObject = {"content": {"application/json": {"schema": {}}}}
    return anything if kind in (ObjectKind.REQUEST_BODY, ObjectKind.RESPONSE) else {}
