"""`specloom docs` as users run it: output, exit codes, and what is theirs."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import MINIMAL, Runner, runner


@pytest.fixture
def specloom(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Run the command in a directory with a document."""
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    return runner(tmp_path, monkeypatch, capsys)


def test_a_site_is_written_and_then_unchanged(specloom: Runner, tmp_path: Path) -> None:
    first, second = specloom("docs", "openapi.yaml", "-o", "out"), specloom("docs", "openapi.yaml", "-o", "out")
    assert (first.code, second.code) == (0, 0), first.err
    assert second.out.endswith("unchanged\n")
    assert len(list((tmp_path / "out/trees").glob("*/index.html"))) == 1


def test_files_of_the_user_stay_and_edits_are_refused(specloom: Runner, tmp_path: Path) -> None:
    specloom("docs", "openapi.yaml", "-o", "out")
    own, page = tmp_path / "out/CNAME", tmp_path / "out/index.html"
    own.write_text("docs.example.com")
    page.write_text("mine")
    refused = specloom("docs", "openapi.yaml", "-o", "out")
    assert (refused.code, "output-edited" in refused.err, page.read_text()) == (2, True, "mine")
    assert specloom("docs", "openapi.yaml", "-o", "out", "--force").code == 0
    assert own.read_text() == "docs.example.com"
    assert page.read_text() != "mine"


def test_a_foreign_directory_is_refused(specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out/notes.txt").write_text("mine")
    done = specloom("docs", "openapi.yaml", "-o", "out")
    assert (done.code, "output-foreign" in done.err) == (2, True)
    assert [path.name for path in (tmp_path / "out").iterdir()] == ["notes.txt"]


def test_a_site_does_not_replace_a_package_nor_the_reverse(specloom: Runner, tmp_path: Path) -> None:
    specloom("generate", "openapi.yaml", "-o", ".")
    done = specloom("docs", "openapi.yaml", "-o", "orchard")
    assert (done.code, "output-kind" in done.err) == (2, True)
    assert (tmp_path / "orchard/_client.py").is_file()
    specloom("docs", "openapi.yaml", "-o", "other/orchard")
    assert specloom("generate", "openapi.yaml", "-o", "other").code == 2
    assert (tmp_path / "other/orchard/index.html").is_file()


@pytest.mark.parametrize(
    "url", ["docs.example.com", "javascript:alert(1)", "https://a.example/?x", "https://a.example/#x"]
)
def test_a_wrong_base_url_is_refused(specloom: Runner, tmp_path: Path, url: str) -> None:
    done = specloom("docs", "openapi.yaml", "--base-url", url)
    assert (done.code, "docs-base-url" in done.err) == (2, True)
    assert not (tmp_path / "site").exists()


def test_a_site_that_is_no_longer_wanted_leaves_no_page(specloom: Runner, tmp_path: Path) -> None:
    specloom("docs", "openapi.yaml", "-o", "out")
    assert specloom("docs", "openapi.yaml", "-o", "out", "--format", "markdown").code == 0
    assert list((tmp_path / "out").rglob("*.html")) == []
    assert not (tmp_path / "out/assets").exists()


def test_check_covers_the_site_of_the_table(specloom: Runner, tmp_path: Path) -> None:
    table = '[tool.specloom]\nspec = "openapi.yaml"\ndocs = "site"\ndocs_base_url = "https://docs.example.com"\n'
    (tmp_path / "pyproject.toml").write_text(table)
    specloom("generate")
    missing = specloom("check")
    assert (missing.code, "site/index.html" in missing.out) == (1, True)
    assert specloom("docs").code == 0
    assert specloom("check").code == 0
    assert "https://docs.example.com/trees/" in (tmp_path / "site/sitemap.xml").read_text()
    (tmp_path / "openapi.yaml").write_text(MINIMAL.replace("The tree.", "One tree."))
    (tmp_path / "openapi.yaml").write_text(
        MINIMAL.replace("operationId: getTree", "operationId: getTree\n      summary: Get it")
    )
    assert specloom("check").code == 1


def test_several_clients_have_sites_of_their_own(specloom: Runner, tmp_path: Path) -> None:
    clients = [
        f'{{ name = "{name}", spec = "openapi.yaml", package = "{name}", docs = "{name}-site" }}' for name in ("a", "b")
    ]
    (tmp_path / "pyproject.toml").write_text(f"[tool.specloom]\nclients = [{', '.join(clients)}]\n")
    assert specloom("docs").code == 0
    assert (tmp_path / "a-site/index.html").is_file()
    assert "from b import" in (tmp_path / "b-site/index.md").read_text()
    one_directory = specloom("docs", "-o", "x")
    assert (one_directory.code, "client-missing" in one_directory.err) == (2, True)


def test_a_broken_document_writes_nothing(specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: 1\n")
    assert specloom("docs", "openapi.yaml").code == 2
    assert not (tmp_path / "site").exists()


def test_a_template_of_the_user_replaces_ours(specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "mine/site").mkdir(parents=True)
    (tmp_path / "mine/site/errors.html.jinja").write_text("<p>{{ page.package }}</p><b>{{ '<i>' }}</b>")
    assert specloom("docs", "openapi.yaml", "--templates", "mine").code == 0
    assert (tmp_path / "site/errors/index.html").read_text() == "<p>orchard</p><b>&lt;i&gt;</b>"
