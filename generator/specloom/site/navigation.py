"""The tree at the side of each page: all methods of a small API; of a large one, the branch of the page."""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from specloom.api.ir import Operation
from specloom.plan.planned import PlannedResource
from specloom.site.source import SiteSource
from specloom.site.urls import PagePaths
from specloom.site.views import TOP, LinkView

SMALL = 80
"""The most methods of an API whose tree is whole on every page."""


@dataclass
class Navigation:
    """Prints the tree at the side."""

    source: SiteSource
    paths: PagePaths
    operations: dict[str, Operation]
    closed: dict[tuple[str, ...], Markup] = field(default_factory=dict[tuple[str, ...], Markup])
    trees: dict[tuple[str, ...], Markup] = field(default_factory=dict[tuple[str, ...], Markup])

    @cached_property
    def whole(self) -> bool:
        """Whether every page has the whole tree."""
        return _count_methods(self.source.plan.client.root) <= SMALL

    def tree_at(self, steps: tuple[str, ...]) -> Markup:
        """Return the tree with the branch of a resource open."""
        if self.whole:
            steps = ()
        if steps not in self.trees:
            root = self.source.plan.client.root
            items = [Markup(self._method_links(root, ()))] if root.methods else []
            items += [self._branch(child, (child.attribute,), steps) for child in root.children]
            self.trees[steps] = Markup("").join(items)
        return self.trees[steps]

    def _branch(self, resource: PlannedResource, own: tuple[str, ...], steps: tuple[str, ...]) -> Markup:
        is_open = self.whole or steps[: len(own)] == own
        if not is_open:
            if own not in self.closed:
                self.closed[own] = self._print(resource, own, Markup(""))
            return self.closed[own]
        inner = [Markup(self._method_links(resource, own))]
        inner += [self._branch(child, (*own, child.attribute), steps) for child in resource.children]
        return self._print(resource, own, Markup("").join(inner))

    def _print(self, resource: PlannedResource, own: tuple[str, ...], inner: Markup) -> Markup:
        path = self.paths.resources[own]
        values = {"name": resource.attribute, "path": path, "inner": inner, "top": TOP}
        return Markup(self.source.print_template("site/nav.html.jinja", values))

    def _method_links(self, resource: PlannedResource, own: tuple[str, ...]) -> str:
        links = [
            LinkView(method.name, self.paths.path_of_method(own, method), verb=self._verb(method.operation_key))
            for method in resource.methods
        ]
        return self.source.print_template("site/navlinks.html.jinja", {"links": links, "top": TOP})

    def _verb(self, key: str) -> str:
        operation = self.operations.get(key)
        return operation.verb.upper()[:6] if operation is not None else ""


def _count_methods(resource: PlannedResource) -> int:
    pending, count = [resource], 0
    while pending:
        each = pending.pop()
        count += len(each.methods)
        pending += each.children
    return count
