"""griffe's visitor of one module, without features that are slow on long bodies or depend on other packages."""

from __future__ import annotations

import ast

import griffe

from specloom.compare.source.quoted import unquote_types

_DOCUMENTED = (ast.Assign, ast.AnnAssign, getattr(ast, "TypeAlias", ast.Assign))
"""Statements that griffe searches for an attribute docstring, starting at their first sibling."""
_ELSEWHERE = (ast.If, ast.ExceptHandler)
"""Statements in which an assignment does not replace an earlier one."""


class ModuleVisitor(griffe.Visitor):
    """griffe's visitor; other installed packages can't register parsers for a subclass."""

    def visit(self, node: ast.AST) -> None:
        """Visit a node; assignments are visited as if they were alone, because their docstrings are not needed."""
        unquote_types(node)
        if not (isinstance(node, ast.stmt) and isinstance(node, _DOCUMENTED)):
            super().visit(node)
            return
        parent = vars(node)["parent"]
        alone = ast.ExceptHandler(None, None, [node]) if isinstance(parent, _ELSEWHERE) else ast.Module([node], [])
        vars(node)["parent"] = alone
        try:
            super().visit(node)
        finally:
            vars(node)["parent"] = parent
