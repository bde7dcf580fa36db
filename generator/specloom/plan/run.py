"""Runs the steps of planning, in order."""

from __future__ import annotations

from specloom.api.ir import Api
from specloom.base.allowance import Allowance
from specloom.base.diagnostics import Diagnostics
from specloom.plan.client import plan_client
from specloom.plan.context import PlanContext
from specloom.plan.cycles import settle_cycles
from specloom.plan.methods import MethodPlanner
from specloom.plan.module_paths import ResourceLocation
from specloom.plan.packages import type_packages
from specloom.plan.paging import page_classes
from specloom.plan.planned import Plan, PlannedMethod
from specloom.plan.recursion import mark_recursive_unions
from specloom.plan.resources import model_names, plan_resource
from specloom.plan.roots import extra_models, model_modules, plan_webhooks
from specloom.plan.unwraps import UnwrapPlanner
from specloom.plan.wire import WireNeeds


def plan_package(api: Api, diagnostics: Diagnostics | None = None, values: int = 0) -> Plan:
    """Return the plan of the package for `api`: each name once, clashes resolved by rule, nothing left out.

    Schemas that had to be widened are reported to `diagnostics`. The size limit of the plan depends on the number of
    `values` in the document.

    Raises:
        UserError: the plan is too large.
    """
    context = PlanContext(api, diagnostics if diagnostics is not None else Diagnostics(), Allowance(values))
    writer = MethodPlanner(context)
    methods = {id(location): _all_methods(writer, location) for location in context.locations.resources}
    error_item, extra = extra_models(context)
    hooks, payloads = plan_webhooks(context)
    readers = UnwrapPlanner(context, hooks)
    unwraps = {id(location): readers.plan_unwraps(location) for location in context.locations.resources}
    found = [*writer.modules, *extra, *payloads, *readers.modules, *model_modules(context)]
    modules = mark_recursive_unions(settle_cycles(found))
    needs = WireNeeds(modules, as_documented=api.client.as_documented)
    settled = {key: [needs.fill_needs(method) for method in found] for key, found in methods.items()}
    root = plan_resource(context, context.locations.root, settled, unwraps)
    ordered = tuple(sorted(modules, key=lambda module: module.path))
    return Plan(
        package=api.package,
        client_spec=api.client,
        client=plan_client(context, root, error_item),
        type_modules=ordered,
        type_packages=type_packages(list(ordered)),
        pages=page_classes(context),
        webhooks=hooks,
        array_format=api.client.array_format,
        nested_format=api.client.nested_format,
        shared=model_names(context, api.shared),
        homes={home.spec.schema: (home.response, home.request) for home in context.catalogue.homes},
    )


def _all_methods(writer: MethodPlanner, location: ResourceLocation) -> list[PlannedMethod]:
    return [
        writer.plan_method(location, spec, name)
        for spec, name in zip(location.spec.methods, location.method_names, strict=True)
    ]
