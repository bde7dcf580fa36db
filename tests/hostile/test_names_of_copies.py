"""Hole 1: whatever the URLs of a served document are, `specloom update` writes below specloom.specs and nowhere else.

Beside the attack as it was found: names that git or a tool would obey, names that are one on some file systems, files
that would have to be folders, and what a copy refers to by a URL that is no file name.
"""

from __future__ import annotations

import json
import os
import subprocess
import unicodedata
from collections.abc import Mapping
from pathlib import Path

import pytest

from specloom.base.copy_names import copy_paths
from specloom.base.path_below import name_fault
from tests.support.cli import MINIMAL, Runner
from tests.support.loopback import Reply
from tests.support.site import Site, page

PART = "type: string\ndescription: planted\n"
SPEC = "/api/openapi.yaml"
WRITTEN = {"pyproject.toml", "specloom.lock", "specloom.specs"}


def document(*references: str) -> str:
    """Return a document that refers to `references` where nobody but a walk over all values looks."""
    return MINIMAL + json.dumps({"x-parts": [{"$ref": each} for each in references]})[1:-1] + "\n"


def serve(site: Site, project: Path, *references: str) -> None:
    site.pages[SPEC] = page(document(*references))
    (project / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "{site.url}{SPEC}"\nout = "clients"\n')


def outside(project: Path) -> dict[str, str]:
    """Return what is on the disk beside what an update may write: in the project, and all round it."""
    top = project.parents[1]
    found = {path.relative_to(top).as_posix(): path.read_text() if path.is_file() else "" for path in top.rglob("*")}
    prefix = project.relative_to(top).as_posix()
    return {
        name: text
        for name, text in found.items()
        if not name.startswith(f"{prefix}/") or name.split("/")[2] not in WRITTEN
    }


def copies(project: Path) -> dict[str, str]:
    """Return the names of the copies, as the lock has them, by their URLs without the host."""
    (spec,) = json.loads((project / "specloom.lock").read_text())["specs"].values()
    host = next(iter(spec["files"])).split("/")[1]
    return {
        file["url"].partition("//")[2].partition("/")[2]: name.removeprefix(f"specloom.specs/{host}/")
        for name, file in spec["files"].items()
    }


HOSTILE = [
    "x.yaml?/../../../../.bashrc",
    "x.yaml?/../../../../.git/config",
    "x.yaml?/../../../.git/config",
    "x.yaml?/../../../../../../../../../../../../../../tmp/specloom-was-here",
    "x.yaml?a=..%2f..%2f..%2f.bashrc",
    "x.yaml?%2e%2e/%2e%2e/%2e%2e/%2e%2e/.bashrc",
    "x.yaml?..%5c..%5c..%5c.bashrc",
    "x.yaml?\\..\\..\\..\\.bashrc",
    "x.yaml?//etc/passwd",
    "x.yaml?/./.././../.././../.bashrc",
    "x.yaml;/../../../../.bashrc",
    "%2e%2e/%2e%2e/%2e%2e/%2e%2e/.bashrc",
    "..%2f..%2f..%2f..%2f.bashrc",
    "%252e%252e%252f%252e%252e%252f.bashrc",
    "..%5c..%5c.bashrc",
    "/%2fetc/passwd",
    "C:/x.yaml",
    ".git/hooks/post-checkout",
    "%2egit/config",
    ".GIT/config",
    ".git./config",
    "git~1/config",
    ".g%e2%80%8cit/config",
    ".gitattributes",
    ".gitmodules",
    "../.gitattributes",
    "x%00/../../.bashrc",
    "aux.yaml",
    "con",
    "a/" * 300 + "x.yaml",
    "x" * 3000,
    "%f0%9f%8c%b3" * 100 + ".yaml",
    "x./y",
    "x%20/y",
]


@pytest.mark.one_in(4)
@pytest.mark.parametrize("reference", HOSTILE, ids=lambda text: text[:40])
def test_no_url_leads_out(site: Site, project: Path, specloom: Runner, reference: str) -> None:
    serve(site, project, reference)
    site.others = page(PART)
    (project.parent / ".bashrc").write_text("export PATH\n")
    (project / ".git" / "hooks").mkdir(parents=True)
    (project / ".git" / "config").write_text("[core]\n")
    before = outside(project)
    outcome = specloom("update", "--allow-private", "-q")
    assert outcome.code in (0, 1, 2)
    assert "Traceback" not in outcome.err
    assert outside(project) == before
    for path in (project / "specloom.specs").rglob("*"):
        assert name_fault(path.relative_to(project).as_posix()) is None
        assert not path.name.lower().startswith(".git") or path.parent.name == "specloom.specs"
    if outcome.code == 0:
        assert specloom("update", "--allow-private", "-q", "--check").code == 0


def test_a_check_writes_nothing_either(site: Site, project: Path, specloom: Runner) -> None:
    """Where a description has changed, the new state is put into a temporary folder to be compared."""
    serve(site, project)
    assert specloom("update", "--allow-private", "-q").code == 0
    target = project.parent / ".bashrc"
    target.write_text("export PATH\n")
    serve(site, project, f"x.yaml?{'/..' * 30}{target}")
    site.others = page(PART)
    before = outside(project)
    assert specloom("update", "--check", "--allow-private", "-q").code == 1
    assert outside(project) == before


def test_an_update_that_plants_nothing_leaves_git_harmless(site: Site, project: Path, specloom: Runner) -> None:
    """The attack as it was found: the next `git status` ran a command."""
    subprocess.run(["git", "init", "-q"], cwd=project, check=True)
    proof = project / "pwned"
    config = f'[core]\n\tfsmonitor = "touch {proof}; false"\n# type: object\n'
    serve(site, project, "x.yaml?/../../../../.git/config")
    site.others = page(config)
    specloom("update", "--allow-private", "-q")
    subprocess.run(["git", "status"], cwd=project, check=False, capture_output=True)
    assert not proof.exists()
    assert "fsmonitor" not in (project / ".git" / "config").read_text()


def test_no_test_runner_runs_a_copy(site: Site, project: Path, specloom: Runner) -> None:
    names = ["conftest.py", "test_a.py", "test_b.txt", "x?y=test_c.py", "CONFTEST.PY"]
    serve(site, project, *names)
    site.others = page('{"type": "string", "description": "as good Python as it is JSON"}')
    assert specloom("update", "--allow-private", "-q").code == 0
    suffixes = {path.suffix.lower() for path in (project / "specloom.specs").rglob("*") if path.is_file()}
    assert suffixes <= {".yaml", ""}
    assert len(copies(project)) == len(names) + 1


def test_two_urls_never_share_a_copy(site: Site, project: Path, specloom: Runner) -> None:
    texts = {
        "Pet.yaml": "Pet",
        "pet.yaml": "pet",
        "a%2fb.yaml": "encoded",
        "a/b.yaml": "plain",
        "a": "a file where a folder is",
        "c_d.yaml": "underscore",
        "c%5cd.yaml": "backslash",
        "q?a/b": "query with a slash",
        "q?a%2fb": "encoded query",
        "e%CC%81.yaml": "two characters",
        "%C3%A9.yaml": "one character",
    }
    serve(site, project, *texts)
    for name, text in texts.items():
        site.pages[f"/api/{name}"] = page(f"type: string\ndescription: {text}\n")
    assert specloom("update", "--allow-private", "-q").code == 0
    names = copies(project)
    assert set(names) == {f"api/{name}" for name in [*texts, "openapi.yaml"]}
    folded = {unicodedata.normalize("NFKC", name).casefold() for name in names.values()}
    assert len(folded) == len(names)
    assert (names["api/c_d.yaml"], names["api/Pet.yaml"]) == ("api/c_d.yaml", "api/Pet.yaml")
    host = next(iter(path.name for path in (project / "specloom.specs").iterdir() if path.is_dir()))
    for name, text in texts.items():
        assert text in (project / "specloom.specs" / host / names[f"api/{name}"]).read_text()


def test_a_copy_is_found_by_its_url(site: Site, project: Path, specloom: Runner) -> None:
    """References in copies mean URLs: that the name of a copy is another one makes no difference."""
    text = MINIMAL.replace("{id: {type: string}", '{id: {$ref: "parts/id?v=a/../b%20c"}')
    site.pages[SPEC] = page(text.replace("{type: number}", '{$ref: "Height.yaml"}'))
    site.pages["/api/parts/id?v=a/../b%20c"] = page('{$ref: "?v=2&w=/"}')
    site.pages["/api/parts/id?v=2&w=/"] = page("type: integer\n")
    site.pages["/api/Height.yaml"] = page('{$ref: "height.yaml"}')
    site.pages["/api/height.yaml"] = page("type: boolean\n")
    (project / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "{site.url}{SPEC}"\nout = "clients"\n')
    assert specloom("update", "--allow-private", "-q").code == 0
    outcome = specloom("generate", "-q")
    assert (outcome.code, outcome.err) == (0, "")
    (module,) = (project / "clients/orchard/types").glob("*response.py")
    assert "id: int" in module.read_text()
    assert "height: Optional[bool]" in module.read_text()


def test_a_redirected_file_refers_from_where_it_came(site: Site, project: Path, specloom: Runner) -> None:
    site.pages[SPEC] = Reply(302, headers={"location": f"{site.url}/v3/openapi.yaml?sig=/../../.."})
    site.pages["/v3/openapi.yaml"] = page(MINIMAL.replace("{id: {type: string}", '{id: {$ref: "id.yaml"}'))
    site.pages["/v3/id.yaml"] = page("type: integer\n")
    (project / "pyproject.toml").write_text(f'[tool.specloom]\nspec = "{site.url}{SPEC}"\nout = "clients"\n')
    assert specloom("update", "--allow-private", "-q").code == 0
    assert specloom("generate", "-q").code == 0
    (module,) = (project / "clients/orchard/types").glob("*response.py")
    assert "id: int" in module.read_text()


def test_a_committed_link_is_refused_and_named(site: Site, project: Path, specloom: Runner) -> None:
    serve(site, project)
    assert specloom("update", "--allow-private", "-q").code == 0
    (copy,) = (project / "specloom.specs").rglob("openapi.yaml")
    kept = copy.read_text()
    away = project.parent / "away.yaml"
    away.write_text(kept)
    copy.unlink()
    copy.symlink_to(away)
    for words in (("generate", "-q"), ("check", "-q"), ("update", "--allow-private", "-q")):
        outcome = specloom(*words)
        assert (outcome.code, "error[path-unsafe]" in outcome.err) == (2, True)
        assert "hint: replace the link" in outcome.err
    assert away.read_text() == kept


KEPT = [
    ("https://a.test/v1/openapi.json", None, "v1/openapi.json"),
    ("https://a.test/raw?ref=feature/x", None, "raw-ref=feature/x"),
    ("https://a.test/x.yaml?a/b", "https://a.test/openapi.yaml", "x.yaml?a/b"),
    ("https://a.test/api/swagger.ashx", None, "api/swagger.ashx"),
    ("https://a.test/" + "n" * 200, None, None),
]


@pytest.mark.parametrize(("url", "main", "name"), KEPT, ids=[each[0][-20:] for each in KEPT])
def test_harmless_names_of_existing_copies_stay(url: str, main: str | None, name: str | None) -> None:
    main = main or url
    root = "specloom.specs/a.test/"
    if name is None:
        name = copy_paths(main, {url: url})[url].removeprefix(root)
    assert copy_paths(main, {url: url}, {url: root + name}) == {url: root + name}


@pytest.mark.parametrize(
    "name",
    [
        "specloom.specs/a.test/../../.git/config",
        "specloom.specs/a.test/x.yaml?/../../../.git/config",
        "specloom.specs/.gitattributes",
        "specloom.specs/a.test/conftest.py",
        "/etc/passwd",
        "pyproject.toml",
    ],
)
def test_harmful_names_of_existing_copies_do_not_stay(name: str) -> None:
    url = "https://a.test/x.yaml?/../../../.git/config"
    found = copy_paths(url, {url: url}, {url: name})[url]
    assert found != name
    assert name_fault(found) is None
    assert found.startswith("specloom.specs/a.test/")


def test_other_descriptions_keep_their_names() -> None:
    one, other = "https://a.test/spec?v=1", "http://a.test/spec?v=1"
    first = copy_paths(one, {one: one})
    second = copy_paths(other, {other: other}, taken={name: url for url, name in first.items()})
    assert first[one].casefold() != second[other].casefold()


HOSTS: Mapping[str, str] = {
    "https://../x.yaml": "host/x.yaml",
    "https://[::1]:8443/x.yaml": "__1_8443/x.yaml",
    "https://[fe80::1%25eth0]/x.yaml": "fe80__1_25eth0/x.yaml",
    "https://user:pass@a.test/x.yaml": "a.test/x.yaml",
    "https://a%2f..%2f..%2fb/x.yaml": "a_2f.._2f.._2fb/x.yaml",
    "https://.git/x.yaml": "git/x.yaml",
    "https://A.TEST./x.yaml": "a.test/x.yaml",
}


@pytest.mark.parametrize("url", HOSTS)
def test_no_host_leads_out(url: str) -> None:
    assert copy_paths(url, {url: url})[url] == f"specloom.specs/{HOSTS[url]}"


@pytest.mark.parametrize("url", ["https://con/x", "https://aux:80/x", "https://" + "h" * 300 + "/x", "https://a..b/.."])
def test_odd_hosts_give_names_for_every_system(url: str) -> None:
    assert name_fault(copy_paths(url, {url: url})[url]) is None


def test_the_lock_of_a_pull_request_leads_nowhere_else(site: Site, project: Path, specloom: Runner) -> None:
    serve(site, project)
    assert specloom("update", "--allow-private", "-q").code == 0
    lock = (project / "specloom.lock").read_text()
    for planted in ("specloom.specs/x/../../../../.bashrc", "specloom.specs/x/.git/config", "specloom.specs/x/a\\\\b"):
        name = next(iter(json.loads(lock)["specs"].values()))["path"]
        (project / "specloom.lock").write_text(lock.replace(name, planted))
        for words in (("generate", "-q"), ("update", "--allow-private", "-q")):
            outcome = specloom(*words)
            assert (outcome.code, "error[lock-syntax]" in outcome.err) == (2, True)
            assert "hint: undo the edit, or remove the lock" in outcome.err
    (project / "specloom.lock").unlink()
    os.symlink("/etc/passwd", project / "specloom.lock")
    outcome = specloom("generate", "-q")
    assert (outcome.code, "error[path-unsafe]" in outcome.err) == (2, True)
