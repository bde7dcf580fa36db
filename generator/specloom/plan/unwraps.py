"""Plans methods that read webhooks, and the union of all payloads."""

from __future__ import annotations

from specloom.api.ir import Discriminator, Info, RefSchema, Schema, UnionSchema, UnwrapSpec, Variant
from specloom.base.names import NameScope, method_name
from specloom.plan.context import PlanContext
from specloom.plan.exprs import OBJECT, make_union
from specloom.plan.module_paths import ResourceLocation
from specloom.plan.planned import (
    Direction,
    PlannedAlias,
    PlannedDoc,
    PlannedTypeModule,
    PlannedUnwrap,
    PlannedWebhook,
    TypeExpr,
)
from specloom.plan.shapes import telling_property
from specloom.plan.typefile import TypeFile


class UnwrapPlanner:
    """Plans these methods and the modules of their types."""

    def __init__(self, context: PlanContext, hooks: tuple[PlannedWebhook, ...]) -> None:
        """Start with no modules; `hooks` are the planned webhooks of the document."""
        self.context = context
        self.hooks = hooks
        self.modules: list[PlannedTypeModule] = []

    def plan_unwraps(self, location: ResourceLocation) -> tuple[PlannedUnwrap, ...]:
        """Return the methods of the resource in `location`."""
        scope = NameScope([*location.method_names, *(child.attribute for child in location.children)])
        return tuple(self._plan_unwrap(location, spec, scope) for spec in location.spec.unwraps)

    def _plan_unwrap(self, location: ResourceLocation, spec: UnwrapSpec, scope: NameScope) -> PlannedUnwrap:
        name = scope.claim_name(method_name(spec.name, self.context.casing))
        named = self.context.locations.model(f"{spec.name}_webhook_event", location.types)
        expr = self._events_type(location, spec)
        file = TypeFile(named.module, Direction.RESPONSE, named.name)
        file.add(PlannedAlias(named.name, expr, PlannedDoc()))
        self.modules.append(file.finish())
        return PlannedUnwrap(name, named, spec.key_option, PlannedDoc(spec.description))

    def _events_type(self, location: ResourceLocation, spec: UnwrapSpec) -> TypeExpr:
        """Return the union of the document's webhooks; if it has none, of the resource's models."""
        if self.hooks:
            schemas: list[Schema] = [hook.payload for hook in self.context.api.webhooks]
            exprs: list[TypeExpr] = [hook.type for hook in self.hooks]
        else:
            homes = [self.context.catalogue.home(model.schema) for model in location.spec.models]
            known = [home for home in homes if home is not None]
            schemas = [RefSchema(Info(pointer=""), home.spec.schema) for home in known]
            exprs = [self.context.model(home, Direction.RESPONSE) for home in known]
        if not exprs:
            return OBJECT
        wanted = Discriminator(spec.discriminator) if spec.discriminator is not None else None
        distinct = {repr(expr): schema for expr, schema in zip(exprs, schemas, strict=True)}
        whole = UnionSchema(Info(pointer=""), tuple(map(Variant, distinct.values())), wanted)
        return make_union(exprs, telling_property(whole, self.context.catalogue))
