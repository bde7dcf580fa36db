"""Builds the client from the config and the document: options, authentication, environments and behaviour."""

from __future__ import annotations

from specloom.api.build.envelopes import error_envelope
from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.api.build.operations import BuiltOperation
from specloom.api.build.ownnames import OwnNames
from specloom.api.build.security import report_schemes, scheme_of, security_alternatives
from specloom.api.build.servers import server_environments
from specloom.api.config import SdkConfig
from specloom.api.config.client import ErrorUnion, OptionConfig
from specloom.api.config.client import EventRuleConfig as EventRuleEntry
from specloom.api.ir import (
    ArrayFormat,
    AuthRole,
    ClientOption,
    ClientSpec,
    Environment,
    ErrorKind,
    ErrorKinds,
    EventHandling,
    EventRule,
    NestedFormat,
    OptionKind,
    Schema,
    SecurityAlternative,
    SecurityScheme,
)
from specloom.base.json import JsonObject, as_object
from specloom.base.pointers import join
from specloom.base.words import Casing


def client_of(
    config: SdkConfig,
    names: OwnNames,
    context: BuildContext,
    operations: dict[str, BuiltOperation],
    schemas: dict[str, Schema],
) -> ClientSpec:
    """Return the client. Adds the schema of typed errors to `schemas` if it has no name there."""
    root, settings = config.root, config.root.client_settings
    retries = settings.default_retries
    header = settings.idempotency.header if settings.idempotency is not None else settings.idempotency_header
    query, multipart = root.query_settings, root.multipart_settings
    errors_field, error_schema = error_envelope(config, operations, schemas)
    schemes = _reported_schemes(config, context, operations)
    return ClientSpec(
        name=names.client,
        organization=names.organization,
        error_name=names.error,
        env_prefix=names.env_prefix,
        environments=_build_environments(config, context),
        options=_build_options(config, schemes, context),
        schemes=schemes,
        security=_build_security(config, context.document),
        idempotency_header=header,
        default_headers=tuple(settings.default_headers.items()),
        timeout_seconds=_number_or(settings.default_timeout, 60.0),
        max_retries=int(_number_or(retries.max_retries if retries else None, 2)),
        initial_delay_seconds=_number_or(retries.initial_delay_seconds if retries else None, 0.5),
        max_delay_seconds=_number_or(retries.max_delay_seconds if retries else None, 8.0),
        as_documented=config.inferred,
        array_format=ArrayFormat(query.array_format or "comma"),
        nested_format=NestedFormat(query.nested_format or "brackets"),
        multipart_array_format=ArrayFormat(multipart.array_format or _usual_parts(config)),
        multipart_nested_format=NestedFormat(multipart.nested_format or query.nested_format or "brackets"),
        event_rules=tuple(_build_event_rule(rule) for rule in root.streaming.on_event),
        errors_field=errors_field,
        error_schema=error_schema,
        error_message_field=root.errors.message_property,
        error_kinds=_error_kinds(root.errors.union),
    )


def _usual_parts(config: SdkConfig) -> str:
    """Return the format of arrays in multipart bodies: OpenAPI repeats the name, Stainless SDKs add brackets."""
    return "repeat" if config.inferred else "brackets"


def _error_kinds(union: ErrorUnion | None) -> ErrorKinds | None:
    if union is None or not union.variants:
        return None
    kinds = tuple(ErrorKind(value, kind.name, kind.status_code) for value, kind in union.variants.items())
    source = tuple(part for part in (union.source or "").removeprefix("$").split(".") if part)
    return ErrorKinds(union.discriminator, source, kinds)


def _number_or(value: float | None, default: float) -> float:
    return default if value is None else value


def _build_environments(config: SdkConfig, context: BuildContext) -> tuple[Environment, ...]:
    given = config.root.environments
    if given:
        return tuple(Environment(name, url) for name, url in given.items())
    return server_environments(DocumentNode(context.document, ""), server_variables(config)) or (
        Environment("production", "/"),
    )


def server_variables(config: SdkConfig) -> frozenset[str]:
    """Return the server variables that client options fill."""
    return frozenset(filter(None, (option.server_variable for option in config.root.client_settings.opts.values())))


def _reported_schemes(
    config: SdkConfig, context: BuildContext, operations: dict[str, BuiltOperation]
) -> tuple[SecurityScheme, ...]:
    """Return the security schemes; those that the client can't use are reported."""
    schemes = build_security_schemes(config, context.document)
    report_schemes(schemes, [built.operation for built in operations.values()], config, context)
    return schemes


def build_security_schemes(config: SdkConfig, document: JsonObject) -> tuple[SecurityScheme, ...]:
    """Return the security schemes of the config, else those of the document."""
    given = config.root.security_schemes
    if given is not None:
        raws = {name: entry.model_dump(by_alias=False) for name, entry in given.items()}
        return tuple(
            scheme_of(name, {**raw, "in": raw.get("location"), "x-stainless-auth": raw.get("credentials")})
            for name, raw in raws.items()
        )
    found = as_object(as_object(document.get("components")).get("securitySchemes"))
    return tuple(scheme_of(name, as_object(raw), as_documented=config.inferred) for name, raw in found.items())


def _build_security(config: SdkConfig, document: JsonObject) -> tuple[SecurityAlternative, ...]:
    given = config.root.security
    if given is None:
        return security_alternatives(document.get("security"))
    found = [SecurityAlternative(tuple((name, tuple(scopes)) for name, scopes in item.items())) for item in given]
    return tuple(dict.fromkeys(found))


def _build_options(
    config: SdkConfig, schemes: tuple[SecurityScheme, ...], context: BuildContext
) -> tuple[ClientOption, ...]:
    names = dict.fromkeys(scheme.name for scheme in schemes)
    found: list[ClientOption] = []
    for name, given in config.root.client_settings.opts.items():
        spec = given
        if spec.auth is not None and spec.auth.security_scheme not in names:
            pointer = join("/client_settings/opts", name, "auth", "security_scheme")
            message = f"the option `{name}` fills `{spec.auth.security_scheme}`, which is not a security scheme"
            hint = context.diagnostics.suggestions.hint(spec.auth.security_scheme, names)
            context.diagnostics.warning(
                "config-unknown-scheme", message, location=config.location_of(pointer), hint=hint
            )
            spec = given.model_copy(update={"auth": None})
        found.append(_build_option(name, spec))
    return tuple(found)


def _build_option(name: str, spec: OptionConfig) -> ClientOption:
    auth = spec.auth
    return ClientOption(
        name=Casing().snake(name),
        kind=OptionKind(spec.type),
        nullable=spec.nullable,
        default=spec.default,
        has_default="default" in spec.model_fields_set,
        read_env=spec.read_env,
        description=spec.description,
        example=None if spec.example is None else str(spec.example),
        scheme=auth.security_scheme if auth is not None else None,
        role=AuthRole(auth.role) if auth is not None else AuthRole.VALUE,
        send_in_header=spec.send_in_header,
        send_as_query_param=spec.send_as_query_param,
        send_as_path_param=spec.send_as_path_param,
        send_as_body_param=spec.send_as_body_param,
        server_variable=spec.server_variable,
        required_in_tests=spec.required_in_tests is True,
        values=tuple(spec.enum),
    )


def _build_event_rule(spec: EventRuleEntry) -> EventRule:
    types = spec.event_type
    handle = spec.handle or ("error" if spec.error_property is not None else "yield")
    return EventRule(
        handle=EventHandling(handle),
        data_starts_with=spec.data_starts_with,
        event_types=(types,) if isinstance(types, str) else tuple(types or ()),
        error_property=spec.error_property,
    )
