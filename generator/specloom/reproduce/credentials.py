"""Pairs the credentials that a client sends with the security schemes of the document."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import field

from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.records import dataclass
from specloom.reproduce.document_index import comparable
from specloom.reproduce.options import ClientSource, Credential

_HOLE = re.compile(r"\{([^{}]*)\}")
_ROLES = {"username": "username", "user": "username", "password": "password"}


def match_credentials(source: ClientSource, document: JsonObject) -> tuple[dict[str, JsonValue], list[str]]:
    """Return the sections `client_settings`, `security` and `security_schemes`, and what could not be resolved."""
    matching = CredentialMatching(source, as_object(as_object(document.get("components")).get("securitySchemes")))
    for each in source.credentials:
        matching.match(each)
    client: dict[str, JsonValue] = {"opts": dict(source.options)}
    if source.env_prefix:
        client["default_env_prefix"] = source.env_prefix
    if source.idempotency_header:
        client["idempotency"] = {"header": source.idempotency_header}
    if matching.headers:
        client["default_headers"] = matching.headers
    found: dict[str, JsonValue] = {"client_settings": client}
    if matching.added:
        known = {
            key: scheme_entry(as_object(matching.schemes[key])) for key in matching.used if key in matching.schemes
        }
        found["security_schemes"] = {**known, **matching.added}
    if matching.used:
        each_alone: list[JsonValue] = [{name: []} for name in matching.used]
        found["security"] = each_alone
    return found, matching.notes


@dataclass(slots=True)
class CredentialMatching:
    """Pairs credentials with schemes: those of the document that are `used`, and those that have to be `added`."""

    source: ClientSource
    schemes: JsonObject
    used: dict[str, None] = field(default_factory=dict[str, None])
    added: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    headers: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    notes: list[str] = field(default_factory=list[str])

    def match(self, each: Credential) -> None:
        """Bind the options that a credential is made of to a scheme, or to a header or parameter."""
        options = [name for name in each.options if name in self.source.options]
        if not options:
            if each.location == "header" and not _HOLE.search(each.pattern) and each.pattern != "Basic":
                self.headers[each.name] = each.pattern
            return
        fitting = list(find_schemes(each, self.schemes))
        fitting.sort(key=lambda key: (comparable(options[0]) not in comparable(key), key in self.used))
        name = next(iter(fitting), None)
        if name is None and is_credential(each):
            name, scheme = new_scheme(each, options)
            self.added[name] = scheme
            self.notes.append(f"the document declares no scheme for `{each.name}`: `security_schemes` has one")
        if name is not None:
            self.used[name] = None
        for number, option in enumerate(options):
            entry = dict(self.source.options[option])
            if name is not None:
                entry["auth"] = {"security_scheme": name, **role_of(each, option, number)}
            else:
                entry["send_in_header" if each.location == "header" else "send_as_query_param"] = each.name
            self.source.options[option] = entry


def scheme_entry(scheme: JsonObject) -> JsonObject:
    """Return the keys of a scheme that a config can have."""
    return {key: value for key, value in scheme.items() if key in {"type", "scheme", "name", "in", "flows"}}


def is_credential(found: Credential) -> bool:
    """Return whether a header or parameter authenticates, by its name."""
    name = found.name.lower()
    return (
        name == "authorization" or found.pattern == "Basic" or any(word in name for word in ("key", "token", "secret"))
    )


def find_schemes(found: Credential, schemes: JsonObject) -> Iterator[str]:
    """Yield the schemes of the document that send a credential in this way."""
    for key, value in schemes.items():
        scheme = as_object(value)
        if as_str(scheme.get("type")) == "apiKey":
            if (as_str(scheme.get("name")) or "").lower() == found.name.lower() and scheme.get("in") == found.location:
                yield key
        elif found.name.lower() == "authorization" and kind_of(scheme) == kind_of_pattern(found.pattern):
            yield key


def kind_of(scheme: JsonObject) -> str:
    """Return `bearer` or `basic` for a scheme, "" for any other."""
    if scheme.get("type") in {"oauth2", "openIdConnect"}:
        return "bearer"
    return (as_str(scheme.get("scheme")) or "").lower() if scheme.get("type") == "http" else ""


def kind_of_pattern(pattern: str) -> str:
    """Return the kind of a credential by the text before it."""
    head = pattern.partition("{")[0].strip().lower()
    return {"bearer": "bearer", "basic": "basic"}.get(head, "")


def new_scheme(found: Credential, options: list[str]) -> tuple[str, JsonObject]:
    """Return a scheme for a credential that the document does not declare."""
    kind = kind_of_pattern(found.pattern) if found.name.lower() == "authorization" else ""
    name = "".join(part.capitalize() for part in options[0].split("_")) + "Auth"
    if kind:
        return name, {"type": "http", "scheme": kind}
    return name, {"type": "apiKey", "name": found.name, "in": found.location}


def role_of(found: Credential, option: str, number: int) -> JsonObject:
    """Return the role of an option in basic authentication."""
    if found.pattern != "Basic":
        return {}
    return {"role": next(iter(roles(option)), "username" if number == 0 else "password")}


def roles(option: str) -> Iterator[str]:
    """Yield the role that the name of an option says."""
    yield from (role for word, role in _ROLES.items() if word in option)
