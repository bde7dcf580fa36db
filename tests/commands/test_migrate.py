"""`specloom migrate`: an SDK that is there already, and what its users would notice."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
import yaml

from specloom.compare.migration.config_lines import is_there
from tests.support.cli import Runner, runner

DOCUMENT = """\
openapi: 3.1.0
info: {title: Orchard, version: '1'}
servers: [{url: https://orchard.test}]
paths:
  /trees:
    get:
      parameters:
        - {name: page, in: query, schema: {type: integer}}
        - {name: kind, in: query, schema: {type: string}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Page'}}}}}
    post:
      requestBody:
        required: true
        content: {application/json: {schema: {type: array, items: {type: string}}}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}}
  /trees/{tree_id}/leaves/{leaf_id}:
    get:
      parameters:
        - {name: tree_id, in: path, required: true, schema: {type: string}}
        - {name: leaf_id, in: path, required: true, schema: {type: string}}
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/Leaf'}}}}}
  /tools:
    get:
      responses: {'200': {description: ok, content: {application/json: {schema: {type: object}}}}}
components:
  schemas:
    Tree: {type: object, required: [id], properties: {id: {type: string}, height: {type: number}}}
    Leaf: {type: object, properties: {color: {type: string}}}
    Page:
      type: object
      required: [data]
      properties: {data: {type: array, items: {$ref: '#/components/schemas/Tree'}}}
"""
OLD = """\
organization: {name: orchard}
targets: {python: {package_name: orchard}}
environments: {production: https://orchard.test}
settings: {file_header: File made by another generator.}
client_settings:
  idempotency: {header: Idempotency-Key}
  opts:
    api_key: {type: string, nullable: true, read_env: ORCHARD_API_KEY}
pagination:
  - name: tree_page
    type: page_number
    request: {page: {type: integer, x-stainless-pagination-property: {purpose: page_number_param}}}
    response: {data: {type: array, items: {}, x-stainless-pagination-property: {purpose: items}}}
resources:
  trees:
    models: {tree: Tree}
    methods:
      list: get /trees
      plant: {endpoint: post /trees, body_param_name: names}
    subresources:
      leaves:
        models: {leaf: Leaf}
        methods:
          retrieve: {endpoint: 'get /trees/{tree_id}/leaves/{leaf_id}', positional_params: [tree_id, leaf_id]}
  tools: {methods: {list: get /tools}}
"""
NEW = """\
organization: {name: orchard}
targets: {python: {package_name: orchard}}
environments: {production: https://orchard.test}
client_settings:
  opts:
    token: {type: string, read_env: ORCHARD_TOKEN}
resources:
  trees:
    methods:
      list: get /trees
      create: post /trees
    subresources:
      leaves:
        methods:
          retrieve: get /trees/{tree_id}/leaves/{leaf_id}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a runner in a folder with the document, both configs, and the old SDK, which must not be imported."""
    for name, text in {"openapi.yaml": DOCUMENT, "old.yml": OLD, "new.yml": NEW}.items():
        (tmp_path / name).write_text(text)
    result = runner(tmp_path, monkeypatch, capsys)
    assert result("generate", "openapi.yaml", "-c", "old.yml", "-o", "sdk/src", "-q").code == 0
    package = tmp_path / "sdk/src/orchard"
    (package / ".specloom.json").unlink()
    (package / "lib").mkdir()
    (package / "lib/helpers.py").write_text("def helper(): ...\n")
    (package / "resources/extras.py").write_text("class Extras: ...\n")
    for name in ("__init__.py", "_client.py", "resources/trees/trees.py"):
        text = (package / name).read_text()
        (package / name).write_text(text.replace("from __future__ import annotations\n", GUARD, 1))
    trees = package / "resources/trees/trees.py"
    trees.write_text(trees.read_text().replace("    def list(\n", HELPER + "    def list(\n", 1))
    return result


GUARD = "from __future__ import annotations\nimport os\nos.abort()\n"
HELPER = "    def tallest(self) -> object:\n        return max(self.list())\n\n"


def test_the_config_that_made_it_leaves_hand_written_code_alone(run: Runner) -> None:
    done = run("migrate", "sdk", "openapi.yaml", "-c", "old.yml")
    assert done.code == 1
    assert done.out.splitlines()[:3] == [
        "Breaking (1)",
        "  method client.trees.tallest: gone (sync client only)",
        "    > it makes no request of its own: hand-written; keep it in a subclass or in lib/",
    ]
    assert "  lib/helpers.py\n  resources/extras.py\n" in done.out


def test_every_difference_comes_with_the_line_that_closes_it(run: Runner) -> None:
    done = run("migrate", "sdk/src/orchard", "openapi.yaml", "-c", "new.yml", "--format", "json")
    assert done.code == 1
    told = {(item["rule"], item["where"], item["name"]): item for item in json.loads(done.out)["differences"]}
    advice = {key: item["advice"] for key, item in told.items() if item["breaking"]}
    assert advice["renamed", "client.__init__", "api_key"] == (
        "client_settings.opts.api_key: ...  # instead of client_settings.opts.token"
    )
    assert advice["removed", "ORCHARD_API_KEY", None] == "client_settings.opts.OPTION.read_env: ORCHARD_API_KEY"
    assert advice["removed", "client.tools", None] == "resources.tools.methods.list: get /tools"
    assert advice["removed", "client.trees.plant", None] == (
        "resources.trees.methods.plant: post /trees  # now client.trees.create"
    )
    assert advice["named-only", "client.trees.leaves.retrieve", "tree_id"] == (
        "resources.trees.subresources.leaves.methods.retrieve: {..., positional_params: [tree_id, leaf_id]}"
    )
    assert advice["retyped", "client.trees.list", None] == (
        "resources.trees.methods.list: {..., paginated: tree_page}  # and its scheme under `pagination`"
    )
    assert advice["retyped", "client.trees.leaves.retrieve", None] == (
        "resources.trees.subresources.leaves.models.leaf: Leaf"
    )
    assert told["removed", "client.trees.plant", None]["line"] > 0
    counts, states = (json.loads(done.out)[key] for key in ("methods", "method_states"))
    assert counts["same"] + counts["different"] + counts["gone"] == counts["total"]
    assert (counts["gone"], counts["breaking"]) == (3, 4), states
    assert len(states) == counts["total"]
    assert states["client.trees.plant"] == states["client.tools.list"] == states["client.trees.tallest"] == "gone"
    assert states["client.trees.list"] == "different"
    assert states["client.copy"] == "different"
    assert "client.close" not in states
    assert json.loads(done.out)["handwritten_methods"] == ["client.trees.tallest"]


def test_advice_is_never_a_line_that_is_there(run: Runner, tmp_path: Path) -> None:
    leaves = tmp_path / "sdk/src/orchard/resources/trees/leaves.py"
    leaves.write_text(re.sub(r"\bLeaf\b", "Tree", leaves.read_text()).replace("trees.leaf", "tree"))
    done = json.loads(run("migrate", "sdk", "openapi.yaml", "-c", "old.yml", "--format", "json").out)
    config = yaml.safe_load(OLD)
    lines = [item["advice"] for item in done["differences"] if item["advice"]]
    assert [line for line in lines if is_there(line, config)] == []
    found = {item["where"]: item["advice"] for item in done["differences"] if item["breaking"]}
    assert found["client.trees.leaves.retrieve"] is None


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ("resources.trees.methods.list: get /trees", True),
        ("resources.trees.methods.plant: post /trees  # now client.trees.create", True),
        ("resources.trees.methods.plant: {..., body_param_name: names}", True),
        ("resources.trees.methods.plant: {..., body_param_name: items}", False),
        ("resources.trees.methods.cut: post /trees", False),
        ("resources.trees.models.tree: Tree", True),
        ("client_settings.idempotency: {header: Idempotency-Key}", True),
        ("client_settings.opts.api_key.nullable: true", True),
        ("the document has no `get /trees`", False),
    ],
)
def test_a_line_of_the_config_is_recognised(line: str, expected: bool) -> None:
    assert is_there(line, yaml.safe_load(OLD)) is expected


def test_it_prints_text_and_markdown_breaking_first(run: Runner) -> None:
    text = run("migrate", "sdk", "openapi.yaml", "-c", "new.yml").out
    assert text.startswith("Breaking (")
    assert text.splitlines()[-1].startswith("orchard beside sdk/src/orchard: ")
    markdown = run("migrate", "sdk", "openapi.yaml", "-c", "new.yml", "-f", "markdown").out
    assert markdown.startswith("### Breaking (")
    assert "  - config: `resources.tools.methods.list: get /tools`\n" in markdown


def test_without_differences_it_ends_well(run: Runner, tmp_path: Path) -> None:
    assert run("generate", "openapi.yaml", "-c", "old.yml", "-o", "same", "-q").code == 0
    done = run("migrate", "same/orchard", "openapi.yaml", "-c", "old.yml")
    assert (done.code, done.out) == (
        0,
        "6 methods: 6 the same, 0 different, 0 gone\norchard beside same/orchard: 0 breaking differences, 0 others\n",
    )


@pytest.mark.parametrize(("directory", "code"), [("nowhere", "folder-missing"), ("empty", "package-missing")])
def test_mistakes_of_the_user_are_told(directory: str, code: str, run: Runner, tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()
    done = run("migrate", directory, "openapi.yaml", "-c", "new.yml")
    assert done.code == 2
    assert code in done.err
