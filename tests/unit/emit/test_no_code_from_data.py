"""A document's text changes nothing but literals: the statements stay those that the templates print."""

from __future__ import annotations

import ast
import json
from pathlib import Path

import pytest

from specloom.emit.header import header_comment
from specloom.emit.models import model_file_views
from specloom.emit.render import render_package
from specloom.emit.resources import resource_file_views
from tests.support.planning import planned_file

TEMPLATES = Path(__file__).parents[3] / "templates"
CALL = "__import__('os').system('touch pwned')"
HOSTILE = [
    f'"""\n{CALL}\n"""',
    f"'''\n{CALL}\n'''",
    f'\\"""\n{CALL}',
    f'" + {CALL} + "',
    f"x\r{CALL}\u2028{CALL}\x85{CALL}\x0c{CALL}",
    f"\\N{{BULLET}} \\x22 {CALL}\\",
    f"{{{{ {CALL} }}}} {{% raw %}}",
    f"\u202e\u200b{CALL}\ufeff\ue000 Planned0\n",
    f"#\ue000 Planned0\n{CALL}",
    f'ends with a quote {CALL}"',
    '"',
    '"' * 7,
    "\\",
]


def document(text: str) -> str:
    """Return a document that says `text` wherever no name comes from it."""
    words = json.dumps(text)
    return f"""
openapi: 3.1.0
info: {{title: Orchard, version: {words}, description: {words}}}
servers: [{{url: {json.dumps("https://h/" + text)}}}]
tags: [{{name: trees, description: {words}}}]
security: [{{Key: []}}]
paths:
  "/trees/{{tree_id}}":
    post:
      operationId: updateTree
      tags: [trees]
      summary: {words}
      description: {words}
      parameters:
        - {{name: tree_id, in: path, required: true, description: {words}, schema: {{type: string, pattern: {words}}}}}
        - {{name: kind, in: query, description: {words}, schema: {{enum: [{words}, {json.dumps(text + "x")}]}}}}
      requestBody:
        content:
          application/json:
            schema:
              type: object
              title: {words}
              description: {words}
              properties:
                name: {{type: string, default: {words}, example: {words}, description: {words}, format: {words}}}
                const: {{const: {words}}}
      responses:
        '200':
          description: {words}
          content: {{application/json: {{schema: {{$ref: '#/components/schemas/Tree'}}}}}}
components:
  securitySchemes: {{Key: {{type: apiKey, in: query, name: {words}, description: {words}}}}}
  schemas:
    Tree:
      type: object
      description: {words}
      deprecated: true
      properties:
        kind: {{enum: [{words}, {json.dumps(text + "x")}], description: {words}}}
        parent: {{$ref: '#/components/schemas/Tree', description: {words}}}
"""


def skeletons(directory: Path, text: str) -> dict[str, list[str]]:
    """Return the statements of every generated file, with all texts left out."""
    (directory / "openapi.yaml").write_text(document(text), encoding="utf-8")
    plan = planned_file(directory / "openapi.yaml", None)
    roots = (TEMPLATES,)
    files = render_package(
        (model_file_views(plan, roots), resource_file_views(plan)), roots, header_comment(plan.package)
    )
    ours = {path.relative_to(TEMPLATES / "runtime").as_posix() for path in (TEMPLATES / "runtime").rglob("*.py")}
    generated = {path: source for path, source in files.items() if path.endswith(".py") and path not in ours}
    return {path: [ast.dump(node) for node in _blank(source)] for path, source in generated.items()}


def _blank(source: str) -> list[ast.stmt]:
    tree = _Blank().visit(ast.parse(source))
    assert isinstance(tree, ast.Module)
    return tree.body


class _Blank(ast.NodeTransformer):
    def visit_Constant(self, node: ast.Constant) -> ast.Constant:
        return ast.Constant("") if isinstance(node.value, str) else node

    def visit_Expr(self, node: ast.Expr) -> ast.AST | None:
        """Leave docstrings out: a text may have none to say."""
        return None if isinstance(node.value, ast.Constant) else self.generic_visit(node)


@pytest.mark.parametrize("text", HOSTILE, ids=range(len(HOSTILE)))
def test_statements_do_not_depend_on_texts(tmp_path: Path, text: str) -> None:
    (tmp_path / "a").mkdir()
    (tmp_path / "b").mkdir()
    assert skeletons(tmp_path / "a", text) == skeletons(tmp_path / "b", "plain")
