"""Builds the resource tree from the config's tree, after its methods and models."""

from __future__ import annotations

from specloom.api.build.methods import MethodBuilder
from specloom.api.build.tree import CLIENT, SHARED, ResourceEntry, deprecation_text, top_entries
from specloom.api.build.unwraps import unwraps_of
from specloom.api.ir import ModelSpec, ResourceSpec, UnwrapSpec
from specloom.base.records import dataclass


@dataclass(frozen=True, slots=True)
class ResourceBuilder:
    """Builds resources. `models` are the resolved models by dotted path."""

    methods: MethodBuilder
    models: dict[str, tuple[ModelSpec, ...]]

    def build_resources(self) -> tuple[ResourceSpec, tuple[ModelSpec, ...]]:
        """Return the root of the tree, which is the client, and the shared models."""
        entries = top_entries(self.methods.config.root)
        client = next((entry for entry in entries if entry.path == (CLIENT,)), None)
        shared = next((entry for entry in entries if entry.path == (SHARED,)), None)
        plain = [entry for entry in entries if entry.path[0] not in (CLIENT, SHARED)]
        if shared is not None and shared.methods():
            location = self.methods.config.location_of(shared.pointer)
            message = "`$shared` can hold models only; its methods are left out"
            self.methods.diagnostics.warning("config-shared-methods", message, location=location)
            for name, _, pointer in shared.methods():
                self.methods.endpoints.missing.append((name, pointer, "`$shared` can hold models only"))
        root = ResourceSpec(
            name="",
            methods=self.methods.of_entry(client) if client is not None else (),
            models=self.models.get(CLIENT, ()),
            children=self._build_children([*(client.children() if client is not None else []), *plain]),
            unwraps=self._build_unwraps(client) if client is not None else (),
        )
        return root, self.models.get(SHARED, ())

    def _build_children(self, entries: list[ResourceEntry]) -> tuple[ResourceSpec, ...]:
        found: dict[str, ResourceSpec] = {}
        for entry in entries:
            if entry.name in found:
                message = f"the resource `{entry.name}` is defined twice in one resource; the first one is used"
                location = self.methods.config.location_of(entry.pointer)
                self.methods.diagnostics.warning("config-resource-twice", message, location=location)
                reason = "a resource before it has the same name"
                self.methods.endpoints.missing.append((f"resource {entry.name}", entry.pointer, reason))
                continue
            found[entry.name] = self._build_resource(entry)
        return tuple(found.values())

    def _build_resource(self, entry: ResourceEntry) -> ResourceSpec:
        return ResourceSpec(
            name=entry.name,
            description=entry.resource.description,
            deprecated=deprecation_text(entry.resource.deprecated),
            standalone_api=entry.resource.standalone_api,
            methods=self.methods.of_entry(entry),
            models=self.models.get(entry.dotted, ()),
            children=self._build_children(entry.children()),
            unwraps=self._build_unwraps(entry),
        )

    def _build_unwraps(self, entry: ResourceEntry) -> tuple[UnwrapSpec, ...]:
        return unwraps_of(entry, self.methods.config, self.methods.diagnostics)
