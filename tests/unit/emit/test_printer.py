"""The model printer gives back what it was given, under the same names, whatever they are."""

from __future__ import annotations

import ast
from pathlib import Path

import pytest

from specloom.emit.models.printer import print_types
from specloom.emit.views import AliasView, ClassKind, ClassView, FieldView

TEMPLATES = Path(__file__).parents[3] / "templates"
NAMES = [
    *(
        "Model",
        "Document",
        "Root",
        "Any",
        "Enum",
        "Field",
        "RootModel",
        "Optional",
        "Decimal",
        "UUID",
        "Literal",
        "Str",
    ),
    *("Foo", "foo", "FOO", "Foo1", "Foo_", "Ärger", "日本", "API600", "ID", "type", "list", "A" * 160, "Foo_2", "x"),
]


def view(name: str, kind: ClassKind, *fields: str) -> ClassView:
    bases = "BaseModel" if kind is ClassKind.MODEL else "TypedDict, total=False"
    return ClassView(kind, name, bases, "", tuple(FieldView(field, "str", "", "", spaced=False) for field in fields))


def printed(*views: ClassView | AliasView) -> list[str]:
    sources = print_types(views, (TEMPLATES,))
    return [sources[id(item)] for item in views]


@pytest.mark.parametrize("kind", list(ClassKind))
def test_every_class_keeps_its_name(kind: ClassKind) -> None:
    for name, source in zip(NAMES, printed(*(view(name, kind, "id") for name in NAMES)), strict=True):
        (node,) = ast.parse(source).body
        assert isinstance(node, ast.ClassDef)
        assert node.name == name


@pytest.mark.parametrize("kind", list(ClassKind))
def test_every_field_keeps_its_name_and_place(kind: ClassKind) -> None:
    fields = ("_600", "copy", "json", "schema", "class_", "type", "_count", "model_type", "date", "str", "é")
    (source,) = printed(view("Tree", kind, *fields))
    (node,) = ast.parse(source).body
    assert isinstance(node, ast.ClassDef)
    assert [ast.unparse(item.target) for item in node.body if isinstance(item, ast.AnnAssign)] == list(fields)


def test_classes_of_one_name_do_not_mix() -> None:
    first, second = view("Data", ClassKind.MODEL, "a"), view("Data", ClassKind.MODEL, "b")
    one, two = printed(first, second)
    assert "a: str" in one
    assert "b: str" in two


def test_a_class_without_fields_has_a_body() -> None:
    for kind in ClassKind:
        assert ast.parse(printed(view("Empty", kind))[0])


def test_aliases_are_printed_as_such() -> None:
    plain, recursive = AliasView("Step", "Union[str, int]", ""), AliasView("Expr", '"List[Expr]"', "", recursive=True)
    assert printed(plain, recursive) == [
        "Step: TypeAlias = Union[str, int]",
        'if TYPE_CHECKING:\n    Expr: TypeAlias = "List[Expr]"\nelse:\n    Expr = TypeAliasType("Expr", "List[Expr]")',
    ]


def test_a_user_s_template_wins(tmp_path: Path) -> None:
    (tmp_path / "models").mkdir()
    (tmp_path / "models" / "TypeAliasAnnotation.jinja2").write_text(
        "#{{ mark }} {{ class_name }}\n{% set planned = planned_types[class_name] %}X = {{ planned.name }}"
    )
    alias, model = AliasView("Step", "str", ""), view("Tree", ClassKind.MODEL, "id")
    sources = print_types((alias, model), (tmp_path, TEMPLATES))
    assert sources[id(alias)] == "X = Step"
    assert sources[id(model)].startswith("class Tree(BaseModel):")
