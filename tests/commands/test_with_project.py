"""`--with-project`: what stands round the package is complete, sound, and compared by `check`."""

from __future__ import annotations

import ast
import json
import os
import re
import subprocess
import sys
import tarfile
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run
from tests.support.cli import MINIMAL, Runner
from tests.support.loopback import Reply, Request, serving
from tests.support.site import Site

ORCHARD = Path(__file__).parents[2] / "spec" / "orchard"
BLOCK = re.compile(r"^```python\n(.*?)^```", re.MULTILINE | re.DOTALL)
SCHEMES = """\
security: [{key: []}, {person: []}, {grant: []}]
components:
  securitySchemes:
    key: {type: apiKey, in: header, name: X-Key}
    person: {type: http, scheme: basic}
    grant: {type: oauth2, flows: {clientCredentials: {tokenUrl: 'https://orchard.test/token', scopes: {}}}}
"""
RUN_EACH = """\
import json
import orchard

client = orchard.Orchard()
for block in json.load(open("blocks.json")):
    names = {"client": client, "body": b"{}", "headers": {}, "__name__": "__main__"}
    try:
        exec(block, names)
    except orchard.OrchardError:
        if "webhooks.unwrap" not in block:  # what it is given here has no signature
            raise
"""
"""Runs each example on its own, with the client that the first one makes, and with a webhook that has come in."""


class OrchardApi(Site):
    """Plays the API as far as the examples call it."""

    def answer(self, request: Request) -> Reply:
        if request.path == "/advice":
            return Reply(body=b'data: {"text": "prune"}\n\n', headers={"content-type": "text/event-stream"})
        if request.path.endswith("/image"):
            return Reply(body=b"jpeg", headers={"content-type": "image/jpeg"})
        tree = {"id": "t_1", "species": "apple"}
        return Reply(json={"data": [tree], "next_cursor": None} if request.method == "GET" else tree)


@pytest.fixture(scope="module")
def made() -> GenerationResult:
    options = Options(str(ORCHARD / "openapi.yaml"), config=ORCHARD / "stainless.yml", with_project=True)
    return generate(options, Run())


@pytest.fixture(scope="module")
def project(made: GenerationResult, tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("project")
    inside = {f"src/{made.package}/{path}": text for path, text in made.files.items()}
    for path, text in {**made.project, **inside}.items():
        (directory / path).parent.mkdir(parents=True, exist_ok=True)
        (directory / path).write_text(text)
    return directory


def python_files(texts: dict[str, str]) -> Iterator[tuple[str, str]]:
    yield from ((path, text) for path, text in texts.items() if path.endswith(".py"))


def test_it_has_what_a_project_needs(made: GenerationResult) -> None:
    wanted = {"pyproject.toml", "README.md", "api.md", "CHANGELOG.md", "LICENSE", ".gitignore", "Makefile"}
    tests = {f"tests/api_resources/{name}.py" for name in ("test_client", "test_trees", "trees/test_photos")}
    assert wanted | tests | {"tests/conftest.py", "tests/openapi.json", "scripts/test.py"} <= set(made.project)
    assert json.loads(made.project["tests/openapi.json"])["info"]["title"] == "Orchard API"


def test_pyproject_says_what_the_config_says(made: GenerationResult) -> None:
    data = tomllib.loads(made.project["pyproject.toml"])["project"]
    assert (data["name"], data["version"], data["license"]) == ("orchard-sdk", "1.4.0", "MIT")
    assert data["authors"] == [{"name": "orchard", "email": "api@orchard.example"}]
    assert data["urls"]["Repository"] == "https://github.com/orchard-example/orchard-python"


def test_a_wheel_of_it_holds_the_package(project: Path) -> None:
    build = [sys.executable, "-m", "hatchling", "build", "--target", "wheel"]
    done = subprocess.run(build, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert [path.name for path in (project / "dist").iterdir()] == ["orchard_sdk-1.4.0-py3-none-any.whl"]


@pytest.mark.slow
def test_make_build_makes_a_wheel_and_a_source_distribution(project: Path) -> None:
    before = {path for path in project.rglob("*") if "dist" not in path.parts}
    command = ["make", "--no-print-directory", "build", f"PYTHON={sys.executable}"]
    done = subprocess.run(
        command, cwd=project, env={**os.environ, "MAKEFLAGS": ""}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    assert {path.name for path in (project / "dist").iterdir()} == {
        "orchard_sdk-1.4.0-py3-none-any.whl",
        "orchard_sdk-1.4.0.tar.gz",
    }
    with tarfile.open(project / "dist" / "orchard_sdk-1.4.0.tar.gz") as archive:
        assert "orchard_sdk-1.4.0/src/orchard/_client.py" in archive.getnames()
    assert {path for path in project.rglob("*") if "dist" not in path.parts} == before


def test_no_second_package_is_put_into_it(specloom: Runner, orchard: Path) -> None:
    assert specloom("generate", "openapi.yaml", "-o", "sdk", "--with-project").code == 0
    for command in ("generate", "check"):
        refused = specloom(command, "openapi.yaml", "-o", "sdk")
        assert refused.code == 2
        assert refused.err.startswith("sdk: error[project-there]: this directory has a project made with")
    assert not (orchard / "sdk" / "orchard").exists()
    assert specloom("generate", "openapi.yaml", "-o", "sdk/src").code == 0
    assert specloom("check", "openapi.yaml", "-o", "sdk", "--with-project").code == 0


def test_the_readme_names_the_variables_of_all_credentials(specloom: Runner, orchard: Path) -> None:
    (orchard / "openapi.yaml").write_text(MINIMAL + SCHEMES)
    assert specloom("generate", "openapi.yaml", "-o", "sdk", "--with-project").code == 0
    text = (orchard / "sdk/README.md").read_text()
    read = set(re.findall(r"\bORCHARD_[A-Z_]+\b", (orchard / "sdk/src/orchard/_client.py").read_text()))
    assert {"ORCHARD_API_KEY", "ORCHARD_USERNAME", "ORCHARD_PASSWORD", "ORCHARD_CLIENT_SECRET"} <= read
    assert {name for name in read if f"| `{name}` |" in text} == read


@pytest.mark.parametrize("library", ["httpx2", "httpx"])
def test_the_readme_names_the_http_library(library: str, specloom: Runner, orchard: Path) -> None:
    (orchard / "stainless.yml").write_text(f"organization: {{name: orchard}}\nhttp_library: {library}\n")
    assert specloom("generate", "openapi.yaml", "-o", "sdk", "--with-project").code == 0
    text = (orchard / "sdk/README.md").read_text()
    assert f"Requests go through [{library}](https://pypi.org/project/{library}/)." in text
    assert f"`{library}.Timeout`" in text


def test_each_example_of_the_readme_runs(made: GenerationResult, project: Path, tmp_path: Path) -> None:
    (tmp_path / "blocks.json").write_text(json.dumps(BLOCK.findall(made.project["README.md"])))
    (tmp_path / "photo.png").write_bytes(b"png")
    (tmp_path / "run.py").write_text(RUN_EACH)
    with serving(OrchardApi({})) as server:
        env = {**os.environ, "PYTHONPATH": str(project / "src"), "ORCHARD_BASE_URL": server.url, "ORCHARD_API_KEY": "k"}
        command = [sys.executable, "run.py"]
        done = subprocess.run(command, cwd=tmp_path, env=env, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert (done.stderr, done.stdout.count("t_1"), done.stdout.count("prune")) == ("", 4, 1)
    assert (tmp_path / "answer.bin").read_bytes() == b"jpeg"


def test_the_code_of_the_readme_is_code(made: GenerationResult) -> None:
    blocks = BLOCK.findall(made.project["README.md"])
    assert len(blocks) > 10
    for block in blocks:
        ast.parse(block)
    assert 'client.trees.create(position={"place": 7, "row": 3}, species="apple")' in made.project["README.md"]


@pytest.mark.parametrize(
    "heading",
    ["Pagination", "Streaming", "Nested parameters", "File uploads", "Binary responses", "Errors", "Webhooks"],
)
def test_the_readme_has_the_sections_that_apply(made: GenerationResult, heading: str) -> None:
    assert f"## {heading}\n" in made.project["README.md"]


def test_api_md_lists_every_method_with_its_files(made: GenerationResult) -> None:
    text = made.project["api.md"]
    links = re.findall(r'href="(?:\./)?src/orchard/([^"]+)"', text)
    assert len(re.findall(r"^- <code ", text, re.MULTILINE)) == 14
    assert [link for link in links if link not in made.files] == []
    assert 'client.trees.<a href="./src/orchard/resources/trees/trees.py">retrieve</a>(tree_id)' in text
    assert "SyncCursorPage[Tree]" in text
    assert "from orchard.types.trees import Photo" in text


def test_the_generated_tests_can_be_collected(project: Path) -> None:
    command = [sys.executable, "-m", "pytest", "--collect-only", "-q", "-p", "no:cacheprovider"]
    done = subprocess.run(command, cwd=project, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    for name in ("test_method_create_with_all_params", "test_method_care_overload_2", "test_path_params_download"):
        assert name in done.stdout


def test_check_compares_it_and_the_readme_is_the_users(specloom: Runner, orchard: Path) -> None:
    def run(command: str) -> int:
        return specloom(command, "openapi.yaml", "-o", "sdk", "--with-project").code

    assert run("check") == 1
    assert run("generate") == 0
    assert run("check") == 0
    (orchard / "sdk/README.md").write_text("mine\n")
    (orchard / "sdk/tests/test_mine.py").write_text("mine\n")
    assert run("check") == 0
    (orchard / "sdk/tests/utils.py").write_text("edited\n")
    assert run("check") == 1
    assert run("generate") == 2


def test_the_table_can_ask_for_it(specloom: Runner, orchard: Path) -> None:
    (orchard / "pyproject.toml").write_text('[tool.specloom]\nspec = "openapi.yaml"\nout = "."\nwith_project = true\n')
    assert specloom("generate").code == 0
    assert (orchard / "tests/openapi.json").is_file()
    assert "[tool.specloom]" in (orchard / "pyproject.toml").read_text()
