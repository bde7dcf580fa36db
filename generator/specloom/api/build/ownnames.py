"""Chooses the names of the package, its client, its base error and its environment variables.

A name from the config is used unchanged, or is an error if it can't work. A name made from the title or the
organization is changed by a fixed rule if necessary, with a note.
"""

from __future__ import annotations

import re
import unicodedata

from specloom.api.build.nodes import BuildContext
from specloom.api.config import SdkConfig
from specloom.base.diagnostics import SourceLocation
from specloom.base.json import JsonObject, as_object, as_str
from specloom.base.names import class_name, environment_name
from specloom.base.packagenames import importable_name, package_fault, package_hint, wanted_name
from specloom.base.records import dataclass
from specloom.base.reserved import BUILTINS, CLIENT_IMPORTS, KEYWORDS, PACKAGE_EXPORTS
from specloom.base.words import Casing

_LATIN = re.compile(r"[A-Za-z]")
_NO_LETTER = re.compile(r"[\W\d_]+")
_VERSION = re.compile(r"v?\d+")
_TITLE_NOISE = frozenset(
    (
        *("api", "apis", "rest", "openapi", "open", "the", "spec", "specification", "official", "documentation"),
        *("docs", "reference", "s", "service", "server", "swagger", "definition", "description", "http", "web"),
        *("version", "for", "of"),
    )
)
_VAGUE = frozenset(("my", "your", "our", "untitled", "default", "title", "document"))
"""Words of a title that say nothing where no other words are beside them."""
_FRAMEWORK_TITLES = frozenset(
    (
        *("fastapi", "apiflask", "ninjaapi", "litestarapi", "starliteapi", "esmerald", "ravyn", "robynapi"),
        *("elysiadocumentation", "loopbackapplication"),
    )
)
"""Titles that a framework writes where its user gives none. A package of that name would hide the framework."""
_TAKEN = KEYWORDS | BUILTINS | PACKAGE_EXPORTS | CLIENT_IMPORTS
_SUFFIX = "Client"
_FALLBACK = "client"
"""The name of the organization if the document contains none."""
_NAME_HINT = "name it in stainless.yml, `organization: {name: ...}`, or name the package alone with --package"


@dataclass(frozen=True, slots=True)
class OwnNames:
    """The top-level names of a package; they are made from `organization`."""

    organization: str
    client: str
    error: str
    env_prefix: str


def own_names(config: SdkConfig, context: BuildContext) -> OwnNames:
    """Return the names. A name of the config that can't work is an error; a changed name is a note."""
    return _Names(config, context).all()


def organization_of(config: SdkConfig, document: JsonObject) -> str:
    """Return the name of the organization: the config's, or the document's title."""
    return config.root.organization.name or "_".join(_words_of_title(document)[:3]) or _FALLBACK


def _words_of_title(document: JsonObject) -> list[str]:
    """Return the words of the title that are specific to this API."""
    title = _title(document)
    if _is_framework(title):
        return []
    words = [word for word in Casing().words(title) if word not in _TITLE_NOISE and not _VERSION.fullmatch(word)]
    return [] if _VAGUE.issuperset(words) else words


def _is_framework(title: str) -> bool:
    """Return whether the title is only that which a framework writes by default."""
    return _NO_LETTER.sub("", title).lower() in _FRAMEWORK_TITLES


def _title(document: JsonObject) -> str:
    return (as_str(as_object(document.get("info")).get("title")) or "").strip()


def package_name(config: SdkConfig, document: JsonObject) -> str:
    """Return the name of the package: the config's, or one made from the organization's."""
    given = _given_package(config)
    return importable_name(organization_of(config, document)) if given is None else given


def _given_package(config: SdkConfig) -> str | None:
    target = config.root.targets.python
    return target.package_name if target is not None and config.source is not None else None


@dataclass(frozen=True, slots=True)
class _Names:
    config: SdkConfig
    context: BuildContext

    def all(self) -> OwnNames:
        """Return all names."""
        organization = organization_of(self.config, self.context.document)
        casing = Casing(self.config.root.custom_casings)
        self._check_package(organization)
        return OwnNames(
            organization=organization,
            client=self._client(organization),
            error=self._error(organization),
            env_prefix=self.config.root.client_settings.default_env_prefix or environment_name(organization, casing),
        )

    def _check_package(self, organization: str) -> None:
        name = package_name(self.config, self.context.document)
        if _given_package(self.config) is None:
            self._changed("package", wanted_name(organization), name)
            self._report_fallback(name)
            return
        fault = package_fault(name)
        if fault is not None:
            location = self.config.location_of("/targets/python/package_name")
            self.context.diagnostics.error(
                "package-name", f"{name!r} {fault}", location=location, hint=package_hint(name)
            )

    def _report_fallback(self, name: str) -> None:
        """Report why the package has the default name, if it has."""
        title = _title(self.context.document)
        given = self.config.source is not None and self.config.root.organization.name is not None
        if given or name != _FALLBACK or _FALLBACK in _words_of_title(self.context.document):
            return
        reason = "has no word that is specific to one API" if _LATIN.search(title) else "has no Latin letters"
        if _is_framework(title):
            reason = "is the one that a framework writes by default"
        if not title:
            reason = "is missing"
        message = f"the package is called `{name}`, because the title of the document {reason}"
        self.context.diagnostics.info("name-fallback", message, location=self._source(), hint=_NAME_HINT)

    def _client(self, organization: str) -> str:
        casing = Casing(self.config.root.custom_casings)
        given = self.config.root.client_settings.default_client_name
        if given is None:
            return self._free("client", class_name(organization, casing).rstrip("_"))
        name = unicodedata.normalize("NFKC", given)
        name = name if name.isidentifier() else class_name(given, casing)
        if self._is_taken(name):
            location = self.config.location_of("/client_settings/default_client_name")
            message = f"`{name}` can't be the name of the client: it has a meaning in Python or in every package"
            hint = f"write `{name}{_SUFFIX}`, for example"
            self.context.diagnostics.error("client-name", message, location=location, hint=hint)
        return name

    def _error(self, organization: str) -> str:
        casing = Casing(self.config.root.custom_casings)
        stem = class_name(organization, casing).rstrip("_")
        name = f"{stem}Error"
        if name in _TAKEN:
            self._changed("base of all errors", name, f"{stem}{_SUFFIX}Error")
            return f"{stem}{_SUFFIX}Error"
        return name

    def _free(self, what: str, wanted: str) -> str:
        name = wanted
        while self._is_taken(name):
            name += _SUFFIX
        self._changed(what, wanted, name)
        return name

    def _is_taken(self, name: str) -> bool:
        return name.startswith("__") or not {name, f"Async{name}"}.isdisjoint(_TAKEN)

    def _changed(self, what: str, wanted: str, name: str) -> None:
        if wanted != name:
            message = f"the {what} is called `{name}`, because `{wanted}` would hide another name"
            hint = "give it a name of its own in the config"
            self.context.diagnostics.info("name-changed", message, location=self._source(), hint=hint)

    def _source(self) -> SourceLocation:
        """Return the location of the organization's name."""
        if self.config.source is not None and self.config.root.organization.name is not None:
            return self.config.location_of("/organization/name")
        return self.context.source.location_of("/info/title")
