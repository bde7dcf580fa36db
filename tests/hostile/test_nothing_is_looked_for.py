"""What is compared is what was named: nothing of the working directory, of `sys.path` or of a `.pth` file is loaded."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.compare import compare_surfaces
from specloom.compare.source.package import SourcePackage
from specloom.compare.source.read_surface import read_surface
from tests.compare.test_compare import BASE
from tests.support.cli import MINIMAL, ROOT, environment

MARK = "open('pwned', 'w')\n"
WATCHED = """
import os, sys
here, touched = os.getcwd(), []

PATHS = {"open": 0, "import": 1, "os.listdir": 0, "os.scandir": 0}

def watch(event, args):
    path = args[PATHS[event]] if event in PATHS else None
    if event == "subprocess.Popen":
        touched.append(str(args[1]))
    elif isinstance(path, (str, bytes, os.PathLike)):
        path = os.path.abspath(os.fsdecode(path))
        if path.startswith(here + os.sep):
            touched.append(os.path.relpath(path, here))

from specloom.__main__ import main
sys.argv = ["specloom", *sys.argv[1:]]
sys.addaudithook(watch)
try:
    main()
except SystemExit as ended:
    code = ended.code
import json
print(json.dumps([code, sorted(set(touched))]), file=sys.stderr)
"""


@pytest.fixture
def hostile(tmp_path: Path) -> Path:
    """Return a folder in which everything lies that a tool could take for what it looks for."""
    for name in ("acme", "orchard", "evil", "prune_source", "typing_extensions", "src/acme", "src/orchard"):
        directory = tmp_path / name
        directory.mkdir(parents=True)
        (directory / "__init__.py").write_text(MARK + "def from_elsewhere(): ...\n")
        (directory / "_client.py").write_text(MARK)
    for name in ("acme.py", "orchard.pyi", "sitecustomize.py"):
        (tmp_path / name).write_text(MARK)
    (tmp_path / "evil.pth").write_text(f"import builtins; {MARK}")
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    (tmp_path / "new.yaml").write_text(MINIMAL.replace("height:", "size:"))
    for path, text in {**BASE, "types/stars.py": "from evil import *\nfrom os import *\nfrom acme import *\n"}.items():
        (tmp_path / "sdk" / "acme" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "sdk" / "acme" / path).write_text(text)
    return tmp_path


def changes(old: dict[str, str], new: dict[str, str]) -> list[str]:
    """Return what changes between two packages that are given as text."""
    before, after = (read_surface(SourcePackage("acme", "acme", files)) for files in (old, new))
    return [f"{change.kind} {change.where}" for change in compare_surfaces(before, after)]


def test_packages_are_compared_as_they_are_given(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(hostile)
    monkeypatch.syspath_prepend(str(hostile))
    old = {"__init__.py": "from evil import *\nclass Gone: ...\nclass Kept: ...\n", "part.py": "def part(): ...\n"}
    new = {"__init__.py": "from evil import *\nclass Kept: ...\n", "part.py": "def other(): ...\n"}
    assert sorted(changes(old, new)) == ["added part.other", "removed Gone", "removed part.part"]
    assert not (hostile / "pwned").exists()


def test_a_module_that_griffe_can_not_read_is_no_change(hostile: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(hostile)
    old = {"__init__.py": "", "deep.py": "def part(): ...\n", "fine.py": "def fine(): ...\n"}
    new = {"__init__.py": "", "deep.py": "x = " + " + ".join(["a"] * 12_000), "fine.py": ""}
    assert changes(old, new) == ["removed fine.fine"]


@pytest.mark.parametrize(
    ("command", "own"),
    [(("migrate", "sdk", "openapi.yaml"), "sdk"), (("diff", "openapi.yaml", "new.yaml"), "new.yaml")],
)
def test_only_what_is_named_is_touched(hostile: Path, command: tuple[str, ...], own: str) -> None:
    done = subprocess.run(
        [sys.executable, "-P", "-c", WATCHED, *command],
        cwd=hostile,
        env=environment(PYTHONPATH=f"{ROOT}"),
        capture_output=True,
        text=True,
        check=False,
        timeout=600,
    )
    code, touched = json.loads(done.stderr.splitlines()[-1])
    assert code == 1, done.stderr
    assert [path for path in touched if not path.startswith(("sdk", own, "openapi.yaml"))] == []
    assert not (hostile / "pwned").exists()
    assert "from_elsewhere" not in done.stdout
