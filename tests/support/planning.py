"""Plans of small documents, and plans as short texts that tests can compare."""

from __future__ import annotations

import textwrap
from collections.abc import Iterator
from pathlib import Path

from specloom.api.build import build_api
from specloom.api.config import parse_config
from specloom.api.infer import infer_config
from specloom.base.diagnostics import Diagnostics
from specloom.document.load import load
from specloom.document.normalise import normalise
from specloom.plan import plan_package
from specloom.plan.planned import (
    BasicType,
    DictType,
    FormattedType,
    ListType,
    LiteralType,
    NamedType,
    OptionalType,
    Plan,
    PlannedAlias,
    PlannedClass,
    PlannedMethod,
    PlannedParameter,
    PlannedResource,
    PlannedTypeModule,
    TupleType,
    TypeExpr,
    UnionType,
)

_HEAD = "openapi: 3.1.0\ninfo: {title: Orchard, version: '1'}\n"
_CONFIG = """
organization: {name: orchard, docs: 'https://example.com', contact: ''}
environments: {production: 'https://example.com'}
targets: {python: {package_name: orchard}}
"""


def planned(directory: Path, document: str, config: str | None = None) -> Plan:
    """Return the plan of a document (without its head), under a config (without its head) or without any."""
    path = directory / "openapi.yaml"
    path.write_text(_HEAD + textwrap.dedent(document))
    return planned_file(path, None if config is None else _CONFIG + textwrap.dedent(config))


def planned_file(path: Path, config: str | None) -> Plan:
    """Return the plan of the document at `path`; the config is a text."""
    diagnostics = Diagnostics()
    canonical = normalise(load(str(path)), diagnostics)
    sdk = infer_config(canonical) if config is None else parse_config(config, "stainless.yml", diagnostics)
    result = plan_package(build_api(canonical, sdk, diagnostics), diagnostics)
    diagnostics.raise_errors()
    return result


def spelled(expr: TypeExpr) -> str:
    """Return a type expression as a short text; `?` is "or null", `!` a deferred reference."""
    match expr:
        case BasicType(basic=basic):
            return basic.value
        case NamedType(name=name, deferred=deferred):
            return f"{name}!" if deferred else name
        case LiteralType(values=values):
            return " ".join(repr(value) for value in values).join("<>")
        case ListType(items=items, form=form):
            return f"{form.value}[{spelled(items)}]"
        case DictType(values=inner):
            return f"Dict[{spelled(inner)}]"
        case TupleType(items=parts, rest=rest):
            return f"Tuple[{', '.join(map(spelled, parts))}; {spelled(rest) if rest is not None else ''}]"
        case UnionType(items=parts, discriminator=tag):
            return " | ".join(map(spelled, parts)).join("()") + (f"@{tag}" if tag else "")
        case OptionalType(item=item):
            return f"{spelled(item)}?"
        case FormattedType(item=item, format=form):
            return f"{form.value}{spelled(item)}"


def module(result: Plan, path: str) -> PlannedTypeModule:
    """Return the type module at `path`, such as `types/shared/tree`."""
    return {"/".join(found.path): found for found in result.type_modules}[path]


def modules(result: Plan) -> list[str]:
    """Return the paths of all type modules."""
    return ["/".join(found.path) for found in result.type_modules]


def types(found: PlannedTypeModule) -> dict[str, str]:
    """Return the types of a module in order: aliases as their value, classes as `(Base) field?: type, ...`."""
    return {planned_type.name: _type(planned_type) for planned_type in found.types}


def _type(found: PlannedClass | PlannedAlias) -> str:
    if isinstance(found, PlannedAlias):
        return ("recursive " if found.recursive else "") + spelled(found.type)
    bases = f"({', '.join(base.name for base in found.bases)}) " if found.bases else ""
    fields = [f"{field.name}{'' if field.required else '?'}: {spelled(field.type)}" for field in found.fields]
    extra = [f"**{spelled(found.extra)}"] if found.extra is not None else []
    return bases + ", ".join([*fields, *extra])


def resources(result: Plan) -> dict[str, PlannedResource]:
    """Return every resource by its path of attributes."""
    return dict(_walk(result.client.root, ""))


def _walk(resource: PlannedResource, prefix: str) -> Iterator[tuple[str, PlannedResource]]:
    yield prefix, resource
    for child in resource.children:
        yield from _walk(child, f"{prefix}.{child.attribute}" if prefix else child.attribute)


def methods(result: Plan) -> dict[str, PlannedMethod]:
    """Return every method by its path of attributes."""
    return {
        f"{path}.{found.name}" if path else found.name: found
        for path, resource in resources(result).items()
        for found in resource.methods
    }


def arguments(parameters: tuple[PlannedParameter, ...]) -> str:
    """Return parameters as a signature without types: `id, *, size, age?`."""
    words: list[str] = []
    keyword = False
    for parameter in parameters:
        if not parameter.positional and not keyword:
            words.append("*")
            keyword = True
        words.append(parameter.name + ("" if parameter.required else "?"))
    return ", ".join(words)


def returned(method: PlannedMethod) -> str:
    """Return what a method returns: `Page[Item]`, `T` or `T?`."""
    page = method.result.page
    return spelled(method.result.type) if page is None else f"{page.class_name}[{spelled(page.item)}]"
