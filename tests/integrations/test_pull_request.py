"""What docs/ci says that a pull request can't do, where CI runs `specloom check` and `specloom diff` on it."""

from __future__ import annotations

import json
import os
from collections.abc import Generator
from pathlib import Path

import pytest

from specloom.base import owners
from specloom.commands.trust import repository_of
from tests.integrations.conftest import DOCUMENT, NEWER, Repository
from tests.support.cli import Outcome, run_process, runner
from tests.support.loopback import serving
from tests.support.site import Site, page

SECRET = "s3cr3t-t0ken"
MODULES = ("multiprocessing", "logging", "typing", "json", "sitecustomize", "usercustomize", "signal", "generator_x")
CLIENTS = "".join(
    f'[[tool.specloom.clients]]\nname = "{name}"\nspec = "openapi.yaml"\nout = "clients"\npackage = "{name}"\n'
    for name in ("orchard", "second")
)


def table(**values: object) -> str:
    """Return a table that says something else."""
    keys = {"spec": "openapi.yaml", "out": "clients", **values}
    return "[tool.specloom]\n" + "".join(f"{key} = {json.dumps(value)}\n" for key, value in keys.items())


def specloom(repository: Repository, *words: str, **variables: str) -> Outcome:
    """Run specloom in the checkout as CI does."""
    return run_process(*words, cwd=repository.directory, env={**repository.environment, **variables, "CI": "true"})


def files(directory: Path) -> dict[str, bytes]:
    """Return all files below a folder."""
    return {str(path.relative_to(directory)): path.read_bytes() for path in directory.rglob("*") if path.is_file()}


@pytest.fixture
def outside(tmp_path: Path) -> Path:
    """A folder beside the checkout with a secret, as YAML, so that a document could refer to it."""
    directory = tmp_path / "home"
    directory.mkdir()
    for name in ("secret.yaml", "openapi.yaml", "stainless.yml"):
        (directory / name).write_text(f"description: {SECRET}\n")
    return directory


LEADING_OUT = {
    "out": ["../home", "/", "/tmp", "link", "link/deeper", "clients/../../home", ".git", ".git/hooks", "./.GIT"],
    "spec": ["../home/openapi.yaml", "link/openapi.yaml", "file.yaml", "/etc/hostname", "/dev/stdin"],
    "config": ["../home/stainless.yml", "link/stainless.yml", "/etc/hostname"],
    "root": ["..", "/", "link"],
    "templates": ["../home", "/", "link"],
    "overlays": ["../home/secret.yaml", "link/secret.yaml", "/etc/hostname"],
}


@pytest.mark.one_in(9)
@pytest.mark.parametrize(("key", "value"), [(key, value) for key, values in LEADING_OUT.items() for value in values])
def test_its_table_leads_nowhere_out_of_the_repository(
    key: str, value: str, repository: Repository, outside: Path
) -> None:
    (repository.directory / "link").symlink_to(outside)
    (repository.directory / "file.yaml").symlink_to(outside / "secret.yaml")
    given: object = [value] if key == "overlays" else value
    (repository.directory / "pyproject.toml").write_text(table(**{key: given}))
    before = files(outside), files(repository.directory / ".git")
    for words in (("check", "--allow-templates"), ("generate", "--allow-templates")):
        refused = specloom(repository, *words)
        assert refused.code == 2, refused.out
        line = 3 if key == "out" else 2 if key == "spec" else 4
        assert f"pyproject.toml:{line}:1: error[project-path]: `{key}` leads " in refused.err
        assert "hint: " in refused.err
        assert SECRET not in refused.out + refused.err
    assert (files(outside), files(repository.directory / ".git")) == before


@pytest.mark.parametrize("name", ["stainless.yml", "stainless.yaml"])
def test_a_config_beside_the_document_is_no_way_out(name: str, repository: Repository, outside: Path) -> None:
    (repository.directory / name).symlink_to(outside / "secret.yaml")
    refused = specloom(repository, "check")
    assert (refused.code, "error[project-path]: `config` leads out" in refused.err) == (2, True)
    assert SECRET not in refused.out + refused.err


def test_each_client_of_the_table_stays_inside(repository: Repository) -> None:
    (repository.directory / "pyproject.toml").write_text(
        CLIENTS.replace('out = "clients"\npackage = "sec', 'out = "/"\npackage = "sec')
    )
    refused = specloom(repository, "check")
    assert (refused.code, "pyproject.toml:9:1: error[project-path]: `out` leads out" in refused.err) == (2, True)


def test_the_command_line_may_lead_out(repository: Repository, outside: Path) -> None:
    (repository.directory / "pyproject.toml").write_text(table(out="/"))
    assert specloom(repository, "generate", "-q", "--out", str(outside)).code == 0
    assert (outside / "orchard" / "__init__.py").is_file()


def test_a_table_of_a_part_may_lead_to_the_rest(repository: Repository) -> None:
    part = repository.directory / "python"
    part.mkdir()
    (repository.directory / "pyproject.toml").rename(part / "pyproject.toml")
    (part / "pyproject.toml").write_text(table(spec="../openapi.yaml", out="../clients"))
    assert run_process("check", cwd=part, env={"CI": "true"}).code == 0
    assert repository_of(part) == repository.directory
    assert repository_of(Path("/")) == Path("/")


@pytest.fixture
def site() -> Generator[Site]:
    with serving(Site({"/openapi.yaml": page(DOCUMENT), "/dialect": page("{}")})) as loopback:
        assert isinstance(loopback, Site)
        yield loopback


@pytest.mark.slow
def test_it_fetches_nothing(repository: Repository, site: Site) -> None:
    url = f"{site.url}/openapi.yaml"
    documents = [
        DOCUMENT + f"  /x: {{$ref: '{url}#/paths/~1trees'}}\n",
        DOCUMENT + f"jsonSchemaDialect: {site.url}/dialect\n",
        DOCUMENT + f"$self: {url}\n",
        DOCUMENT.replace("{type: string}", f"{{$schema: '{site.url}/dialect', $id: '{url}', type: string}}"),
        DOCUMENT.replace("{type: string}", f"{{$ref: '{url}#/x'}}"),
        DOCUMENT + f"externalDocs: {{url: '{url}'}}\n",
    ]
    for text in documents:
        (repository.directory / "openapi.yaml").write_text(text)
        assert specloom(repository, "check", "-q").code in (0, 1, 2)
    (repository.directory / "openapi.yaml").write_text(DOCUMENT)
    overlay = f"overlay: 1.0.0\ninfo: {{title: x, version: '1'}}\nextends: {url}\nactions: []\n"
    (repository.directory / "overlay.yaml").write_text(overlay)
    for text in (table(overlays=["overlay.yaml"]), table(spec=url), table(config=url), table(templates=url)):
        (repository.directory / "pyproject.toml").write_text(text)
        assert specloom(repository, "check", "-q").code in (0, 2)
    (repository.directory / "pyproject.toml").write_text(table(spec=url))
    refused = specloom(repository, "check")
    assert "is not in the lock, and only `specloom update` fetches documents" in refused.err
    assert site.requests == []


def test_no_file_of_it_is_run(repository: Repository) -> None:
    """Several clients are made in processes of their own, which Python starts in the working directory."""
    (repository.directory / "pyproject.toml").write_text(CLIENTS)
    for name in MODULES:
        (repository.directory / f"{name}.py").write_text("open('pwned', 'a').write(__name__)\n")
    (repository.directory / "conftest.py").write_text("open('pwned', 'a').write(__name__)\n")
    entry = repository.programs / "entry"
    entry.write_text(
        "from specloom.__main__ import main_of_process\nif __name__ == '__main__':\n    main_of_process()\n"
    )
    done = repository.run_script(entry, "check", "--no-cache")
    assert done.returncode == 1, done.stderr
    assert "+++ b/clients/second/_client.py" in done.stdout
    assert not (repository.directory / "pwned").exists()


def test_its_attributes_and_links_decide_nothing_in_a_revision(repository: Repository, outside: Path) -> None:
    config = repository.programs / "gitconfig"
    config.write_text('[filter "evil"]\n\tsmudge = touch pwned; cat\n\tclean = cat\n[core]\n\thooksPath = hooks\n')
    environment = {"GIT_CONFIG_GLOBAL": str(config)}
    (repository.directory / ".gitattributes").write_text("*.yaml filter=evil\n")
    (repository.directory / "common.yaml").symlink_to(outside / "secret.yaml")
    (repository.directory / "openapi.yaml").write_text(NEWER.replace("{type: string}", "{$ref: common.yaml}"))
    repository.git("add", "-A")
    repository.git("commit", "-qm", "Hostile")
    (repository.directory / "openapi.yaml").write_text(DOCUMENT)
    done = specloom(repository, "diff", "HEAD", **environment)
    assert done.code in (1, 2), done.err
    assert SECRET not in done.out + done.err
    assert not (repository.directory / "pwned").exists()
    assert specloom(repository, "diff", "HEAD~1", **environment).code == 0


def give_away(path: Path, monkeypatch: pytest.MonkeyPatch) -> int:
    """Make a file that of another user and return the user's number."""
    if os.getuid() == 0:
        os.chown(path, 4711, 4711, follow_symlinks=False)
        return 4711
    monkeypatch.setattr(owners.os, "geteuid", lambda: os.getuid() + 4000)
    return os.getuid()


def test_files_of_other_users_above_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    inner = tmp_path / "shared" / "mine"
    inner.mkdir(parents=True)
    run = runner(inner, monkeypatch, capsys)
    shared = inner.parent / "pyproject.toml"
    shared.write_text('[tool.specloom]\nspec = "openapi.yaml"\n')
    (inner.parent / "openapi.yaml").write_text(DOCUMENT)
    assert run("check", "-q").code == 1
    uid = give_away(shared, monkeypatch)
    refused = run("check", "-q")
    assert refused.code == 2
    assert f"belongs to another user (uid {uid}), so it is not read" in run("check").err
    assert "error[spec-missing]" in refused.err
    monkeypatch.setenv("SPECLOOM_TRUST_UID", f"1,{uid}")
    assert run("check", "-q").code == 1
    monkeypatch.delenv("SPECLOOM_TRUST_UID")
    monkeypatch.chdir(inner.parent)
    assert run("check", "-q").code == 1


def test_configs_and_locks_of_other_users_are_not_read(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    run = runner(tmp_path, monkeypatch, capsys)
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    config = tmp_path / "stainless.yml"
    config.write_text("organization: {name: orchard}\n")
    assert run("check", "openapi.yaml", "-q").code == 1
    give_away(config, monkeypatch)
    refused = run("check", "openapi.yaml", "-q")
    assert (refused.code, "stainless.yml: error[foreign-owner]: " in refused.err) == (2, True)
    assert "hint: to use it anyway, pass it with --config, or trust that user with SPECLOOM_TRUST_UID=" in refused.err
    assert run("check", "openapi.yaml", "-q", "-c", "stainless.yml").code == 1
    (tmp_path / "pyproject.toml").write_text('[tool.specloom]\nspec = "https://orchard.example/openapi.yaml"\n')
    (tmp_path / "specloom.lock").write_text('{"version": 1, "specs": {}}\n')
    give_away(tmp_path / "specloom.lock", monkeypatch)
    for command in ("check", "update"):
        assert "specloom.lock: error[foreign-owner]: " in run(command, "-q").err


def test_a_link_of_another_user_is_foreign_whatever_it_leads_to(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    own, link = tmp_path / "own", tmp_path / "link"
    own.write_text("x")
    link.symlink_to(own)
    assert owners.foreign_owner(link) is None
    uid = give_away(link, monkeypatch)
    assert owners.foreign_owner(link) == uid
