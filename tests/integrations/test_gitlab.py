"""The GitLab pipeline of docs/ci: its script is run as GitLab's runner does."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from typing import cast

from tests.integrations.conftest import NEWER, Repository
from tests.integrations.steps import load
from tests.support.cli import ROOT

JOB = cast("Mapping[str, list[str]]", load(ROOT / "docs" / "ci" / "gitlab.yml")["specloom"])


PYTHON = f"""\
# Stands in for the image's Python: an environment has this checkout's specloom, and notes what is installed.
mkdir -p "$5/bin"
echo "$*" >> "$5/calls"
cat > "$5/bin/python" <<'END'
#!/bin/bash
echo "$PWD: $*" >> "$(dirname "$0")/../calls"
case " $* " in *" -m pip "*) exit ;; esac
exec "{sys.executable}" "$@"
END
chmod +x "$5/bin/python"
cat > "$5/bin/specloom" <<'END'
import sys
sys.path.insert(0, "{ROOT}")
from specloom.__main__ import main_of_process
if __name__ == "__main__":
    main_of_process()
END"""


def pipeline(repository: Repository, **variables: str) -> tuple[int, str]:
    """Run the job in a place of its own instead of /tmp, and return its exit code and log."""
    repository.program("python", PYTHON)
    location = repository.programs / "tmp"
    location.mkdir(exist_ok=True)
    script = "\n".join([*JOB["before_script"], *JOB["script"]]).replace("/tmp", str(location))
    given = {name: str(value) for name, value in cast("Mapping[str, object]", JOB["variables"]).items()}
    done = subprocess.run(
        ["bash", "-eo", "pipefail", "-c", script],
        cwd=repository.directory,
        env={**repository.environment, **given, "CI_PROJECT_DIR": str(repository.directory), **variables},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def report(repository: Repository) -> list[dict[str, object]]:
    """Return the Code Quality report that the job leaves."""
    return cast(
        "list[dict[str, object]]", json.loads((repository.directory / "gl-code-quality-report.json").read_text())
    )


def test_a_client_that_is_up_to_date_passes(repository: Repository) -> None:
    code, log = pipeline(repository)
    assert code == 0, log
    assert report(repository) == []
    venv, first, second, run = (repository.programs / "tmp" / "specloom" / "calls").read_text().splitlines()
    assert venv == "-I -m venv --clear specloom"
    assert "-I -m pip --isolated install --quiet --require-hashes --only-binary :all: --requirement https://" in first
    assert "-I -m pip --isolated install --quiet --no-index --no-deps --no-build-isolation https://" in second
    assert f"{repository.directory}: -I " in run


def test_no_merge_request_leaves_something_for_another() -> None:
    text = (ROOT / "docs" / "ci" / "gitlab.yml").read_text()
    assert "cache" not in JOB
    assert "SPECLOOM_CACHE_DIR" not in text


def test_a_stale_client_fails_with_a_report_and_what_changes(repository: Repository) -> None:
    base = repository.git("rev-parse", "HEAD").strip()
    (repository.directory / "openapi.yaml").write_text(NEWER)
    repository.git("commit", "-qam", "Change the document")
    code, log = pipeline(repository, CI_MERGE_REQUEST_DIFF_BASE_SHA=base)
    assert code == 1
    assert "This calls for a minor version" in log
    entries = report(repository)
    paths = [cast("Mapping[str, object]", entry["location"])["path"] for entry in entries]
    assert "clients/orchard/_client.py" in paths
    assert all(set(entry) == {"description", "check_name", "fingerprint", "severity", "location"} for entry in entries)
    assert len({str(entry["fingerprint"]) for entry in entries}) == len(entries)
