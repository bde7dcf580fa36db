"""api.md: every resource with its types and methods, in the order and the form that users of such clients know."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from dataclasses import dataclass

from specloom.base.terminal import printable
from specloom.emit.annotations import Annotator
from specloom.emit.imports import Imports
from specloom.emit.project.views import MethodLine, ReferenceView, SectionView
from specloom.emit.resources.scope import Exports, export_index
from specloom.emit.views import FileView
from specloom.plan.planned import (
    Basic,
    BasicType,
    Direction,
    ModulePath,
    NamedType,
    OptionalType,
    Place,
    Plan,
    PlannedMethod,
    PlannedResource,
    PlannedUnwrap,
    TypeExpr,
)

_TEMPLATE = "project/api.md.jinja"
_MARKS = frozenset("\\`*[]()~!|:@$")
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"?')  # an end that is missing must not be looked for again and again
_WIDTH = 100
"""Columns of an import in api.md; a longer one has a name a line."""


def reference_files(plan: Plan) -> Iterator[FileView]:
    """Return the api.md of the project, and those of resources that have one of their own."""
    writer = _Reference(plan, export_index(plan.type_packages))
    yield FileView("api.md", _TEMPLATE, ReferenceView(tuple(writer.top())))
    for resource in _standalone(plan.client.root):
        package = resource.package or resource.module
        path = "/".join(("src", plan.package.package_name, *package, "api.md"))
        yield FileView(path, _TEMPLATE, ReferenceView(tuple(writer.sections(resource, f"client.{resource.attribute}"))))


def _standalone(root: PlannedResource) -> list[PlannedResource]:
    return [child for child in root.children if child.standalone_api]


@dataclass(frozen=True, slots=True)
class _Reference:
    """Writes sections."""

    plan: Plan
    exports: Exports

    def top(self) -> Iterator[SectionView]:
        """Yield the sections of the main file: shared types, the client's own methods, the resources."""
        root = self.plan.client.root
        if self.plan.shared:
            yield SectionView("# Shared Types", "", self._import(("types",), list(self.plan.shared)), (), bare=True)
        if root.methods or root.models or root.unwraps:
            yield self._section(f"# {self.plan.client.class_name}", root, "client")
        for child in root.children:
            if child.standalone_api:
                path = "/".join(("src", self.plan.package.package_name, *(child.package or child.module), "api.md"))
                yield SectionView("", f"# [{child.heading}]({path})", "", ())
            else:
                yield from self.sections(child, f"client.{child.attribute}")

    def sections(self, resource: PlannedResource, owner: str, depth: int = 1) -> Iterator[SectionView]:
        """Yield the section of a resource and those of its children."""
        yield self._section(f"{'#' * min(depth, 6)} {resource.heading}", resource, owner)
        for child in resource.children:
            yield from self.sections(child, f"{owner}.{child.attribute}", depth + 1)

    def _section(self, heading: str, resource: PlannedResource, owner: str) -> SectionView:
        names = dict.fromkeys((*resource.models, *self._responses(resource)))
        types = self._import(resource.types, list(names)) if names else ""
        lines = [self._line(method, resource, owner) for method in resource.methods]
        lines += [self._reader(unwrap, resource, owner) for unwrap in resource.unwraps]
        return SectionView(heading, "", types, tuple(lines))

    def _responses(self, resource: PlannedResource) -> Iterator[str]:
        """Yield the types of results that belong to the resource, in the order of its methods."""
        for method in resource.methods:
            kinds = [method.result.type, *([method.stream.event] if method.stream is not None else [])]
            for named in filter(None, (method.result.alias, *map(named_type, kinds))):
                if named.module[:-1] == resource.types:
                    yield named.name

        for unwrap in resource.unwraps:
            yield unwrap.event.name

    def _import(self, package: ModulePath, names: list[str]) -> str:
        module = ".".join((self.plan.package.package_name, *package))
        line = f"from {module} import {', '.join(names)}"
        return (
            line
            if len(line) <= _WIDTH
            else "\n".join([f"from {module} import (", *(f"    {name}," for name in names), ")"])
        )

    def _line(self, method: PlannedMethod, resource: PlannedResource, owner: str) -> MethodLine:
        return MethodLine(
            title=_attribute(method.operation_key),
            owner=owner,
            link=self._path(resource.module),
            name=method.name,
            arguments=self._arguments(method),
            result=self._result(method),
        )

    def _reader(self, unwrap: PlannedUnwrap, resource: PlannedResource, owner: str) -> MethodLine:
        """Return the line of a method that reads webhooks."""
        event = f'<a href="{self._path(unwrap.event.module)}">{unwrap.event.name}</a>'
        return MethodLine("", owner, self._path(resource.module), unwrap.name, "payload, headers, \\*, key", event)

    def _arguments(self, method: PlannedMethod) -> str:
        given = [item for item in method.parameters if not item.is_fixed]
        positional = [item.name for item in given if item.positional]
        keywords = [item.name for item in given if item.place is Place.PATH and not item.positional]
        parts = [*positional, *(["\\*", *keywords] if keywords else [])]
        if method.params_type is not None:
            path = self._path(method.params_type.module).removeprefix("./")
            parts.append(f'\\*\\*<a href="{path}">params</a>')
        return ", ".join(parts)

    def _result(self, method: PlannedMethod) -> str:
        expr = method.result.type
        text = _TEXT.sub(_inert, html.escape(self._text(expr), quote=False))
        if method.result.page is not None:
            text = f"Sync{method.result.page.class_name}[{text}]"
        named = named_type(expr)
        return text if named is None else f'<a href="{self._path(named.module)}">{text}</a>'

    def _text(self, expr: TypeExpr) -> str:
        if isinstance(expr, BasicType) and expr.basic is Basic.BINARY_RESPONSE:
            return "BinaryAPIResponse"
        return Annotator(Imports(()), Direction.RESPONSE, lambda named: named.name).text(expr)

    def _path(self, module: ModulePath) -> str:
        return "/".join((".", "src", self.plan.package.package_name, *module)) + ".py"


def _attribute(text: str) -> str:
    """Return text for an attribute of HTML inside Markdown."""
    return html.escape(printable(text)).replace("`", "&#96;")


def _inert(found: re.Match[str]) -> str:
    """Return a value between its quotes so that Markdown, which is read inside HTML, finds nothing in it."""
    return "".join(f"&#{ord(char)};" if char in _MARKS else char for char in found[0])


def named_type(expr: TypeExpr) -> NamedType | None:
    """Return the type of ours that a result is, null or not."""
    inner = expr.item if isinstance(expr, OptionalType) else expr
    return inner if isinstance(inner, NamedType) else None
