"""Python environments that hold only what a test allows, made without the network from what is installed here."""

from __future__ import annotations

import re
import site
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path


def needs(name: str) -> set[str]:
    """Return the distribution `name` and all that it needs on this machine."""
    found: set[str] = set()
    waiting = [name]
    while waiting:
        current = waiting.pop()
        if current in found:
            continue
        try:
            requirements = distribution(current).requires or []
        except ModuleNotFoundError:
            continue
        found.add(current)
        waiting += [re.split(r"[^A-Za-z0-9._-]", text)[0] for text in requirements if "extra ==" not in text]
    return found


def directory_with(directory: Path, *names: str) -> Path:
    """Fill `folder` with links to the modules of the distributions `names` and of all that they need."""
    directory.mkdir(parents=True)
    for need in sorted(set().union(*map(needs, names))):
        found = distribution(need)
        for top in {file.parts[0] for file in found.files or [] if file.parts[0] not in ("..", "__pycache__")}:
            if not (directory / top).exists():
                (directory / top).symlink_to(str(found.locate_file(top)))
    return directory


def empty_environment(directory: Path) -> Path:
    """Make a virtual environment without pip; return its Python."""
    subprocess.run([sys.executable, "-m", "venv", "--without-pip", str(directory)], check=True)
    return directory / "bin" / "python"


def packages_of(python: Path) -> Path:
    """Return the folder of installed packages of an environment."""
    code = "import sysconfig; print(sysconfig.get_path('purelib'))"
    return Path(subprocess.run([str(python), "-c", code], check=True, capture_output=True, text=True).stdout.strip())


def lend_packages(python: Path) -> None:
    """Let an environment import what is installed here, except what is installed as an editable checkout."""
    (packages_of(python) / "lent.pth").write_text("\n".join(site.getsitepackages()) + "\n")
