"""Client options and security schemes."""

from __future__ import annotations

from enum import StrEnum

from specloom.base.json import JsonValue
from specloom.base.records import dataclass


class OptionKind(StrEnum):
    """The type of a client option."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"


class AuthRole(StrEnum):
    """Which part of a security scheme an option fills."""

    VALUE = "value"
    USERNAME = "username"
    PASSWORD = "password"
    CLIENT_ID = "client_id"
    CLIENT_SECRET = "client_secret"


@dataclass(frozen=True, slots=True)
class ClientOption:
    """An option of the client's constructor."""

    name: str
    kind: OptionKind = OptionKind.STRING
    nullable: bool = False
    default: JsonValue = None
    has_default: bool = False
    read_env: str | None = None
    description: str | None = None
    example: str | None = None
    scheme: str | None = None
    role: AuthRole = AuthRole.VALUE
    send_in_header: str | None = None
    send_as_query_param: str | None = None
    send_as_path_param: str | None = None
    send_as_body_param: str | None = None
    server_variable: str | None = None
    required_in_tests: bool = False
    values: tuple[str, ...] = ()
    """The allowed values, if they are limited."""


class SchemeKind(StrEnum):
    """Security schemes that the runtime supports."""

    BEARER = "bearer"
    BASIC = "basic"
    HEADER = "header"
    QUERY = "query"
    COOKIE = "cookie"
    OAUTH2_CLIENT_CREDENTIALS = "oauth2_client_credentials"
    UNSUPPORTED = "unsupported"


@dataclass(frozen=True, slots=True)
class SecurityScheme:
    """A security scheme of the document or the config. `keyword` replaces "Bearer" if the document sets it."""

    name: str
    kind: SchemeKind
    parameter: str | None = None
    token_url: str | None = None
    scopes: tuple[str, ...] = ()
    keyword: str | None = None
    description: str | None = None
