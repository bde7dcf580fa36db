"""`--with-workflows`: checks, releases and publishing of a project; no text of the document is in them."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from specloom.base.json import JsonObject, as_object, as_str, strings_in
from tests.support.cli import MINIMAL, Outcome, Runner

PINNED = re.compile(r"[\w.-]+/[\w./-]+@[0-9a-f]{40}")
BY_TAG = {"googleapis/release-please-action@v5", "pypa/gh-action-pypi-publish@release/v1"}
RIGHTS = {
    "release": {"contents": "write", "issues": "write", "pull-requests": "write"},
    "build": {"contents": "read"},
    "publish": {"id-token": "write"},
}
EXPRESSION = re.compile(r"\$\{\{ (.*?) \}\}")
EXPRESSIONS = {
    "github.ref",
    "matrix.python",
    "needs.release.outputs.tag",
    "steps.release.outputs.release_created",
    "steps.release.outputs.tag_name",
    "secrets.RELEASE_PLEASE_TOKEN || github.token",
}
HOSTILE = '${{ github.token }}\\n      - run: touch evil\\n\\"; touch evil; $(touch evil) `touch evil`'
WORKFLOWS = (".github/workflows/ci.yml", ".github/workflows/release.yml")


def generated(run: Runner, *more: str) -> Outcome:
    return run("generate", "openapi.yaml", "-o", ".", "--package", "orchard", "--with-workflows", *more)


@pytest.fixture
def project(specloom: Runner, orchard: Path) -> Path:
    assert generated(specloom, "-q").code == 0
    return orchard


def workflow(project: Path, path: str) -> JsonObject:
    """Return a workflow as data; `on`, which YAML 1.1 reads as true, is left out."""
    return {key: value for key, value in yaml.safe_load((project / path).read_text()).items() if isinstance(key, str)}


def steps_of(project: Path, path: str) -> list[JsonObject]:
    jobs = as_object(workflow(project, path)["jobs"]).values()
    steps = [as_object(job)["steps"] for job in jobs]
    return [as_object(each) for listed in steps if isinstance(listed, list) for each in listed]


@pytest.mark.parametrize("path", WORKFLOWS)
def test_each_action_is_pinned_and_each_job_has_few_rights(project: Path, path: str) -> None:
    data = workflow(project, path)
    assert data["permissions"] in ({"contents": "read"}, {})
    jobs = as_object(data["jobs"])
    for name, job in jobs.items():
        value = as_object(job)
        assert {"runs-on", "timeout-minutes", "steps"} <= value.keys()
        assert as_object(value.get("permissions")) == RIGHTS.get(name, {})
        assert as_str(value.get("needs")) in {None, *jobs}
    for step in steps_of(project, path):
        assert ("uses" in step) is not ("run" in step)
        used = as_str(step.get("uses"))
        assert used is None or used in BY_TAG or PINNED.fullmatch(used)
    assert set(EXPRESSION.findall((project / path).read_text())) <= EXPRESSIONS
    assert all("${{" not in (as_str(step.get("run")) or "") for step in steps_of(project, path))


def test_publishing_needs_no_secret(project: Path) -> None:
    publish = as_object(as_object(workflow(project, WORKFLOWS[1])["jobs"])["publish"])
    assert (publish["environment"], publish["needs"]) == ("pypi", "build")
    assert publish["permissions"] == {"id-token": "write"}
    assert "secrets." not in json.dumps(publish)


def test_nothing_of_the_document_is_in_a_workflow(project: Path, specloom: Runner) -> None:
    before = {path: (project / path).read_text() for path in WORKFLOWS}
    text = MINIMAL.replace("title: Orchard, version: '1'", f'title: "{HOSTILE}", version: "{HOSTILE}"')
    (project / "openapi.yaml").write_text(text.replace("description: The tree.", f'description: "{HOSTILE}"'))
    assert generated(specloom, "-q").code == 0
    assert {path: (project / path).read_text() for path in WORKFLOWS} == before
    files = json.loads((project / "release-please-config.json").read_text())["packages"]["."]["extra-files"]
    assert [(project / path).is_file() for path in files] == [True, True]


@pytest.mark.slow
def test_each_command_of_the_workflows_passes_in_the_project(project: Path) -> None:
    commands = {as_str(step["run"]) or "" for path in WORKFLOWS for step in steps_of(project, path) if "run" in step}
    assert commands == {"make lint", "make types", "make test", "make build"}
    environment = {**os.environ, "PYTHON": sys.executable, "MAKEFLAGS": ""}
    for command in sorted(commands - {"make test"}):  # tests/projects runs the tests of projects
        done = subprocess.run(
            ["make", command.split()[1]], cwd=project, env=environment, capture_output=True, check=False
        )
        assert done.returncode == 0, done.stdout + done.stderr
    assert len(list((project / "dist").iterdir())) == 2


def test_a_release_pull_request_leaves_nothing_to_generate(project: Path, specloom: Runner) -> None:
    config = json.loads((project / "release-please-config.json").read_text())
    marked = strings_in(config["packages"]["."]["extra-files"])
    for path in marked:
        text = (project / path).read_text()
        (project / path).write_text(re.sub(r'"1\.0\.0"(  # x-release-please-version)', r'"1.1.0"\1', text))
        assert text != (project / path).read_text()
    for path, old, new in (
        ("pyproject.toml", 'version = "1.0.0"', 'version = "1.1.0"'),
        (".release-please-manifest.json", '".": "1.0.0"', '".": "1.1.0"'),
        ("CHANGELOG.md", "# Changelog\n", "# Changelog\n\n## 1.1.0\n"),
    ):
        text = (project / path).read_text()
        assert old in text
        (project / path).write_text(text.replace(old, new))
    check = ("check", "openapi.yaml", "-o", ".", "--package", "orchard", "--with-workflows")
    done = specloom(*check)
    assert done.code == 0, done.out + done.err
    assert "output-edited" not in generated(specloom, "-q").err
    assert '__version__ = "1.1.0"' in (project / "src/orchard/_version.py").read_text()
    assert specloom(*check).code == 0
    (project / "src/orchard/_version.py").write_text("")
    assert specloom(*check, "-q").code == 1


def test_files_that_the_user_has_are_left_alone(specloom: Runner, orchard: Path) -> None:
    for path in WORKFLOWS:
        (orchard / path).parent.mkdir(parents=True, exist_ok=True)
        (orchard / path).write_text("name: Ours\n")
    assert generated(specloom, "-q").code == 0
    assert [(orchard / path).read_text() for path in WORKFLOWS] == ["name: Ours\n"] * 2


def test_the_table_asks_for_them_and_without_it_there_are_none(specloom: Runner, orchard: Path) -> None:
    table = '[tool.specloom]\nspec = "openapi.yaml"\nout = "client"\nwith_project = true\n'
    (orchard / "pyproject.toml").write_text(table)
    assert specloom("generate", "-q").code == 0
    assert not (orchard / "client/.github").exists()
    assert "release-please" not in (orchard / "client/src/orchard/_version.py").read_text()
    (orchard / "pyproject.toml").write_text(f"{table}with_workflows = true\n")
    assert specloom("generate", "-q").code == 0
    assert (orchard / "client" / WORKFLOWS[0]).is_file()
