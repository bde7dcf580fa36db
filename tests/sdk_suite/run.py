"""Runs the Workflows tests of the public Cloudflare SDK, as published, against the client in generated/.

The tests are fetched at the first run and kept under build/; none of them is part of this repository. What they borrow
from private corners of that SDK comes from stand-ins beside this file. Prism serves our description as their server.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tarfile
from pathlib import Path, PurePosixPath
from xml.etree import ElementTree

from tests.contract.prism import running_prism
from tests.sdk_suite.names import missing, public_names
from tests.support.process import ServerError

VERSION = "5.9.0"
HERE = Path(__file__).parent
REPOSITORY = HERE.parents[1]
CACHE = REPOSITORY / "build" / "sdk-suite"
WANTED = ("tests/api_resources/workflows/", "tests/api_resources/test_workflows.py")
PACKAGES = ("tests", "tests/api_resources")


def fetch() -> Path:
    """The source archive of the SDK, from the cache or from the package index."""
    archive = CACHE / f"cloudflare-{VERSION}.tar.gz"
    if not archive.is_file():
        command = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check", "--no-deps"]
        where = ["--no-binary", ":all:", "--dest", str(CACHE)]
        subprocess.run([*command, *where, f"cloudflare=={VERSION}"], check=True)
    return archive


def lay_out(archive: Path, suite: Path) -> None:
    """Puts the Workflows tests of the archive and our stand-ins into a fresh folder."""
    shutil.rmtree(suite, ignore_errors=True)
    with tarfile.open(archive) as source:
        for member in source.getmembers():
            path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            content = source.extractfile(member) if str(path).startswith(WANTED) else None
            if content is not None:
                target = suite / path
                target.parent.mkdir(parents=True, exist_ok=True)
                target.write_bytes(content.read())
    for package in PACKAGES:
        (suite / package / "__init__.py").touch()
    shutil.copy(HERE / "stand_in_conftest.py", suite / "conftest.py")
    shutil.copy(HERE / "stand_in_utils.py", suite / "tests" / "utils.py")
    (suite / "pytest.ini").write_text("[pytest]\nxfail_strict = true\n")


def run(suite: Path, base_url: str, arguments: list[str]) -> int:
    """Runs the tests there; prints how many of how many passed."""
    report = suite / "report.xml"
    environment = {
        **os.environ,
        "TEST_API_BASE_URL": base_url,
        "PYTHONPATH": f"{REPOSITORY / 'generated'}{os.pathsep}{suite}",
    }
    command = [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider", f"--junitxml={report}", *arguments]
    done = subprocess.run(command, cwd=suite, env=environment, check=False)
    if not report.is_file():
        return done.returncode
    totals = ElementTree.parse(report).getroot()[0].attrib
    total = int(totals["tests"])
    passed = total - sum(int(totals[kind]) for kind in ("failures", "errors", "skipped"))
    print(f"cloudflare {VERSION}: {passed} of {total} Workflows tests pass on the generated client")
    return done.returncode or int(passed != total)


def check_names(archive: Path) -> int:
    """Prints how many of the SDK's type names can be imported from the generated package; 1 if any cannot."""
    sys.path.insert(0, str(REPOSITORY / "generated"))
    names = public_names(archive)
    absent = missing(names)
    total = sum(map(len, names.values()))
    print(f"cloudflare {VERSION}: {total - len(absent)} of {total} names of Workflows types can be imported", *absent)
    return int(bool(absent))


def main(arguments: list[str]) -> int:
    """Exit code 0 if every test passes, 2 if they cannot run here."""
    CACHE.mkdir(parents=True, exist_ok=True)
    suite = CACHE / "suite"
    try:
        archive = fetch()
        lay_out(archive, suite)
        with running_prism(CACHE) as base_url:
            return run(suite, base_url, arguments) or check_names(archive)
    except ServerError as error:
        print(error, file=sys.stderr)
        return 2


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
