"""The version of a package: a config, the project that publishes it, or a git tag decides, and else the document."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest

from tests.support.cli import Runner, runner

SPEC = """\
openapi: 3.1.0
info: {title: Orchard, version: '1.0'}
paths: {/trees: {get: {responses: {'204': {description: ok}}}}}
"""
ARGUMENTS = ("generate", "openapi.yaml", "--package", "orchard", "-o", "src", "-q")


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    (tmp_path / "openapi.yaml").write_text(SPEC)
    return runner(tmp_path, monkeypatch, capsys)


def version(tmp_path: Path, directory: str = "src") -> str:
    line = (tmp_path / directory / "orchard/_version.py").read_text().splitlines()[-1]
    return line.removeprefix("__version__ = ").strip('"')


def released(directory: Path, *tags: str) -> None:
    """Commit what is in a directory, and tag the commit."""
    commit = ["commit", "-qm", "Release", "--allow-empty"]
    for command in (["init", "-q"], ["add", "."], commit, *(["tag", tag] for tag in tags)):
        identity = ["-c", "user.name=a", "-c", "user.email=a@b.test"]
        subprocess.run(["git", *identity, *command], cwd=directory, check=True)


def test_the_project_that_publishes_it_decides(specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "Orchard"\nversion = "3.2.1"\n')
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "3.2.1"
    settings = (tmp_path / "src/orchard/_runtime/settings.py").read_text()
    assert '"3.2.1"' in settings
    (tmp_path / "openapi.yaml").write_text(SPEC.replace("1.0", "0.9"))
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "3.2.1"
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "Orchard"\nversion = "3.3.0"\n')
    assert specloom("check", *ARGUMENTS[1:]).code == 1
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "3.3.0"


@pytest.mark.parametrize(
    "project",
    [
        '[project]\nname = "shop"\nversion = "3.2.1"\n',
        '[project]\nname = "orchard"\nversion = "three"\n',
        '[project]\nname = "orchard"\ndynamic = ["version"]\n',
        '[project\nname = "orchard"',
        "[tool.ruff]\nline-length = 100\n",
    ],
    ids=["another project", "no version", "no tag", "no TOML", "no project"],
)
def test_else_the_document_does(specloom: Runner, tmp_path: Path, project: str) -> None:
    (tmp_path / "pyproject.toml").write_text(project)
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "1.0"


def test_a_config_decides_first(specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "orchard"\nversion = "3.2.1"\n')
    (tmp_path / "stainless.yml").write_text(
        "organization: {name: orchard}\nenvironments: {production: https://orchard.test}\n"
        "targets: {python: {package_name: orchard, version: 4.0.0}}\n"
        "resources: {trees: {methods: {list: get /trees}}}\n"
    )
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "4.0.0"


@pytest.mark.parametrize(
    ("project", "file", "text"),
    [
        ('[tool.hatch.version]\npath = "about.py"', "about.py", '__version__ = "3.2.1"'),
        ('[tool.hatch.version]\nsource = "regex"\npath = "about.py"', "about.py", "x = 1\nVERSION: str = 'v3.2.1'"),
        ('[tool.pdm.version]\nsource = "file"\npath = "about.py"', "about.py", '__version__ = "3.2.1"'),
        (
            '[tool.setuptools.dynamic]\nversion = {attr = "meta.about.__version__"}',
            "meta/about.py",
            '__version__ = "3.2.1"',
        ),
        ('[tool.setuptools.dynamic]\nversion = {file = ["VERSION"]}', "VERSION", "3.2.1\n"),
        ('[build-system]\nbuild-backend = "flit_core.buildapi"', "src/orchard.py", '__version__ = "3.2.1"'),
        ('[tool.poetry]\nversion = "3.2.1"', "unused", ""),
    ],
)
def test_a_project_whose_version_is_in_a_file(
    specloom: Runner, tmp_path: Path, project: str, file: str, text: str
) -> None:
    (tmp_path / "pyproject.toml").write_text(f'[project]\nname = "orchard"\ndynamic = ["version"]\n{project}\n')
    (tmp_path / file).parent.mkdir(exist_ok=True)
    (tmp_path / file).write_text(text)
    released(tmp_path, "v9.9.9")
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "3.2.1"


@pytest.mark.parametrize(
    "path", ["src/orchard/_version.py", "../about.py", "missing.py"], ids=["generated", "outside", "missing"]
)
def test_a_file_that_does_not_give_a_version(specloom: Runner, tmp_path: Path, path: str) -> None:
    (tmp_path.parent / "about.py").write_text('__version__ = "3.2.1"')
    project = f'[project]\nname = "orchard"\ndynamic = ["version"]\n[tool.hatch.version]\npath = "{path}"\n'
    (tmp_path / "pyproject.toml").write_text(project)
    assert specloom(*ARGUMENTS).code == 0
    (tmp_path / "openapi.yaml").write_text(SPEC.replace("1.0", "1.1"))
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "1.1"


def test_a_project_of_poetry(specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").write_text('[tool.poetry]\nname = "orchard"\nversion = "3.2.1"\n')
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "3.2.1"


def test_a_shallow_checkout_without_tags_says_so(specloom: Runner, tmp_path: Path) -> None:
    origin = tmp_path / "origin"
    origin.mkdir()
    (origin / "pyproject.toml").write_text('[project]\nname = "orchard"\ndynamic = ["version"]\n')
    released(origin, "v2.5.0")
    released(origin)
    subprocess.run(["git", "clone", "-q", "--depth=1", origin.as_uri(), str(tmp_path / "work")], check=True)
    done = specloom(*ARGUMENTS[:-2], "work")
    assert (done.code, version(tmp_path, "work")) == (0, "1.0")
    assert (
        "warning[version-unknown]: the version of orchard is a git tag, and this shallow checkout has none" in done.err
    )
    assert "fetch the tags" in done.err
    subprocess.run(["git", "fetch", "-q", "--unshallow", "--tags"], cwd=tmp_path / "work", check=True)
    done = specloom(*ARGUMENTS[:-2], "work")
    assert (done.code, version(tmp_path, "work")) == (0, "2.5.0")
    assert "version-unknown" not in done.err


@pytest.mark.parametrize("tag", ["v2.5.0", "2.5.0", "orchard-v2.5.0", "orchard/v2.5.0", "orchard@2.5.0"])
def test_a_project_whose_version_is_a_tag(specloom: Runner, tmp_path: Path, tag: str) -> None:
    (tmp_path / "pyproject.toml").write_text('[project]\nname = "orchard"\ndynamic = ["version"]\n')
    released(tmp_path, tag)
    released(tmp_path, "billing-v9.0.0")
    assert specloom(*ARGUMENTS).code == 0
    assert version(tmp_path) == "2.5.0"


def test_a_project_of_ours_keeps_the_version_that_it_got(specloom: Runner, tmp_path: Path) -> None:
    whole = (*ARGUMENTS, "--with-project")
    assert specloom(*whole).code == 0
    project = tmp_path / "src/pyproject.toml"
    assert 'version = "1.0"' in project.read_text()
    project.write_text(project.read_text().replace('version = "1.0"', 'version = "1.1.0"'))
    (tmp_path / "openapi.yaml").write_text(SPEC.replace("1.0", "0.9"))
    assert specloom(*whole).code == 0
    assert specloom(*whole).code == 0
    assert version(tmp_path, "src/src") == "1.1.0"
    assert 'version = "1.1.0"' in project.read_text()
