"""References where OpenAPI has none are followed with one warning each; unused ones to other hosts are no error."""

from __future__ import annotations

import shutil
from collections import Counter
from pathlib import Path
from types import ModuleType
from typing import Any, get_type_hints

import pytest

from specloom.base import pointers
from specloom.base.diagnostics import Diagnostics, Severity, UserError
from specloom.document.library_findings import check_with_library
from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply

HERE = Path(__file__).parent
MINIMAL = """openapi: {version}
info: {{title: Orchard, version: '1'}}
servers: [{{url: 'https://orchard.example'}}]
paths:
  /trees:
    get:
      operationId: listTrees
      responses: {{'200': {{description: grüßt, content: {{application/json: {{schema: {schema}}}}}}}}}
components: {{schemas: {{Other: {other}}}}}
"""
ENCODINGS = ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le", "utf-32-be"]
REMOTE = "{$ref: 'https://schemas.example/common.json#/Thing'}"


def findings_of(spec: Path) -> list[tuple[str, str]]:
    """Return severity and code of what `validate` says about a document."""
    run = Run(Diagnostics())
    analysis = analyze_document(Options(str(spec)), run)
    check_with_library(analysis.document, run.diagnostics, lambda percent: None)
    return [(item.severity.value, item.code) for item in run.diagnostics]


def test_objects_behind_references_have_their_types(package: ModuleType) -> None:
    types = package.types
    tree = {name: str(hint) for name, hint in get_type_hints(types.Tree).items()}
    assert tree["height"] == "<class 'float'>"
    assert "tree.Tree" in tree["parent"]
    assert {"height", "parent", "twin_of"} <= get_type_hints(types.Twin).keys()
    assert {"height", "parent"} <= get_type_hints(types.Sprout).keys()
    fruit = {name: str(hint) for name, hint in get_type_hints(types.Fruit).items()}
    assert "Literal['apple', 'pear']" in fruit["kind"]
    assert "tree.Tree" in fruit["source"]
    assert "str" in fruit["source"]


def test_operations_behind_references_work(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"height": 2}), Reply(json={"height": 3}), Reply(status=204))
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        assert client.trees.retrieve("t 1", depth=2, fresh=True).height == 2
        replaced: Any = client.trees.replace("t1", height=3)
        assert type(replaced) is package.types.Tree
        client.trees.delete("t1")
    assert [request.target for request in server.requests] == [
        "/trees/t%201?depth=2&fresh=true",
        "/trees/t1",
        "/trees/t1",
    ]
    assert server.requests[1].json == {"height": 3}


def test_schemas_in_the_position_of_a_response_or_body_are_json(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"kind": "pear"}), Reply(status=201, json={"kind": "apple"}))
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        assert type(client.fruits.retrieve()) is package.types.Fruit
        assert client.fruits.create(kind="apple").kind == "apple"
    assert server.requests[1].json == {"kind": "apple"}


def test_each_is_reported_once_and_the_library_has_nothing_to_add() -> None:
    counts = Counter(findings_of(spec_in(HERE)))
    assert counts == {("warning", "ref-unusual"): 16, ("warning", "ref-unused"): 1}


def test_edits_show_in_the_next_run(tmp_path: Path) -> None:
    shutil.copytree(HERE / "parts", tmp_path / "parts")
    text = spec_in(HERE).read_text()
    for number, kinds in enumerate(["apple, pear", "apple, plum"]):
        spec = tmp_path / "openapi.yaml"
        spec.write_text(text.replace("apple, pear", kinds))
        analysis = analyze_document(Options(str(spec)), Run(Diagnostics()))
        fruit = pointers.resolve(analysis.canonical.document, "/components/schemas/Fruit/properties/kind/enum")
        assert fruit == kinds.split(", "), number


USED_WITHOUT_REFERENCE = {
    "security scheme": """
security: [{key: []}]
components: {securitySchemes: {key: {$ref: 'https://schemas.example/common.json#/Key'}}}
""",
    "subtype": """
components:
  schemas:
    Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {$ref: 'https://schemas.example/common.json#/Dog'}]}
    Pet: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
""",
    "subtype of a subtype": """
components:
  schemas:
    Pug: {allOf: [{$ref: '#/components/schemas/Dog'}, {$ref: 'https://schemas.example/common.json#/Pug'}]}
    Dog:
      allOf: [{$ref: '#/components/schemas/Pet'}, {type: object}]
      discriminator: {propertyName: kind}
    Pet: {type: object, properties: {kind: {type: string}}, discriminator: {propertyName: kind}}
""",
}


@pytest.mark.parametrize("components", USED_WITHOUT_REFERENCE.values(), ids=list(USED_WITHOUT_REFERENCE))
def test_a_component_that_is_used_without_a_reference_is_used(components: str, tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    schema = "{$ref: '#/components/schemas/Pet'}" if "Pet" in components else "{type: string}"
    text = MINIMAL.format(version="3.0.3", schema=schema, other="{}")
    spec.write_text(text.partition("components:")[0] + components)
    with pytest.raises(UserError, match="ref-remote"):
        findings_of(spec)


@pytest.mark.parametrize("version", ["3.0.3", "3.1.0"])
def test_a_reference_to_another_host_is_an_error_only_if_an_operation_uses_it(version: str, tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(MINIMAL.format(version=version, schema="{type: string}", other=REMOTE))
    assert findings_of(spec) == [("warning", "ref-unused")]
    used = "{$ref: '#/components/schemas/Other'}"
    spec.write_text(MINIMAL.format(version=version, schema=used, other=REMOTE))
    with pytest.raises(UserError, match="ref-remote"):
        findings_of(spec)


def test_a_list_without_items_is_valid_in_3_1(tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text(MINIMAL.format(version="3.1.0", schema="{type: array}", other="{type: [array, 'null']}"))
    assert findings_of(spec) == []
    spec.write_text(MINIMAL.format(version="3.0.3", schema="{type: array}", other="{type: string}"))
    assert {severity for severity, _ in findings_of(spec)} == {Severity.WARNING.value}


@pytest.mark.parametrize("encoding", ENCODINGS)
def test_every_unicode_encoding_is_read(encoding: str, tmp_path: Path) -> None:
    spec = tmp_path / "openapi.yaml"
    text = MINIMAL.format(version="3.1.0", schema="{type: string}", other="{type: string}")
    spec.write_bytes(text.encode(encoding))
    run = Run(Diagnostics())
    analysis = analyze_document(Options(str(spec)), run)
    assert list(run.diagnostics) == []
    description = pointers.resolve(analysis.document.root, "/paths/~1trees/get/responses/200/description")
    assert description == "grüßt"
