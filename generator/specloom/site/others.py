"""Builds the pages that are not of one method: resources, types, errors, webhooks."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property

from specloom.api.ir import Api, Operation, Tag
from specloom.base import pointers
from specloom.plan.error_classes import STATUS_ERRORS, error_class_names
from specloom.plan.planned import (
    Direction,
    ModulePath,
    NamedType,
    Plan,
    PlannedAlias,
    PlannedResource,
)
from specloom.site.methods import method_title
from specloom.site.prose import cleaned, deprecation_of, html_of, markdown_of, summary_of
from specloom.site.spelling import core_of, spell_type
from specloom.site.tags import docs_link, tags_of_resources
from specloom.site.trees import EMPTY, TypeTrees, anchored_below
from specloom.site.typenames import plain
from specloom.site.urls import PagePaths
from specloom.site.views import ErrorsPage, LinkView, ListPage, TypePage, WebhooksPage, WebhookView

_IN_OPERATION = 3
"""The tokens of the pointer of an operation."""
MOST_WEBHOOK_ROWS = 600
"""The most rows on the page of all webhooks."""


def _source_of(pointer: str) -> str:
    """Return where the document has a webhook: its key, or the operation that it is a callback of."""
    tokens = pointers.split(pointer)
    if tokens[:1] in (["webhooks"], ["x-webhooks"]) and len(tokens) > 1:
        return cleaned(tokens[1])
    if tokens[:1] == ["paths"] and len(tokens) > _IN_OPERATION:
        return cleaned(f"callback of {tokens[2].upper()} {tokens[1]}")
    return ""


@dataclass
class OtherPages:
    """Builds pages of one site."""

    plan: Plan
    api: Api
    paths: PagePaths
    trees: TypeTrees
    operations: Mapping[str, Operation]
    webhooks_path: str

    def resource_page(self, resource: PlannedResource, steps: tuple[str, ...]) -> ListPage:
        """Return the page of a resource: its methods, the resources below it, its models."""
        methods = tuple(
            LinkView(
                ".".join(("client", *steps, method.name)),
                self.paths.path_of_method(steps, method),
                method_title(method, operation),
                cleaned(operation.verb.upper()),
            )
            for method in resource.methods
            if (operation := self.operations.get(method.operation_key)) is not None
        )
        children = tuple(
            LinkView(
                ".".join(("client", *steps, child.attribute)),
                self.paths.resources[(*steps, child.attribute)],
                summary_of(child.doc.text),
            )
            for child in resource.children
        )
        tags = self.tags.get(steps, ())
        text = resource.doc.text or "\n\n".join(tag.description for tag in tags if tag.description)
        further = tuple(link for tag in tags if (link := docs_link(tag.external_docs)) is not None)
        unwraps = tuple(self._unwraps(resource, steps))
        models = tuple(self._models(resource))
        groups = (("Methods", methods), ("Webhooks", unwraps), ("Resources", children), ("Types", models))
        deprecated = html_of(deprecation_of(resource.doc.deprecated))
        return ListPage(
            html_of(text), markdown_of(text), tuple(group for group in groups if group[1]), deprecated, further
        )

    @cached_property
    def tags(self) -> dict[tuple[str, ...], tuple[Tag, ...]]:
        """The tags of the document that describe each resource."""
        return tags_of_resources(self.plan.client.root, self.operations, self.api.tags)

    def _unwraps(self, resource: PlannedResource, steps: tuple[str, ...]) -> Iterable[LinkView]:
        """Yield the methods that check and read webhooks; the page of all webhooks says what they return."""
        for unwrap in resource.unwraps:
            call = f"{'.'.join(('client', *steps, unwrap.name))}(payload, headers) -> {unwrap.event.name}"
            path = self.webhooks_path if self.plan.webhooks else self.paths.resources[steps]
            yield LinkView(call, path, summary_of(unwrap.doc.text))

    def _models(self, resource: PlannedResource) -> Iterable[LinkView]:
        for found in self.models_of(resource):
            yield LinkView(found.name, self.trees.link_to(found), summary_of(self.trees.types[found].doc.text))

    def models_of(self, resource: PlannedResource) -> list[NamedType]:
        """Return the models that the page of a resource links to."""
        homes = (self.homes.get((resource.types, name)) for name in resource.models)
        return [named for named in homes if named is not None]

    @cached_property
    def homes(self) -> dict[tuple[ModulePath, str], NamedType]:
        """The types by the package that exports them and their name."""
        packages = self.plan.type_packages
        found = ((package.path, NamedType(item.module, item.name)) for package in packages for item in package.exports)
        return {(path, named.name): named for path, named in found if named in self.trees.types}

    def type_page(self, named: NamedType, exported: tuple[str, ...], direction: Direction) -> TypePage:
        """Return the page of a type."""
        planned = self.trees.types[named]
        is_alias = isinstance(planned, PlannedAlias)
        spelled = spell_type(planned.type, lambda item: item.name) if isinstance(planned, PlannedAlias) else ""
        package = ".".join((self.plan.package.package_name, *exported))
        text = planned.doc.text or ""
        return TypePage(
            import_line=f"from {package} import {named.name}",
            heading=f"{named.name} = {spelled}" if is_alias else f"class {named.name}:",
            text=html_of(text),
            markdown=markdown_of(text),
            tree=anchored_below(self.trees.parts[named], "fields."),
            deprecated=html_of(deprecation_of(planned.doc.deprecated)),
            direction="in requests" if direction is Direction.REQUEST else "in responses",
        )

    def types_page(self, names: Iterable[NamedType]) -> ListPage:
        """Return the list of all types with a page."""
        types = self.trees.types
        found = [LinkView(name.name, self.trees.link_to(name), summary_of(types[name].doc.text)) for name in names]
        links = sorted(found, key=lambda link: (link.title, link.path))
        text = "The types with a page of their own, and where each is imported from."
        return ListPage(html_of(text), text, (("Types", tuple(links)),) if links else ())

    def errors_page(self) -> ErrorsPage:
        """Return the page of all errors."""
        spec = self.plan.client_spec
        kinds = spec.error_kinds
        names = error_class_names(self.plan)
        item = self.plan.client.error_item
        body = item if item is not None and item in self.trees.types else None
        return ErrorsPage(
            package=self.plan.package.package_name,
            base=self.plan.client.error_name,
            classes=(
                *((name, str(status), "APIStatusError") for status, name in STATUS_ERRORS.items()),
                ("InternalServerError", "500 and above", "APIStatusError"),
                ("APIStatusError", "every other 4xx status", "APIError"),
                ("APIConnectionError", "no response", "APIError"),
                ("APITimeoutError", "no response in time", "APIConnectionError"),
                ("APIResponseValidationError", "a response that does not fit its type", "APIError"),
            ),
            kinds=tuple(
                (names[kind.value], cleaned(kind.value), "" if kind.status is None else str(kind.status))
                for kind in (kinds.kinds if kinds is not None else ())
            ),
            kinds_property=cleaned(".".join((*kinds.source, kinds.property_name))) if kinds is not None else "",
            body=body.name if body is not None else "",
            body_link=self.trees.link_to(body) if body is not None else "",
        )

    def webhooks_page(self) -> WebhooksPage:
        """Return the page of all webhooks; those that are too much for one page are links to their types."""
        views: list[WebhookView] = []
        rows = 0
        for hook in self.plan.webhooks:
            core = core_of(hook.type)
            named = plain(core) if isinstance(core, NamedType) and plain(core) in self.trees.types else None
            known = self.trees.parts[named].rows if named is not None else 0
            printed = named is None or rows + known <= MOST_WEBHOOK_ROWS
            rows += known if printed else 0
            views.append(
                WebhookView(
                    name=cleaned(hook.name),
                    source=_source_of(hook.doc.pointer or ""),
                    title=spell_type(hook.type, lambda item: item.name),
                    text=html_of(hook.doc.text or ""),
                    markdown=markdown_of(hook.doc.text or ""),
                    tree=anchored_below(self.trees.tree_of(hook.type), f"webhook.{hook.name}.") if printed else EMPTY,
                    type=None if printed else named,
                    link=self.trees.link_to(named) if named is not None and not printed else "",
                )
            )
        return WebhooksPage(tuple(views))
