"""Resolves names in annotations as Python does: in the class body only what can be a type, then in the module."""

from __future__ import annotations

import griffe

_TYPE_VALUES = griffe.ExprSubscript | griffe.ExprBinOp | griffe.ExprName | griffe.ExprAttribute
_DEEPEST = 500
"""The most parts of a dotted name that are resolved."""


def written_path(source: griffe.Expr | str) -> str:
    """Return the dotted path that a name has where it is written: imports of its own module are applied once."""
    if isinstance(source, griffe.ExprAttribute):
        source = source.last
    parts: list[str] = []
    while isinstance(source, griffe.ExprName) and isinstance(source.parent, griffe.ExprName):
        parts.append(source.name)
        source = source.parent
        if len(parts) > _DEEPEST:
            return str(source)
    head = scoped_path(source) if isinstance(source, griffe.ExprName) else str(source)
    return ".".join([head, *reversed(parts)])


def scoped_path(source: griffe.ExprName) -> str:
    """Return the path of a name without dots; one that nothing in the module defines is returned unchanged."""
    scope = source.parent
    if isinstance(scope, str):
        return f"{scope}.{source.name}"
    if not isinstance(scope, griffe.Object):
        return source.name
    owner = scope.members.get(source.member) if source.member else None
    for each in (owner, scope):
        if isinstance(each, griffe.Class | griffe.Function) and source.name in each.type_parameters:
            return f"{each.path}[{source.name}]"
    if isinstance(scope, griffe.Class):
        own = scope.members.get(source.name)
        if own is not None and is_type(own):
            return member_path(own)
    found = scope.module.members.get(source.name)
    return member_path(found) if found is not None else source.name


def is_type(member: griffe.Object | griffe.Alias) -> bool:
    """Return whether a member of a class can be meant by an annotation in that class: no field, no method."""
    if isinstance(member, griffe.Attribute):
        return member.annotation is None and isinstance(member.value, _TYPE_VALUES) and not member.labels & {"property"}
    return not isinstance(member, griffe.Function)


def member_path(member: griffe.Object | griffe.Alias) -> str:
    """Return the path of a member of a scope: the target of an import, otherwise its own path."""
    return member.target_path if isinstance(member, griffe.Alias) else member.path
