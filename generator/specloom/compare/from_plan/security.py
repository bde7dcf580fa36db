"""Describes how a client authenticates: as text, and by what it sends."""

from __future__ import annotations

from typing import TypeAlias

from specloom.api.ir import SecurityAlternative, SecurityScheme
from specloom.plan.planned import Plan

FilledSchemes: TypeAlias = dict[str, tuple[SecurityScheme, tuple[tuple[str, str], ...]]]


def filled_schemes(plan: Plan) -> FilledSchemes:
    """Return the schemes that client options fill, by name, with these options and their roles."""
    spec = plan.client_spec
    options: dict[str, list[tuple[str, str]]] = {}
    for each in plan.client.options:
        option = spec.options[each.index]
        if option.scheme is not None:
            options.setdefault(option.scheme, []).append((option.role.value, each.name))
    return {each.name: (each, tuple(options[each.name])) for each in spec.schemes if each.name in options}


def security_words(plan: Plan, alternatives: tuple[SecurityAlternative, ...]) -> str:
    """Return the client's ways to authenticate as text."""
    known = filled_schemes(plan)
    names = [
        " and ".join(name for name, _ in each.schemes if name in known) or "nothing"
        for each in alternatives
        if not each.schemes or any(name in known for name, _ in each.schemes)
    ]
    return " or ".join(dict.fromkeys(names)) or "nothing"


def sent_credentials(plan: Plan, alternatives: tuple[SecurityAlternative, ...]) -> list[list[object]]:
    """Return the credentials sent in each way to authenticate, whatever the names of the schemes."""
    known = filled_schemes(plan)
    found: list[list[object]] = []
    for each in alternatives:
        sent: list[object] = [
            (scheme_words(known[name][0]), known[name][1], asked_scopes(known[name][0], scopes))
            for name, scopes in each.schemes
            if name in known
        ]
        if (sent or not each.schemes) and sent not in found:
            found.append(sent)
    return sorted(found, key=lambda item: not item) if found != [[]] else []


def asked_scopes(scheme: SecurityScheme, scopes: tuple[str, ...]) -> tuple[str, ...]:
    """Return the requested scopes, none if no token is fetched."""
    return (scopes or scheme.scopes) if scheme.token_url is not None else ()


def scheme_words(scheme: SecurityScheme) -> str:
    """Return how credentials are sent, as text."""
    words = (scheme.kind.value.replace("_", " "), scheme.parameter, scheme.keyword, scheme.token_url)
    return " ".join(item for item in words if item)
