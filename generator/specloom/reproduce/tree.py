"""Makes the tree of resources of the config: methods with their endpoints, and models."""

from __future__ import annotations

from dataclasses import field

from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.base.words import Casing
from specloom.compare.clients import own_methods
from specloom.compare.dotted import last_part
from specloom.compare.migration.endpoints import SourceMethods
from specloom.compare.surface import ClientSurface, SurfaceMethod, SurfaceResource
from specloom.reproduce.calls import RequestCall
from specloom.reproduce.document_index import DocumentIndex, comparable
from specloom.reproduce.methods import MethodEntries
from specloom.reproduce.webhooks import WebhookCall, webhook_entry

_CASING = Casing()
_STANDARD = {"copy", "with_options"}


@dataclass(slots=True)
class FoundMethod:
    """A method that makes a request to an operation of the document."""

    where: str
    method: SurfaceMethod
    call: RequestCall
    operation: str


@dataclass(frozen=True, slots=True)
class FoundWebhook:
    """A method that reads webhooks."""

    where: str
    method: SurfaceMethod
    entry: JsonObject


@dataclass(slots=True)
class TreeBuilder:
    """Builds the tree of resources. `notes` are the things that could not be resolved, with the reason."""

    surface: ClientSurface
    calls: SourceMethods[RequestCall | None]
    index: DocumentIndex
    entries: MethodEntries
    webhook_calls: SourceMethods[WebhookCall | None]
    casings: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    notes: list[str] = field(default_factory=list[str])
    found: list[FoundMethod] = field(default_factory=list[FoundMethod])
    webhooks: list[FoundWebhook] = field(default_factory=list[FoundWebhook])
    root: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])

    def find_methods(self, client: SurfaceResource) -> None:
        """Find the methods of a client and the operations that they call."""
        listed = [
            (where, resource, name, method)
            for where, resource in client.walk_resources("client")
            for name, method in own_methods(resource).items()
        ]
        called = {
            (where, name): self.calls.methods_of(self._owner_of(resource, name)).get(name)
            for where, resource, name, _ in listed
        }
        self.index.align_paths([call.endpoint for call in called.values() if call is not None])
        for where, resource, name, method in listed:
            call = called[where, name]
            if call is None:
                self._add_other_method(where, resource, method)
                continue
            operation = self.index.find_operation(call.endpoint)
            if operation is None:
                self.notes.append(f"{where}.{name}: the document has no `{call.endpoint}`")
                continue
            self.found.append(FoundMethod(where, method, call, operation))

    def _add_other_method(self, where: str, resource: SurfaceResource, method: SurfaceMethod) -> None:
        """Add a method that makes no request: one that reads webhooks, or a note about it."""
        known = self.calls.methods_of(resource.cls.path)
        webhook = self.webhook_calls.methods_of(resource.cls.path).get(method.name)
        if webhook is not None:
            entry = webhook_entry(method, webhook, self.calls.files)
            self.webhooks.append(FoundWebhook(where, method, entry))
        elif where != "client" or (method.name not in _STANDARD and method.name in known):
            self.notes.append(
                f"{where}.{method.name}: it makes no request of its own: keep it in a subclass or in lib/"
            )

    def resource_names(self) -> list[str]:
        """Return the dotted names of all resources of the SDK."""
        client = self.surface.sync_client
        walked = client.walk_resources("") if client is not None else ()
        return [where.removeprefix(".") for where, _ in walked if where]

    def _owner_of(self, resource: SurfaceResource, name: str) -> str:
        """Return the class that defines a method of a resource: its own, or one that it inherits from."""
        for path in (resource.cls.path, *resource.cls.ancestors):
            if self.calls.methods_of(path).get(name) is not None:
                return path
        return resource.cls.path

    def add_resources(self, client: SurfaceResource) -> None:
        """Add every resource with its methods to the tree."""
        for where, resource in client.walk_resources("client"):
            node = self.node_at(where.removeprefix("client").lstrip("."))
            key = last_part(where)
            if where != "client":
                self._check_casing(key, last_part(resource.cls.path))
            methods: dict[str, JsonValue] = {
                each.method.name.rstrip("_"): self.entries.make_entry(each.method, each.call, each.operation)
                for each in self.found
                if each.where == where
            }
            methods |= {each.method.name: each.entry for each in self.webhooks if each.where == where}
            if methods:
                node["methods"] = methods

    def _check_casing(self, key: str, cls: str) -> None:
        """Note how the name of a class is written, if it is not the usual way."""
        wanted = cls.removesuffix("Resource")
        if _CASING.pascal(key) != wanted and comparable(key) == comparable(wanted):
            self.casings[key] = {"snake": key, "pascal": wanted}

    def node_at(self, dotted: str) -> dict[str, JsonValue]:
        """Return the node of a resource by its dotted name, made if it is not there; "" is `$client`."""
        if not dotted:
            return mapping_in(self.root, "$client")
        first, *rest = dotted.split(".")
        node = mapping_in(self.root, first)
        for part in rest:
            node = mapping_in(mapping_in(node, "subresources"), part)
        return node

    def finished(self) -> JsonObject:
        """Return the tree without empty nodes of its own."""
        client = self.root.get("$client")
        if client == {}:
            self.root.pop("$client")
        return self.root


def mapping_in(owner: dict[str, JsonValue], key: str) -> dict[str, JsonValue]:
    """Return the mapping under a key, made if it is not there."""
    found = owner.setdefault(key, {})
    assert isinstance(found, dict)
    return found
