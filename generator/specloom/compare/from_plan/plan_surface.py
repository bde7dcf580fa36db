"""Builds the surface of a client from its plan, before it is printed."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace

from specloom.api.ir import Api, Operation
from specloom.compare.changes import ChangeSide
from specloom.compare.from_plan.client import client_facts, planned_constructor
from specloom.compare.from_plan.types import dotted_location, surface_type
from specloom.compare.from_plan.wire import method_facts, parameter_facts
from specloom.compare.surface import (
    ArgumentKind,
    ClientSurface,
    SurfaceAlias,
    SurfaceClass,
    SurfaceDefinition,
    SurfaceMember,
    SurfaceMethod,
    SurfaceResource,
    SurfaceSignature,
    WireFact,
)
from specloom.compare.surface_types import SurfaceType, named_types
from specloom.plan.error_classes import error_class_names
from specloom.plan.planned import (
    ArgumentLocation,
    BasicKind,
    BasicType,
    Direction,
    Plan,
    PlannedAlias,
    PlannedClass,
    PlannedDoc,
    PlannedField,
    PlannedMethod,
    PlannedParameter,
    PlannedResource,
)

_PATH_NAMES = re.compile(r"\{([^{}]*)\}")
_PAGES = ("pagination",)


def surface_of_plan(plan: Plan, api: Api) -> ClientSurface:
    """Return the surface of the client in `plan`; `api` has the error responses of its operations."""
    operations = {each.key: each for each in api.operations}
    root = planned_resource(plan, plan.client.root, operations)
    init = planned_constructor(plan)
    client = SurfaceResource(
        SurfaceClass(plan.client.class_name, methods={init.name: init, **root.cls.methods}), root.children
    )
    surface = ClientSurface(
        package=plan.package.package_name,
        names=dict(planned_names(plan)),
        definitions={each.path: each for each in planned_definitions(plan)},
        clients={plan.client.class_name: client},
        planned=True,
        error_base=plan.client.error_name,
        environments={each.name: each.url for each in plan.client_spec.environments},
        webhooks=len(plan.webhooks),
        facts=client_facts(plan),
        doc=PlannedDoc(text=f"{plan.package.title}\n{plan.package.description}"),
    )
    return replace(surface, definitions=dict(with_sides(surface, client, plan)))


def with_sides(surface: ClientSurface, client: SurfaceResource, plan: Plan) -> Iterator[tuple[str, SurfaceDefinition]]:
    """Yield the definitions with their directions: aliases get those of the requests and responses that use them."""
    methods = [method for _, each in client.walk_resources("client") for method in each.cls.methods.values()]
    received = [*(each for method in methods for each in method.types_received())]
    received += [surface_type(hook.type) for hook in plan.webhooks]
    uses = {
        ChangeSide.REQUEST: [each for method in methods for each in method.types_sent()],
        ChangeSide.RESPONSE: received,
    }
    reached = {
        side: surface.transitive_types(name for each in types for name in named_types(each))
        for side, types in uses.items()
    }
    for location, each in surface.definitions.items():
        own = each.sides[0]
        sides = [side for side, names in reached.items() if location in names] or [own]
        ordered = tuple(sorted(sides, key=lambda side: side is not own))
        yield location, replace(each, sides=ordered) if isinstance(each, SurfaceAlias) else each


def planned_names(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield each importable name in the plan, the usual one first, and its definition's dotted path.

    The sync class represents the async one too.
    """
    for module in plan.type_modules:
        for each in module.types:
            location = dotted_location(module.path, each.name)
            if each.name in module.exports:
                yield dotted_location(module.path[:-1], each.name), location
            yield location, location
        for old, name in module.legacy_aliases:
            yield dotted_location(module.path, old), dotted_location(module.path, name)
    for package in plan.type_packages:
        for export in package.exports:
            yield dotted_location(package.path, export.name), dotted_location(export.module, export.name)
    yield from planned_resource_names(plan)
    own = [name for page in plan.pages for name in (f"Sync{page.name}", *(model.name for model in page.models))]
    yield from ((dotted_location(_PAGES, name), dotted_location(_PAGES, name)) for name in own)
    yield from ((name, name) for name in error_class_names(plan).values())


def planned_resource_names(plan: Plan) -> Iterator[tuple[str, str]]:
    """Yield the names of the sync classes of resources, and their dotted paths."""
    for _, resource in resources_below(plan.client.root, "client"):
        for name in (resource.class_name, f"{resource.raw_class_stem}WithRawResponse"):
            location = dotted_location(resource.module, name)
            yield dotted_location(resource.package or resource.module[:-1], name), location
            yield location, location


def resources_below(resource: PlannedResource, where: str) -> Iterator[tuple[str, PlannedResource]]:
    """Yield the resources below one with their dotted names."""
    for child in resource.children:
        yield f"{where}.{child.attribute}", child
        yield from resources_below(child, f"{where}.{child.attribute}")


def planned_definitions(plan: Plan) -> Iterator[SurfaceDefinition]:
    """Yield the types in their order, then the classes of pages."""
    for module in plan.type_modules:
        side = ChangeSide.RESPONSE if module.direction is Direction.RESPONSE else ChangeSide.REQUEST
        for each in module.types:
            location = dotted_location(module.path, each.name)
            if isinstance(each, PlannedAlias):
                yield SurfaceAlias(location, surface_type(each.type), (side,), each.doc)
            else:
                yield planned_class(location, each, is_params=side is ChangeSide.REQUEST)
    for page in plan.pages:
        fields = {each.name: planned_field(each) for each in page.fields}
        yield SurfaceClass(dotted_location(_PAGES, f"Sync{page.name}"), fields=fields)
        for model in page.models:
            yield planned_class(dotted_location(_PAGES, model.name), model, is_params=False)


def planned_class(location: str, each: PlannedClass, *, is_params: bool) -> SurfaceClass:
    """Return a model or TypedDict with its own fields."""
    return SurfaceClass(
        location,
        tuple(dotted_location(base.module, base.name) for base in each.bases),
        {item.name: planned_field(item) for item in each.fields},
        is_params=is_params,
        extra=surface_type(each.extra) if each.extra is not None else None,
        doc=each.doc,
    )


def planned_field(item: PlannedField) -> SurfaceMember:
    """Return a field of a model or a key of a TypedDict."""
    facts = {"name": WireFact("field-wire-name", "", repr(item.wire_name))}
    marks = (item.wire_name,)
    return SurfaceMember(item.name, surface_type(item.type), item.required, marks=marks, facts=facts, doc=item.doc)


def planned_resource(plan: Plan, resource: PlannedResource, operations: Mapping[str, Operation]) -> SurfaceResource:
    """Return a resource with its methods, those that read webhooks too."""
    methods = {each.name: planned_method(plan, each, operations) for each in resource.methods}
    methods |= {
        each.name: SurfaceMethod(each.name, (SurfaceSignature((), None),), doc=each.doc) for each in resource.unwraps
    }
    children = {each.attribute: planned_resource(plan, each, operations) for each in resource.children}
    return SurfaceResource(
        SurfaceClass(dotted_location(resource.module, resource.class_name), methods=methods), children
    )


def planned_method(plan: Plan, method: PlannedMethod, operations: Mapping[str, Operation]) -> SurfaceMethod:
    """Return a method with the signature of its implementation; the required arguments may depend on the overload."""
    names = _PATH_NAMES.findall(method.path)
    positions = {name: f"{index} of {len(names)} in the path" for index, name in enumerate(names)}
    given = [each for each in method.parameters if not each.is_fixed]
    parameters = [planned_parameter(each, positions) for each in given]
    if method.idempotent_key:
        parameters.append(SurfaceMember("idempotency_key", surface_type(BasicType(BasicKind.STR)), required=False))
    result = method.result
    returns = surface_type(result.type)
    if result.page is not None:
        page = dotted_location(_PAGES, f"Sync{result.page.class_name}")
        returns = SurfaceType(page, (surface_type(result.page.item),))
    operation = operations.get(method.operation_key)
    forms = (frozenset(each.name for each in item.parameters if each.required) for item in method.overloads)
    return SurfaceMethod(
        method.name,
        (SurfaceSignature(tuple(parameters), returns),),
        doc=replace(method.doc, pointer=method.pointer),
        forms=tuple(forms),
        events=surface_type(method.stream.event) if method.stream is not None else None,
        errors=planned_errors(method, operation),
        facts=method_facts(plan, method),
        params=dotted_location(method.params_type.module, method.params_type.name) if method.params_type else "",
        operation=method.operation_key,
        operation_id=(operation.operation_id or "") if operation is not None else "",
    )


def planned_parameter(parameter: PlannedParameter, positions: Mapping[str, str]) -> SurfaceMember:
    """Return one argument; one in the path may be identified by its position there."""
    marks = [f"{parameter.location} {parameter.wire_name}"]
    if parameter.location is ArgumentLocation.PATH and parameter.name in positions:
        marks.append(positions[parameter.name])
    return SurfaceMember(
        parameter.name,
        surface_type(parameter.type),
        parameter.required,
        ArgumentKind.BOTH if parameter.positional else ArgumentKind.NAMED,
        marks=tuple(marks),
        facts=parameter_facts(parameter),
        doc=parameter.doc,
    )


def planned_errors(method: PlannedMethod, operation: Operation | None) -> dict[str, SurfaceType | str]:
    """Return the documented errors of an operation, by status, with the models of their bodies."""
    models = dict(method.errors)
    found: dict[str, SurfaceType | str] = {}
    for error in operation.errors if operation is not None else ():
        model = models.get(error.status)
        words = "no documented body" if error.schema is None else "a body without a model"
        found[error.status] = surface_type(model) if model is not None else words
    return found
