"""Finds the config line that closes a difference, if there is one."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import field

from specloom.api.ir import Api, ResourceSpec
from specloom.base.json import JsonValue
from specloom.base.records import dataclass
from specloom.base.words import Casing
from specloom.compare.changes import TYPE_KINDS, Change, ChangeKind, ChangeSubject
from specloom.compare.migration.config_lines import missing_lines
from specloom.compare.migration.endpoints import SourceMethods, readable_request, same_path
from specloom.compare.surface import BY_POSITION, ClientSurface, SurfaceMethod, SurfaceResource
from specloom.compare.wording import texts_of

_SOME = 3
_NEEDED = {ChangeKind.NOW_REQUIRED, ChangeKind.REQUIRED_ADDED}
_CASING = Casing()
_PAGE = "Page"
_NAMING = "in the document, on the parameter or property: x-stainless-naming"


@dataclass(frozen=True, slots=True)
class MigrationAdviser:
    """Finds remedies from both packages: the old surface and source, and the API from the document and the config."""

    old: ClientSurface
    new: ClientSurface
    endpoints: SourceMethods[str]
    api: Api
    operations: Mapping[str, str] = field(default_factory=dict[str, str])
    locations: Mapping[str, str] = field(default_factory=dict[str, str])
    components: Mapping[str, str] = field(default_factory=dict[str, str])
    """The components of the document by the names of their classes."""
    config: JsonValue = None
    """The config as its file has it, None if there is none."""

    def advice_for(self, item: Change) -> str | None:
        """Return the config line, or another remedy, for one difference."""
        handlers: dict[ChangeSubject, Callable[[Change], str | None]] = {
            ChangeSubject.PACKAGE: lambda each: f"targets.python.package_name: {each.old}",
            ChangeSubject.CLIENT: self._client_advice,
            ChangeSubject.OPTION: self._option_advice,
            ChangeSubject.VARIABLE: self._variable_advice,
            ChangeSubject.RESOURCE: self._resource_advice,
            ChangeSubject.METHOD: self._method_advice,
            ChangeSubject.PARAMETER: self._parameter_advice,
            ChangeSubject.RESULT: self._result_advice,
            ChangeSubject.TYPE: self._type_advice,
            ChangeSubject.NAME: self._name_advice,
        }
        handler = handlers.get(item.subject) if item.is_breaking and not item.name.startswith("_") else None
        text = handler(item) if handler is not None else None
        return missing_lines(text, self.config) if text else None

    def _client_advice(self, item: Change) -> str | None:
        name = item.where.removeprefix("Async")
        return f"client_settings.default_client_name: {name}"

    def _option_advice(self, item: Change) -> str | None:
        key = f"client_settings.opts.{item.name}"
        if other_http(item):
            return "targets.python.http_library: " + ("httpx2" if "httpx2" in texts_of(item)[0] else "httpx")
        if item.name == "environment":
            return "environments: {production: https://..., ...}  # with several, the client takes `environment`"
        if item.kind is ChangeKind.REMOVED:
            return f"{key}: {{type: string, nullable: true}}"
        if item.kind is ChangeKind.RENAMED:
            return f"{key}: ...  # instead of client_settings.opts.{item.new}"
        return f"{key}.nullable: true" if item.kind in _NEEDED or "None" in texts_of(item)[0] else None

    def _variable_advice(self, item: Change) -> str | None:
        for suffix in ("_BASE_URL", "_CUSTOM_HEADERS", "_LOG"):
            if item.where.endswith(suffix):
                return f"client_settings.default_env_prefix: {item.where.removesuffix(suffix)}"
        return f"client_settings.opts.OPTION.read_env: {item.where}"

    def _resource_advice(self, item: Change) -> str | None:
        path = item.where.removeprefix("client.")
        resource = self._old_resource(path)
        if item.kind is not ChangeKind.REMOVED or resource is None:
            return None
        calls = list(self._old_endpoints(path, resource))
        found = [(name, self.operations[same_path(call)]) for name, call in calls if same_path(call) in self.operations]
        if not found:
            return f"client.{path}: none of its {len(calls)} operations is in the document" if calls else None
        lines = [config_key(name, "methods") + f": {operation}" for name, operation in found[:_SOME]]
        more = f"  # and {len(found) - _SOME} more" if len(found) > _SOME else ""
        return "\n".join(lines) + more

    def _method_advice(self, item: Change) -> str | None:
        path = item.where.removeprefix("client.")
        if not item.where.startswith("client.") or item.kind is not ChangeKind.REMOVED:
            return None
        above, _, name = path.rpartition(".")
        call = self._old_endpoint(above, name)
        if not call:
            return "it makes no request of its own: hand-written; keep it in a subclass or in lib/"
        operation = self.operations.get(same_path(call))
        if operation is None:
            return f"the document has no `{call}`"
        now = self.locations.get(operation)
        return config_key(path, "methods") + f": {operation}" + (f"  # now client.{now}" if now else "")

    def is_handwritten(self, where: str) -> bool:
        """Return whether a method of the old SDK makes no request of its own."""
        above, _, name = where.removeprefix("client.").rpartition(".")
        return (
            where.startswith("client.")
            and self._old_endpoint(above if "." in where.removeprefix("client.") else "", name) == ""
        )

    def _parameter_advice(self, item: Change) -> str | None:
        path = item.where.removeprefix("client.")
        if other_http(item):
            return "targets.python.http_library: " + ("httpx2" if "httpx2" in texts_of(item)[0] else "httpx")
        key = config_key(path, "methods")
        if not item.where.startswith("client.") or "." not in path:
            return None
        if item.kind in {ChangeKind.KEYWORD_ONLY, ChangeKind.REORDERED}:
            return f"{key}: {{..., positional_params: [{self._positional_parameters(path)}]}}"
        if item.name == "idempotency_key":
            return "client_settings.idempotency: {header: Idempotency-Key}"
        if item.kind is ChangeKind.RENAMED and item.new in {"body", "file", "items"}:
            return f"{key}: {{..., body_param_name: {item.name}}}"
        if item.kind is ChangeKind.RENAMED:
            return f"{_NAMING}: {{python: {{property_name: {item.name}}}}}"
        if item.kind is ChangeKind.REMOVED and self._has_new_body(path):
            return f"{key}: {{..., body_param_name: {item.name}}}"
        return f"the document has no `{item.name}` for it" if item.kind is ChangeKind.REMOVED else None

    def _has_new_body(self, path: str) -> bool:
        """Return whether a method has a parameter `body` that the old one did not have."""
        above, _, name = path.rpartition(".")
        before, after = (
            resource.cls.methods.get(name) if resource is not None else None
            for resource in (self._old_resource(above), find_resource(self.new, above))
        )
        return before is not None and after is not None and takes_body(after) and not takes_body(before)

    def _result_advice(self, item: Change) -> str | None:
        key = config_key(item.where.removeprefix("client."), "methods")
        old, new = texts_of(item)
        if not item.where.startswith("client."):
            return None
        if _PAGE in new and _PAGE not in old:
            return f"{key}: {{..., paginated: false}}"
        if _PAGE in old and _PAGE not in new:
            name = old.partition("[")[0].rpartition(", ")[2]
            for start in ("AsyncPaginator", "Async", "Sync"):
                name = name.removeprefix(start)
            return f"{key}: {{..., paginated: {_CASING.snake(name) or 'true'}}}  # and its scheme under `pagination`"
        if "Stream" in old and "Stream" not in new:
            return f"{key}: {{..., streaming: {{param_discriminator: null}}}}"
        return self._model_advice(old.removesuffix(" | None"), item.where)

    def _type_advice(self, item: Change) -> str | None:
        if item.kind in {*TYPE_KINDS, ChangeKind.DEFINITION_CHANGED}:
            return None
        return self._model_advice(item.where.rpartition(".")[2], item.where)

    def _model_advice(self, name: str, where: str) -> str | None:
        """Return the line that makes a component a class of that name, if the document has such a component."""
        wanted = name.removesuffix("Param")
        component = self.components.get(wanted)
        if component is None:
            return None
        parts = where.split(".")[1:-1]
        if parts and parts[0] in {"shared", "shared_params"}:
            parts = ["$shared"]
        elif where.startswith("types."):
            parts = [part for part in parts if part in {key.rpartition(".")[2] for key in self._new_resources()}]
        owner = ".subresources.".join(parts) or "$shared"
        return f"resources.{owner}.models.{_CASING.snake(wanted)}: {component}"

    def _name_advice(self, item: Change) -> str | None:
        if item.where.startswith("pagination."):
            name = item.where.rpartition(".")[2].removeprefix("Async").removeprefix("Sync")
            return f"pagination: [{{name: {_CASING.snake(name)}, ...}}]"
        last = item.where.rpartition(".")[2]
        with_infix = f"{item.where.removesuffix(last)}{last}Resource"
        if item.where.startswith("resources.") and with_infix in self.new.names:
            return "targets.python.resource_class_infix: false"
        return None

    def _positional_parameters(self, path: str) -> str:
        above, _, name = path.rpartition(".")
        resource = self._old_resource(above)
        method = resource.cls.methods.get(name) if resource is not None else None
        if method is None:
            return ""
        first = method.signatures[0].parameters
        return ", ".join(item.name for item in first if item.kind in BY_POSITION)

    def _old_endpoints(self, path: str, resource: SurfaceResource) -> Iterator[tuple[str, str]]:
        for dotted in resource.methods_below():
            above, _, name = f"{path}.{dotted}".rpartition(".")
            call = self._old_endpoint(above, name)
            if call:
                yield f"{path}.{dotted}", call

    def _old_endpoint(self, path: str, name: str) -> str | None:
        resource = self._old_resource(path)
        if resource is None:
            return None
        return self.endpoints.methods_of(resource.cls.path).get(name)

    def _old_resource(self, path: str) -> SurfaceResource | None:
        return find_resource(self.old, path)

    def _new_resources(self) -> set[str]:
        client = next((item for name, item in self.new.clients.items() if not name.startswith("Async")), None)
        return {name.rpartition(".")[0] for name in client.methods_below()} if client is not None else set()


def make_adviser(
    old: ClientSurface, new: ClientSurface, files: Mapping[str, str], api: Api, config: JsonValue
) -> MigrationAdviser:
    """Return the adviser for two packages; `files` are the modules of the old one, `config` that of the new one."""
    operations = {same_path(item.key): item.key for item in api.operations}
    components = {_CASING.pascal(key): key for key in reversed(list(api.schemas))}
    return MigrationAdviser(
        old,
        new,
        SourceMethods(files, readable_request),
        api,
        operations,
        dict(method_locations(api.root, ())),
        components,
        config,
    )


def method_locations(resource: ResourceSpec, above: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each operation with the dotted method that calls it."""
    for method in resource.methods:
        yield method.operation.key, ".".join((*above, method.name))
    for child in resource.children:
        yield from method_locations(child, (*above, child.name))


def config_key(path: str, kind: str) -> str:
    """Return the key of a method in the config, for `trees.leaves.list` that of `list` in the subresource `leaves`."""
    above, _, name = path.rpartition(".")
    owner = ".subresources.".join(above.split(".")) if above else "$client"
    return f"resources.{owner}.{kind}.{name}"


def other_http(item: Change) -> bool:
    """Return whether the difference is only the HTTP library."""
    return "httpx" in texts_of(item)[0] and "httpx" in texts_of(item)[1] and item.old != item.new


def find_resource(surface: ClientSurface, path: str) -> SurfaceResource | None:
    """Return a resource of a sync client by its dotted path."""
    found = next((item for name, item in surface.clients.items() if not name.startswith("Async")), None)
    for part in filter(None, path.split(".")):
        found = found.children.get(part) if found is not None else None
    return found


def takes_body(method: SurfaceMethod) -> bool:
    """Return whether a method has a parameter `body`."""
    return any(item.name == "body" for each in method.signatures for item in each.parameters)
