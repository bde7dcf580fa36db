"""Makes api.md: every resource with its types and methods, in the order and the form of existing SDKs."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from specloom.base.records import dataclass
from specloom.base.terminal import printable
from specloom.emit.annotations import Annotator
from specloom.emit.imports import Imports
from specloom.emit.project.views import MethodLine, ReferenceView, SectionView
from specloom.emit.resources.scope import Exports, export_index
from specloom.emit.views import FileView
from specloom.plan.planned import (
    ArgumentLocation,
    BasicKind,
    BasicType,
    Direction,
    ModulePath,
    NamedType,
    OptionalType,
    Plan,
    PlannedMethod,
    PlannedResource,
    PlannedUnwrap,
    TypeExpr,
)

_TEMPLATE = "project/api.md.jinja"
_MARKS = frozenset("\\`*[]()~!|:@$")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"?')  # a missing end must not be searched for again and again
_WIDTH = 100
"""Columns of an import in api.md; a longer one has one name per line."""


def reference_files(plan: Plan) -> Iterator[FileView]:
    """Return the api.md of the project, and those of resources with their own."""
    writer = _ReferenceBuilder(plan, export_index(plan.type_packages))
    yield FileView("api.md", _TEMPLATE, ReferenceView(tuple(writer.top_sections())))
    for resource in _standalone_resources(plan.client.root):
        package = resource.package or resource.module
        path = "/".join(("src", plan.package.package_name, *package, "api.md"))
        yield FileView(
            path, _TEMPLATE, ReferenceView(tuple(writer.resource_sections(resource, f"client.{resource.attribute}")))
        )


def _standalone_resources(root: PlannedResource) -> list[PlannedResource]:
    return [child for child in root.children if child.standalone_api]


@dataclass(frozen=True, slots=True)
class _ReferenceBuilder:
    """Builds the sections."""

    plan: Plan
    exports: Exports

    def top_sections(self) -> Iterator[SectionView]:
        """Yield the sections of the main file: shared types, the client's own methods, the resources."""
        root = self.plan.client.root
        if self.plan.shared:
            yield SectionView(
                "# Shared Types", "", self._import_statement(("types",), list(self.plan.shared)), (), bare=True
            )
        if root.methods or root.models or root.unwraps:
            yield self._section_view(f"# {self.plan.client.class_name}", root, "client")
        for child in root.children:
            if child.standalone_api:
                path = "/".join(("src", self.plan.package.package_name, *(child.package or child.module), "api.md"))
                yield SectionView("", f"# [{child.heading}]({path})", "", ())
            else:
                yield from self.resource_sections(child, f"client.{child.attribute}")

    def resource_sections(self, resource: PlannedResource, owner: str, depth: int = 1) -> Iterator[SectionView]:
        """Yield the section of a resource and those of its children."""
        yield self._section_view(f"{'#' * min(depth, 6)} {resource.heading}", resource, owner)
        for child in resource.children:
            yield from self.resource_sections(child, f"{owner}.{child.attribute}", depth + 1)

    def _section_view(self, heading: str, resource: PlannedResource, owner: str) -> SectionView:
        names = dict.fromkeys((*resource.models, *self._response_types(resource)))
        types = self._import_statement(resource.types, list(names)) if names else ""
        lines = [self._method_line(method, resource, owner) for method in resource.methods]
        lines += [self._webhook_line(unwrap, resource, owner) for unwrap in resource.unwraps]
        return SectionView(heading, "", types, tuple(lines))

    def _response_types(self, resource: PlannedResource) -> Iterator[str]:
        """Yield the result types of the resource, in the order of its methods."""
        for method in resource.methods:
            kinds = [method.result.type, *([method.stream.event] if method.stream is not None else [])]
            for named in filter(None, (method.result.alias, *map(named_type, kinds))):
                if named.module[:-1] == resource.types:
                    yield named.name

        for unwrap in resource.unwraps:
            yield unwrap.event.name

    def _import_statement(self, package: ModulePath, names: list[str]) -> str:
        module = ".".join((self.plan.package.package_name, *package))
        line = f"from {module} import {', '.join(names)}"
        return (
            line
            if len(line) <= _WIDTH
            else "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])
        )

    def _method_line(self, method: PlannedMethod, resource: PlannedResource, owner: str) -> MethodLine:
        return MethodLine(
            title=_escape_attribute(method.operation_key),
            owner=owner,
            link=self._source_path(resource.module),
            name=method.name,
            arguments=self._argument_list(method),
            result=self._result_link(method),
        )

    def _webhook_line(self, unwrap: PlannedUnwrap, resource: PlannedResource, owner: str) -> MethodLine:
        """Return the line of a method that reads webhooks."""
        event = f'<a href="{self._source_path(unwrap.event.module)}">{unwrap.event.name}</a>'
        return MethodLine(
            "", owner, self._source_path(resource.module), unwrap.name, "payload, headers, \\*, key", event
        )

    def _argument_list(self, method: PlannedMethod) -> str:
        given = [item for item in method.parameters if not item.is_fixed]
        positional = [item.name for item in given if item.positional]
        keywords = [item.name for item in given if item.location is ArgumentLocation.PATH and not item.positional]
        parts = [*positional, *(["\\*", *keywords] if keywords else [])]
        if method.params_type is not None:
            path = self._source_path(method.params_type.module).removeprefix("./")
            parts.append(f'\\*\\*<a href="{path}">params</a>')
        return ", ".join(parts)

    def _result_link(self, method: PlannedMethod) -> str:
        expr = method.result.type
        text = _TEXT.sub(_escape_markdown, html.escape(self._type_text(expr), quote=False))
        if method.result.page is not None:
            text = f"Sync{method.result.page.class_name}[{text}]"
        named = named_type(expr)
        return text if named is None else f'<a href="{self._source_path(named.module)}">{text}</a>'

    def _type_text(self, expr: TypeExpr) -> str:
        if isinstance(expr, BasicType) and expr.basic is BasicKind.BINARY_RESPONSE:
            return "BinaryAPIResponse"
        return Annotator(Imports(()), Direction.RESPONSE, lambda named: named.name).annotation_of(expr)

    def _source_path(self, module: ModulePath) -> str:
        return "/".join((".", "src", self.plan.package.package_name, *module)) + ".py"


def _escape_attribute(text: str) -> str:
    """Return text for an HTML attribute inside Markdown."""
    return html.escape(printable(text)).replace("`", "&#96;")


def _escape_markdown(found: re.Match[str]) -> str:
    """Return an attribute value in which Markdown, which is parsed inside HTML, finds no markup."""
    return "".join(f"&#{ord(char)};" if char in _MARKS else char for char in found[0])


def named_type(expr: TypeExpr) -> NamedType | None:
    """Return the planned type of a result, nullable or not."""
    inner = expr.item if isinstance(expr, OptionalType) else expr
    return inner if isinstance(inner, NamedType) else None
