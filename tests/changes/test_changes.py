"""`specloom diff`: a folder holds two descriptions, in `old/` and `new/`, and by format what is printed of them.

`--golden` rewrites what is printed.
"""

from __future__ import annotations

import json
import os
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.support.cli import Runner, runner

HERE = Path(__file__).parent
SPEC = HERE.parents[1] / "spec" / "cloudflare-workflows"
FORMATS = {"text": "txt", "markdown": "md", "json": "json"}
PRINTED = sorted(HERE.glob("*/printed.*"))
OLD = """\
openapi: 3.1.0
info: {title: Shop, version: 1.0.0}
servers: [{url: 'https://shop.example'}]
paths:
  /things:
    get:
      description: Words.
      responses:
        '200': {description: A thing., content: {application/json: {schema: {type: string}}}}
"""


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a function that runs `specloom` in `tmp_path`."""
    return runner(tmp_path, monkeypatch, capsys)


def git(directory: Path, *command: str) -> str:
    identity = ["-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    clean = {name: value for name, value in os.environ.items() if not name.startswith("GIT_")}
    done = subprocess.run(
        ["git", *identity, *command], cwd=directory, check=True, capture_output=True, text=True, env=clean
    )
    return done.stdout


@pytest.mark.parametrize("path", PRINTED, ids=lambda path: f"{path.parent.name}-{path.suffix[1:]}")
def test_what_changes_is_printed(
    path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], request: pytest.FixtureRequest
) -> None:
    form = next(name for name, suffix in FORMATS.items() if path.suffix == f".{suffix}")
    run = runner(path.parent, monkeypatch, capsys)
    done = run("diff", "old/openapi.yaml", "new/openapi.yaml", "-q", "--format", form)
    if request.config.getoption("--golden"):
        path.write_text(done.out)
    assert (done.code, done.err) == (1, "")
    assert done.out == path.read_text()


def test_the_description_of_the_seed_page_against_today_s(here: Runner) -> None:
    config = str(SPEC / "stainless.yml")
    done = here("diff", str(HERE / "seed_page" / "openapi.yaml"), str(SPEC / "openapi.yaml"), "-c", config, "-q")
    assert "client.workflows.instances.create()\n    parameter `location_hint` is new" in done.out
    assert 'types.workflows.InstanceCreateResponse\n    field `status` may now be "rollingBack"' in done.out
    assert "This calls for a minor version" in done.out
    assert "Breaking" not in done.out
    back = here("diff", str(SPEC / "openapi.yaml"), str(HERE / "seed_page" / "openapi.yaml"), "-c", config, "-q")
    assert "parameter `location_hint` is gone" in back.out
    assert "This calls for a major version" in back.out


def test_no_difference_is_exit_0(here: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(OLD)
    done = here("diff", "openapi.yaml", "openapi.yaml")
    assert (done.code, done.out) == (0, "Nothing changes for the users of the client.\n")


def test_other_words_call_for_a_patch(here: Runner, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(OLD.replace("Words.", "Other words."))
    done = here("diff", "old.yaml", "new.yaml")
    assert (done.code, done.out) == (
        1,
        "1 change of documentation only.\nThis calls for a patch version: 1.0.0 -> 1.0.1.\n",
    )


def test_another_order_is_told_of_and_another_version_is_not(here: Runner, tmp_path: Path) -> None:
    words = OLD.replace("type: string", "type: string, enum: [one, two]")
    (tmp_path / "old.yaml").write_text(words)
    (tmp_path / "new.yaml").write_text(words.replace("one, two", "two, one").replace("1.0.0", "1.0.1"))
    done = here("diff", "old.yaml", "new.yaml", "-q")
    assert done.out.startswith("Nothing changes for users, but 1 file is written in another order or wording.")
    (tmp_path / "new.yaml").write_text(words.replace("1.0.0", "1.0.1"))
    assert here("diff", "old.yaml", "new.yaml", "-q").code == 0


def test_credentials_that_are_sent_otherwise_are_told_of(here: Runner, tmp_path: Path) -> None:
    scheme = "security: [{{key: []}}]\ncomponents: {{securitySchemes: {{key: {{{}}}}}}}\n"
    (tmp_path / "old.yaml").write_text(OLD + scheme.format("type: apiKey, in: header, name: X-Key"))
    (tmp_path / "new.yaml").write_text(OLD + scheme.format("type: http, scheme: bearer"))
    assert "authentication 'key': bearer, was header X-Key" in here("diff", "old.yaml", "new.yaml").out


@pytest.mark.parametrize(("limit", "code"), [("any", 1), ("breaking", 0), ("never", 0)])
def test_only_what_is_asked_for_fails(here: Runner, tmp_path: Path, limit: str, code: int) -> None:
    (tmp_path / "old.yaml").write_text(OLD)
    (tmp_path / "new.yaml").write_text(OLD + OLD.partition("paths:\n")[2].replace("/things", "/others"))
    assert here("diff", "old.yaml", "new.yaml", "--fail-on", limit).code == code
    assert here("diff", "new.yaml", "old.yaml", "--fail-on", "breaking").code == 1


@pytest.fixture
def repository(tmp_path: Path) -> Path:
    """Return a repository whose description was changed after the tag v1, in the work tree alone."""
    shutil.copytree(HERE / "everything" / "old", tmp_path / "api")
    project = '[tool.specloom]\nspec = "api/openapi.yaml"\n'
    (tmp_path / "pyproject.toml").write_text(project)
    (tmp_path / "huge.bin").write_bytes(b"\0")
    git(tmp_path, "init", "-q")
    git(tmp_path, "add", "-A")
    git(tmp_path, "commit", "-qm", "First")
    git(tmp_path, "tag", "v1")
    shutil.copy(HERE / "everything" / "new" / "openapi.yaml", tmp_path / "api" / "openapi.yaml")
    return tmp_path


@pytest.mark.parametrize(
    "args", [["v1"], ["v1", "api/openapi.yaml"], ["v1:api/openapi.yaml", "api/openapi.yaml"], ["HEAD"]]
)
def test_a_revision_against_the_work_tree(here: Runner, repository: Path, args: list[str]) -> None:
    before = git(repository, "status", "--porcelain")
    done = here("diff", *args, "--format", "json")
    found = json.loads(done.out)
    assert done.code == 1
    assert found["version"] == {"current": "1.4.2", "next": "2.0.0"}
    gone = next(change for change in found["changes"] if change["rule"] == "method-removed")
    assert (gone["file"], gone["line"]) == (f"{args[0].partition(':')[0]}:api/openapi.yaml", 48)
    new = next(change for change in found["changes"] if change["rule"] == "method-added")
    assert new["file"] == "api/openapi.yaml"
    assert git(repository, "status", "--porcelain") == before


def test_two_revisions(here: Runner, repository: Path) -> None:
    git(repository, "commit", "-qam", "Second")
    git(repository, "tag", "v2")
    assert "major version: 1.4.2 -> 2.0.0" in here("diff", "v1", "v2").out
    assert here("diff", "v2", "v2").code == 0


def test_a_fault_in_a_revision_is_told_with_its_name(here: Runner, repository: Path) -> None:
    (repository / "api" / "openapi.yaml").write_text("openapi: 3.1.0\npaths: [\n")
    git(repository, "commit", "-qam", "Break it")
    (repository / "api" / "openapi.yaml").write_text(OLD)
    done = here("diff", "HEAD")
    assert done.code == 2
    assert f"{git(repository, 'rev-parse', 'HEAD').strip()}:api/openapi.yaml:" in done.err


@pytest.mark.parametrize(
    "side", ["no-such-thing", "--upload-pack=x", "v1:no/such/file.yaml", "$(touch x)", "v1:../../x"]
)
def test_what_is_neither_file_nor_revision(here: Runner, repository: Path, side: str) -> None:
    done = here("diff", "-q", "--", side, "api/openapi.yaml")
    assert done.code == 2
    assert "Traceback" not in done.err
    assert "error[" in done.err


def test_words_of_a_document_are_no_markup(here: Runner, tmp_path: Path) -> None:
    (tmp_path / "old.yaml").write_text(OLD)
    nasty = OLD.replace(
        "/things:", '/things:\n    parameters: [{name: a, in: query, schema: {enum: ["`<b>@all`", "\\u202e"]}}]'
    )
    (tmp_path / "new.yaml").write_text(nasty + OLD.partition("paths:\n")[2].replace("/things", "/`<img>\\u202e"))
    done = here("diff", "old.yaml", "new.yaml", "--format", "markdown")
    assert done.code == 1
    assert "\u202e" not in done.out
    assert "<b>" not in done.out.replace("\\<b>", "")
    assert "@all" not in done.out
