"""Assigns directories, modules and classes to the resource tree, and modules to types, each path once."""

from __future__ import annotations

from specloom.api.ir import PackageSpec, ResourceSpec
from specloom.base.names import NameScope, class_name, class_name_start, method_name, module_name
from specloom.base.records import dataclass
from specloom.base.reserved import CLIENT_MEMBERS, PRIVATE_MEMBERS, RESOURCE_MEMBERS
from specloom.base.words import Casing
from specloom.plan.planned import ModulePath, NamedType

SHARED = ("types", "shared")
SHARED_PARAMS = ("types", "shared_params")
WEBHOOKS = ("types", "webhooks")
_FIXED_STEMS = ("__init__", "shared", "shared_params", "webhooks")


@dataclass(frozen=True, slots=True)
class ResourceLocation:
    """The modules of a resource. `types` is the package of its own types, `parts` are the attribute names to it."""

    spec: ResourceSpec
    parts: tuple[str, ...]
    attribute: str
    class_name: str
    stem: str
    module: ModulePath
    package: ModulePath | None
    types: ModulePath
    standalone: bool
    method_names: tuple[str, ...]
    children: tuple[ResourceLocation, ...]


class ModulePaths:
    """Claims every path of the package below `resources/` and `types/`."""

    def __init__(self, root: ResourceSpec, package: PackageSpec, casing: Casing) -> None:
        """Assign the resource tree; type packages are claimed before any type module."""
        self.casing = casing
        self._package = package
        self._modules: dict[ModulePath, NameScope] = {}
        self._exports: dict[ModulePath, NameScope] = {}
        self.resources: list[ResourceLocation] = []
        self.root = self._plan_root(root)

    def _plan_root(self, spec: ResourceSpec) -> ResourceLocation:
        methods = self._method_names(spec, CLIENT_MEMBERS)
        scope = NameScope([*methods, *CLIENT_MEMBERS])
        slot = len(self.resources)
        children = tuple(self._plan_resource(child, (), ("resources",), ("types",), scope) for child in spec.children)
        location = ResourceLocation(
            spec, (), "", "", "Client", ("_client",), None, ("types",), False, methods, children
        )
        self.resources.insert(slot, location)
        return location

    def _method_names(self, spec: ResourceSpec, reserved: frozenset[str]) -> tuple[str, ...]:
        scope = NameScope([*reserved, *PRIVATE_MEMBERS])
        names = [self._method_name(method.name, private=reserved is RESOURCE_MEMBERS) for method in spec.methods]
        return tuple(scope.claim_name(name, name + "_") for name in names)

    def _method_name(self, text: str, *, private: bool) -> str:
        """Return the name of a method; one that is private in the config stays private on a resource."""
        name = method_name(text, self.casing)
        return f"_{name}" if private and text.startswith("_") and not text.startswith("__") else name

    def _plan_resource(
        self,
        spec: ResourceSpec,
        ancestors: tuple[str, ...],
        directory: ModulePath,
        types: ModulePath,
        siblings: NameScope,
    ) -> ResourceLocation:
        wanted = method_name(spec.name, self.casing)
        attribute = siblings.claim_name(wanted, wanted + "_")
        slot = len(self.resources)
        packaged = bool(spec.children) or spec.standalone_api
        stem = self._claim_module(directory, module_name(attribute, self.casing))
        inside = (*directory, stem) if packaged else None
        module = (*inside, self._claim_module(inside, stem)) if inside is not None else (*directory, stem)
        own_types = self._types_package(types, spec) if spec.children or spec.standalone_api else types
        methods = self._method_names(spec, RESOURCE_MEMBERS)
        scope = NameScope([*methods, *RESOURCE_MEMBERS])
        parts = (*ancestors, attribute)
        children = tuple(
            self._plan_resource(child, parts, inside or directory, own_types, scope) for child in spec.children
        )
        location = ResourceLocation(
            spec,
            parts,
            attribute,
            self._class_name(spec),
            class_name(self.casing.singular(spec.name) or spec.name, self.casing).rstrip("_"),
            module,
            inside,
            own_types if spec.standalone_api else types,
            spec.standalone_api,
            methods,
            children,
        )
        self.resources.insert(slot, location)
        return location

    def _class_name(self, spec: ResourceSpec) -> str:
        """Return the name of the class of a resource; one with a model of the same name always ends in `Resource`."""
        name = class_name(spec.name, self.casing).rstrip("_")
        models = {class_name(model.name, self.casing) for model in spec.models}
        return f"{name}Resource" if self._package.resource_class_infix or name in models else name

    def _types_package(self, parent: ModulePath, spec: ResourceSpec) -> ModulePath:
        if (*parent, method_name(spec.name, self.casing)) == WEBHOOKS:
            return WEBHOOKS
        return (*parent, self._claim_module(parent, module_name(method_name(spec.name, self.casing), self.casing)))

    def _claim_module(self, directory: ModulePath, stem: str) -> str:
        return self._scope_of(directory).claim_name(stem, stem + "_")

    def _scope_of(self, directory: ModulePath) -> NameScope:
        scope = self._modules.get(directory)
        if scope is None:
            scope = self._modules[directory] = NameScope(
                _FIXED_STEMS if directory == ("types",) else ("__init__",), fold_case=True
            )
        return scope

    def _export_name(self, package: ModulePath, name: str) -> str:
        scope = self._exports.setdefault(package, NameScope())
        return scope.claim_name(name)

    def model(self, name: str, package: ModulePath, *others: str) -> NamedType:
        """Claim the module and the class of a type called `name` (in any casing), or else one of `others`."""
        for words in (name, *others):
            stem, exported = module_name(words, self.casing), class_name_start(class_name(words, self.casing))
            if stem not in self._scope_of(package) and exported not in self._exports.setdefault(package, NameScope()):
                name = words
                break
        return NamedType(
            (*package, self._claim_module(package, module_name(name, self.casing))),
            self._export_name(package, class_name_start(class_name(name, self.casing))),
        )
