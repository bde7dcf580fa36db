"""Builds all files of a site, page by page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from specloom.api.ir import Operation
from specloom.api.samples import Sampler
from specloom.plan.planned import Direction, ModulePath, NamedType, PlannedMethod, PlannedResource
from specloom.site.bodies import BodyTabs
from specloom.site.machine import PageEntry, front_matter, llms_text, search_index, site_map, with_index_link
from specloom.site.methods import MethodPages, method_title
from specloom.site.navigation import Navigation
from specloom.site.others import OtherPages
from specloom.site.prose import cleaned, summary_of
from specloom.site.requests import CurlWriter
from specloom.site.samples import MethodSamples
from specloom.site.security import SecurityWriter
from specloom.site.source import SiteChoices, SiteSource
from specloom.site.start import WRITERS, start_page
from specloom.site.trees import TypeTrees
from specloom.site.typenames import named_types, plain, types_of_method
from specloom.site.urls import PAGE_FILE, TWIN_FILE, PagePaths, root_of
from specloom.site.views import TOP, LinkView, PageFrame, RowView, SiteView

ASSETS = {
    "assets/site.css": ("base", "layout", "nav", "tree", "code", "search", "print"),
    "assets/site.js": ("trees", "filter", "copy", "search", "results"),
    "assets/theme.js": ("theme",),
    "assets/icon.svg": ("icon",),
}
"""The style sheet and the scripts, each with the templates that it is made of."""


def build_site(source: SiteSource, choices: SiteChoices) -> dict[str, str]:
    """Return the files of the reference site by path: pages, their Markdown, and files for machines."""
    return SiteBuilder(source, choices).build()


@dataclass
class SiteBuilder:
    """The pages that are made so far, and the types that they link to."""

    source: SiteSource
    choices: SiteChoices
    files: dict[str, str] = field(default_factory=dict[str, str])
    entries: list[PageEntry] = field(default_factory=list[PageEntry])
    wanted: dict[NamedType, None] = field(default_factory=dict[NamedType, None])
    twins: list[str] = field(default_factory=list[str])

    def build(self) -> dict[str, str]:
        """Return all files, sorted by path."""
        self.trees.print_trees(self._shown_types())
        self._start_page()
        for resource, steps in self._resources():
            self._resource_pages(resource, steps)
        self._guides()
        self._type_pages()
        self.trees.parts.clear()  # a quarter of the memory
        self._machine_files()
        return dict(sorted(self.files.items()))

    @cached_property
    def operations(self) -> dict[str, Operation]:
        """The operations of the document by key."""
        return {operation.key: operation for operation in self.source.api.operations}

    @cached_property
    def paths(self) -> PagePaths:
        """The paths of all pages."""
        return PagePaths.for_resources(self.source.plan.client.root)

    @cached_property
    def guides(self) -> dict[str, str]:
        """The paths of the pages of errors and webhooks."""
        return {
            "errors": self.paths.claim("", "errors", "error-types"),
            "webhooks": self.paths.claim("", "webhooks", "webhook-events"),
            "resources": self.paths.claim("", "resources", "all-resources"),
        }

    @cached_property
    def exports(self) -> dict[NamedType, ModulePath]:
        """The package that exports a type."""
        packages = self.source.plan.type_packages
        return {NamedType(item.module, item.name): package.path for package in packages for item in package.exports}

    @cached_property
    def directions(self) -> dict[ModulePath, Direction]:
        """Whether the types of a module are those of requests."""
        return {module.path: module.direction for module in self.source.plan.type_modules}

    @cached_property
    def trees(self) -> TypeTrees:
        """The trees of all types."""
        modules = self.source.plan.type_modules
        types = {NamedType(module.path, item.name): item for module in modules for item in module.types}
        return TypeTrees(types, self._print_rows, self._link_to_type)

    def _print_rows(self, rows: Sequence[RowView]) -> tuple[str, str]:
        markdown = self.source.print_template("site/rows.md.jinja", {"rows": rows})
        if self.choices.markdown_only:
            return markdown, markdown
        return self.source.print_template("site/rows.html.jinja", {"rows": rows, "anchor": "\0"}), markdown

    def _link_to_type(self, named: NamedType) -> str:
        return self.paths.path_of_type(named, self.exports.get(named, named.module))

    @cached_property
    def method_pages(self) -> MethodPages:
        """The builder of pages of methods."""
        api, sampler = self.source.api, Sampler(self.source.api.schemas)
        received = Sampler(api.schemas, received=True)
        samples = MethodSamples(self.source.snippets, received, self.source.examples, CurlWriter(api, sampler))
        bodies = BodyTabs(api, self.trees, self.source.plan.homes)
        return MethodPages(self.trees, samples, bodies, SecurityWriter(api), self.source.contents)

    @cached_property
    def other_pages(self) -> OtherPages:
        """The builder of all other pages."""
        return OtherPages(
            self.source.plan, self.source.api, self.paths, self.trees, self.operations, self.guides["webhooks"]
        )

    @cached_property
    def navigation(self) -> Navigation:
        """The tree at the side."""
        return Navigation(self.source, self.paths, self.operations)

    @cached_property
    def site_view(self) -> SiteView:
        """What all pages share."""
        guides = [("All resources", self.guides["resources"])] if self.navigation.is_cut else []
        guides += [("Types", self.paths.type_root), ("Errors", self.guides["errors"])]
        guides += [("Webhooks", self.guides["webhooks"])] if self.source.plan.webhooks else []
        return SiteView(self.site_title, self.choices.base_url, tuple(guides), self.guides["errors"])

    @cached_property
    def site_title(self) -> str:
        """The title of the API on one line."""
        return " ".join(cleaned(self.source.plan.package.title).split()) or self.source.plan.package.package_name

    def _resources(self) -> Iterator[tuple[PlannedResource, tuple[str, ...]]]:
        pending: list[tuple[PlannedResource, tuple[str, ...]]] = [(self.source.plan.client.root, ())]
        while pending:
            resource, steps = pending.pop()
            yield resource, steps
            pending += [(child, (*steps, child.attribute)) for child in reversed(resource.children)]

    def _shown_types(self) -> Iterator[NamedType]:
        """Yield the types that pages show or link to by themselves."""
        plan = self.source.plan
        for pair in plan.homes.values():
            yield from pair
        for resource, _ in self._resources():
            yield from self.other_pages.models_of(resource)
            for method in resource.methods:
                yield from (name for each in types_of_method(method) for name in named_types(each))
        for hook in plan.webhooks:
            yield from named_types(hook.type)
        if plan.client.error_item is not None:
            yield plain(plan.client.error_item)

    def _start_page(self) -> None:
        frame = PageFrame("", self.site_title, summary_of(self.source.plan.package.description), (), "guide")
        page = start_page(self.source, with_html=not self.choices.markdown_only)
        self._add(frame, "text", page, (), PageEntry("", "Start here", "", "guide", ""))

    def _resource_pages(self, resource: PlannedResource, steps: tuple[str, ...]) -> None:
        if steps:
            path, title = self.paths.resources[steps], ".".join(("client", *steps))
            around, summary = self.navigation.around(path), summary_of(resource.doc.text)
            frame = PageFrame(path, title, summary, self._crumbs(steps[:-1]), "resource", *around)
            entry = PageEntry(path, frame.title, frame.summary, "resource", title, len(steps))
            self.wanted.update(dict.fromkeys(self.other_pages.models_of(resource)))
            self._add(frame, "list", self.other_pages.resource_page(resource, steps), steps, entry)
        for method in resource.methods:
            operation = self.operations.get(method.operation_key)
            if operation is not None:
                self._method_page(resource, steps, method, operation)

    def _method_page(
        self, resource: PlannedResource, steps: tuple[str, ...], method: PlannedMethod, operation: Operation
    ) -> None:
        page = self.method_pages.page_of(resource, steps, method, operation)
        path, title = self.paths.path_of_method(steps, method), method_title(method, operation)
        summary = summary_of(operation.description) or title
        frame = PageFrame(path, title, summary, self._crumbs(steps), "method", *self.navigation.around(path))
        terms = tuple(item.name for item in method.parameters if not item.is_fixed)
        entry = PageEntry(path, title, summary, "method", page.call, len(steps) + 1, terms)
        others = (view.tree for view in (*page.request_media, *page.response_media))
        for part in (page.parameters, page.returns, page.events, *others):
            self.wanted.update(dict.fromkeys(part.links))
        self.wanted.update(dict.fromkeys(error.type for error in page.errors if error.type is not None))
        self._add(frame, "method", page, steps, entry)

    def _crumbs(self, steps: tuple[str, ...]) -> tuple[LinkView, ...]:
        return tuple(LinkView(steps[end - 1], self.paths.resources[steps[:end]]) for end in range(1, len(steps) + 1))

    def _type_pages(self) -> None:
        """Make a page of each type that a page links to, and of those that these link to."""
        homes = [named for pair in self.source.plan.homes.values() for named in pair if named in self.trees.types]
        self.wanted.update(dict.fromkeys(homes))
        done: dict[NamedType, None] = {}
        pending = list(self.wanted)
        while pending:
            named = pending.pop()
            if named not in done:
                done[named] = None
                pending += self.trees.parts[named].links
        names = sorted(done, key=self._link_to_type)
        for named in names:
            self._type_page(named)
        frame = PageFrame(self.paths.type_root, "Types", "All types with a page of their own", (), "guide")
        self._add(
            frame, "list", self.other_pages.types_page(names), (), PageEntry(frame.path, "Types", "", "guide", "")
        )

    def _type_page(self, named: NamedType) -> None:
        exported = self.exports.get(named, named.module)
        direction = self.directions[named.module]
        page = self.other_pages.type_page(named, exported, direction)
        crumbs = (LinkView("Types", self.paths.type_root),)
        summary = summary_of(self.trees.types[named].doc.text) or f"The type {named.name}"
        frame = PageFrame(self._link_to_type(named), named.name, summary, crumbs, "type")
        self._add(frame, "type", page, (), PageEntry(frame.path, named.name, summary, "type", named.name, 1))

    def _guides(self) -> None:
        if self.navigation.is_cut:
            frame = PageFrame(self.guides["resources"], "All resources", "All resources of the client", (), "guide")
            page = self.other_pages.resource_page(self.source.plan.client.root, ())
            self._add(frame, "list", page, (), PageEntry(frame.path, frame.title, frame.summary, "guide", ""))
        errors = self.other_pages.errors_page()
        frame = PageFrame(self.guides["errors"], "Errors", "The errors that calls raise", (), "guide")
        item = self.source.plan.client.error_item
        if item is not None and plain(item) in self.trees.types:
            self.wanted[plain(item)] = None
        terms = (*(name for name, _, _ in errors.classes), *(name for name, _, _ in errors.kinds))
        self._add(frame, "errors", errors, (), PageEntry(frame.path, "Errors", frame.summary, "guide", "", 0, terms))
        if self.source.plan.webhooks:
            webhooks = self.other_pages.webhooks_page()
            frame = PageFrame(self.guides["webhooks"], "Webhooks", "The requests that the API sends", (), "guide")
            terms = tuple(f"webhook.{hook.name}" for hook in webhooks.hooks)
            self.wanted.update(dict.fromkeys(link for hook in webhooks.hooks for link in hook.tree.links))
            self.wanted.update(dict.fromkeys(hook.type for hook in webhooks.hooks if hook.type is not None))
            entry = PageEntry(frame.path, "Webhooks", frame.summary, "guide", "", 0, terms)
            self._add(frame, "webhooks", webhooks, (), entry)

    def _add(self, frame: PageFrame, kind: str, page: object, steps: tuple[str, ...], entry: PageEntry) -> None:
        """Print a page and its Markdown."""
        values: dict[str, object] = {"frame": frame, "page": page, "top": TOP, "site": self.site_view, **WRITERS}
        root = root_of(frame.path)
        twin = self.source.print_template(f"site/{kind}.md.jinja", values)
        self.entries.append(entry)
        if self.choices.markdown_only:
            self.files[frame.path + TWIN_FILE] = front_matter(frame.title, frame.summary) + twin.replace(TOP, root)
            return
        self.twins.append(twin.replace(TOP, self.choices.base_url))
        self.files[frame.path + TWIN_FILE] = with_index_link(twin).replace(TOP, self.choices.base_url or root)
        values["tree"] = self._tree(steps, frame.path)
        html = self.source.print_template(f"site/{kind}.html.jinja", values)
        self.files[frame.path + PAGE_FILE] = html.replace(TOP, root or "./")

    def _tree(self, steps: tuple[str, ...], path: str) -> Markup:
        """Return the tree at the side, with the current page marked."""
        link = f'href="{TOP}{path}"'
        return Markup(str(self.navigation.tree_at(steps)).replace(link, f'{link} aria-current="page"', 1))

    def _machine_files(self) -> None:
        if self.choices.markdown_only:
            return
        summary = summary_of(self.source.plan.package.description)
        base = self.choices.base_url
        self.files["search.json"] = search_index(self.entries)
        self.files["llms.txt"] = llms_text(self.site_title, summary, self.entries, base)
        self.files["llms-full.txt"] = "\n".join(self.twins)
        self.twins.clear()
        if base:
            self.files["sitemap.xml"] = site_map(self.entries, base)
        for path, names in ASSETS.items():
            kind = path.rpartition(".")[2]
            parts = [self.source.print_template(f"site/{kind}/{name}.{kind}.jinja", {}) for name in names]
            self.files[path] = "".join(parts)
