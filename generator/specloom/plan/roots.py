"""Plans the modules of models, request models and responses."""

from __future__ import annotations

from dataclasses import replace
from itertools import islice

from specloom.api.ir import RefSchema, Schema, Webhook
from specloom.plan.catalogue import ModelHome
from specloom.plan.context import PlanContext
from specloom.plan.docs import class_doc
from specloom.plan.exprs import OBJECT
from specloom.plan.module_paths import SHARED, SHARED_PARAMS, WEBHOOKS
from specloom.plan.planned import (
    Direction,
    ListType,
    NamedType,
    PlannedAlias,
    PlannedDoc,
    PlannedTypeModule,
    PlannedWebhook,
    TypeExpr,
)
from specloom.plan.reach import whole_bodies
from specloom.plan.shapes import is_free
from specloom.plan.typefile import TypeFile
from specloom.plan.walker import TypeWalker


def root_module(context: PlanContext, named: NamedType, schema: Schema, direction: Direction) -> PlannedTypeModule:
    """Plan the module of `named`: a class for an object, else an alias."""
    file = TypeFile(named.module, direction, named.name)
    walker = TypeWalker(context, file)
    expr = walker.root_type(schema, context.words.root_slot(named.name))
    if expr != named:
        if isinstance(expr, ListType) and not context.api.client.as_documented:
            expr = ListType(expr.items)  # a named list can be made and changed by the name, unlike an `Iterable`
        file.add(PlannedAlias(named.name, expr, class_doc(schema.info)))
    return file.finish()


def model_modules(context: PlanContext) -> list[PlannedTypeModule]:
    """Plan every model in each direction in which it is used, and shared models in any case.

    A config gets all models that it names: one that is only the whole body of a request as a request model. So does a
    document that contains only types.
    """
    root = context.api.root
    types_alone = not (context.wanted or root.methods or root.children)
    for home in context.catalogue.homes:
        if types_alone or home.response.module[:-1] == SHARED:
            context.model(home, Direction.RESPONSE)
    done: dict[tuple[str, Direction], PlannedTypeModule] = {}
    _plan_wanted(context, done)
    if not context.api.client.as_documented:
        bodies = whole_bodies(context.api)
        used = {component for component, _ in context.wanted}
        for home in context.catalogue.homes:
            is_body = home.spec.schema in bodies
            if home.spec.schema not in used or (is_body and home.response.module[:-1] == SHARED):
                context.model(home, Direction.REQUEST if is_body else Direction.RESPONSE)
        _plan_wanted(context, done)
    return [*done.values(), *_second_names(context), *_shared_twins(context)]


def _plan_wanted(context: PlanContext, done: dict[tuple[str, Direction], PlannedTypeModule]) -> None:
    """Plan the models that something uses, and those that these use in turn."""
    while len(done) < len(context.wanted):
        for key in [*islice(context.wanted, len(done), None)]:
            done[key] = _model_module(context, *key)


def _second_names(context: PlanContext) -> list[PlannedTypeModule]:
    """Plan a module for each alias of a planned model."""
    modules: list[PlannedTypeModule] = []
    for named, model in context.catalogue.second_names:
        home = context.catalogue.home(model.schema)
        used = [direction for direction in Direction if (model.schema, direction) in context.wanted]
        if home is not None and used:
            direction = Direction.RESPONSE if Direction.RESPONSE in used else Direction.REQUEST
            modules.append(_alias_module(named, home.named(direction), direction, model.deprecated))
    return modules


def _shared_twins(context: PlanContext) -> list[PlannedTypeModule]:
    """Plan the request names of shared plain models: both packages export the same type."""
    homes = (context.catalogue.home(component) for component, _ in context.wanted)
    plain = [home for home in homes if home is not None and home.plain and home.response.module[:-1] == SHARED]
    return [
        _alias_module(
            NamedType((*SHARED_PARAMS, home.response.module[-1]), home.response.name), home.response, Direction.REQUEST
        )
        for home in plain
    ]


def _alias_module(
    named: NamedType, target: NamedType, direction: Direction, deprecated: str | None = None
) -> PlannedTypeModule:
    file = TypeFile(named.module, direction, named.name)
    file.add(PlannedAlias(named.name, target, PlannedDoc(deprecated=deprecated)))
    return file.finish()


def extra_models(context: PlanContext) -> tuple[NamedType | None, list[PlannedTypeModule]]:
    """Return the type of one error of the envelope, and its module if it is not a model of the configuration."""
    component = context.api.client.error_schema
    if component is None or component not in context.api.schemas:
        return None, []
    home = context.catalogue.home(component)
    if home is not None:
        return context.model(home, Direction.RESPONSE), []
    named = context.locations.model(component, SHARED)
    return named, [root_module(context, named, context.catalogue.component(component), Direction.RESPONSE)]


def plan_webhooks(context: PlanContext) -> tuple[tuple[PlannedWebhook, ...], list[PlannedTypeModule]]:
    """Plan the payloads of webhooks and callbacks: existing models, else types in `types/webhooks/`."""
    planned: list[PlannedWebhook] = []
    modules: list[PlannedTypeModule] = []
    for hook in context.api.webhooks:
        expr = _payload_type(context, hook, modules)
        doc = PlannedDoc(hook.description, pointer=hook.pointer or None)
        planned.append(PlannedWebhook(context.words.pascal(hook.name), expr, doc))
    return tuple(planned), modules


def _payload_type(context: PlanContext, hook: Webhook, modules: list[PlannedTypeModule]) -> TypeExpr:
    schema = hook.payload
    home = context.catalogue.target(schema).home if isinstance(schema, RefSchema) else None
    if home is not None:
        return context.model(home, Direction.RESPONSE)
    if is_free(schema, context.catalogue):
        return OBJECT
    named = context.locations.model(f"{hook.name}_payload", WEBHOOKS)
    modules.append(root_module(context, named, schema, Direction.RESPONSE))
    return named


def _model_module(context: PlanContext, component: str, direction: Direction) -> PlannedTypeModule:
    home: ModelHome | None = context.catalogue.home(component)
    if home is None:
        raise LookupError(component)
    schema = context.catalogue.component(component)
    if home.spec.deprecated is not None:
        schema = replace(schema, info=replace(schema.info, deprecated=True, deprecation=home.spec.deprecated))
    return root_module(context, home.named(direction), schema, direction)
