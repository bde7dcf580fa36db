"""Griffe's visitor of one module, without what makes it slow on long bodies or dependent on other packages."""

from __future__ import annotations

import ast

import griffe

_DOCUMENTED = (ast.Assign, ast.AnnAssign, getattr(ast, "TypeAlias", ast.Assign))
"""Statements behind which griffe looks for a text that documents them. It starts with the first of their siblings."""
_ELSEWHERE = (ast.If, ast.ExceptHandler)
"""Statements in which an assignment does not replace an earlier one."""


class ModuleVisitor(griffe.Visitor):
    """Griffe's visitor; a subclass is not handed to the parser of another package that happens to be installed."""

    def visit(self, node: ast.AST) -> None:
        """Visit a node, an assignment as if it were the only one: nobody asks for what documents it."""
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
