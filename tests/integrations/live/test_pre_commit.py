"""The hooks of .pre-commit-hooks.yaml, by pre-commit itself: it installs this revision of specloom and runs them."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.integrations.conftest import NEWER, Repository
from tests.support.cli import ROOT


def hook(repository: Repository, name: str, home: Path) -> subprocess.CompletedProcess[str]:
    """Run one hook over all files."""
    (repository.directory / ".pre-commit-config.yaml").write_text(
        f"repos:\n  - repo: {ROOT.as_uri()}\n    rev: {revision()}\n    hooks: [{{id: {name}}}]\n"
    )
    repository.git("add", "-A")
    return subprocess.run(
        [sys.executable, "-m", "pre_commit", "run", "--all-files", "--verbose"],
        cwd=repository.directory,
        env={**repository.environment, "PRE_COMMIT_HOME": str(home)},
        capture_output=True,
        text=True,
        check=False,
    )


def revision() -> str:
    """Return the revision of this checkout."""
    done = subprocess.run(["git", "rev-parse", "HEAD"], cwd=ROOT, check=True, capture_output=True, text=True)
    return done.stdout.strip()


def test_check_and_generate(repository: Repository, tmp_path: Path) -> None:
    home = tmp_path / "pre-commit"
    agreed = hook(repository, "specloom-check", home)
    assert agreed.returncode == 0, agreed.stdout + agreed.stderr
    assert "up to date" in agreed.stdout
    (repository.directory / "openapi.yaml").write_text(NEWER)
    stale = hook(repository, "specloom-check", home)
    assert stale.returncode == 1
    assert "+++ b/clients/orchard/resources/leaves.py" in stale.stdout
    made = hook(repository, "specloom-generate", home)
    assert "files were modified by this hook" in made.stdout
    assert (repository.directory / "clients" / "orchard" / "resources" / "leaves.py").is_file()
    assert hook(repository, "specloom-check", home).returncode == 0
