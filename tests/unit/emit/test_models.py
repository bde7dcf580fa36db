"""The model library spells what is printed, under the names that were planned, whatever they are."""

from __future__ import annotations

import ast
import json
from collections.abc import Sequence
from pathlib import Path

import pytest
from datamodel_code_generator import types as library
from datamodel_code_generator.model import typed_dict
from datamodel_code_generator.model._decisions import union_assembly
from datamodel_code_generator.model.pydantic_v2 import DataModelField
from datamodel_code_generator.types import DataType

from specloom.base.diagnostics import Diagnostics
from specloom.base.reserved import TYPE_NAMES
from specloom.emit.datatypes import SPELLED_NAMES, TypeTable
from specloom.emit.fields import FieldTable
from specloom.emit.imports import Imports
from specloom.emit.models.classes import TypePrinter
from specloom.emit.models.declare import TypeDeclarations
from specloom.output import manifest
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from specloom.plan.planned import (
    BasicKind,
    BasicType,
    Direction,
    ListType,
    LiteralType,
    NamedType,
    OptionalType,
    PlannedAlias,
    PlannedClass,
    PlannedDoc,
    PlannedField,
    PlannedTypeModule,
    TypeExpr,
    UnionType,
)

ROOT = Path(__file__).parents[3]
TEMPLATES = ROOT / "templates"
DOC = PlannedDoc()
STR, INT = BasicType(BasicKind.STR), BasicType(BasicKind.INT)
NAMES = [
    "Model",
    "Document",
    "Root",
    "Enum",
    "Field",
    "RootModel",
    "Decimal",
    "UUID",
    "Str",
    *("Foo", "foo", "FOO", "Foo1", "Foo_", "Ärger", "日本", "API600", "ID", "type", "list", "A" * 160, "Foo_2", "x"),
]


def planned_field(name: str, expr: TypeExpr = STR, *, required: bool = True, wire: str | None = None) -> PlannedField:
    return PlannedField(name, wire or name, expr, required, DOC)


def planned_class(name: str, *fields: PlannedField) -> PlannedClass:
    return PlannedClass(name, (), fields, None, DOC)


def module(*types: PlannedClass | PlannedAlias, direction: Direction = Direction.RESPONSE) -> PlannedTypeModule:
    return PlannedTypeModule(("types", "tree"), direction, types, ())


def printed(planned: PlannedTypeModule, *roots: Path) -> list[str]:
    printer = TypePrinter((*roots, TEMPLATES))
    return [printer.print_type(model) for model in TypeDeclarations(planned).declare_models()]


@pytest.mark.parametrize("direction", list(Direction))
def test_every_class_keeps_its_name(direction: Direction) -> None:
    classes = [planned_class(name, planned_field("id")) for name in NAMES]
    for name, source in zip(NAMES, printed(module(*classes, direction=direction)), strict=True):
        (node,) = ast.parse(source).body
        assert isinstance(node, ast.ClassDef)
        assert node.name == name


@pytest.mark.parametrize("direction", list(Direction))
def test_every_field_keeps_its_name_and_place(direction: Direction) -> None:
    names = ("_600", "copy", "json", "schema", "class_", "type", "_count", "model_type", "date", "str", "é")
    (source,) = printed(module(planned_class("Tree", *map(planned_field, names)), direction=direction))
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.ClassDef)
    assert [ast.unparse(item.target) for item in node.body if isinstance(item, ast.AnnAssign)] == list(names)


@pytest.mark.parametrize("direction", list(Direction))
def test_a_class_without_fields_has_a_body(direction: Direction) -> None:
    (source,) = printed(module(planned_class("Empty"), direction=direction))
    assert ast.parse(source)


def test_aliases_are_printed_as_such() -> None:
    plain = PlannedAlias("Step", UnionType((STR, INT)), DOC)
    recursive = PlannedAlias("Expr", ListType(NamedType(("types", "tree"), "Expr")), DOC, recursive=True)
    assert printed(module(plain, recursive)) == [
        "Step: TypeAlias = Union[str, int]",
        'if TYPE_CHECKING:\n    Expr: TypeAlias = "List[Expr]"\nelse:\n    Expr = TypeAliasType("Expr", "List[Expr]")',
    ]


def test_a_model_has_the_library_s_annotations_and_defaults() -> None:
    fields = (
        planned_field("a", OptionalType(STR)),
        planned_field("b", UnionType((STR, INT)), required=False, wire="B"),
        planned_field("c", LiteralType(("x", 'say "it"', "\u202e", True, 3)), wire="C"),
        planned_field("d", BasicType(BasicKind.NONE), required=False),
    )
    assert printed(module(planned_class("Tree", *fields))) == [
        "class Tree(BaseModel):\n"
        "    a: Optional[str] = None\n"
        '    b: Optional[Union[str, int]] = FieldInfo(alias="B", default=None)\n'
        '    c: Literal["x", "say \\"it\\"", "\\u202e", True, 3] = FieldInfo(alias="C")\n'
        "    d: None = None"
    ]


def test_a_model_imports_what_it_uses_alone() -> None:
    planned = module(planned_class("Tree", planned_field("a", BasicType(BasicKind.NONE), required=False)))
    declared = TypeDeclarations(planned)
    declared.declare_models()
    assert declared.imports.import_groups() == (("from .._models import BaseModel",),)


def test_a_typed_dict_says_what_is_required() -> None:
    fields = (planned_field("a", OptionalType(STR)), planned_field("b", required=False, wire="B"))
    assert printed(module(planned_class("Tree", *fields), direction=Direction.REQUEST)) == [
        "class Tree(TypedDict, total=False):\n"
        "    a: Required[Optional[str]]\n"
        '    b: Annotated[str, PropertyInfo(alias="B")]'
    ]


def test_a_user_s_template_wins(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "TypeAliasAnnotation.jinja2").write_text("X = {{ class_name }}")
    alias, model = PlannedAlias("Step", STR, DOC), planned_class("Tree", planned_field("id"))
    sources = printed(module(alias, model), tmp_path)
    assert sources[0] == "X = Step"
    assert sources[1].startswith("class Tree(BaseModel):")


def test_equal_types_and_fields_are_made_once() -> None:
    types, fields = TypeTable(), FieldTable()
    expr = OptionalType(ListType(UnionType((STR, LiteralType(("a", "b"))))))
    first = TypeDeclarations(
        module(planned_class("One", planned_field("id", expr))), (), types, fields
    ).declare_models()
    second = TypeDeclarations(
        module(planned_class("Two", planned_field("id", expr))), (), types, fields
    ).declare_models()
    assert first[0].fields[0] is second[0].fields[0]


def test_no_type_of_a_package_has_a_name_that_annotations_use() -> None:
    assert {*SPELLED_NAMES} <= TYPE_NAMES


def test_a_class_may_have_a_name_that_annotations_use_in_a_file_of_resources() -> None:
    imports = Imports(("_client",), taken={"Union", "List"})
    types = TypeTable(imports.aliases_of(SPELLED_NAMES))
    listed = types.list_type(types.union_type([types.type_for_name("str"), types.type_for_name("int")]))
    imports.append(types.optional_type(listed).all_imports)
    assert types.optional_type(listed).type_hint == "Optional[_List[_Union[str, int]]]"
    assert imports.import_groups() == (("from typing import List as _List, Optional, Union as _Union",),)


ITEM = {
    "type": "object",
    "required": ["kinds"],
    "properties": {
        "kinds": {"type": "array", "items": {"enum": ["a", "b"]}},
        "note": {"type": "string", "nullable": True},
        "value": {"oneOf": [{"type": "string"}, {"type": "integer"}]},
    },
}
DOCUMENT = {
    "openapi": "3.0.3",
    "info": {"title": "Shop", "version": "1"},
    "paths": {
        "/items": {
            "post": {
                "operationId": "addItem",
                "requestBody": {"content": {"application/json": {"schema": ITEM}}},
                "responses": {"200": {"description": "it", "content": {"application/json": {"schema": ITEM}}}},
            }
        }
    },
}


def changed(monkeypatch: pytest.MonkeyPatch, directory: Path, target: object, name: str, value: object) -> set[str]:
    """Return the directories of the package in which files change when a part of the library is replaced."""
    spec = directory / "openapi.json"
    spec.write_text(json.dumps(DOCUMENT))

    def files() -> dict[str, str]:
        return dict(generate(Options(spec=str(spec), cache=False, jobs=1), Run(Diagnostics())).files)

    before = files()
    monkeypatch.setattr(target, name, value)
    differing = {path for path, text in files().items() if text != before[path]}
    return {path.split("/")[0] for path in differing - {manifest.NAME}}


def test_the_library_s_optional_types_are_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def maybe(text: str, _: bool) -> str:
        return f"Maybe[{text}]"

    assert changed(monkeypatch, tmp_path, library, "get_optional_type", maybe) == {"types", "resources"}


def test_the_library_s_unions_are_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    def any_of(members: Sequence[str], *, union_operator: bool) -> str:
        return f"AnyOf[{', '.join(members)}]"

    assert changed(monkeypatch, tmp_path, union_assembly, "join_union", any_of) == {"types", "resources"}


def test_the_library_s_type_hints_are_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    original = DataType.type_hint.fget
    assert original is not None
    hint = property(lambda item: original(item).replace("List[", "ListOf["))
    assert changed(monkeypatch, tmp_path, DataType, "type_hint", hint) == {"types", "resources"}


def test_the_library_s_defaults_are_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    default = property(lambda _: "MISSING")
    assert changed(monkeypatch, tmp_path, DataModelField, "represented_default", default) == {"types"}


def test_the_library_s_required_keys_are_printed(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert changed(monkeypatch, tmp_path, typed_dict, "REQUIRED", "Needed") == {"types"}


def test_a_tuple_of_several_items_is_no_union(tmp_path: Path) -> None:
    pair = {"type": "array", "prefixItems": [{"type": "string"}, {"type": "integer"}], "minItems": 2, "maxItems": 2}
    sizes = {"type": "object", "properties": {"sizes": pair}, "required": ["sizes"]}
    operation = {
        "parameters": [{"name": "range", "in": "query", "schema": {"$ref": "#/components/schemas/Range"}}],
        "requestBody": {"content": {"application/json": {"schema": sizes}}},
        "responses": {"200": {"description": "-", "content": {"application/json": {"schema": sizes}}}},
    }
    spec = tmp_path / "openapi.json"
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Orchard", "version": "1"},
        "paths": {"/trees/{id}": {"post": operation}},
        "components": {"schemas": {"Range": pair}},
    }
    spec.write_text(json.dumps(document))
    files = generate(Options(spec=str(spec), cache=False), Run(Diagnostics())).files
    printed = {path: text for path, text in files.items() if "Tuple[str, int]" in text}
    assert {path.partition("/")[0] for path in printed} == {"resources", "types"}
    assert [path for path, text in printed.items() if "Union" in text] == []
