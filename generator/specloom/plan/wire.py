"""Finds what a body needs before it is sent: nested keys with aliases or formats, and files in multipart bodies."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from specloom.api.ir import Style
from specloom.base.graph import strong_components
from specloom.plan.cycles import type_exprs
from specloom.plan.exprs import has_base64, named_types
from specloom.plan.planned import (
    ArgumentLocation,
    BasicKind,
    BasicType,
    BodyEncoding,
    DictType,
    FormattedType,
    ListType,
    LiteralType,
    NamedType,
    OptionalType,
    PlannedAlias,
    PlannedClass,
    PlannedMethod,
    PlannedParameter,
    PlannedType,
    PlannedTypeModule,
    TypeExpr,
    UnionType,
)

_DEEPEST_FILE = 8
ARRAY_STEP = "<array>"


class WireNeeds:
    """Knows every planned type, and the ones that the plain encoder can't send."""

    def __init__(self, modules: Iterable[PlannedTypeModule], *, as_documented: bool = True) -> None:
        """Look at all types once. With `as_documented`, the client finds files by itself, however deep they are."""
        self._as_documented = as_documented
        self._types: dict[NamedType, PlannedType] = {
            NamedType(module.path, planned.name): planned for module in modules for planned in module.types
        }
        self._special = self._types_with_needs()

    def _types_with_needs(self) -> set[NamedType]:
        """Return the types that hold an alias or a format, directly or inside."""
        order = list(self._types)
        number = {key: index for index, key in enumerate(order)}
        graph = {
            index: [number[plain] for plain in self._used_types(self._types[key]) if plain in number]
            for index, key in enumerate(order)
        }
        special: set[int] = set()
        for component in strong_components(graph):
            inside = any(target in special for index in component for target in graph[index])
            if inside or any(_is_special(self._types[order[index]]) for index in component):
                special.update(component)
        return {order[index] for index in special}

    def _used_types(self, planned: PlannedType) -> list[NamedType]:
        return [replace(item, deferred=False) for expr in type_exprs(planned) for item in named_types(expr)]

    def _has_needs(self, parameters: Iterable[PlannedParameter]) -> bool:
        return any(
            has_base64(parameter.type) or any(item in self._special for item in named_types(parameter.type))
            for parameter in parameters
        )

    def fill_needs(self, method: PlannedMethod) -> PlannedMethod:
        """Return `method` with what its body and query need."""
        every = _all_parameters(method)
        inside = _in_body(every)
        query = [p for p in every if p.location is ArgumentLocation.QUERY]
        together = (
            {ArgumentLocation.QUERY, ArgumentLocation.BODY}
            if not _has_ambiguous_keys(every)
            else set[ArgumentLocation]()
        )
        alone = tuple(
            replace(p, transformed=p.location not in together and self._has_needs([p])) for p in method.parameters
        )
        body = method.body
        if body.encoding not in (BodyEncoding.NONE, BodyEncoding.CONTENT):
            needed = ArgumentLocation.BODY in together and self._has_needs(
                p for p in inside if p.location is ArgumentLocation.BODY
            )
            files = self._file_paths(_in_body(method.parameters)) if body.encoding is BodyEncoding.MULTIPART else ()
            body = replace(body, transform=method.params_type if needed else None, file_paths=tuple(files))
        needed = ArgumentLocation.QUERY in together and self._has_needs(query)
        return replace(method, parameters=alone, body=body, query_transform=method.params_type if needed else None)

    def _file_paths(self, parameters: Iterable[PlannedParameter]) -> dict[tuple[str, ...], None]:
        found: dict[tuple[str, ...], None] = {}
        for parameter in parameters:
            if parameter.style is Style.JSON:
                continue
            start = (parameter.wire_name,) if parameter.location is ArgumentLocation.BODY else ()
            self._collect_files(parameter.type, start, found)
        return found

    def _collect_files(self, expr: TypeExpr, path: tuple[str, ...], found: dict[tuple[str, ...], None]) -> None:
        if len(path) > _DEEPEST_FILE:
            return
        match expr:
            case BasicType(basic=BasicKind.FILE):
                found[path] = None
            case ListType(items=inner):
                self._collect_files(inner, (*path, ARRAY_STEP), found)
            case OptionalType(item=inner) | FormattedType(item=inner):
                self._collect_files(inner, path, found)
            case DictType():
                return
            case UnionType(items=items):
                is_free = any(map(self._takes_other_values, items)) and self._finds_files(path)
                for item in items:
                    self._collect_files(item, path, found)
                if is_free:
                    found.pop(path, None)
                    found.pop((*path, ARRAY_STEP), None)
            case NamedType():
                self._collect_named(expr, path, found)
            case _:
                return

    def _takes_other_values(self, expr: TypeExpr) -> bool:
        """Return whether a member of a union has values that are neither text nor files, so that a path would fail."""
        match expr:
            case BasicType(basic=basic):
                return basic not in (BasicKind.FILE, BasicKind.STR, BasicKind.NONE)
            case LiteralType(values=values):
                return not all(isinstance(value, str) for value in values)
            case ListType(items=inner) | OptionalType(item=inner) | FormattedType(item=inner):
                return self._takes_other_values(inner)
            case UnionType(items=items):
                return any(map(self._takes_other_values, items))
            case NamedType():
                planned = self._types.get(replace(expr, deferred=False))
                if not isinstance(planned, PlannedAlias) or planned.recursive:
                    return True
                return self._takes_other_values(planned.type)
            case _:
                return True

    def _finds_files(self, path: tuple[str, ...]) -> bool:
        """Return whether the client finds files there without a path."""
        return bool(path) and (self._as_documented or path[1:] in ((), (ARRAY_STEP,)))

    def _collect_named(self, item: NamedType, path: tuple[str, ...], found: dict[tuple[str, ...], None]) -> None:
        planned = self._types.get(replace(item, deferred=False))
        if isinstance(planned, PlannedAlias):
            self._collect_files(planned.type, (*path,), found) if not planned.recursive else None
        elif isinstance(planned, PlannedClass):
            for field in planned.fields:
                self._collect_files(field.type, (*path, field.wire_name), found)


def _in_body(parameters: Iterable[PlannedParameter]) -> list[PlannedParameter]:
    return [p for p in parameters if p.location in (ArgumentLocation.BODY, ArgumentLocation.WHOLE_BODY)]


def _all_parameters(method: PlannedMethod) -> list[PlannedParameter]:
    return [*method.parameters, *(p for overload in method.overloads for p in overload.parameters)]


def _has_ambiguous_keys(parameters: list[PlannedParameter]) -> bool:
    """Return whether wire names alone don't identify the keys of the params type."""
    names: dict[str, str] = {}
    for parameter in parameters:
        for name in {parameter.wire_name, parameter.name}:
            if names.setdefault(name, parameter.name) != parameter.name:
                return True
    return False


def _is_special(planned: PlannedType) -> bool:
    if isinstance(planned, PlannedAlias):
        return has_base64(planned.type)
    return any(field.name != field.wire_name or has_base64(field.type) for field in planned.fields)
