"""Writes security declarations: the credentials that are sent, and how."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.api.ir import AuthRole, ClientOption, SchemeKind, SecurityAlternative, SecurityScheme
from specloom.base.records import dataclass
from specloom.emit.literals import string_literal, tuple_literal
from specloom.emit.resources.scope import ResourceScope
from specloom.plan.planned import Plan


@dataclass(frozen=True, slots=True)
class BoundScheme:
    """A security scheme, and the client's attributes with its credentials by role."""

    scheme: SecurityScheme
    attributes: Mapping[AuthRole, str]


Schemes = Mapping[str, BoundScheme]


def schemes_of(plan: Plan) -> Schemes:
    """Return the schemes of a plan that client options fill, by name."""
    options: dict[str, dict[AuthRole, str]] = {}
    for planned in plan.client.options:
        option: ClientOption = plan.client_spec.options[planned.index]
        if option.scheme is not None:
            options.setdefault(option.scheme, {})[option.role] = planned.name
    return {
        scheme.name: BoundScheme(scheme, options[scheme.name])
        for scheme in plan.client_spec.schemes
        if scheme.name in options
    }


def security_expression(scope: ResourceScope, security: tuple[SecurityAlternative, ...], schemes: Schemes) -> str:
    """Return the alternatives of credentials as an expression; they are tried in turn, anonymous access last.

    Schemes that no option fills are left out.
    """
    alternatives: list[str] = []
    for alternative in security:
        written = [
            scheme_expression(scope, schemes[name], scopes) for name, scopes in alternative.schemes if name in schemes
        ]
        if written or not alternative.schemes:
            alternatives.append(f"({', '.join(written)},)" if written else "()")
    distinct = sorted(dict.fromkeys(alternatives), key=lambda text: text == "()")
    return f"({', '.join(distinct)},)" if distinct else "()"


def scheme_expression(scope: ResourceScope, bound: BoundScheme, scopes: tuple[str, ...] = ()) -> str:
    """Return one scheme as the constructor call of its runtime class."""
    scheme, attributes = bound.scheme, bound.attributes
    value = string_literal(attributes.get(AuthRole.VALUE) or next(iter(attributes.values())))
    name = string_literal(scheme.parameter or "Authorization")
    match scheme.kind:
        case SchemeKind.BEARER:
            keyword = f", keyword={string_literal(scheme.keyword)}" if scheme.keyword is not None else ""
            return f"{_import_runtime(scope, 'BearerAuth')}({value}{keyword})"
        case SchemeKind.BASIC:
            user, password = attributes.get(AuthRole.USERNAME), attributes.get(AuthRole.PASSWORD)
            credentials = f"{_literal_or_default(user, value)}, {_literal_or_default(password, value)}"
            return f"{_import_runtime(scope, 'BasicAuth')}({credentials})"
        case SchemeKind.QUERY:
            return f"{_import_runtime(scope, 'QueryAuth')}({name}, {value})"
        case SchemeKind.COOKIE:
            return f"{_import_runtime(scope, 'CookieAuth')}({name}, {value})"
        case SchemeKind.OAUTH2_CLIENT_CREDENTIALS if scheme.token_url is not None:
            identity, secret = attributes.get(AuthRole.CLIENT_ID), attributes.get(AuthRole.CLIENT_SECRET)
            arguments = [
                string_literal(scheme.token_url),
                _literal_or_default(identity, value),
                _literal_or_default(secret, value),
                f"scopes={tuple_literal(scopes or scheme.scopes)}",
            ]
            class_name = scope.imports.add_own(("_runtime", "oauth"), "OAuth2ClientCredentials")
            return f"{class_name}({', '.join(arguments)})"
        case _:
            return f"{_import_runtime(scope, 'HeaderAuth')}({name}, {value})"


def _literal_or_default(name: str | None, default: str) -> str:
    return default if name is None else string_literal(name)


def _import_runtime(scope: ResourceScope, name: str) -> str:
    return scope.imports.add_own(("_runtime", "auth"), name)
