"""Infers an SDK configuration if there is none, in the structure of a config file."""

from __future__ import annotations

from specloom.api.build.extensions import method_path
from specloom.api.build.lookup import Lookup
from specloom.api.build.nodes import BuildContext, CanonicalSource, DocumentNode, allow_depth, is_skipped
from specloom.api.build.operations import BuiltOperation, build_operations
from specloom.api.build.ownnames import organization_of
from specloom.api.build.parents import with_parent_unions
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.build.servers import server_environments, variables_of
from specloom.api.build.work import BuildState
from specloom.api.config import ConfigRoot, SdkConfig
from specloom.api.infer.answers import ResponseFacts
from specloom.api.infer.credentials import infer_credentials, variable_options
from specloom.api.infer.hooks import has_webhooks, key_option, with_unwrap
from specloom.api.infer.models import model_names
from specloom.api.infer.naming import NameProposal, propose_name
from specloom.api.infer.page_schemes import PageSchemes
from specloom.api.infer.pages import PageInference
from specloom.api.infer.paths import usual_version
from specloom.api.infer.tree import add_operation, new_root
from specloom.api.infer.written import config_as_yaml
from specloom.base.allowance import Allowance
from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.packagenames import importable_name

__all__ = ["config_text", "infer_config", "infer_config_data"]


def infer_config(canonical: CanonicalSource) -> SdkConfig:
    """Return the configuration inferred from `canonical`."""
    return SdkConfig(ConfigRoot.model_validate(infer_config_data(canonical)))


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
    whole = with_parent_unions(canonical.document)
    components = as_object(as_object(whole.get("components")).get("schemas"))
    work = BuildState(Allowance(canonical.values))
    context = BuildContext(canonical, whole, Diagnostics(), bases=components.keys(), work=work)
    builder = SchemaBuilder(context)
    schemas = {key: builder.build_component(key) for key in context.components}
    operations = build_operations(builder, schemas, honour_form=True)
    document = DocumentNode(context.document, "")
    organization = organization_of(SdkConfig(ConfigRoot()), context.document)
    settings = infer_credentials(document, list(operations.values()), organization)
    variables = variables_of(document)
    options = {**variable_options(variables, organization), **as_object(settings["opts"])}
    resources, pagination = _infer_resources(list(operations.values()), Lookup(schemas))
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


def _infer_resources(operations: list[BuiltOperation], lookup: Lookup) -> tuple[JsonObject, list[JsonValue]]:
    """Return the config's resources, and the pagination schemes that their methods use."""
    version = usual_version(built.operation.path for built in operations)
    root = new_root()
    answers, pages, schemes = ResponseFacts(lookup), PageInference(lookup), PageSchemes(lookup)
    for built in operations:
        operation = built.operation
        if is_skipped(built.node.raw.get("x-stainless-skip")):
            continue
        method: JsonObject = {"endpoint": operation.key, "paginated": False}
        page = pages.infer_page(operation)
        envelope = answers.envelope_property(operation) if page is None else None
        if page is not None:
            method["paginated"] = schemes.scheme_for(page, operation)
        if envelope is not None:
            method["unwrap_response"] = envelope
        value: JsonValue = operation.key if len(method) == 2 and page is None else method
        proposal = propose_name(operation, answers.is_list_response(operation), version)
        wanted = method_path(built.node.raw.get("x-stainless-method"))
        if wanted:
            chain = () if wanted[0] == "$client" else wanted[:-1]
            proposal = NameProposal(chain, (wanted[-1], *proposal.names))
        add_operation(root, proposal, value)
    resources: JsonObject = {name: child.as_config() for name, child in root.children.items()}
    if root.methods:
        resources = {"$client": {"methods": root.methods}, **resources}
    return resources, schemes.as_config()
