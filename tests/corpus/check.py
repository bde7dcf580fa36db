"""What must hold for every document: complete, importable, formatted, and the same bytes again. Typing is batched."""

from __future__ import annotations

import json
import os
import re
import shutil
import subprocess
import sys
import time
from dataclasses import dataclass, field
from pathlib import Path

from tests.corpus.fetch import Document

ROOT = Path(__file__).parents[2]
BLACK = ["-m", "black", "--quiet", "--check", "--line-length", "120", "--target-version", "py310"]
OPTIONAL = "_aiohttp"
"""The module that needs an extra which need not be installed."""
IMPORT_ALL = """
import importlib, sys
from pathlib import Path
out, optional = Path(sys.argv[1]), sys.argv[2]
sys.path.insert(0, str(out))
for path in sorted(out.rglob("*.py")):
    parts = path.relative_to(out).with_suffix("").parts
    name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
    try:
        importlib.import_module(name)
    except Exception as error:
        if parts[-1] != optional:
            print(f"{name}: {error!r}")
"""


@dataclass
class Outcome:
    """What came of one document; it passed if nothing is in `failures`."""

    document: Document
    package: str
    seconds: float = 0.0
    operations: str = "-"
    failures: list[str] = field(default_factory=list[str])

    def line(self) -> str:
        """Return the document's line of the report, and what failed below it."""
        verdict = "FAIL" if self.failures else "ok"
        first = f"{verdict:5}{self.seconds:7.1f} s {self.operations:>11}  {self.document.title}"
        return "\n".join([first, *(f"       {text}" for text in self.failures)])


def run(*arguments: str, seed: str = "0") -> subprocess.CompletedProcess[str]:
    """Run Python in a process of its own, from this checkout."""
    environment = {**os.environ, "PYTHONPATH": str(ROOT), "PYTHONHASHSEED": seed, "CI": "1"}
    return subprocess.run(
        [sys.executable, *arguments], capture_output=True, text=True, env=environment, cwd=ROOT, check=False
    )


def generate(spec: Path, out: Path, package: str, seed: str) -> subprocess.CompletedProcess[str]:
    """Generate with a report beside `out`."""
    flags = ["-o", str(out), "--package", package, "--report", f"{out}.json", "-q"]
    return run("-m", "generator", "generate", str(spec), *flags, seed=seed)


def last_lines(text: str, count: int = 5) -> list[str]:
    """Return the end of what a process printed."""
    return text.strip().splitlines()[-count:]


def files_of(folder: Path) -> dict[str, bytes]:
    """Return the package's files without the manifest, which names the digest of the document."""
    paths = [path for path in folder.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {str(path.relative_to(folder)): path.read_bytes() for path in paths if path.name != ".specloom.json"}


def same_again(outcome: Outcome, out: Path) -> None:
    """A copy elsewhere with a blank line more, under another hash seed, gives the same bytes."""
    again = out.with_name("again") / outcome.package
    shutil.rmtree(again, ignore_errors=True)
    again.mkdir(parents=True)
    copy = again / outcome.document.path.name
    copy.write_bytes(outcome.document.path.read_bytes() + b"\n")
    done = generate(copy, again, outcome.package, seed="1")
    first, second = files_of(out / outcome.package), files_of(again / outcome.package)
    if done.returncode:
        outcome.failures += ["a second run fails:", *last_lines(done.stderr)]
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if different:
        outcome.failures.append(f"a second run differs in {len(different)} files: {', '.join(different[:3])}")


def check(document: Document, out: Path) -> Outcome:
    """Generate the document's package below `out` and look at all but its types."""
    package = re.sub(r"\W+", "_", document.title).strip("_").lower()
    outcome = Outcome(document, f"c_{package}")
    started = time.monotonic()
    done = generate(document.path, out, outcome.package, seed="0")
    outcome.seconds = time.monotonic() - started
    if done.returncode:
        outcome.failures += [f"exit {done.returncode}", *last_lines(done.stderr)]
        return outcome
    operations = json.loads(Path(f"{out}.json").read_text())["operations"]
    outcome.operations = f"{operations['generated']}/{operations['total']}"
    if operations["generated"] != operations["total"]:
        outcome.failures.append(f"left out: {operations['skipped'][:3]}")
    only = out.with_name("one")
    shutil.rmtree(only, ignore_errors=True)
    only.mkdir()
    (only / outcome.package).symlink_to(out / outcome.package)
    imports = run("-c", IMPORT_ALL, str(only), OPTIONAL)
    outcome.failures += [*imports.stdout.splitlines()[:5], *last_lines(imports.stderr)]
    if run(*BLACK, str(out / outcome.package)).returncode:
        outcome.failures.append("black would format it otherwise")
    same_again(outcome, out)
    return outcome


def check_types(outcomes: list[Outcome], out: Path) -> None:
    """Run strict basedpyright over all packages at once and give each its errors."""
    (out / "pyrightconfig.json").write_text(json.dumps({"typeCheckingMode": "strict", "pythonVersion": "3.10"}))
    done = run("-m", "basedpyright", "--pythonpath", sys.executable, "--outputjson", "-p", str(out))
    try:
        found = json.loads(done.stdout)["generalDiagnostics"]
    except ValueError:
        outcomes[0].failures += ["basedpyright failed:", *last_lines(done.stdout + done.stderr)]
        return
    for finding in found:
        if finding["severity"] == "error":
            path = Path(finding["file"]).relative_to(out)
            place = f"{path}:{finding['range']['start']['line'] + 1}"
            owner = next(outcome for outcome in outcomes if outcome.package == path.parts[0])
            owner.failures.append(f"{place}: {finding['message'].splitlines()[0]}")
