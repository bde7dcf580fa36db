"""`specloom init`: the config that it writes changes nothing, and nothing of the user's is overwritten."""

from __future__ import annotations

from pathlib import Path

import pytest
import yaml

from specloom.output.manifest import NAME
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.cli import MINIMAL, ROOT, Runner, runner

DOCUMENTS = [
    "spec/cloudflare-workflows/openapi.yaml",
    "tests/features/whole_surface/openapi.yaml",
    "tests/features/paging/openapi.yaml",
    "tests/features/schema_names/openapi.yaml",
]
STRANGE = """\
openapi: 3.1.0
info: {title: "Yes: no # {really}\\u2028x", version: '1'}
servers: [{url: "https://orchard.test/{yes}", variables: {'yes': {default: "on", description: "a: b"}}}]
security: [{"k: 1": []}]
paths:
  /on/{y}:
    get:
      summary: "multi\\nline # comment"
      parameters: [{name: y, in: path, required: true, schema: {type: string}}]
      responses: {'200': {description: ok, content: {application/json: {schema: {$ref: '#/components/schemas/null'}}}}}
  /chat:
    post:
      requestBody: {content: {application/json: {schema: {type: object, properties: {stream: {type: boolean}}}}}}
      responses:
        '200':
          description: ok
          content:
            application/json: {schema: {type: object, properties: {text: {type: string}}}}
            text/event-stream: {schema: {type: object, properties: {delta: {type: string}}}}
components:
  securitySchemes: {"k: 1": {type: apiKey, in: header, name: X-Key, description: "say \\"yes\\"\\u0007"}}
  schemas:
    'null': {type: object, properties: {a: {type: string}}}
    '123': {type: object, properties: {b: {type: string}}}
    'true': {enum: [yes, 'no', 1]}
"""


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    return runner(tmp_path, monkeypatch, capsys)


def package(spec: Path, config: Path | None) -> dict[str, str]:
    files = dict(generate(Options(str(spec), config, jobs=1, strict=True), Run()).files)
    del files[NAME]  # it names the config among the inputs
    return files


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_config_gives_the_package_that_none_gives(name: str, run: Runner, tmp_path: Path) -> None:
    spec = ROOT / name
    assert run("init", str(spec), "-o", "stainless.yml", "-q").code == 0
    assert package(spec, tmp_path / "stainless.yml") == package(spec, None)


def test_strange_names_come_through_the_file(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(STRANGE)
    assert run("init", "openapi.yaml").code == 0
    text = (tmp_path / "stainless.yml").read_text()
    assert isinstance(yaml.safe_load(text), dict)
    checked = run("validate", "openapi.yaml", "-c", "stainless.yml")
    assert (checked.code, "config" in checked.err.replace("stainless.yml", "")) == (0, False), checked.err
    assert package(tmp_path / "openapi.yaml", tmp_path / "stainless.yml") == package(tmp_path / "openapi.yaml", None)


def test_it_is_written_beside_the_document_or_printed_and_never_over_a_file(run: Runner, tmp_path: Path) -> None:
    (tmp_path / "api").mkdir()
    (tmp_path / "api/openapi.yaml").write_text(MINIMAL)
    assert run("init", "api/openapi.yaml").code == 0
    text = (tmp_path / "api/stainless.yml").read_text()
    assert "  trees:" in text
    assert run("init", "api/openapi.yaml", "-o", "-").out == text
    (tmp_path / "api/stainless.yml").write_text("organization: {name: mine}\n")
    again = run("init", "api/openapi.yaml")
    assert again.code == 2
    assert "file-exists" in again.err
    assert (tmp_path / "api/stainless.yml").read_text() == "organization: {name: mine}\n"
    assert run("init", "api/openapi.yaml", "--force").code == 0
    assert (tmp_path / "api/stainless.yml").read_text() == text
    assert sorted(path.name for path in (tmp_path / "api").iterdir()) == ["openapi.yaml", "stainless.yml"]
