"""Reads the public surface of a package from its files."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

import griffe

from specloom.base.diagnostics import Diagnostic
from specloom.compare.changes import ChangeSide
from specloom.compare.dotted import last_part
from specloom.compare.source.classes import ClassReader, is_public
from specloom.compare.source.expressions import AnnotationReader
from specloom.compare.source.foreign_source import SourceError, bounded_reading, not_compared, parse_foreign
from specloom.compare.source.modules import SourceModules, dotted_module, visit_all
from specloom.compare.source.package import SourcePackage
from specloom.compare.source.package_facts import package_facts, star_names
from specloom.compare.source.resources import ResourceTree
from specloom.compare.surface import ClientSurface, SurfaceAlias, SurfaceClass, SurfaceResource

_CLIENT_BASES = {"SyncAPIClient", "AsyncAPIClient"}
_READS = {"get", "getenv", "read_option", "read_env"}


def read_surface(package: SourcePackage) -> ClientSurface:
    """Return the public surface of a package. Its code is parsed, never run."""
    modules = visit_all(package.name, package.shown, package.files)
    reader = AnnotationReader(modules)
    public = dict(sorted(public_names(modules), key=lambda pair: (pair[0].count("."), pair[0])))
    found = dict(read_classes(modules, reader))
    clients = {
        name: ResourceTree(found).make_resource(found[location])
        for name, location in public.items()
        if "." not in name and location in found and set(found[location].ancestors) & _CLIENT_BASES
    }
    aliases = sorted(type_aliases(modules, reader), key=lambda pair: -pair[0])  # the outermost module's is kept
    return ClientSurface(
        package=package.name,
        names=public,
        modules=frozenset(name for name in modules.found if is_public_path(name)),
        definitions={**{each.path: each for _, each in aliases}, **found},
        clients=base_first(clients),
        variables=environment_variables(package.files),
        facts=package_facts(package.files),
        star_names=star_names(modules),
        unused=frozenset(unused_modules(modules)),
        unread=(*package.unread, *modules.unread),
        unread_modules=frozenset(map(dotted_module, modules.left_out)),
    )


def base_first(clients: Mapping[str, SurfaceResource]) -> dict[str, SurfaceResource]:
    """Return the clients in their order, those that inherit from another one last (`AzureOrchard` after `Orchard`)."""
    names = {last_part(each.cls.path) for each in clients.values()}
    return dict(
        sorted(clients.items(), key=lambda pair: len(names.intersection(map(last_part, pair[1].cls.ancestors))))
    )


def is_public_path(name: str) -> bool:
    """Return whether no part of a dotted name is private."""
    return not any(part.startswith("_") for part in name.split("."))


def public_names(modules: SourceModules) -> Iterator[tuple[str, str]]:
    """Yield each importable dotted name, without the package, and where it is defined."""
    for module, source in modules.found.items():
        if not is_public_path(module):
            continue
        offered = {str(name) for name in source.exports or ()}
        for name, member in source.members.items():
            if isinstance(member, griffe.Module) or not (is_offered(source, name, member) or name in offered):
                continue
            target = modules.resolve_name(f"{source.path}.{name}")
            if isinstance(modules.find_object(target), griffe.Module):
                continue
            inside = target.partition(".")[2] if target.startswith(f"{modules.package}.") else target
            yield (f"{module}.{name}" if module else name), inside


def is_offered(module: griffe.Module, name: str, member: griffe.Object | griffe.Alias) -> bool:
    """Return whether a member of a module is public: defined there, or re-exported by a package."""
    if not is_public(name) or name in {"__all__", "TYPE_CHECKING"}:
        return False
    if isinstance(member, griffe.Alias):
        head, _, rest = member.target_path.partition(".")
        is_own = module.is_init_module and head == module.path.partition(".")[0]
        is_inside = module.exports is None and member.target_path.startswith(f"{module.path}.")
        return is_own and (is_inside or is_public_path(rest))
    return module.exports is None or isinstance(member, griffe.Class) or not module.is_init_module


def unused_modules(modules: SourceModules) -> Iterator[str]:
    """Yield the modules below `types` that no other module imports: leftovers of an earlier version."""
    imported = {
        member.target_path
        for source in modules.found.values()
        for member in source.members.values()
        if isinstance(member, griffe.Alias)
    }
    used = imported | {target.rpartition(".")[0] for target in imported}
    for name, source in modules.found.items():
        if name.startswith("types.") and not source.is_init_module and source.path not in used:
            yield name


def class_objects(modules: SourceModules) -> Iterator[tuple[str, griffe.Class]]:
    """Yield each class in a module, with its dotted path."""
    for module, source in modules.found.items():
        for name, member in source.members.items():
            if isinstance(member, griffe.Class):
                yield (f"{module}.{name}" if module else name), member


def read_classes(modules: SourceModules, reader: AnnotationReader) -> Iterator[tuple[str, SurfaceClass]]:
    """Yield each class in a module by its dotted path; one that can't be read is reported as unread."""
    classes = ClassReader(reader)
    for path, source in class_objects(modules):
        try:
            with bounded_reading():
                found = classes.read_class(path, source)
        except SourceError as error:
            modules.unread.append(unread_part(modules, source, path, error))
        else:
            yield path, found


def unread_part(modules: SourceModules, source: griffe.Object, path: str, error: SourceError) -> Diagnostic:
    """Return the warning for a class or named type that is not compared."""
    location = modules.source_location(source.module.path.partition(".")[2], source.lineno)
    return not_compared(location.file or path, f"{path}: {error}", location.line)


def type_aliases(modules: SourceModules, reader: AnnotationReader) -> Iterator[tuple[int, SurfaceAlias]]:
    """Yield each named type that is not a class with the depth of its module; its name gives its direction."""
    for source in modules.found.values():
        for name, member in source.members.items():
            if isinstance(member, griffe.TypeAlias):
                value: griffe.Expr | str | None = member.value
            elif isinstance(member, griffe.Attribute) and reader_says_alias(member, reader):
                value = member.value
            else:
                continue
            try:
                with bounded_reading():
                    found = reader.read_type(aliased_value(value))
            except SourceError as error:
                modules.unread.append(unread_part(modules, member, f"{source.path}.{name}", error))
                continue
            if found is not None:
                side = ChangeSide.REQUEST if name.endswith(("Param", "Params")) else ChangeSide.RESPONSE
                yield source.path.count("."), SurfaceAlias(reader.shared_name(f"{source.path}.{name}"), found, (side,))


def reader_says_alias(member: griffe.Attribute, reader: AnnotationReader) -> bool:
    """Return whether an attribute of a module names a type."""
    if member.annotation is not None:
        return reader.dotted_name(member.annotation) == "TypeAlias"
    return (
        isinstance(member.value, griffe.ExprSubscript | griffe.ExprBinOp | griffe.ExprCall)
        and member.name[:1].isupper()
    )


def aliased_value(value: griffe.Expr | str | None) -> griffe.Expr | str | None:
    """Return the value of an alias: in `TypeAliasType("X", ...)` the second argument."""
    if isinstance(value, griffe.ExprCall):
        is_alias = str(value.function).endswith("TypeAliasType") and len(value.arguments) > 1
        return value.arguments[1] if is_alias else None
    return value


def environment_variables(files: Mapping[str, str]) -> frozenset[str]:
    """Return the environment variables that the client's module reads by a constant name."""
    names: set[str] = set()
    for path in ("_client.py", "_runtime/settings.py", "_settings.py", "_base_client.py"):
        try:
            tree = parse_foreign(files.get(path, ""))
        except SourceError:  # reported when the modules are visited
            continue
        names.update(variables_read(tree))
    return frozenset(names)


def variables_read(tree: ast.Module) -> Iterator[str]:
    """Yield the names of variables in calls such as `os.environ.get("X")` and `read_option(value, env="X")`."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            called = function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", "")
            values = [*node.args[:1], *(each.value for each in node.keywords if each.arg == "env")]
            for value in values if called in _READS else ():
                name = value.value if isinstance(value, ast.Constant) else None
                if isinstance(name, str) and (name.isupper() or called != "get" or "environ" in ast.unparse(function)):
                    yield name
        elif isinstance(node, ast.Assign | ast.AnnAssign) and isinstance(node.value, ast.Constant):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            if any(isinstance(each, ast.Name) and each.id == "ENV_PREFIX" for each in targets):
                yield from (f"{node.value.value!s}_{name}" for name in ("BASE_URL", "CUSTOM_HEADERS", "LOG"))
