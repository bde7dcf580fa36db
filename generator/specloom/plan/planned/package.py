"""The planned resources, client and package."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import field

from specloom.api.ir import ArrayFormat, ClientSpec, NestedFormat, PackageSpec, PaginationScheme
from specloom.base.records import dataclass
from specloom.plan.planned.exprs import ModulePath, NamedType, TypeExpr
from specloom.plan.planned.methods import PlannedMethod
from specloom.plan.planned.types import PlannedClass, PlannedDoc, PlannedField, PlannedTypeModule, PlannedTypePackage


@dataclass(frozen=True, slots=True)
class PlannedUnwrap:
    """A method that checks and reads webhooks; `option` is the client option (by its name in the IR) with the key."""

    name: str
    event: NamedType
    option: str | None
    doc: PlannedDoc


@dataclass(frozen=True, slots=True)
class PlannedResource:
    """One resource: `attribute` on its parent, `class_name` (`WorkflowsResource`), `module` below the package
    (`("resources", "workflows", "workflows")`). `package` is set if it has a directory of its own."""

    attribute: str
    class_name: str
    raw_class_stem: str
    """Stem of `<stem>WithRawResponse` and `<stem>WithStreamingResponse`."""
    module: ModulePath
    package: ModulePath | None
    doc: PlannedDoc
    methods: tuple[PlannedMethod, ...]
    children: tuple[PlannedResource, ...]
    heading: str = ""
    """Pascal name for api.md."""
    standalone_api: bool = False
    types: ModulePath = ("types",)
    """The package of its own types."""
    models: tuple[str, ...] = ()
    unwraps: tuple[PlannedUnwrap, ...] = ()
    """The class names of its models, for api.md."""


@dataclass(frozen=True, slots=True)
class PlannedOption:
    """A client option: `name` is the argument and attribute; everything else is in `ClientSpec.options[index]`."""

    name: str
    index: int


@dataclass(frozen=True, slots=True)
class PlannedPageClass:
    """Classes of one pagination scheme. `models` are the nested objects of its response, in order of definition;
    `items_path` leads to the items by Python names."""

    name: str
    scheme: PaginationScheme
    models: tuple[PlannedClass, ...]
    fields: tuple[PlannedField, ...]
    items_path: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class PlannedClient:
    """Names around the client: `class_name` (`Cloudflare`), `async_class_name`, `error_name` (`CloudflareError`)."""

    class_name: str
    async_class_name: str
    error_name: str
    env_prefix: str
    options: tuple[PlannedOption, ...]
    root: PlannedResource
    """Its methods are those of the client, its children are the top-level resources."""
    error_item: NamedType | None = None
    """Type of one entry of the envelope's error list."""


@dataclass(frozen=True, slots=True)
class PlannedWebhook:
    """A payload model for a webhook or callback."""

    name: str
    type: TypeExpr
    doc: PlannedDoc


@dataclass(frozen=True, slots=True)
class Plan:
    """Everything that is generated."""

    package: PackageSpec
    client_spec: ClientSpec
    client: PlannedClient
    type_modules: tuple[PlannedTypeModule, ...]
    type_packages: tuple[PlannedTypePackage, ...]
    pages: tuple[PlannedPageClass, ...]
    webhooks: tuple[PlannedWebhook, ...] = ()
    array_format: ArrayFormat = ArrayFormat.COMMA
    nested_format: NestedFormat = NestedFormat.BRACKETS
    shared: tuple[str, ...] = ()
    """The class names of the shared models."""
    homes: Mapping[str, tuple[NamedType, NamedType]] = field(default_factory=dict[str, tuple[NamedType, NamedType]])
    """The types of each component that is a named model: in responses, and in requests."""
