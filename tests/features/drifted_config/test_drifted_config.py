"""A config that names what the document does not have: each location is reported, and all the rest is made."""

from __future__ import annotations

import json
from pathlib import Path
from types import ModuleType

import pytest

from specloom.base.diagnostics import Diagnostics, Severity, UserError
from specloom.pipeline.generate import analyze_document, generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.cli import runner
from tests.support.loopback import Loopback, Reply

HERE = Path(__file__).parent
OPTIONS = Options(str(HERE / "openapi.yaml"), config=HERE / "stainless.yml")
MARK = "x-stainless-pagination-property"
FITS = "the operation has its request parameters and the response has its fields"
FOUND = [
    ("config-unknown-scheme", 4, None),
    ("config-pagination", 6, f"write `{MARK}: {{purpose: next_cursor_field}}` at that property"),
    ("endpoint-without-method", 8, "add a method, or list it under `unspecified_endpoints`"),
    ("config-unknown-schema", 10, None),
    ("config-unknown-schema", 10, "did you mean `Tree`?"),
    ("config-unknown-model", 10, "name a model of the same resource"),
    ("config-unknown-pagination", 12, None),
    ("config-unwrap", 12, None),
    ("config-unknown-parameter", 13, None),
    ("config-pagination-mismatch", 14, f"a scheme matches if {FITS}"),
    ("config-unknown-endpoint", 15, "did you mean `get /trees`?"),
    ("config-unknown-method", 16, "name a method of the same resource"),
    ("config-streaming", 17, None),
    ("config-unknown-endpoint", 19, "did you mean `get /trees`?"),
    ("config-unknown-endpoint", 20, "did you mean `get /trees`?"),
]


def test_each_place_is_named_with_what_may_be_meant() -> None:
    run = Run()
    analyze_document(OPTIONS, run)
    assert [(item.code, item.line, item.hint) for item in run.diagnostics.sorted()] == FOUND
    assert {item.severity for item in run.diagnostics} == {Severity.WARNING}


def test_a_strict_run_ends_with_the_same_as_errors() -> None:
    run = Run(Diagnostics(strict=True))
    with pytest.raises(UserError):
        analyze_document(OPTIONS, run)
    assert [(item.code, item.line) for item in run.diagnostics.sorted()] == [found[:2] for found in FOUND]


def test_the_report_counts_what_is_left_out(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    specloom = runner(tmp_path, monkeypatch, capsys)
    made = specloom("generate", OPTIONS.spec, "--with-project", "-o", "out", "--report", "report.json", "-q")
    report = json.loads((tmp_path / "report.json").read_text())
    assert made.code == 0
    assert (report["operations"]["total"], report["operations"]["generated"]) == (4, 3)
    assert [(item["operation"], item["pointer"], item["reason"]) for item in report["operations"]["skipped"]] == [
        ("post /bushes", "/paths/~1bushes/post", "no method in the config names it"),
        ("post /tree", "/resources/trees/methods/plant", "the operation of the method does not exist in the document"),
        ("alias plant", "/resources/trees/methods/sow", "the target of the alias is no method of the resource"),
        ("get /fruits", "/resources/fruits/methods/list", "the operation of the method does not exist in the document"),
    ]
    assert [(item["model"], item["pointer"], item["reason"]) for item in report["models_skipped"]] == [
        ("trees.leaf", "/resources/trees/models/leaf", "its schema does not exist in the document"),
        ("trees.twig", "/resources/trees/models/twig", "its schema does not exist in the document"),
        ("trees.bud", "/resources/trees/models/bud", "the target of the alias is no model of the resource"),
    ]


def test_the_rest_works(package: ModuleType, server: Loopback) -> None:
    tree = {"id": "t1"}
    server.reply(Reply(json={"trees": [tree]}), Reply(json=tree), Reply(json=tree), Reply(json=tree))
    with package.Orchard(base_url=server.url, api_key="k") as client:
        assert client.trees.list().trees[0].id == "t1"
        assert type(client.trees.retrieve("t1")) is package.types.Tree
        assert client.trees.get("t1").id == "t1"
        assert client.trees.talk("t1", word="hush").id == "t1"
        assert not [name for name in ("plant", "sow") if hasattr(client.trees, name)]
        assert not hasattr(client, "fruits")
    assert [request.target for request in server.requests] == ["/trees", "/trees/t1", "/trees/t1", "/trees/t1/talk"]


TWICE = """\
organization: {name: orchard}
environments: {production: https://orchard.test}
resources:
  $shared:
    models: {tree: Tree}
    methods: {list: get /trees}
  trees:
    models: {oldTree: Tree, old_tree: '#/components/schemas/Tree', plant: {openapi_uri: Tree, deprecated: Use tree.}}
    methods: {listAll: get /trees, list_all: post /bushes, retrieve: 'get /trees/{tree_id}'}
  oldTrees: {methods: {talk: 'post /trees/{tree_id}/talk'}}
  old_trees: {methods: {listen: 'post /trees/{tree_id}/talk'}}
"""


def test_what_has_the_name_of_another_is_in_the_report(tmp_path: Path) -> None:
    config = tmp_path / "stainless.yml"
    config.write_text(TWICE)
    run = Run()
    analyze_document(Options(OPTIONS.spec, config=config), run)
    report = json.loads(json.dumps(run.report.as_json(run.diagnostics)))
    assert [item["pointer"] for item in report["models_skipped"]] == ["/resources/trees/models/old_tree"]
    assert {
        item["pointer"] for item in report["operations"]["skipped"] if item["pointer"].startswith("/resources")
    } == {
        "/resources/$shared/methods/list",
        "/resources/trees/methods/list_all",
        "/resources/old_trees",
    }
    codes = {item.code for item in run.diagnostics}
    assert {"config-model-twice", "config-method-twice", "config-resource-twice", "config-shared-methods"} <= codes


def test_a_second_name_is_deprecated_where_the_config_says_so(tmp_path: Path) -> None:
    config = tmp_path / "stainless.yml"
    config.write_text(TWICE)
    files = generate(Options(OPTIONS.spec, config=config), Run()).files
    assert "Deprecated: Use tree." in files["types/plant.py"]
    assert "Deprecated" not in files["types/shared/tree.py"] + files["types/old_tree.py"]
