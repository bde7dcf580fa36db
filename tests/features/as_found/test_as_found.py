"""What published documents hold beside the letter of OpenAPI becomes a client all the same, and is reported."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from specloom.base.diagnostics import Diagnostics, Severity
from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply


def test_each_fault_is_reported() -> None:
    run = Run(Diagnostics())
    analyze_document(Options(str(spec_in(Path(__file__).parent))), run)
    assert [(found.code, found.severity.value, found.line) for found in run.diagnostics] == [
        ("schema-version", "warning", 29),
        ("schema-version", "warning", 30),
        ("schema-version", "warning", 31),
        ("items-list", "warning", 27),
        ("type-unknown", "warning", 33),
    ]


def test_lists_of_schemas_and_unknown_types_are_parsed(package: ModuleType, server: Loopback) -> None:
    answer = {
        "latest": ["t1", {"weight": 1.5}],
        "height": None,
        "bark": "b",
        "soil": {"ph": 7},
        "labels": {"a": [1, None]},
    }
    server.reply(Reply(200, json=answer))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        tree = client.trees.retrieve("t1")
    assert tree.latest[1].weight == 1.5
    assert tree.to_dict() == answer
    assert str(type(tree).model_fields["height"].annotation) == "typing.Optional[float]"


def test_a_document_of_one_string_is_that_string(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(201, json="96fab4bb"), Reply(201, body=b"96fab4bb", headers={"content-type": "text/plain"}))
    with package.Orchard(base_url=server.url) as client:
        assert client.trees.create("t1") == "96fab4bb"
        assert client.trees.create("t1") == "96fab4bb"


def test_a_whole_answer_that_is_null(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(200, json=None), Reply(200, json={"latest": []}))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        assert client.oldest.retrieve() is None
        assert client.oldest.retrieve().latest == []


def test_a_description_of_types_alone_gives_all_of_them(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text("openapi: 3.0.3\ncomponents: {schemas: {Tree: {type: object, properties: {a: {type: string}}}}}\n")
    run = Run(Diagnostics())
    files = generate(Options(str(spec), cache=False, jobs=1), run).files
    warnings = [found.code for found in run.diagnostics if found.severity is Severity.WARNING]
    assert warnings == ["missing-detail", "missing-detail", "no-operations"]
    assert "class Tree(BaseModel):" in files["types/tree.py"]
