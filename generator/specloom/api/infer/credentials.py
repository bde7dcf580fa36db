"""Infers client options from the security schemes and the servers of a document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping

from specloom.api.build.nodes import DocumentNode
from specloom.api.build.operations import BuiltOperation
from specloom.api.build.security import scheme_of, security_alternatives
from specloom.api.build.servers import ServerVariable
from specloom.api.ir import SchemeKind, SecurityAlternative, SecurityScheme
from specloom.base.json import JsonObject, JsonValue
from specloom.base.names import environment_name
from specloom.base.words import Casing

_CASING = Casing()
_ROLES: dict[SchemeKind, tuple[tuple[str, str], ...]] = {
    SchemeKind.BASIC: (("username", "username"), ("password", "password")),
    SchemeKind.OAUTH2_CLIENT_CREDENTIALS: (("client_id", "client_id"), ("client_secret", "client_secret")),
}
_USUAL = {SchemeKind.HEADER: "api_key", SchemeKind.QUERY: "api_key", SchemeKind.COOKIE: "api_key"}


def infer_credentials(document: DocumentNode, operations: list[BuiltOperation], prefix: str) -> JsonObject:
    """Return the config's `client_settings.opts` and, if the document does not require any scheme, its `security`."""
    raws = document.at("components").entries("securitySchemes")
    schemes = [scheme_of(name, node.raw, as_documented=True) for name, node in raws]
    declared = security_alternatives(document.raw.get("security"))
    asked = [*declared, *(item for built in operations for item in built.operation.security or ())]
    names = {name for alternative in asked for name, _ in alternative.schemes}
    usable = [scheme for scheme in schemes if scheme.kind is not SchemeKind.UNSUPPORTED]
    used = [scheme for scheme in usable if scheme.name in names] or usable
    required = _is_required(declared, used) and not any(map(_may_be_anonymous, operations))
    alike = Counter(map(_scheme_family, used))
    opts: dict[str, JsonValue] = {}
    for scheme in used:
        for name, role in _options_of_scheme(scheme, alike[_scheme_family(scheme)], alone=len(used) == 1):
            auth: JsonObject = {"security_scheme": scheme.name, "role": role}
            spec: JsonObject = {"type": "string", "nullable": not required, "auth": auth}
            opts[name] = {**spec, "read_env": environment_name(f"{prefix}_{name}", _CASING)}
            if scheme.description:
                opts[name] = {
                    **spec,
                    "read_env": environment_name(f"{prefix}_{name}", _CASING),
                    "description": scheme.description,
                }
    found: JsonObject = {"opts": opts}
    if used and not names:
        each: list[JsonValue] = [{scheme.name: []} for scheme in used]
        found["security"] = [*each, {}]
    elif used and "security" not in document.raw:
        found["security"] = [*_as_requirements(asked, {scheme.name for scheme in used}), {}]
    return found


def _as_requirements(alternatives: list[SecurityAlternative], usable: set[str]) -> list[JsonValue]:
    """Return what some operations ask for: operations that say nothing send it, too, if the client has it."""
    found: list[JsonValue] = []
    for alternative in dict.fromkeys(alternatives):
        if alternative.schemes and all(name in usable for name, _ in alternative.schemes):
            found.append({name: [*scopes] for name, scopes in alternative.schemes})
    return found


def variable_options(variables: Mapping[str, ServerVariable], prefix: str) -> JsonObject:
    """Return an option for each variable in the URLs of servers; one without a default must be set."""
    options: JsonObject = {}
    for variable in variables.values():
        name = _CASING.snake(variable.name) or "server"
        spec: JsonObject = {"type": "string", "server_variable": variable.name}
        spec["read_env"] = environment_name(f"{prefix}_{name}", _CASING)
        if variable.default is not None:
            spec["default"] = variable.default
        if variable.values:
            spec["enum"] = [*variable.values]
        if variable.description:
            spec["description"] = variable.description
        options[f"server_{name}" if name in options else name] = spec
    return options


def _is_required(declared: tuple[SecurityAlternative, ...], used: list[SecurityScheme]) -> bool:
    """Return whether every operation requires every credential."""
    return len(declared) == 1 and {name for name, _ in declared[0].schemes} == {scheme.name for scheme in used}


def _may_be_anonymous(built: BuiltOperation) -> bool:
    """Return whether an operation can be called without a credential."""
    own = built.operation.security
    return own is not None and (not own or any(not alternative.schemes for alternative in own))


def _options_of_scheme(scheme: SecurityScheme, alike: int, *, alone: bool) -> list[tuple[str, str]]:
    """Return the options of a scheme (name, role): usual names if it is the only one of its kind (`alone`)."""
    own = _CASING.snake(scheme.name)
    roles = _ROLES.get(scheme.kind)
    if roles is not None:
        return [(name if alike == 1 else f"{own}_{name}", role) for name, role in roles]
    if alike > 1:
        return [(own, "value")]
    return [(_USUAL.get(scheme.kind, "api_key" if alone else "bearer_token"), "value")]


def _scheme_family(scheme: SecurityScheme) -> str:
    return _USUAL.get(scheme.kind, scheme.kind.value)
