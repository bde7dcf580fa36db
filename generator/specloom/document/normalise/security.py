"""Security requirements that name a scheme by its URI (3.2): the scheme becomes a component, its key the name."""

from __future__ import annotations

import re

from specloom.base import pointers
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.base.names import NameScope
from specloom.document.document import Document
from specloom.document.normalise.canonical import SourceOrigins
from specloom.document.normalise.walk import operations_of_item, path_items
from specloom.document.references import ReferenceFaultError, Resolver, ValueLocation

_UNSAFE = re.compile(r"[^A-Za-z0-9_.-]+")


def settle_security(root: JsonObject, document: Document, origin: SourceOrigins) -> None:
    """Give each scheme that ``root`` names by a URI a key among its components; others stay as they are."""
    if not document.openapi.startswith("3.2"):
        return
    work = _Schemes(root, document, origin)
    for holder in (root, *(operation for _, item in path_items(root) for _, operation in operations_of_item(item))):
        alternatives = holder.get("security")
        if isinstance(alternatives, list):
            location = origin.recorded_origin(holder) or ValueLocation(document.main, "")
            holder["security"] = [work.resolve_requirement(value, location) for value in alternatives]


class _Schemes:
    """The schemes of a document; those named by a URI are added when found."""

    def __init__(self, root: JsonObject, document: Document, origin: SourceOrigins) -> None:
        self._root = root
        self._resolver = Resolver(document)
        self._origin = origin
        self._scope = NameScope(self._known_schemes())
        self._keys: dict[ValueLocation, str] = {}

    def _known_schemes(self) -> JsonObject:
        return as_object(as_object(self._root.get("components")).get("securitySchemes"))

    def resolve_requirement(self, requirement: JsonValue, location: ValueLocation) -> JsonValue:
        """Return a requirement that names schemes by their keys."""
        if not isinstance(requirement, dict):
            return requirement
        return {self._scheme_key(name, location): scopes for name, scopes in requirement.items()}

    def _scheme_key(self, name: str, location: ValueLocation) -> str:
        if name in self._known_schemes() or not ("/" in name or "#" in name):
            return name
        try:
            target = self._resolver.resolve_fully(location, name)
        except ReferenceFaultError:
            return name
        if not isinstance(target.value, dict):
            return name
        parts = target.location.pointer.split("/")
        if (
            target.location.file == location.file
            and parts[1:3] == ["components", "securitySchemes"]
            and len(parts) == 4
        ):
            return pointers.unescape(parts[3])
        if target.location not in self._keys:
            self._keys[target.location] = self._add_scheme(target.value, target.location)
        return self._keys[target.location]

    def _add_scheme(self, scheme: JsonObject, location: ValueLocation) -> str:
        word = _UNSAFE.sub("_", pointers.unescape(location.pointer.rpartition("/")[2])).strip("_.-") or "scheme"
        key = self._scope.claim_name(word)
        copy = dict(scheme)
        self._origin.record_origin(copy, location)
        components = self._root.setdefault("components", {})
        schemes = components.setdefault("securitySchemes", {}) if isinstance(components, dict) else None
        if isinstance(schemes, dict):
            schemes[key] = copy
        return key
