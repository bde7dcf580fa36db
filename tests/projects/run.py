"""Makes a project of each description in spec/ and runs the tests that come with it, against Prism, as its users would.

Arguments are names of folders below spec/; without any, all are tried. A skipped test is a failure here: each of these
descriptions can be served as a whole.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections import Counter
from pathlib import Path
from xml.etree import ElementTree

from tests.contract.prism import CLI, REPOSITORY

SPECS = REPOSITORY / "spec"
OURS = ("MAKEFLAGS", "MFLAGS", "PYTHONPATH")
"""What this run's own make and Python leave in the environment."""
FORBIDDEN = ("failure", "error", "skipped")


def main(names: list[str]) -> int:
    """Try the projects; return 0 if each has tests and all of them pass."""
    directories = [SPECS / name for name in names] or sorted(path.parent for path in SPECS.glob("*/openapi.yaml"))
    with tempfile.TemporaryDirectory(prefix="specloom-projects-") as scratch:
        results = [passes(directory, Path(scratch) / directory.name) for directory in directories]
    return 0 if results and all(results) else 1


def passes(directory: Path, project: Path) -> bool:
    """Make the project of one description, run its tests, and print how many of how many passed."""
    specloom = [sys.executable, "-m", "specloom", "generate", str(directory / "openapi.yaml"), "-q"]
    subprocess.run([*specloom, "-o", str(project), "--with-project"], check=True, cwd=REPOSITORY)
    report = project / "report.xml"
    arguments = f"-q -p no:cacheprovider --junitxml={report}"
    command = ["make", "--no-print-directory", "test", f"PYTHON={sys.executable}", f"ARGS={arguments}"]
    environment = {name: value for name, value in os.environ.items() if name not in OURS} | {"PRISM": f"node {CLI}"}
    done = subprocess.run(command, cwd=project, env=environment, capture_output=True, text=True, check=False)
    counts = outcomes(report)
    good = done.returncode == 0 and counts["passed"] > 0 and not any(counts[word] for word in FORBIDDEN)
    if not good:
        print(done.stdout + done.stderr)
    print(f"{directory.name}: {counts['passed']} of {counts.total()} tests of its project passed")
    return good


def outcomes(report: Path) -> Counter[str]:
    """Count the tests in a report by what became of them."""
    if not report.is_file():
        return Counter(error=1)
    cases = ElementTree.parse(report).getroot().iter("testcase")
    return Counter(next((child.tag for child in case if child.tag in FORBIDDEN), "passed") for case in cases)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
