"""A hostile document is a folder, with `stderr.txt` if it must be refused; else it must become a harmless client.

`make.py` in the folder writes what is too large, or can't be, in a repository. Each run is a process of its own that
gets ten seconds of processor time and one gigabyte. `--golden` rewrites `stderr.txt`.
"""

from __future__ import annotations

import ast
import os
import resource
import runpy
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from black import format_str

from specloom.emit.format import MODE
from tests.support.cli import environment
from tests.support.slow import slow_unless

ROOT = Path(__file__).parent
DIRECTORIES = sorted(path for path in ROOT.iterdir() if path.is_dir() and path.name != "__pycache__")
SECONDS = 10
KILOBYTES = 1024 * 1024
PROOF = "pwned"
DANGEROUS = frozenset(["__import__", "compile", "eval", "exec", "system", "popen", "open"])
IMPORT_ALL = """
import importlib, pkgutil, sys
sys.path.insert(0, "out")
for package in pkgutil.iter_modules(["out"]):
    for module in pkgutil.walk_packages([f"out/{package.name}"], package.name + "."):
        importlib.import_module(module.name)
"""


def run(work: Path) -> tuple[int, str, int]:
    """Generate in `work`; return exit code, stderr and peak memory in kilobytes."""
    spec = next(name for name in ("openapi.yaml", "openapi.json") if os.path.lexists(work / name))
    command = [sys.executable, "-m", "specloom", "generate", spec, "-o", "out", "-q", "--jobs", "1", "--no-cache"]
    with (work / "stderr.out").open("w+") as stderr:
        process = subprocess.Popen(
            command,
            cwd=work,
            env=environment(),
            stdin=subprocess.DEVNULL,
            stderr=stderr,
        )
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (SECONDS, SECONDS))
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stderr.seek(0)
        return process.returncode, stderr.read(), used.ru_maxrss


def calls(tree: ast.AST) -> set[str]:
    """Return the names of what is called."""
    found: set[str] = set()
    for node in ast.walk(tree):
        if isinstance(node, ast.Call):
            function = node.func
            found.add(function.attr if isinstance(function, ast.Attribute) else getattr(function, "id", ""))
    return found


def check_client(work: Path) -> None:
    """Every file parses, calls nothing that a document may ask for, and importing all of it does nothing."""
    out = work / "out"
    ours = {path.name for path in (ROOT.parents[1] / "templates" / "runtime").rglob("*.py")}
    for path in sorted(out.rglob("*.py")):
        text = path.read_text("utf-8")
        tree = ast.parse(text)
        if path.name not in ours:
            assert format_str(text, mode=MODE) == text, path
            assert not calls(tree) & DANGEROUS, path
    assert [path for path in out.iterdir() if path.name.startswith(".")] == []
    subprocess.run([sys.executable, "-I", "-c", IMPORT_ALL], check=True, cwd=work, timeout=120)
    assert not list(work.rglob(f"{PROOF}*"))


IN_EACH_RUN = ("code_in_strings", "deep_yaml", "ref_dotdot", "ref_symlink_out", "surrogates", "yaml_alias_bomb")
"""One of each kind. The rest is slow: each is a process of its own, and some documents are large."""


@pytest.mark.parametrize(
    "directory",
    [pytest.param(each, id=each.name, marks=slow_unless(each.name in IN_EACH_RUN)) for each in DIRECTORIES],
)
def test_hostile_document(directory: Path, tmp_path: Path, pytestconfig: pytest.Config) -> None:
    work = tmp_path / "spec"
    shutil.copytree(directory, work, symlinks=True)
    if (directory / "make.py").is_file():
        runpy.run_path(str(directory / "make.py"))["make"](work)

    code, stderr, memory = run(work)

    assert memory < KILOBYTES
    assert "Traceback" not in stderr
    expected = directory / "stderr.txt"
    if expected.is_file():
        assert code == 2, stderr
        if pytestconfig.getoption("--golden"):
            expected.write_text(stderr)
        assert stderr == expected.read_text()
        assert not (work / "out").exists()
    else:
        assert code == 0, stderr
        check_client(work)
