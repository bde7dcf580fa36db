"""Builds the files of planned resources: their classes, and the wrappers of their methods."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from specloom.emit.docs import doc_source
from specloom.emit.imports import import_block, import_line
from specloom.emit.layout import laid_out
from specloom.emit.literals import docstring_literal, python_literal
from specloom.emit.resources.methods import ASYNC, SYNC, Flavour, method_view
from specloom.emit.resources.scope import ResourceScope
from specloom.emit.resources.types import TypeFacts
from specloom.emit.resources.unwraps import unwrap_view
from specloom.emit.resources.wrappers import wrapped_methods
from specloom.emit.views import ChildView, FileView, ResourceClassView, ResourceFileView, WrapperClassView
from specloom.plan.planned import PlannedMethod, PlannedResource

MODES = (("raw", "RawResponse"), ("streamed", "StreamingResponse"))
_MODE_DOCS = {
    "raw": "The methods of {name}, returning the response with its headers instead of the parsed value.",
    "streamed": "The methods of {name}, returning a response whose body is read on demand.",
}


def resource_files(resource: PlannedResource, facts: TypeFacts) -> Iterator[FileView]:
    """Return the file of a resource and those of all below it."""
    yield FileView(
        "/".join(resource.module) + ".py", "resources/resource.py.jinja", _resource_file_view(resource, facts)
    )
    for child in resource.children:
        yield from resource_files(child, facts)


def _resource_file_view(resource: PlannedResource, facts: TypeFacts) -> ResourceFileView:
    used = {name for child in resource.children for name in all_class_names(child)}
    scope = ResourceScope(
        resource.module, facts.exports, member_names(resource), facts.reached, all_class_names(resource), used
    )
    classes = tuple(_resource_class(scope, resource, facts, flavour) for flavour in (SYNC, ASYNC))
    wrappers = tuple(
        wrapper_class(
            scope,
            facts,
            resource,
            flavour,
            mode,
            class_name(resource, flavour),
            wrapper_class_name(resource, flavour, suffix),
        )
        for mode, suffix in MODES
        for flavour in (SYNC, ASYNC)
    )
    names = [view.name for view in classes]
    checked = checked_imports(scope, resource)
    return ResourceFileView(
        imports=import_block(scope.imports.import_groups()),
        checked_imports=checked,
        all_names=laid_out(python_literal([*names]), 0, 10),
        classes=classes,
        wrappers=wrappers,
    )


def all_methods(resource: PlannedResource) -> Iterator[PlannedMethod]:
    """Yield the methods of a resource and of all below it."""
    yield from resource.methods
    for child in resource.children:
        yield from all_methods(child)


def member_names(resource: PlannedResource) -> set[str]:
    """Return the attribute names of a resource's class."""
    methods = {item.name for item in resource.methods} | {item.name for item in resource.unwraps}
    return methods | {child.attribute for child in resource.children}


def class_name(resource: PlannedResource, flavour: Flavour) -> str:
    """Return the name of a resource's class."""
    return flavour.prefix + resource.class_name


def wrapper_class_name(resource: PlannedResource, flavour: Flavour, suffix: str) -> str:
    """Return the name of a class behind `with_raw_response` or `with_streaming_response`."""
    return f"{flavour.prefix}{resource.raw_class_stem}With{suffix}"


def _resource_class(
    scope: ResourceScope, resource: PlannedResource, facts: TypeFacts, flavour: Flavour
) -> ResourceClassView:
    base = "AsyncAPIResource" if flavour.awaited else "SyncAPIResource"
    return ResourceClassView(
        name=class_name(resource, flavour),
        base=scope.imports.add_own(("_resource",), base),
        doc=resource_doc(resource, 4),
        cached_property=scope.import_for_class_body("_compat", "cached_property"),
        raw_class=wrapper_class_name(resource, flavour, "RawResponse"),
        streaming_class=wrapper_class_name(resource, flavour, "StreamingResponse"),
        children=child_views(scope, resource, lambda child: class_name(child, flavour)),
        methods=(
            *(method_view(scope, facts, method, flavour) for method in resource.methods),
            *(unwrap_view(scope, facts, unwrap) for unwrap in resource.unwraps),
        ),
    )


def wrapper_class(
    scope: ResourceScope,
    facts: TypeFacts,
    resource: PlannedResource,
    flavour: Flavour,
    mode: str,
    wraps: str,
    name: str,
) -> WrapperClassView:
    """Return a class that wraps the methods of `wraps` for raw or streamed responses."""
    suffix = dict(MODES)[mode]
    return WrapperClassView(
        name=name,
        wraps=wraps,
        doc=_MODE_DOCS[mode].format(name=f"`{wraps}`"),
        cached_property=scope.import_for_class_body("_compat", "cached_property"),
        methods=tuple(wrapped_methods(scope, facts, resource, flavour, mode)),
        children=child_views(scope, resource, lambda child: wrapper_class_name(child, flavour, suffix)),
    )


def resource_doc(resource: PlannedResource, indent: int) -> str:
    """Return the docstring of a resource, or one made from its name."""
    return doc_source(resource.doc, indent) or docstring_literal([f"The methods of `{resource.attribute}`."], indent)


def child_views(
    scope: ResourceScope, resource: PlannedResource, name_of: Callable[[PlannedResource], str]
) -> tuple[ChildView, ...]:
    """Return the properties that lead to sub-resources, with class names from `name_of`."""
    return tuple(
        ChildView(
            child.attribute,
            imported_name(scope, name_of(child)),
            import_line(scope.imports.relative_module(child.module), [import_clause(scope, name_of(child))], 8),
            resource_doc(child, 8),
            laid_out(f"{imported_name(scope, name_of(child))}(self._resource.{child.attribute})", 8, prefix=7),
        )
        for child in resource.children
    )


def imported_name(scope: ResourceScope, name: str) -> str:
    """Return the name of a child's class here, because the file may define a class of the same name."""
    return f"_{name}" if name in scope.defined else name


def import_clause(scope: ResourceScope, name: str) -> str:
    """Return the import of a child's class."""
    here = imported_name(scope, name)
    return name if here == name else f"{name} as {here}"


def checked_imports(scope: ResourceScope, resource: PlannedResource) -> tuple[str, ...]:
    """Return the imports of sub-resources for type checkers only."""
    if resource.children:
        scope.imports.add_name("typing", "TYPE_CHECKING")
    return tuple(
        import_line(
            scope.imports.relative_module(child.module),
            [import_clause(scope, name) for name in sorted(all_class_names(child))],
            4,
        )
        for child in sorted(resource.children, key=lambda child: child.module)
    )


def all_class_names(resource: PlannedResource) -> tuple[str, ...]:
    """Return the six classes of a resource."""
    return (
        *(class_name(resource, flavour) for flavour in (SYNC, ASYNC)),
        *(wrapper_class_name(resource, flavour, suffix) for _, suffix in MODES for flavour in (SYNC, ASYNC)),
    )
