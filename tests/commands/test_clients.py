"""`[[tool.specloom.clients]]`: several clients in one run."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.support.cli import Runner, runner

DOCUMENT = """\
openapi: 3.1.0
info: {{title: {title}, version: 1.0.0}}
servers: [{{url: 'https://{title}.example'}}]
paths:
  /things:
    get:
      responses:
        '200': {{description: A thing., content: {{application/json: {{schema: {{type: string}}}}}}}}
"""
TABLE = """\
[tool.specloom]
out = "clients"

[[tool.specloom.clients]]
name = "first"
spec = "one/openapi.yaml"

[[tool.specloom.clients]]
spec = "two.yaml"
out = "elsewhere"
package = "second"
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a function that runs `specloom` in a folder with two clients."""
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "openapi.yaml").write_text(DOCUMENT.format(title="Orchard"))
    (tmp_path / "two.yaml").write_text(DOCUMENT.format(title="Meadow"))
    (tmp_path / "pyproject.toml").write_text(TABLE)
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    return runner(tmp_path, monkeypatch, capsys)


def test_all_are_made_in_one_run_and_again_from_the_cache(here: Runner, tmp_path: Path) -> None:
    first = here("generate", "--report", "report.json")
    assert first.code == 0
    assert [line.partition(":")[0] for line in first.out.splitlines()] == ["clients/orchard", "elsewhere/second"]
    report = json.loads((tmp_path / "report.json").read_text())["clients"]
    assert {name: each["spec"]["title"] for name, each in report.items()} == {"first": "Orchard", "two.yaml": "Meadow"}
    assert (tmp_path / "clients" / "orchard" / "_client.py").is_file()
    assert (tmp_path / "elsewhere" / "second" / "_client.py").is_file()
    again = here("check", "--report", "report.json")
    assert again.code == 0
    report = json.loads((tmp_path / "report.json").read_text())["clients"]
    assert [each["cache"]["hits"] for each in report.values()] == [1, 1]


def test_one_can_be_chosen(here: Runner, tmp_path: Path) -> None:
    assert here("generate", "--client", "first").code == 0
    assert (tmp_path / "clients").is_dir()
    assert not (tmp_path / "elsewhere").exists()
    assert json.loads(here("dump-ir", "--client", "two.yaml").out)["kind"] == "Api"
    none = here("generate", "--client", "third")
    assert none.code == 2
    assert "its clients are: first, two.yaml" in none.err


def test_a_command_for_one_asks_which(here: Runner) -> None:
    done = here("dump-ir")
    assert done.code == 2
    assert "select one with --client: first, two.yaml" in done.err


def test_the_faults_of_all_are_told_and_nothing_is_written(here: Runner, tmp_path: Path) -> None:
    (tmp_path / "one" / "openapi.yaml").write_text("openapi: 3.1.0\n")
    (tmp_path / "two.yaml").write_text("openapi: [\n")
    done = here("generate")
    assert done.code == 2
    assert "one/openapi.yaml:1:1: error[" in done.err
    assert "two.yaml:2:1: error[" in done.err
    (tmp_path / "two.yaml").write_text(DOCUMENT.format(title="Meadow"))
    assert here("generate").code == 2
    assert not (tmp_path / "elsewhere").exists()


@pytest.mark.slow
def test_two_in_one_place_are_refused(here: Runner, tmp_path: Path) -> None:
    (tmp_path / "two.yaml").write_text(DOCUMENT.format(title="Orchard"))
    (tmp_path / "pyproject.toml").write_text(
        TABLE.replace('out = "elsewhere"\npackage = "second"', 'package = "orchard"')
    )
    done = here("generate")
    assert done.code == 2
    assert "error[output-clash]: first and two.yaml would both be written to clients/orchard" in done.err
    assert not (tmp_path / "clients").exists()


WRONG = {
    'spek = "x"\n': "pyproject.toml:4:1: error[project-key]: unknown key `spek`, did you mean `spec`?",
    "": "pyproject.toml:3:1: error[project-key]: `spec` is missing",
    'spec = "x.yaml"\nout = 1\n': "pyproject.toml:5:1: error[project-key]: `out`: ",
    'spec = "x.yaml"\noverlays = [1]\n': "pyproject.toml:5:1: error[project-key]: `overlays`: must be text",
    'spec = "x.yaml"\npackage = "a-b"\n': "pyproject.toml:5:1: error[project-key]: 'a-b' can't be imported",
    'spec = "x.yaml"\n[[tool.specloom.clients]]\nspec = "x.yaml"\n': "two clients have the name `x.yaml`",
}


@pytest.mark.parametrize("text", WRONG)
def test_a_wrong_client_is_explained(here: Runner, tmp_path: Path, text: str) -> None:
    (tmp_path / "pyproject.toml").write_text(f"[tool.specloom]\n\n[[tool.specloom.clients]]\n{text}")
    done = here("generate")
    assert done.code == 2
    assert WRONG[text] in done.err


def test_a_document_beside_clients_is_explained(here: Runner, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text(TABLE.replace("[tool.specloom]", '[tool.specloom]\nspec = "x.yaml"'))
    done = here("generate")
    assert done.code == 2
    assert "pyproject.toml:2:1: error[project-key]: `spec` is an option of one client" in done.err


@pytest.mark.slow
def test_packages_that_differ_in_case_alone_are_refused(here: Runner, tmp_path: Path) -> None:
    clients = "".join(
        f'[[tool.specloom.clients]]\nspec = "{spec}"\npackage = "{package}"\n'
        for spec, package in (("one/openapi.yaml", "tree"), ("two.yaml", "Tree"))
    )
    (tmp_path / "pyproject.toml").write_text(clients)
    done = here("generate", "-q")
    assert (done.code, "error[output-clash]" in done.err) == (2, True)


@pytest.mark.parametrize(
    ("text", "code", "words"),
    [
        ('tool.specloom.spec = "two.yaml"\n', 0, ""),
        ('["tool" . \'specloom\']\nspec = "two.yaml"\n', 0, ""),
        ('[tool]\nspecloom = {spec = "two.yaml", spek = 1}\n', 2, "unknown key `spek`"),
        ("[tool]\nspecloom = 5\n", 2, "`tool.specloom`: must be a table"),
        ("[tool.specloom]\nclients = [1]\n", 2, "`tool.specloom.clients`: must be a table"),
        ("[tool.specloom]\nclients = {}\n", 2, "pyproject.toml:2:1: error[project-key]: `clients`: must be a list"),
        ('[tool.specloom]\nspec = "two.yaml"\njobs = 9999999999\n', 2, "`jobs`: Input should be less than"),
        ('[tool.specloom\nspec = "two.yaml"\n', 2, "pyproject.toml:1:15: error[toml-syntax]"),
        ('[tool.other]\nspecloom = "two.yaml"\n', 2, "error[spec-missing]"),
    ],
)
def test_any_spelling_of_the_table_is_read(here: Runner, tmp_path: Path, text: str, code: int, words: str) -> None:
    (tmp_path / "pyproject.toml").write_text(text)
    done = here("validate", "-q")
    assert (done.code, words in done.err) == (code, True), done.err
