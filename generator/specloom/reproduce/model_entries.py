"""Makes the entries of models in the config: which resource has them, and which schema they name."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.base.words import Casing
from specloom.compare.dotted import last_part, owner_of
from specloom.compare.surface_types import SurfaceType, named_types
from specloom.reproduce.document_index import comparable
from specloom.reproduce.methods import stream_item
from specloom.reproduce.model_owners import index_owners
from specloom.reproduce.models import ModelMatching
from specloom.reproduce.project_files import ProjectFiles
from specloom.reproduce.structure import StructureMatching
from specloom.reproduce.tree import FoundMethod, TreeBuilder, mapping_in
from specloom.reproduce.webhook_events import event_schemas

_CASING = Casing()
_SHARED, _SHARED_PARAMS = "types.shared.", "types.shared_params."
_COMPONENTS = "/components/schemas/"


@dataclass(slots=True)
class ModelEntries:
    """Adds the models of an SDK to the tree of resources."""

    tree: TreeBuilder
    matching: ModelMatching
    project: ProjectFiles

    def match_types(self) -> None:
        """Pair the types of all methods with the schemas of their operations."""
        for each in self.tree.found:
            self._match_result(each)
            self._match_parameters(each)
        for webhook in self.tree.webhooks:
            returned = webhook.method.signatures[0].returns
            if returned is not None:
                for name, pointer in event_schemas(self.matching.surface, self.tree.index, returned):
                    self.matching.walk(SurfaceType(name), pointer)

    def _match_result(self, found: FoundMethod) -> None:
        index, wrapper = self.tree.index, found.call.wrapper
        pointer = index.response_schema(found.operation)
        if pointer is None:
            return
        unwrapped = self.tree.entries.wrappers.get(wrapper or "")
        inner = index.property_of(pointer, unwrapped) if unwrapped else pointer
        for signature in found.method.signatures:
            if signature.returns is None:
                continue
            returned = signature.returns
            if returned.name == "AsyncPaginator":
                continue
            if returned.name.startswith("pagination."):
                self.matching.walk(returned.args[0] if returned.args else None, self._items(found, pointer))
                continue
            for each in returned.members:
                event = stream_item(each)
                streamed = index.response_schema(found.operation, events=True)
                self.matching.walk(event or each, streamed if event is not None else inner)

    def _items(self, found: FoundMethod, pointer: str) -> str | None:
        """Return the pointer of the schema of the items of a page."""
        entry = self.tree.entries.page_items(found.method)
        for part in entry.split(".") if entry else ():
            inner = self.tree.index.property_of(pointer, part)
            if inner is None:
                return None
            pointer = inner
        return self.tree.index.below(pointer, "items")

    def _match_parameters(self, found: FoundMethod) -> None:
        index = self.tree.index
        body = index.request_schema(found.operation)
        listed = {comparable(name): pointer for name, _, pointer in index.parameters(found.operation)}
        for signature in found.method.signatures:
            for each in signature.parameters:
                if found.call.body == each.name:
                    self.matching.walk(each.type, body)
                    continue
                wire = comparable(found.call.wire_names.get(each.name, each.name))
                pointer = listed.get(wire)
                self.matching.walk(
                    each.type, pointer or (index.property_of(body, each.name) if body is not None else None)
                )

    def add_models(self) -> None:
        """Add the named types that are no parts of methods, each to its resource."""
        paths = list(self.model_paths())
        known = dict(self._request_twins(paths))
        apart = [
            twin for path, twin in known.items() if self.matching.is_apart(path, twin) and "Param" in last_part(twin)
        ]
        paths += apart
        schemas = self.matching.assign_schemas(paths, known)
        unknown = [path for path in paths if path not in schemas]
        if unknown:
            StructureMatching(self.matching).match_types(unknown, schemas)
            schemas = self.matching.assign_schemas(paths, known)
        owners = index_owners(self.project.types, self.tree.found, self.tree.resource_names())
        for path in paths:
            plain = last_part(path) if path in apart else last_part(path).removesuffix("Param")
            if path in schemas:
                key = model_key(path, plain)
                self._add_model(owners.owner_of(path, plain), key, plain, schemas[path], apart=path in apart)
            else:
                self.tree.notes.append(f"types `{path}`: no schema of the document was found for it")

    def _request_twins(self, paths: Iterable[str]) -> Iterator[tuple[str, str]]:
        """Yield the models that have a type of their own in requests, and that type."""
        defined = self.matching.surface.definitions
        by_name = {last_part(path): path for path in defined if path.startswith("types.")}
        for path in paths:
            shared = path.replace(_SHARED, _SHARED_PARAMS, 1)
            if path.startswith(_SHARED) and shared in defined:
                yield path, shared
            elif f"{last_part(path)}Param" in by_name:
                yield path, by_name[f"{last_part(path)}Param"]

    def _add_model(self, owner: str, key: str, name: str, pointer: str, *, apart: bool) -> None:
        node = mapping_in(self.tree.root, "$shared") if owner == "$shared" else self.tree.node_at(owner)
        if _CASING.pascal(key) != name:
            self.tree.casings[key] = {"snake": key, "pascal": name}
        component = pointer.removeprefix(_COMPONENTS)
        is_plain = pointer.startswith(_COMPONENTS) and "/" not in component and "~" not in component
        value: JsonValue = component if is_plain else f"#{pointer}"
        mapping_in(node, "models")[key] = {"openapi_uri": value, "no_params_suffix": True} if apart else value

    def model_paths(self) -> Iterator[str]:
        """Yield the definitions that are models: exported from a package of types, and made for no single method."""
        made = set(self.method_made())
        listed: dict[str, None] = {}
        for name, location in self.tree.surface.names.items():
            parts = name.split(".")
            is_apart = owner_of(name) != owner_of(location)  # not a second name in the module itself
            is_exported = parts[0] == "types" and owner_of(location).startswith("types.") and is_apart
            if is_exported and location not in made and not last_part(owner_of(location)).endswith("_params"):
                listed[location] = None
        names = {last_part(location) for location in listed}
        for location in listed:
            name = last_part(location)
            is_twin = name.endswith("Param") and name.removesuffix("Param") in names
            is_twin = is_twin or (
                location.startswith(_SHARED_PARAMS) and location.replace(_SHARED_PARAMS, _SHARED) in listed
            )
            if not is_twin:
                yield location

    def method_made(self) -> Iterator[str]:
        """Yield the results that are named after their method and of no other: `TreeListResponse` of `trees.list`."""
        users: dict[str, set[str]] = {}
        for each in self.tree.found:
            for signature in each.method.signatures:
                for name in named_types(signature.returns):
                    users.setdefault(name, set()).add(f"{each.where}.{each.method.name.rstrip('_')}")
        for webhook in self.tree.webhooks:
            yield from named_types(webhook.method.signatures[0].returns)
        for name, methods in users.items():
            is_own = name.startswith("types.") and not name.startswith(_SHARED) and len(methods) == 1
            if is_own and is_named_after(last_part(name), min(methods)):
                yield name


def model_key(path: str, name: str) -> str:
    """Return the key of a model: its module, which has the words of the SDK, or else its name in snake case."""
    module = last_part(owner_of(path))
    usual = _CASING.snake(name)
    return module if comparable(module) == comparable(name) and module != f"{usual}_param" else usual


def is_named_after(name: str, method: str) -> bool:
    """Return whether a class has the name that the result of a method gets: `TreeListResponse` of `trees.list`."""
    _, *owners, own = method.split(".")
    last = owners[-1] if owners else ""
    starts = (_CASING.singular(last), last, "_".join(owners))
    return comparable(name) in {comparable(f"{start}_{own}_response") for start in starts}
