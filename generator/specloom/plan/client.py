"""Plans the names around the client: its class, its error, its options, its environment variables."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.base.names import NameScope, argument_name
from specloom.base.reserved import CLIENT_MEMBERS
from specloom.plan.context import PlanContext
from specloom.plan.planned import NamedType, PlannedClient, PlannedOption, PlannedResource

_TAKEN = (
    *("self", "environment", "base_url", "timeout", "max_retries", "default_headers", "default_query"),
    *("http_client", "_strict_response_validation"),
)


def plan_client(context: PlanContext, root: PlannedResource, error_item: NamedType | None) -> PlannedClient:
    """Return the names of the client; options that clash with its attributes get a trailing underscore."""
    spec = context.api.client
    members = [*(method.name for method in root.methods), *(child.attribute for child in root.children)]
    scope = NameScope([*_TAKEN, *CLIENT_MEMBERS, *members])
    options = tuple(
        PlannedOption(_option_name(option.name, scope, context), index) for index, option in enumerate(spec.options)
    )
    name = spec.name
    while {name, f"Async{name}"} & {*class_names(root), spec.error_name}:
        name += "Client"
    return PlannedClient(name, f"Async{name}", spec.error_name, spec.env_prefix, options, root, error_item)


def class_names(resource: PlannedResource) -> Iterator[str]:
    """Yield the class names of all resources below one, sync and async."""
    for child in resource.children:
        yield from (child.class_name, f"Async{child.class_name}")
        yield from class_names(child)


def _option_name(text: str, scope: NameScope, context: PlanContext) -> str:
    name = argument_name(text, context.casing)
    return scope.claim_name(name, name + "_")
