"""Plans the resource tree with its methods, in the order of the generated files."""

from __future__ import annotations

from collections.abc import Mapping

from specloom.api.ir import ModelSpec, ResourceSpec
from specloom.plan.context import PlanContext
from specloom.plan.module_paths import ResourceLocation
from specloom.plan.planned import PlannedDoc, PlannedMethod, PlannedResource, PlannedUnwrap

_FIRST = ("create", "retrieve", "update", "list", "delete")


def plan_resource(
    context: PlanContext,
    location: ResourceLocation,
    methods: Mapping[int, list[PlannedMethod]],
    unwraps: Mapping[int, tuple[PlannedUnwrap, ...]],
) -> PlannedResource:
    """Return the planned resource at `location` with everything below it; methods are keyed by the id of `location`."""
    spec = location.spec
    return PlannedResource(
        attribute=location.attribute,
        class_name=location.class_name,
        raw_class_stem=location.class_name,
        module=location.module,
        package=location.package,
        doc=PlannedDoc(spec.description, (), spec.deprecated, None),
        methods=tuple(sorted(methods[id(location)], key=_method_rank)),
        children=tuple(
            plan_resource(context, child, methods, unwraps) for child in location.children if has_methods(child.spec)
        ),
        heading=context.words.pascal(spec.name) if location.parts else "",
        standalone_api=location.standalone,
        types=location.types,
        models=model_names(context, spec.models),
        unwraps=unwraps[id(location)],
    )


def model_names(context: PlanContext, models: tuple[ModelSpec, ...]) -> tuple[str, ...]:
    """Return the class names of models as they are exported, sorted."""
    homes = (context.catalogue.home(model.schema) for model in models)
    return tuple(sorted({home.response.name for home in homes if home is not None}))


def has_methods(spec: ResourceSpec) -> bool:
    """Return whether a resource or one below it has methods; one with models only is a namespace of types."""
    return bool(spec.methods or spec.unwraps) or any(has_methods(child) for child in spec.children)


def _method_rank(method: PlannedMethod) -> tuple[int, str]:
    return (_FIRST.index(method.name), "") if method.name in _FIRST else (len(_FIRST), method.name)
