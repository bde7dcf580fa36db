"""A repository with a generated client, and programs that stand in for those of a CI machine."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.support.cli import ROOT, run_process

collect_ignore_glob = [] if os.environ.get("SPECLOOM_LIVE") == "integrations" else ["live/*"]
DOCUMENT = """\
openapi: 3.1.0
info: {title: Orchard, version: 1.0.0}
servers: [{url: 'https://orchard.example'}]
paths:
  /trees:
    get:
      responses:
        '200': {description: A tree., content: {application/json: {schema: {type: string}}}}
"""
NEWER = DOCUMENT.replace("  /trees:", "  /leaves:") + DOCUMENT.partition("paths:\n")[2]


@dataclass(frozen=True, slots=True)
class Repository:
    """A git repository and a folder of programs that come first on the path."""

    directory: Path
    programs: Path
    extra: dict[str, str] = field(default_factory=dict[str, str])
    """Further variables of the machine."""

    def git(self, *command: str) -> str:
        """Run git and return what it prints."""
        done = subprocess.run(
            ["git", *command], cwd=self.directory, check=True, capture_output=True, text=True, env=self.environment
        )
        return done.stdout

    @property
    def environment(self) -> dict[str, str]:
        """The environment of the CI machine."""
        kept = {name: value for name, value in os.environ.items() if not name.startswith(("GIT_", "GITHUB_", "CI"))}
        name = {"GIT_AUTHOR_NAME": "t", "GIT_AUTHOR_EMAIL": "t@example.org"}
        committer = {"GIT_COMMITTER_NAME": "t", "GIT_COMMITTER_EMAIL": "t@example.org"}
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        return {**kept, **name, **committer, "PATH": path, "CI": "true", **self.extra}

    def run_script(self, script: Path, *words: str) -> subprocess.CompletedProcess[str]:
        """Run a script in the checkout as an installed command is run, without its own folder to import from."""
        return subprocess.run(
            [sys.executable, str(script), *words],
            cwd=self.directory,
            env={**self.environment, "PYTHONPATH": str(ROOT)},
            capture_output=True,
            text=True,
            check=False,
        )

    def program(self, name: str, script: str) -> None:
        """Put a shell script on the path."""
        path = self.programs / name
        path.write_text(f"#!/bin/bash\n{script}\n")
        path.chmod(0o755)


@pytest.fixture
def repository(tmp_path: Path) -> Repository:
    """A repository that has its client committed, and `specloom` on the path."""
    made = Repository(tmp_path / "work", tmp_path / "bin")
    made.directory.mkdir()
    made.programs.mkdir()
    made.program("specloom", f'PYTHONPATH="{ROOT}/generator" exec "{sys.executable}" -m specloom "$@"')
    (made.directory / "openapi.yaml").write_text(DOCUMENT)
    (made.directory / "pyproject.toml").write_text('[tool.specloom]\nspec = "openapi.yaml"\nout = "clients"\n')
    (made.directory / ".gitignore").write_text("__pycache__/\n")
    assert run_process("generate", "-q", cwd=made.directory).code == 0
    subprocess.run(["git", "init", "-q", "--bare", str(tmp_path / "remote")], check=True)
    made.git("init", "-q", "-b", "main")
    made.git("add", "-A")
    made.git("commit", "-qm", "First")
    made.git("remote", "add", "origin", str(tmp_path / "remote"))
    made.git("push", "-q", "origin", "main")
    return made
