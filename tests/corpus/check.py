"""What must hold for every document: complete, importable, formatted, examples that come back, the same bytes again."""

from __future__ import annotations

import hashlib
import importlib
import json
import os
import resource
import shutil
import subprocess
import sys
import time
import traceback
from dataclasses import asdict, dataclass, field
from importlib.metadata import version
from pathlib import Path

from black import format_str
from black.mode import Mode, TargetVersion

from specloom.__main__ import main as command
from specloom.base.diagnostics import Diagnostics
from specloom.cache.code_identity import PACKAGE_DIRECTORY, tree_digest
from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.options import Options, builtin_templates
from specloom.pipeline.run import Run
from specloom.plan import plan_package
from tests.corpus.examples import round_trip
from tests.corpus.fetch import CACHE, Document

ROOT = Path(__file__).parents[2]
MODE = Mode(line_length=120, target_versions={TargetVersion.PY310})
BLACK = version("black")
OPTIONAL = "aiohttp_transport"
"""The module that needs an extra which need not be installed."""
MEMORY = 8 << 30
"""Bytes of address space that a document may take."""


@dataclass
class Outcome:
    """What came of one document; it passed if nothing is in `failures` (each: stage and first error)."""

    title: str
    package: str
    key: str
    seconds: float = 0.0
    megabytes: int = 0
    operations: int = 0
    generated: int = 0
    lines: int = 0
    examples: int = 0
    unfit: int = 0
    code: int = 0
    failures: list[str] = field(default_factory=list[str])

    def line(self) -> str:
        """Return the document's line of the report, and what failed below it."""
        verdict = "FAIL" if self.failures else f"exit {self.code}" if self.code else "ok"
        numbers = f"{self.seconds:6.1f} s {self.megabytes:5} MB {self.generated:>5}/{self.operations:<5}"
        first = f"{verdict:6} {numbers}{self.lines:>8} lines {self.examples:>5} examples  {self.title}"
        return "\n".join([first, *(f"       {text}" for text in self.failures[:5])])


def key_of(document: Document) -> str:
    """Return the digest of all that decides a document's outcome."""
    parts = [
        tree_digest([PACKAGE_DIRECTORY, builtin_templates(), Path(__file__).parent]),
        sys.version,
        document.path.read_text("utf-8"),
    ]
    return hashlib.sha256("\0".join(parts).encode()).hexdigest()


def known(key: str) -> Outcome | None:
    """Return the outcome of an earlier run that passed."""
    try:
        return Outcome(**json.loads((CACHE / "passed" / key).read_text()))
    except (OSError, ValueError, TypeError):
        return None


def remember(outcome: Outcome) -> None:
    """Keep an outcome that passed."""
    directory = CACHE / "passed"
    directory.mkdir(parents=True, exist_ok=True)
    (directory / outcome.key).write_text(json.dumps(asdict(outcome)))


def check(document: Document, out: Path) -> Outcome:
    """Generate the document's package below `out`, in a process of its own, and look at all but its types."""
    resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    outcome = Outcome(document.title, document.package_name, key_of(document))
    try:
        run(document, out, outcome)
    except Exception:
        outcome.failures.append(f"check: {traceback.format_exc(limit=-3)}")
    return outcome


def run(document: Document, out: Path, outcome: Outcome) -> None:
    """Run the command and look at what it made, and at what openapi-spec-validator says of the document."""
    outcome.failures += [f"validator: {text}" for text in disagreements(document)]
    report = out / f"{outcome.package}.json"
    began = time.monotonic()
    outcome.code = generate(document.path, out, outcome.package, report)
    outcome.seconds = time.monotonic() - began
    outcome.megabytes = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss >> 10
    found = json.loads(report.read_text())
    if outcome.code:
        if outcome.code != 2 or not document.refused:
            message = next((each for each in found["diagnostics"] if each["severity"] == "error"), "no diagnostic")
            outcome.failures.append(f"generate: exit {outcome.code}: {message}")
        return
    if document.refused:
        outcome.failures.append(f"generate: exit 0, but the list says: {document.refused}")
    numbers = found["operations"]
    outcome.operations, outcome.generated, outcome.lines = numbers["total"], numbers["generated"], found["lines"]
    if numbers["generated"] != numbers["total"]:
        outcome.failures.append(f"operations: left out {numbers['skipped'][:3]}")
    same_again(outcome, document, out)
    formatted(outcome, out / outcome.package)
    if imported(outcome, out / outcome.package):
        examples(outcome, document)


def disagreements(document: Document) -> list[str]:
    """Return what `tests.corpus.disagreements` says of a document, by a process that may start others."""
    done = subprocess.run(
        [sys.executable, "-m", "tests.corpus.disagreements", document.title, str(document.path)],
        capture_output=True,
        text=True,
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator")},
        check=False,
    )
    return done.stdout.splitlines() if done.returncode == 0 else [f"exit {done.returncode}: {done.stderr[-300:]}"]


def generate(spec: Path, out: Path, package: str, report: Path) -> int:
    """Run the command in this process; return its exit code."""
    os.environ["CI"] = "1"
    sys.argv = ["specloom", "generate", str(spec), "-o", str(out), "--package", package, "--jobs", "1", "-q"]
    sys.argv += ["--report", str(report)]
    try:
        command()
    except SystemExit as end:
        return end.code if isinstance(end.code, int) else 1 if end.code else 0
    return 0


def same_again(outcome: Outcome, document: Document, out: Path) -> None:
    """A copy elsewhere with a blank line more, under another hash seed, gives the same bytes."""
    again = out / "again" / outcome.package
    shutil.rmtree(again, ignore_errors=True)
    again.mkdir(parents=True)
    copy = again / document.path.name
    copy.write_bytes(document.path.read_bytes() + b"\n")
    flags = ["-o", str(again), "--package", outcome.package, "--jobs", "1", "-q"]
    done = subprocess.run(
        [sys.executable, "-m", "specloom", "generate", str(copy), *flags],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(ROOT / "generator"), "PYTHONHASHSEED": "1"},
        check=False,
    )
    first, second = files_of(out / outcome.package), files_of(again / outcome.package)
    different = sorted(name for name in first.keys() | second.keys() if first.get(name) != second.get(name))
    if done.returncode:
        outcome.failures.append(f"again: exit {done.returncode}: {done.stderr.strip()[-300:]}")
    elif different:
        outcome.failures.append(f"again: {len(different)} files differ: {', '.join(different[:3])}")
    shutil.rmtree(again)


def files_of(directory: Path) -> dict[str, bytes]:
    """Return the package's files without the manifest, which names the digest of the document."""
    paths = [path for path in directory.rglob("*") if path.is_file() and "__pycache__" not in path.parts]
    return {str(path.relative_to(directory)): path.read_bytes() for path in paths if path.name != ".specloom.json"}


def formatted(outcome: Outcome, directory: Path) -> None:
    """Black would change nothing; files seen before are not asked for again."""
    seen = CACHE / "formatted"
    seen.mkdir(parents=True, exist_ok=True)
    for path in sorted(directory.rglob("*.py")):
        text = path.read_text("utf-8")
        mark = seen / hashlib.sha256(f"{BLACK}\0{text}".encode()).hexdigest()
        if not mark.exists():
            if format_str(text, mode=MODE) != text:
                outcome.failures.append(f"black: {path.relative_to(directory)} would be formatted otherwise")
                return
            mark.touch()


def imported(outcome: Outcome, directory: Path) -> bool:
    """Import every module; tell whether all went well."""
    sys.path.insert(0, str(directory.parent))
    before = len(outcome.failures)
    for path in sorted(directory.rglob("*.py")):
        parts = path.relative_to(directory.parent).with_suffix("").parts
        name = ".".join(parts[:-1] if parts[-1] == "__init__" else parts)
        if parts[-1] != OPTIONAL:
            try:
                importlib.import_module(name)
            except Exception as error:
                outcome.failures.append(f"import: {name}: {error!r:.300}")
    return len(outcome.failures) == before


def examples(outcome: Outcome, document: Document) -> None:
    """Let the examples go through the client."""
    options = Options(str(document.path), package=outcome.package)
    meaning = analyze_document(options, Run())
    planned = plan_package(meaning.api, Diagnostics())
    tally = round_trip(planned, meaning.canonical.document, importlib.import_module(outcome.package))
    outcome.examples, outcome.unfit = tally.tried, tally.unfit
    outcome.failures += [f"examples: {text}" for text in tally.failures]
