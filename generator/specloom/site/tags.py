"""Finds the tags of the document that describe a resource of the client: those that all of its operations have."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from specloom.api.ir import ExternalDocs, Operation, Tag
from specloom.plan.planned import PlannedResource
from specloom.site.prose import cleaned, is_link
from specloom.site.views import LinkView


def tags_of_resources(
    root: PlannedResource, operations: Mapping[str, Operation], tags: Sequence[Tag]
) -> dict[tuple[str, ...], tuple[Tag, ...]]:
    """Return the described tags of each resource by the attributes that lead to it.

    A tag belongs to the topmost resource whose operations, with those below it, all have the tag.
    """
    known = {tag.name: tag for tag in tags if tag.description or tag.external_docs is not None}
    found: dict[tuple[str, ...], tuple[Tag, ...]] = {}
    pending: list[tuple[PlannedResource, tuple[str, ...], frozenset[str]]] = []
    if known:
        pending += [(child, (child.attribute,), frozenset()) for child in root.children]
    while pending:
        resource, steps, taken = pending.pop()
        shared = _shared_tags(resource, operations)
        found[steps] = tuple(tag for name, tag in known.items() if name in shared - taken)
        pending += [(child, (*steps, child.attribute), taken | shared) for child in resource.children]
    return found


def _shared_tags(resource: PlannedResource, operations: Mapping[str, Operation]) -> frozenset[str]:
    """Return the tags that all operations of a resource and of those below it have."""
    pending, shared = [resource], None
    while pending:
        each = pending.pop()
        for method in each.methods:
            operation = operations.get(method.operation_key)
            own = frozenset(operation.tags if operation is not None else ())
            shared = own if shared is None else shared & own
        pending += each.children
    return shared or frozenset()


def docs_link(docs: ExternalDocs | None, title: str = "Further documentation") -> LinkView | None:
    """Return the link to further documentation, if it is safe."""
    if docs is None or not is_link(docs.url):
        return None
    return LinkView(" ".join(cleaned(docs.description or "").split()) or title, docs.url)
