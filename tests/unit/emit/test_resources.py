"""What resources are printed as, where names are in each other's way."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from specloom.emit.header import header_comment
from specloom.emit.models import model_file_views
from specloom.emit.render import render_package
from specloom.emit.resources import resource_file_views
from specloom.plan.planned import Plan
from tests.support.planning import planned

TEMPLATES = Path(__file__).parents[3] / "templates"
OK = "{responses: {'200': {description: ok, content: {application/json: {schema: {type: string}}}}}}"


def files(plan: Plan) -> dict[str, str]:
    roots = (TEMPLATES,)
    return render_package(
        (model_file_views(plan, roots), resource_file_views(plan)), roots, header_comment(plan.package)
    )


def names(source: str) -> list[str]:
    """Return every name that a module binds at its top."""
    bound: list[str] = []
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.ImportFrom) and node.col_offset <= 4:
            bound += [alias.asname or alias.name for alias in node.names]
    bound += [node.name for node in ast.parse(source).body if isinstance(node, ast.ClassDef)]
    return bound


@pytest.mark.parametrize("child", ["teams", "api", "async_api", "sync_api"])
def test_a_child_may_be_called_like_its_parent_or_like_a_base(tmp_path: Path, child: str) -> None:
    document = f"""
        paths:
          /a: {{get: {OK}}}
          /b: {{get: {OK}}}
    """
    config = f"""
        resources:
          teams:
            methods: {{get: get /a}}
            subresources:
              {child}: {{methods: {{get: get /b}}}}
    """
    printed = files(planned(tmp_path, document, config))
    for path, source in printed.items():
        if path.startswith(("resources/", "_client")):
            assert sorted(names(source)) == sorted(set(names(source))), path


def test_methods_named_like_what_the_class_body_needs(tmp_path: Path) -> None:
    methods = ("list", "str", "int", "object", "omit", "not_given", "cached_property", "overload", "float", "bool")
    document = "paths:\n" + "".join(
        f"  /{name}: {{get: {{parameters: [{{name: q, in: query, schema: {{type: string}}}}], "
        "responses: {'200': {description: ok, content: {application/json: {schema: {type: array, "
        "items: {type: integer}}}}}}}}\n"
        for name in methods
    )
    config = "resources:\n  trees:\n    methods:\n" + "".join(f"      {name}: get /{name}\n" for name in methods)
    source = files(planned(tmp_path, document, config))["resources/trees.py"]
    module = ast.parse(source)
    trees = next(node for node in module.body if isinstance(node, ast.ClassDef))
    members = {node.name for node in trees.body if isinstance(node, ast.FunctionDef)}
    assert set(methods) <= members
    for node in trees.body:
        assert isinstance(node, ast.FunctionDef | ast.Expr)
        if isinstance(node, ast.FunctionDef):
            defaults = {ast.unparse(default) for default in node.args.kw_defaults if default is not None}
            decorators = {ast.unparse(decorator) for decorator in node.decorator_list}
            assert not (defaults | decorators) & members


def test_a_document_without_operations_is_a_client_all_the_same(tmp_path: Path) -> None:
    printed = files(planned(tmp_path, "paths: {}"))
    assert "resources/__init__.py" in printed
    for path, source in printed.items():
        if path.endswith(".py"):
            ast.parse(source)


def test_templates_of_a_user_win(tmp_path: Path) -> None:
    (tmp_path / "mine" / "package").mkdir(parents=True)
    (tmp_path / "mine" / "package" / "_version.py.jinja").write_text("__version__ = 'mine'\n")
    plan = planned(tmp_path, "paths: {}")
    printed = render_package((resource_file_views(plan),), (tmp_path / "mine", TEMPLATES), header_comment(plan.package))
    assert printed["_version.py"] == "__version__ = 'mine'\n"


def test_a_base_without_fields_to_send_is_no_base(tmp_path: Path) -> None:
    document = """
        paths:
          /trees: {post: {requestBody: {content: {application/json: {schema: {$ref: '#/components/schemas/Oak'}}}},
            responses: {'204': {description: ok}}}}
          /all: {post: {requestBody: {content: {application/json: {schema: {type: object, properties: {
            oak: {$ref: '#/components/schemas/Oak'}}}}}}, responses: {'204': {description: ok}}}}
        components:
          schemas:
            Base: {type: object, properties: {id: {type: string, readOnly: true}}}
            Oak: {allOf: [{$ref: '#/components/schemas/Base'}, {type: object, properties: {height: {type: number}}}]}
    """
    printed = files(planned(tmp_path, document))
    params = [source for path, source in printed.items() if path.endswith("oak_param.py")]
    assert params
    assert all("class OakParam(TypedDict, total=False):" in source for source in params)
