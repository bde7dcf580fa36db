"""Checks of single security schemes: the values that OpenAPI defines."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.base import pointers
from specloom.base.json import JsonObject
from specloom.base.suggestions import suggestion
from specloom.document.checks.finding import Finding
from specloom.document.references import ValueLocation

_SCHEME_TYPES = ("apiKey", "http", "mutualTLS", "oauth2", "openIdConnect")
_SCHEME_TYPES_2 = ("basic", "apiKey", "oauth2")
_KEY_LOCATIONS = ("query", "header", "cookie")
_KEY_LOCATIONS_2 = ("query", "header")
_FLOWS_2 = ("implicit", "password", "application", "accessCode")
_NOTHING_SENT = "the client sends nothing for this scheme"
_TOKEN = "the client sends the token it is given"


def security_findings(scheme: JsonObject, at: ValueLocation, version: str) -> Iterator[Finding]:
    """Yield the findings about the type of a scheme, and about the values that the type requires."""
    old = version.startswith("2")
    types = _SCHEME_TYPES_2 if old else _SCHEME_TYPES
    yield from _unknown_value(scheme, "type", types, at, _NOTHING_SENT)
    if scheme.get("type") == "apiKey":
        locations = _KEY_LOCATIONS_2 if old else _KEY_LOCATIONS
        yield from _unknown_value(scheme, "in", locations, at, _NOTHING_SENT)
    if scheme.get("type") == "oauth2" and old:
        yield from _unknown_value(scheme, "flow", _FLOWS_2, at, _TOKEN)


def _unknown_value(
    scheme: JsonObject, key: str, allowed: tuple[str, ...], at: ValueLocation, effect: str
) -> Iterator[Finding]:
    if key in scheme and scheme[key] not in allowed:
        message = f"must be one of {', '.join(allowed)}; {effect}"
        location = ValueLocation(at.file, pointers.join(at.pointer, key))
        yield Finding("security-value", message, location, suggestion(str(scheme[key]), allowed))
