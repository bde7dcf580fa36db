"""The tree at the side of each page: all methods of a small API; of a large one, the branch of the page."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from specloom.api.ir import Operation
from specloom.plan.planned import PlannedResource
from specloom.site.methods import method_title
from specloom.site.source import SiteSource
from specloom.site.urls import PagePaths
from specloom.site.views import TOP, LinkView

MOST_TOP, WINDOW = 80, 30
"""The most resources at the top of the tree, and how many are shown if there are more."""
MOST_METHODS = 200
"""The most methods of one resource in the tree; the page of the resource has all."""
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
            items += [self._branch(child, (child.attribute,), steps) for child in self._shown_children(steps)]
            self.trees[steps] = Markup("").join(items)
        return self.trees[steps]

    def around(self, path: str) -> tuple[LinkView | None, LinkView | None]:
        """Return the pages before and after one of a resource or a method, in the order of the tree."""
        at = self._order.get(path)
        if at is None:
            return None, None
        return self._pages[at - 1] if at else None, self._pages[at + 1] if at + 1 < len(self._pages) else None

    @cached_property
    def _order(self) -> dict[str, int]:
        return {page.path: number for number, page in enumerate(self._pages)}

    @cached_property
    def _pages(self) -> list[LinkView]:
        """The pages of resources and methods in the order of the tree."""
        pages: list[LinkView] = []
        pending: list[tuple[PlannedResource, tuple[str, ...]]] = [(self.source.plan.client.root, ())]
        while pending:
            resource, steps = pending.pop()
            pages += [LinkView(".".join(("client", *steps)), self.paths.resources[steps])] if steps else []
            for method in resource.methods:
                operation = self.operations.get(method.operation_key)
                if operation is not None:
                    title = method_title(method, operation)
                    pages.append(LinkView(title, self.paths.path_of_method(steps, method)))
            pending += [(child, (*steps, child.attribute)) for child in reversed(resource.children)]
        return pages

    @property
    def is_cut(self) -> bool:
        """Whether there are too many resources for every page; then a page of its own lists them."""
        return len(self.source.plan.client.root.children) > MOST_TOP

    def _shown_children(self, steps: tuple[str, ...]) -> Sequence[PlannedResource]:
        """Return the resources at the top of the tree: all, or some around the one of the page."""
        children = self.source.plan.client.root.children
        if not self.is_cut:
            return children
        at = next((number for number, child in enumerate(children) if child.attribute in steps[:1]), 0)
        start = max(0, min(at - WINDOW // 2, len(children) - WINDOW))
        return children[start : start + WINDOW]

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
            for method in resource.methods[:MOST_METHODS]
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
