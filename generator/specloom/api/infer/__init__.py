"""Infers an SDK configuration if there is none, in the structure of a config file."""

from __future__ import annotations

from dataclasses import replace

from specloom.api.build.document_parts import DocumentParts, build_document_parts
from specloom.api.build.extensions import method_path
from specloom.api.build.lookup import Lookup
from specloom.api.build.matching import PaginationMatcher
from specloom.api.build.nodes import BuildContext, CanonicalSource, DocumentNode, allow_depth, is_skipped
from specloom.api.build.operations import BuiltOperation
from specloom.api.build.ownnames import organization_of
from specloom.api.build.pagination import schemes_of
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.servers import server_environments, variables_of
from specloom.api.build.work import BuildState
from specloom.api.config import ConfigRoot, SdkConfig
from specloom.api.infer.credentials import infer_credentials, variable_options
from specloom.api.infer.evidence import propose_names
from specloom.api.infer.hooks import has_webhooks, key_option, with_unwrap
from specloom.api.infer.models import model_names
from specloom.api.infer.page_schemes import PageSchemes
from specloom.api.infer.pages import PageInference
from specloom.api.infer.proposals import NameProposal
from specloom.api.infer.response_facts import ResponseFacts
from specloom.api.infer.tree import add_operations, new_root, settle_proposals
from specloom.api.infer.written import config_as_yaml
from specloom.api.ir import Operation
from specloom.base.allowance import Allowance
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.packagenames import importable_name

__all__ = ["config_text", "infer_config", "infer_config_and_parts", "infer_config_data"]


def infer_config(canonical: CanonicalSource) -> SdkConfig:
    """Return the configuration inferred from `canonical`."""
    return infer_config_and_parts(canonical)[0]


def infer_config_and_parts(canonical: CanonicalSource) -> tuple[SdkConfig, DocumentParts]:
    """Return the configuration inferred from `canonical`, and the parts of it that were read for that."""
    allow_depth()
    parts = build_document_parts(canonical)
    return SdkConfig(ConfigRoot.model_validate(_config_of_parts(parts))), parts


def config_text(canonical: CanonicalSource) -> str:
    """Return the configuration inferred from `canonical` as the text of a file, commented and ready to be edited."""
    document = DocumentNode(canonical.document, "")
    summaries: dict[str, str] = {}
    for path, item in document.entries("paths"):
        for verb, operation in item.raw.items():
            texts = as_object(operation)
            text = as_str(texts.get("summary")) or as_str(texts.get("description"))
            summaries[f"{verb} {path}"] = text or ""
    return config_as_yaml(infer_config_data(canonical), summaries)


def infer_config_data(canonical: CanonicalSource) -> JsonObject:
    """Return the configuration as data."""
    allow_depth()
    return _config_of_parts(build_document_parts(canonical))


def _config_of_parts(parts: DocumentParts) -> JsonObject:
    context, schemas, operations = parts.context, parts.schemas, parts.operations
    document = DocumentNode(context.document, "")
    organization = organization_of(SdkConfig(ConfigRoot()), context.document)
    settings = infer_credentials(document, list(operations.values()), organization)
    variables = variables_of(document)
    options = {**variable_options(variables, organization), **as_object(settings["opts"])}
    resources, pagination = _infer_resources(list(operations.values()), Lookup(schemas), _trial_builder(context))
    models = model_names(schemas)
    tree: JsonObject = {**resources}
    if models:
        own: JsonObject = {**as_object(resources.get("$client")), "models": models}
        tree = {"$client": own, **{key: value for key, value in resources.items() if key != "$client"}}
    if has_webhooks(document):
        tree = with_unwrap(tree)
        options.setdefault("webhook_key", key_option(organization))
    urls: JsonObject = {item.name: item.url for item in server_environments(document, variables)}
    config: JsonObject = {
        "organization": {"name": organization},
        "targets": {"python": {"package_name": importable_name(organization)}},
        "environments": urls,
        "client_settings": {"opts": options},
        "settings": {"as_documented": True},
        "query_settings": {"array_format": "repeat", "nested_format": "brackets"},
        "pagination": pagination,
        "resources": tree,
    }
    if "security" in settings:
        config["security"] = settings["security"]
    return config


def _infer_resources(
    operations: list[BuiltOperation], lookup: Lookup, builder: SchemaBuilder
) -> tuple[JsonObject, list[JsonValue]]:
    """Return the config's resources, and the pagination schemes that their methods use."""
    wanted = [built for built in operations if not is_skipped(built.node.raw.get("x-stainless-skip"))]
    root = new_root()
    facts, pages, schemes = ResponseFacts(lookup), PageInference(lookup), PageSchemes(lookup)
    methods = [_method_config(built.operation, facts, pages, schemes) for built in wanted]
    keys = [built.operation.key for built in wanted]
    paged = {key for key, method in zip(keys, methods, strict=True) if method["paginated"]}
    proposals = propose_names([(built.operation, built.node.raw) for built in wanted], facts, paged)
    proposals = [_as_declared(built, proposal) for built, proposal in zip(wanted, proposals, strict=True)]
    pagination = schemes.as_config()
    written = _without_defaults(wanted, methods, _matcher(pagination, lookup, builder))
    add_operations(root, zip(settle_proposals(proposals), written, strict=True))
    resources: JsonObject = {name: child.as_config() for name, child in root.children.items()}
    if root.methods:
        resources = {"$client": {"methods": root.methods}, **resources}
    return resources, pagination


def _trial_builder(context: BuildContext) -> SchemaBuilder:
    """Return a builder whose findings and counts don't become those of the document's parts."""
    work = BuildState(Allowance(context.source.values))
    return SchemaBuilder(replace(context, diagnostics=Diagnostics(), work=work))


def _matcher(pagination: list[JsonValue], lookup: Lookup, builder: SchemaBuilder) -> PaginationMatcher:
    """Return what decides about methods that don't say whether they have pages."""
    config = SdkConfig(ConfigRoot.model_validate({"pagination": pagination}))
    return PaginationMatcher(schemes_of(config, builder), lookup)


def _without_defaults(
    operations: list[BuiltOperation], methods: list[JsonObject], matcher: PaginationMatcher
) -> list[JsonValue]:
    """Return the methods, one that says nothing as its operation; it says that it has no pages if a scheme fits it."""
    found: list[JsonValue] = []
    for built, method in zip(operations, methods, strict=True):
        is_silent = len(method) == 2 and method["paginated"] is False
        fits = is_silent and matcher.find_scheme(built.operation) is not None
        found.append(method if fits or not is_silent else built.operation.key)
    return found


def _method_config(
    operation: Operation, facts: ResponseFacts, pages: PageInference, schemes: PageSchemes
) -> JsonObject:
    """Return the method of the config for an operation; the scheme of its pages is added to `schemes`."""
    method: JsonObject = {"endpoint": operation.key, "paginated": False}
    page = pages.infer_page(operation)
    envelope = facts.envelope_property(operation) if page is None else None
    if page is not None:
        method["paginated"] = schemes.scheme_for(page, operation)
    if envelope is not None:
        method["unwrap_response"] = envelope
    return method


def _as_declared(built: BuiltOperation, proposal: NameProposal) -> NameProposal:
    """Return the proposal with the resource and the name of `x-stainless-method`, if the operation has it."""
    wanted = method_path(built.node.raw.get("x-stainless-method"))
    if not wanted:
        return proposal
    return NameProposal(() if wanted[0] == "$client" else wanted[:-1], (wanted[-1], *proposal.names), rank=-1)
