"""The GitLab pipeline of docs/ci: its script is run as GitLab's runner does."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Mapping
from typing import cast

from tests.integrations.conftest import NEWER, Repository
from tests.integrations.steps import load
from tests.support.cli import ROOT

JOB = cast("Mapping[str, list[str]]", load(ROOT / "docs" / "ci" / "gitlab.yml")["specloom"])


def pipeline(repository: Repository, **variables: str) -> tuple[int, str]:
    """Run the job and return its exit code and log."""
    repository.program("pip", "exit 0")
    script = "\n".join([*JOB["before_script"], *JOB["script"]])
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=repository.folder,
        env={**repository.environment, **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def report(repository: Repository) -> list[dict[str, object]]:
    """Return the Code Quality report that the job leaves."""
    return cast("list[dict[str, object]]", json.loads((repository.folder / "gl-code-quality-report.json").read_text()))


def test_a_client_that_is_up_to_date_passes(repository: Repository) -> None:
    code, log = pipeline(repository)
    assert code == 0, log
    assert report(repository) == []


def test_a_stale_client_fails_with_a_report_and_what_changes(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD").strip()
    (repository.folder / "openapi.yaml").write_text(NEWER)
    repository.git("commit", "-qam", "Change the document")
    code, log = pipeline(repository, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert code == 1
    assert "This calls for a minor version" in log
    entries = report(repository)
    paths = [cast("Mapping[str, object]", entry["location"])["path"] for entry in entries]
    assert "clients/orchard/_client.py" in paths
    assert all(set(entry) == {"description", "check_name", "fingerprint", "severity", "location"} for entry in entries)
    assert len({str(entry["fingerprint"]) for entry in entries}) == len(entries)
