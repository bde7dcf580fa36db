"""Builds the config that reproduces an existing SDK, and lists what could not be resolved."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from specloom.base.diagnostics import Diagnostic
from specloom.base.json import JsonObject, JsonValue, as_object, as_str
from specloom.base.records import dataclass
from specloom.base.words import Casing
from specloom.compare.dotted import last_part
from specloom.compare.migration.endpoints import SourceMethods
from specloom.compare.migration.method_states import unread_resources
from specloom.compare.source.package import SourcePackage
from specloom.compare.source.read_surface import read_surface
from specloom.compare.surface import ClientSurface, SurfaceClass, SurfaceResource
from specloom.reproduce.calls import readable_call
from specloom.reproduce.credentials import match_credentials
from specloom.reproduce.defaults import read_defaults, read_stream_rules, read_wrappers
from specloom.reproduce.document_index import DocumentIndex
from specloom.reproduce.methods import MethodEntries, stream_item
from specloom.reproduce.model_entries import ModelEntries
from specloom.reproduce.models import ModelMatching
from specloom.reproduce.options import ClientSource, read_client
from specloom.reproduce.others.build import read_other_sdk
from specloom.reproduce.pages import read_schemes
from specloom.reproduce.project_files import ProjectFiles, read_project
from specloom.reproduce.tree import TreeBuilder, mapping_in
from specloom.reproduce.webhooks import readable_webhook

_CASING = Casing()


@dataclass(frozen=True, slots=True)
class ReproducedConfig:
    """A config as data, and what could not be resolved: a text with the reason for each."""

    config: JsonObject
    notes: Mapping[str, Sequence[str]]
    """The texts by the section of the config that they belong to."""
    unread: tuple[Diagnostic, ...] = ()
    """The warnings about modules and resources of the SDK that could not be read."""


def reproduce_config(package: SourcePackage, document: JsonObject) -> ReproducedConfig:
    """Return the config with which the canonical `document` gives the surface of an existing package."""
    surface = read_surface(package)
    client = surface.sync_client
    if client is None:
        return reproduce_other(package, surface, document)
    name = last_part(client.cls.path)
    source = read_client(package.files, name)
    project = read_project(Path(package.shown))
    tree = make_tree(package, surface, project, DocumentIndex(document))
    settings, unresolved = match_credentials(source, document)
    base = base_config(package, surface, project, source)
    behaviour: dict[str, JsonValue] = {**as_object(settings["client_settings"]), **read_defaults(package.files)}
    behaviour["default_client_name"] = name
    config: JsonObject = {
        **base,
        **settings,
        "client_settings": behaviour,
        **other_settings(package, source, tree),
        "resources": tree.finished(),
    }
    notes = {"client_settings": [*source.notes, *unresolved], "resources": tree.notes}
    return ReproducedConfig(config, notes, (*surface.unread, *unread_resources(surface, package.shown)))


def reproduce_other(package: SourcePackage, surface: ClientSurface, document: JsonObject) -> ReproducedConfig:
    """Return the config of an SDK of another generator: the names of its resources and methods."""
    sdk = read_other_sdk(package, DocumentIndex(document))
    base = base_config(package, surface, read_project(Path(package.shown)), ClientSource())
    notes = {"targets": sdk.losses, "resources": sdk.notes}
    return ReproducedConfig({**base, "resources": sdk.root}, notes, (*surface.unread, sdk.warning(package.shown)))


def make_tree(
    package: SourcePackage, surface: ClientSurface, project: ProjectFiles, index: DocumentIndex
) -> TreeBuilder:
    """Return the tree of resources with its methods and models."""
    entries = MethodEntries(index, read_wrappers(package.files), read_schemes(package.files))
    files = package.files
    readers = SourceMethods(files, readable_call), SourceMethods(files, readable_webhook)
    tree = TreeBuilder(surface, readers[0], index, entries, readers[1])
    client = surface.sync_client
    if client is None:
        tree.notes.append("no exported class is a client: resources and methods are not known")
        return tree
    tree.find_methods(client)
    models = ModelEntries(tree, ModelMatching(surface, index), project)
    models.match_types()
    tree.add_resources(client)
    models.add_models()
    add_event_models(tree)
    for key in sorted(project.standalone & tree.root.keys()):
        mapping_in(tree.root, key)["standalone_api"] = True
    return tree


def base_config(
    package: SourcePackage, surface: ClientSurface, project: ProjectFiles, source: ClientSource
) -> dict[str, JsonValue]:
    """Return the names of the config, and its environments."""
    client = surface.sync_client
    cls = last_part(client.cls.path) if client is not None else ""
    error = next(
        (last_part(location) for name, location in surface.names.items() if is_base_error(surface, name, location)), ""
    )
    organization = _CASING.snake(error.removesuffix("Error") or cls or package.name).replace("_", "-")
    target: dict[str, JsonValue] = {"package_name": package.name}
    name = as_str(project.project.get("name"))
    if name:
        target["project_name"] = name
    if project.repository:
        target["production_repo"] = project.repository
    target["publish"] = {"pypi": True}
    if source.http_library:
        target["http_library"] = source.http_library
    if not uses_infix(client):
        target["resource_class_infix"] = False
    found: dict[str, JsonValue] = {"organization": {"name": organization}, "targets": {"python": target}}
    if source.environments:
        found["environments"] = dict(source.environments)
    else:
        source.notes.append("no base URL was found in the client: those of the document are used")
    version = as_str(project.project.get("version"))
    if version:
        target["version"] = version
    return found


def is_base_error(surface: ClientSurface, name: str, location: str) -> bool:
    """Return whether a name is that of the base class of all errors: the one that `APIError` inherits."""
    if "." in name or "APIError" not in surface.names:
        return False
    definition = surface.definitions.get(surface.names["APIError"])
    above = definition.ancestors if isinstance(definition, SurfaceClass) else ()
    return bool(above) and last_part(location) == last_part(above[0])


def uses_infix(client: SurfaceResource | None) -> bool:
    """Return whether the classes of resources are called `TreesResource` rather than `Trees`."""
    classes = [last_part(each.cls.path) for where, each in client.walk_resources("") if where] if client else []
    return not classes or sum(each.endswith("Resource") for each in classes) * 2 >= len(classes)


def other_settings(package: SourcePackage, source: ClientSource, tree: TreeBuilder) -> dict[str, JsonValue]:
    """Return the settings of queries, pages, streams and casings."""
    found: dict[str, JsonValue] = {"query_settings": {"array_format": source.array_format or "comma"}}
    if tree.entries.schemes:
        found["pagination"] = list(tree.entries.schemes.values())
    rules = read_stream_rules(package.files)
    if rules:
        found["streaming"] = {"on_event": rules}
    if tree.casings:
        found["custom_casings"] = tree.casings
    return found


def add_event_models(tree: TreeBuilder) -> None:
    """Name the model of the events of each method that streams."""
    locations = dict(model_locations(tree.root, ()))
    for each in tree.found:
        node = tree.node_at(each.where.removeprefix("client").lstrip("."))
        entry = as_object(as_object(node.get("methods")).get(each.method.name.rstrip("_")))
        streaming = entry.get("streaming")
        events = [stream_item(sign.returns) for sign in each.method.signatures if sign.returns is not None]
        name = next((last_part(event.name) for event in events if event is not None), "")
        if isinstance(streaming, dict) and name in locations:
            streaming["stream_event_model"] = locations[name]


def model_locations(nodes: JsonObject, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield the class of each model with its dotted path in the config."""
    for key, node in nodes.items():
        value = as_object(node)
        for model in as_object(value.get("models")):
            yield _CASING.pascal(model), ".".join((*above, key, model))
        yield from model_locations(as_object(value.get("subresources")), (*above, key))
