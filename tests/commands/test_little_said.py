"""Documents that say too little: the client is made all the same, and what was made of them is said."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.support.cli import MINIMAL, Runner

NO_OPERATIONS = (
    "openapi.yaml:3:1: warning[no-operations]: the document describes no operation: the client has no methods\n"
    "  at #/paths\n"
    "  hint: add an operation below `paths`\n"
)
HINT = "  hint: name it in stainless.yml, `organization: {name: ...}`, or name the package alone with --package\n"


def test_a_document_without_operations_says_so(specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text("openapi: 3.1.0\ninfo: {title: Orchard, version: '1'}\npaths: {}\n")
    done = specloom("generate", "openapi.yaml")
    assert (done.code, done.err) == (0, NO_OPERATIONS)
    assert (tmp_path / "orchard" / "_client.py").is_file()


@pytest.mark.one_in(4)
@pytest.mark.parametrize(
    ("title", "reason"),
    [
        ("果樹園", "has no Latin letters"),
        ("Пример", "has no Latin letters"),
        ("The Open API v1", "has no word that is specific to one API"),
        ("My API", "has no word that is specific to one API"),
        ("FastAPI", "is the one that a framework writes by default"),
        ("Litestar API", "is the one that a framework writes by default"),
        ("''", "is missing"),
    ],
)
def test_a_title_that_gives_no_name_is_named(title: str, reason: str, specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL.replace("title: Orchard", f"title: {title}"))
    found = specloom("validate", "openapi.yaml")
    message = f"info[name-fallback]: the package is called `client`, because the title of the document {reason}\n"
    assert found.code == 0
    assert message in found.err
    assert found.err.endswith(HINT)
    assert specloom("generate", "openapi.yaml").err.startswith("specloom: 1 info about the document")
    assert (tmp_path / "client" / "_client.py").is_file()


@pytest.mark.one_in(3)
@pytest.mark.parametrize("title", ["Orchard", "Client API", "My Orchard", "FastAPI Orchard", "Fahrrad-Käufe"])
def test_a_title_that_gives_a_name_is_not(title: str, specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL.replace("title: Orchard", f"title: {title}"))
    assert "name-fallback" not in specloom("validate", "openapi.yaml").err


def test_a_config_that_gives_a_name_is_enough(specloom: Runner, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL.replace("title: Orchard", "title: 果樹園"))
    (tmp_path / "stainless.yml").write_text("organization: {name: client}\n")
    assert "name-fallback" not in specloom("validate", "openapi.yaml").err
