"""A description on the web, pinned: a run reads the copy, only `specloom update` uses the network."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest

from specloom.base.copy_names import copy_paths
from tests.support.cli import MINIMAL, Outcome, Runner
from tests.support.loopback import Reply
from tests.support.site import Site, page

PARTS = MINIMAL.replace("schema: {type: string}", "schema: {$ref: ../shared/id.yaml}")
ALLOW = "--allow-private"


def tagged(site: Site, path: str, text: str, etag: str) -> None:
    site.pages[path] = page(text, etag=etag)
    site.known[path] = etag


@pytest.fixture
def project(site: Site, orchard: Path) -> Path:
    (orchard / "openapi.yaml").unlink()
    table = f'[tool.specloom]\nspec = "{site.url}/api/openapi.yaml"\nout = "clients"\n'
    (orchard / "pyproject.toml").write_text(table)
    tagged(site, "/api/openapi.yaml", PARTS, '"one"')
    site.pages["/shared/id.yaml"] = page("type: string\n")
    return orchard


def copy_of(project: Path, site: Site, name: str = "api/openapi.yaml") -> Path:
    return project / "specloom.specs" / f"127.0.0.1_{site.url.rpartition(':')[2]}" / name


def lock_of(project: Path) -> dict[str, object]:
    return json.loads((project / "specloom.lock").read_text())


def test_nothing_is_fetched_before_an_update(site: Site, specloom: Runner, project: Path) -> None:
    for command in ("generate", "check", "validate"):
        outcome = specloom(command, "-q")
        assert outcome.code == 2
        assert outcome.err == (
            f"specloom.lock: error[lock-missing]: {site.url}/api/openapi.yaml is not in the lock, and only "
            "`specloom update` fetches documents\n  hint: run `specloom update`\n"
        )
    assert site.requests == []


def test_an_update_locks_and_runs_use_the_copy(site: Site, specloom: Runner, project: Path) -> None:
    outcome = specloom("update", ALLOW)
    assert (outcome.code, outcome.out) == (0, f"{site.url}/api/openapi.yaml: locked, 2 files\n")
    assert copy_of(project, site).read_text() == PARTS
    assert copy_of(project, site, "shared/id.yaml").read_text() == "type: string\n"
    asked = len(site.requests)
    assert specloom("generate", "-q").code == 0
    assert specloom("check", "-q").code == 0
    assert (project / "clients/orchard/_client.py").is_file()
    assert len(site.requests) == asked == 2


def test_the_lock_says_what_was_fetched(site: Site, specloom: Runner, project: Path) -> None:
    specloom("update", ALLOW)
    (spec,) = lock_of(project)["specs"].values()
    assert spec["path"] == copy_of(project, site).relative_to(project).as_posix()
    assert len(spec["fetched"]) == len("2026-11-24")
    first, second = sorted(spec["files"].values(), key=lambda file: file["url"])
    assert (first["url"], first["etag"], len(first["sha256"])) == (f"{site.url}/api/openapi.yaml", '"one"', 64)
    assert "etag" not in second


def test_what_is_unchanged_is_not_sent_again(site: Site, specloom: Runner, project: Path) -> None:
    specloom("update", ALLOW)
    before = (project / "specloom.lock").read_bytes()
    outcome = specloom("update", ALLOW)
    assert outcome.code == 0
    assert "unchanged since" in outcome.out
    assert site.requests[2].headers["if-none-match"] == '"one"'
    assert (project / "specloom.lock").read_bytes() == before
    assert specloom("update", ALLOW, "--check").code == 0


def test_a_mark_of_the_server_that_can_not_be_sent_back_is_not_kept(
    site: Site, specloom: Runner, project: Path
) -> None:
    site.pages["/api/openapi.yaml"] = page(PARTS, etag="a\r\n b")
    assert specloom("update", ALLOW, "-q").code == 0
    (spec,) = lock_of(project)["specs"].values()
    assert [file for file in spec["files"].values() if "etag" in file] == []
    assert specloom("update", ALLOW, "-q").code == 0


def test_a_change_is_shown_and_locked(site: Site, specloom: Runner, project: Path) -> None:
    specloom("update", ALLOW)
    tagged(site, "/api/openapi.yaml", PARTS.replace("height", "girth"), '"two"')
    before = (project / "specloom.lock").read_bytes()
    checked = specloom("update", ALLOW, "--check")
    assert checked.code == 1
    assert "girth" in checked.out
    assert "height" in checked.out
    assert (project / "specloom.lock").read_bytes() == before
    assert specloom("update", ALLOW).out == checked.out
    assert "girth" in copy_of(project, site).read_text()
    assert specloom("generate", "-q").code == 0
    assert specloom("update", ALLOW, "--check").code == 0


def test_files_that_are_no_longer_referred_to_go(site: Site, specloom: Runner, project: Path) -> None:
    specloom("update", ALLOW)
    tagged(site, "/api/openapi.yaml", MINIMAL, '"two"')
    assert specloom("update", ALLOW, "-q").code == 0
    assert not copy_of(project, site, "shared/id.yaml").exists()
    assert specloom("generate", "-q").code == 0


def refused(outcome: Outcome, project: Path, *words: str) -> None:
    assert outcome.code == 2
    assert [word for word in words if word not in outcome.err] == []
    assert "Traceback" not in outcome.err
    assert not (project / "specloom.specs").exists()


def test_a_private_address_is_refused(site: Site, specloom: Runner, project: Path) -> None:
    refused(specloom("update"), project, "fetch-private", "127.0.0.1 is in a private network", ALLOW)
    assert site.requests == []


@pytest.mark.parametrize(
    ("reply", "word"),
    [
        (Reply(404), "fetch-status"),
        (Reply(302, headers={"location": "http://localhost:1/openapi.yaml"}), "fetch-redirect"),
        (page("<html></html>"), "fetch-html"),
        (page("openapi: 3.0.3\npaths: seven\n"), "wrong-type"),
        (page("a: b: c"), "syntax"),
    ],
)
def test_what_is_no_description_is_not_locked(
    site: Site, specloom: Runner, project: Path, reply: Reply, word: str
) -> None:
    site.pages["/api/openapi.yaml"] = reply
    refused(specloom("update", ALLOW), project, word)
    assert not (project / "specloom.lock").exists()


def test_a_file_that_can_not_be_fetched_ends_the_update(site: Site, specloom: Runner, project: Path) -> None:
    site.pages["/shared/id.yaml"] = page("<html></html>")
    refused(specloom("update", ALLOW), project, "fetch-html", "/shared/id.yaml")


def test_an_edited_copy_is_noticed(site: Site, specloom: Runner, project: Path) -> None:
    specloom("update", ALLOW)
    copy_of(project, site, "shared/id.yaml").write_text("type: integer\n")
    outcome = specloom("generate", "-q")
    assert outcome.code == 2
    assert "error[lock-mismatch]: the copy does not match specloom.lock" in outcome.err
    assert specloom("update", ALLOW, "-q").code == 0
    assert specloom("generate", "-q").code == 0


@pytest.mark.parametrize(
    "change",
    [
        lambda text: "{",
        lambda text: text.replace('"version": 1', '"version": 2'),
        lambda text: f"<<<<<<< HEAD\n{text}=======\n{text}>>>>>>> other\n",
        lambda text: text.replace('"path": "specloom.specs/', '"path": "specloom.specs/x/'),
        lambda text: text.replace("specloom.specs/127", "../127"),
        lambda text: text.replace("specloom.specs/127", "/etc/127"),
    ],
)
def test_a_lock_that_is_none_of_ours(site: Site, specloom: Runner, project: Path, change: object) -> None:
    specloom("update", ALLOW)
    lock = project / "specloom.lock"
    assert callable(change)
    lock.write_text(str(change(lock.read_text())))
    for words in (("generate", "-q"), ("update", ALLOW, "-q")):
        outcome = specloom(*words)
        assert outcome.code == 2
        assert outcome.err.startswith(
            ("specloom.lock: error[lock-syntax]: ", "specloom.lock:1:1: error[lock-syntax]: ")
        )


def test_what_a_checkout_has_done_to_a_copy_is_told(site: Site, specloom: Runner, project: Path) -> None:
    specloom("update", ALLOW)
    assert (project / "specloom.specs/.gitattributes").read_text() == "* -text\n"
    copy = copy_of(project, site)
    copy.write_bytes(copy.read_bytes().replace(b"\n", b"\r\n"))
    assert "in its line endings" in specloom("check", "-q").err
    copy.unlink()
    assert "hint: commit specloom.specs/ together with specloom.lock" in specloom("check", "-q").err


def test_a_client_that_is_not_there_can_not_be_updated(specloom: Runner, project: Path) -> None:
    outcome = specloom("update", "--client", "other")
    assert (outcome.code, "has no client 'other'" in outcome.err) == (2, True)


def test_a_revision_of_the_copies_is_read_as_they_are(site: Site, specloom: Runner, project: Path) -> None:
    specloom("update", ALLOW)
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Lock"]):
        subprocess.run([*git, *words], cwd=project, check=True)
    site.pages["/shared/id.yaml"] = page("type: integer\n")
    specloom("update", ALLOW, "-q")
    outcome = specloom("diff", "HEAD", "-q")
    assert (outcome.code, outcome.err) == (1, "")
    assert "`int`" in outcome.out


def test_overlays_apply_to_the_copy(site: Site, specloom: Runner, project: Path) -> None:
    overlay = "overlay: 1.0.0\ninfo: {title: o, version: '1'}\nactions: [{target: $.info, update: {title: Wood}}]\n"
    (project / "wood.yaml").write_text(overlay)
    (project / "pyproject.toml").write_text((project / "pyproject.toml").read_text() + 'overlays = ["wood.yaml"]\n')
    assert specloom("update", ALLOW, "-q").code == 0
    assert specloom("generate").out.startswith("clients/wood: ")


def test_no_link_leads_the_copies_away(site: Site, specloom: Runner, project: Path, tmp_path: Path) -> None:
    away = tmp_path.parent / f"{tmp_path.name}-away"
    away.mkdir()
    (project / "specloom.specs").symlink_to(away)
    outcome = specloom("update", ALLOW, "-q")
    assert outcome.code == 2
    assert "specloom.specs: error[path-unsafe]: the path is not safe: it is a symbolic link" in outcome.err
    assert list(away.iterdir()) == []


def test_a_project_without_addresses(specloom: Runner, orchard: Path) -> None:
    (orchard / "pyproject.toml").write_text('[tool.specloom]\nspec = "openapi.yaml"\n')
    outcome = specloom("update", "-q")
    assert (outcome.code, "update-nothing" in outcome.err) == (2, True)


@pytest.mark.parametrize(
    ("url", "came_from", "path"),
    [
        ("https://a.test/v1/openapi.json", None, "a.test/v1/openapi.json"),
        ("https://a.test", None, "a.test/openapi"),
        ("https://a.test:8443/x/", None, "a.test_8443/x"),
        ("https://a.test/spec?format=yaml", None, "a.test/spec-format=yaml"),
        ("https://a.test/%2e%2e/%2e%2e/etc/passwd", None, "a.test/etc/passwd"),
        ("https://a.test/a%00%5cb:c", None, "a.test/a__b_c"),
        ("https://../x", None, "host/x"),
        ("https://a.test/latest", "https://a.test/v3/openapi.yaml", "a.test/v3/openapi.yaml"),
    ],
)
def test_where_a_copy_lies(url: str, came_from: str | None, path: str) -> None:
    assert copy_paths(url, {url: came_from or url}) == {url: f"specloom.specs/{path}"}
