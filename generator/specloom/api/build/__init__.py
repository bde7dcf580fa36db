"""Builds the `Api` from the canonical document and the SDK configuration: the last stage that knows OpenAPI's keys."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.build.client import client_of, server_variables
from specloom.api.build.document_parts import DocumentParts, with_completed_unions
from specloom.api.build.endpoints import DocumentOperations
from specloom.api.build.extensions import with_document_methods
from specloom.api.build.listed_children import with_listed_children
from specloom.api.build.lookup import Lookup
from specloom.api.build.matching import PaginationMatcher
from specloom.api.build.methods import MethodBuilder
from specloom.api.build.models import ComponentModels, resolve_models
from specloom.api.build.nodes import BuildContext, CanonicalSource, allow_depth
from specloom.api.build.notes import external_docs, tags_of
from specloom.api.build.operations import BuiltOperation, build_operations
from specloom.api.build.ownnames import own_names
from specloom.api.build.package import package_of
from specloom.api.build.pagination import schemes_of
from specloom.api.build.resources import ResourceBuilder
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.streams import StreamBuilder
from specloom.api.build.texts import with_readable_texts, with_tag_texts
from specloom.api.build.transformed import transformed
from specloom.api.build.vendor import report_vendor_keys
from specloom.api.build.webhooks import webhooks_of
from specloom.api.build.work import BuildState
from specloom.api.config import SdkConfig
from specloom.api.ir import Api, Schema
from specloom.base.allowance import Allowance
from specloom.base.diagnostics import Diagnostics

__all__ = ["CanonicalSource", "build_api"]


def build_api(
    canonical: CanonicalSource, config: SdkConfig, diagnostics: Diagnostics, parts: DocumentParts | None = None
) -> Api:
    """Build the API that `canonical` describes, with the names that `config` gives.

    `parts` are those from which `config` was inferred. Problems are reported to `diagnostics`; the API contains all
    that could be built.
    """
    allow_depth()
    document = transformed(canonical.document, config, diagnostics)
    if config.inferred:
        document = with_readable_texts(with_completed_unions(document) if parts is None else parts.context.document)
    else:
        document = with_listed_children(document)
    context = BuildContext(canonical, document, diagnostics, work=BuildState(Allowance(canonical.values)))
    report_vendor_keys(context)
    config = with_document_methods(config, context)
    models = resolve_models(context, config)
    models, schemas, operations = _build_parts(config, models, parts)
    api = _assemble_api(config, models, SchemaBuilder(models.context), schemas, operations)
    if not (api.operations or api.webhooks):
        message = "the document describes no operation: the client has no methods"
        location = canonical.location_of("/paths") if "paths" in document else canonical.location_of("")
        diagnostics.warning("no-operations", message, location=location, hint="add an operation below `paths`")
    return api


def _build_parts(
    config: SdkConfig, models: ComponentModels, parts: DocumentParts | None
) -> tuple[ComponentModels, dict[str, Schema], dict[str, BuiltOperation]]:
    """Return the schemas and operations: those of `parts` if the config changes nothing in them."""
    context, sent, variables = models.context, _sent_by_options(config), server_variables(config)
    if parts is not None and not sent and not variables and parts.are_valid_for(context):
        context.diagnostics.extend(parts.context.diagnostics)
        context = replace(context, work=parts.context.work)
        return replace(models, context=context), dict(parts.schemas), parts.operations
    builder = SchemaBuilder(context)
    schemas = {key: builder.build_component(key) for key in context.components}
    operations = build_operations(builder, schemas, honour_form=config.inferred, sent=sent, variables=variables)
    return models, schemas, operations


def _sent_by_options(config: SdkConfig) -> frozenset[tuple[str, str]]:
    """Return the parameters (location, name) that client options send, so that methods don't require them."""
    found: set[tuple[str, str]] = set()
    for option in config.root.client_settings.opts.values():
        if option.send_in_header is not None:
            found.add(("header", option.send_in_header.lower()))
        if option.send_as_query_param is not None:
            found.add(("query", option.send_as_query_param))
    return frozenset(found)


def _assemble_api(
    config: SdkConfig,
    models: ComponentModels,
    builder: SchemaBuilder,
    schemas: dict[str, Schema],
    operations: dict[str, BuiltOperation],
) -> Api:
    context = models.context
    lookup = Lookup(schemas)
    schemes = schemes_of(config, builder)
    endpoints = DocumentOperations(operations, config, context.diagnostics)
    streams = StreamBuilder(config, context.diagnostics, lookup, models.components)
    methods = MethodBuilder(config, context.diagnostics, endpoints, PaginationMatcher(schemes, lookup), lookup, streams)
    root, shared = ResourceBuilder(methods, models.by_resource).build_resources()
    tags = tags_of(context.document)
    root = with_tag_texts(root, tags) if config.inferred else root
    names = own_names(config, context)
    client = client_of(config, names, context, operations, schemas)
    return Api(
        package=package_of(config, context.document),
        client=client,
        root=root,
        shared=shared,
        schemas=schemas,
        operations=tuple(built.operation for built in operations.values()),
        pagination=schemes,
        webhooks=webhooks_of(builder, operations),
        casings=tuple(config.root.custom_casings.items()),
        skipped=(*endpoints.left_out(config.location_of("/resources")), *models.skipped),
        tags=tags,
        external_docs=external_docs(context.document.get("externalDocs")),
    )
