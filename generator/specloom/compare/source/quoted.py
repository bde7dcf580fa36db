"""Replaces quoted types by what is in the quotes: `List["Tree"]` is read as `List[Tree]`."""

from __future__ import annotations

import ast

_LONGEST = 20_000
"""The most characters of a quoted type that are read."""
_DEEPEST = 10
"""The most quotes within quotes."""
_CONSTANTS, _ANNOTATED = "Literal", "Annotated"
_ALIASES = {"TypeAlias", "TypeAliasType", "TypedDict", "NewType", "cast"}


class _Unquoting(ast.NodeTransformer):
    """Replaces the texts in a type, constants of a `Literal` and metadata left out."""

    def __init__(self, depth: int = 0) -> None:
        self.depth = depth

    def visit_Constant(self, node: ast.Constant) -> ast.expr:
        """Return the type in the quotes; a text that is no expression is returned unchanged."""
        if not isinstance(node.value, str) or len(node.value) > _LONGEST or self.depth == _DEEPEST:
            return node
        try:
            found = ast.parse(node.value.strip(), mode="eval").body
        except (SyntaxError, ValueError, RecursionError, MemoryError):
            return node
        return unquoted_type(found, self.depth + 1)

    def visit_Subscript(self, node: ast.Subscript) -> ast.expr:
        """Return the type with its arguments unquoted."""
        name = last_name(node.value)
        if name == _CONSTANTS:
            return node
        if name == _ANNOTATED and isinstance(node.slice, ast.Tuple) and node.slice.elts:
            node.slice.elts[0] = unquoted_type(node.slice.elts[0], self.depth)
        else:
            node.slice = unquoted_type(node.slice, self.depth)
        return node

    def visit_Call(self, node: ast.Call) -> ast.expr:
        """Return a call unchanged: its arguments are values."""
        return node


def unquoted_type(node: ast.expr, depth: int = 0) -> ast.expr:
    """Return a type without quotes; the node may be changed."""
    found: object = _Unquoting(depth).visit(node)
    return found if isinstance(found, ast.expr) else node


def unquote_types(node: ast.AST) -> None:
    """Unquote the types in one statement: annotations, bases of a class, and values that name a type."""
    if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
        node.returns = unquoted_type(node.returns) if node.returns is not None else None
        named = node.args
        for each in (*named.posonlyargs, *named.args, named.vararg, *named.kwonlyargs, named.kwarg):
            if each is not None and each.annotation is not None:
                each.annotation = unquoted_type(each.annotation)
    elif isinstance(node, ast.ClassDef):
        node.bases = [unquoted_type(base) for base in node.bases]
    elif isinstance(node, ast.AnnAssign):
        node.annotation = unquoted_type(node.annotation)
        if node.value is not None and last_name(node.annotation) in _ALIASES:
            node.value = unquoted_type(node.value)
    if isinstance(node, ast.Assign | ast.AnnAssign) and node.value is not None:
        node.value = unquoted_value(node.value)


def unquoted_value(node: ast.expr) -> ast.expr:
    """Return the value of an assignment with the types in it unquoted, if it names a type."""
    if isinstance(node, ast.Subscript | ast.BinOp):
        return unquoted_type(node)
    if isinstance(node, ast.Call) and last_name(node.func) in _ALIASES and len(node.args) > 1:
        second = node.args[1]
        if isinstance(second, ast.Dict):
            second.values = [unquoted_type(value) for value in second.values]
        else:
            node.args[1] = unquoted_type(second)
    return node


def last_name(node: ast.expr) -> str:
    """Return the last part of a dotted name, "" for any other expression."""
    if isinstance(node, ast.Attribute):
        return node.attr
    return node.id if isinstance(node, ast.Name) else ""
