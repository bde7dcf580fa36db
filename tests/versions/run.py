"""Makes clients with other versions of black and jinja2 than those of the lock, and compares them to the byte.

The versions are the lower bounds of the ranges in pyproject.toml and some above. Each is installed into a directory of
its own below `build/versions` (network once), in front of the locked environment.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import NamedTuple

from tests.versions.made import ROOT

LIBRARIES = {"black": ("25.1.0", "25.12.0", "26.1.0"), "jinja2": ("3.0.3", "3.1.0", "3.1.5")}
"""The versions that are tried beside the locked one; the first of each is the lower bound of its range."""
PIP = (sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", "install")


class Made(NamedTuple):
    """What one set of versions makes: the versions, and the digests of files by document."""

    versions: dict[str, str]
    digests: dict[str, dict[str, str]]


def main() -> int:
    """Compare all versions; return 0 if each makes the same."""
    locked = made_with({})
    files = sum(map(len, locked.digests.values()))
    print(f"locked {locked.versions}: {len(locked.digests)} documents, {files} files")
    differing = [
        f"{library} {version}"
        for library, versions in LIBRARIES.items()
        for version in versions
        if not is_same(library, version, locked)
    ]
    return 1 if differing or not files else 0


def is_same(library: str, version: str, locked: Made) -> bool:
    """Whether a version of a library fits into the environment and makes the same; print what it is."""
    requirement = f"{library}=={version}"
    subprocess.run([*PIP, "--dry-run", "--no-build-isolation", str(ROOT), requirement], check=True)
    directory = ROOT / "build" / "versions" / f"{library}-{version}"
    if not directory.is_dir():
        subprocess.run([*PIP, "--no-deps", "--target", str(directory), requirement], check=True)
    other = made_with({"PYTHONPATH": str(directory)})
    if other.versions[library] != version:
        raise AssertionError(f"{requirement} is not the one that was used: {other.versions}")
    found = [
        f"{document}: {name}"
        for document, digests in locked.digests.items()
        for name in digests.keys() | other.digests[document].keys()
        if digests.get(name) != other.digests[document].get(name)
    ]
    print("\n  ".join([f"{library} {version}: {len(found)} files differ", *sorted(found)]))
    return not found


def made_with(environment: dict[str, str]) -> Made:
    """Make all clients in a process with some variables of the environment set."""
    script = Path(__file__).with_name("made.py")
    command = [sys.executable, str(script), *LIBRARIES]
    done = subprocess.run(command, env={**os.environ, **environment}, check=True, stdout=subprocess.PIPE)
    return Made(*json.loads(done.stdout).values())


if __name__ == "__main__":
    sys.exit(main())
