"""GitHub's schema accepts the workflows of a project, and a linter of their safety finds nothing."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from tests.support.cli import MINIMAL, run_process

TOOLS = ("check-jsonschema==0.39.0", "zizmor==1.32.0")
POLICY = "rules: {unpinned-uses: {config: {policies: {'*': ref-pin}}}}\n"


def test_the_workflows_are_valid_and_safe(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    done = run_process("generate", "openapi.yaml", "-q", "-o", ".", "--with-workflows", cwd=tmp_path)
    assert done.code == 0, done.err
    subprocess.run([sys.executable, "-m", "venv", str(tmp_path / "env")], check=True)
    tools = tmp_path / "env" / "bin"
    subprocess.run([str(tools / "python"), "-m", "pip", "install", "--quiet", *TOOLS], check=True)
    workflows = tmp_path / ".github" / "workflows"
    schema = [str(tools / "check-jsonschema"), "--builtin-schema", "vendor.github-workflows"]
    subprocess.run([*schema, *map(str, sorted(workflows.iterdir()))], check=True)
    (tmp_path / "zizmor.yml").write_text(POLICY)
    audit = [str(tools / "zizmor"), "--offline", "--config", str(tmp_path / "zizmor.yml"), str(workflows)]
    subprocess.run(audit, check=True)
