"""Strict basedpyright over the packages of many documents, some at a time; what all have in common is tried once."""

from __future__ import annotations

import hashlib
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from tests.corpus.check import Outcome

LINES = 150_000
"""Lines of a batch, unless one package alone has more."""
STRICT = {"typeCheckingMode": "strict", "pythonVersion": "3.10"}


def batches(outcomes: list[Outcome]) -> Iterator[list[Outcome]]:
    """Yield packages that are looked at together."""
    batch: list[Outcome] = []
    for outcome in sorted(outcomes, key=lambda each: each.lines):
        if batch and sum(each.lines for each in batch) + outcome.lines > LINES:
            yield batch
            batch = []
        batch.append(outcome)
    if batch:
        yield batch


def wanted(outcomes: list[Outcome], out: Path) -> list[str]:
    """Return what to check: of files that lie at the top of several packages in the same words, the first."""
    seen: set[bytes] = set()
    paths: list[str] = []
    for outcome in outcomes:
        for path in sorted((out / outcome.package).iterdir()):
            digest = hashlib.sha256(path.name.encode() + path.read_bytes()).digest() if path.is_file() else b""
            if digest not in seen and not path.name.startswith((".", "__pycache__")) and path.name != "py.typed":
                paths.append(f"{outcome.package}/{path.name}")
                seen |= {digest} - {b""}
    return paths


def check_batch(number: int, outcomes: list[Outcome], out: Path) -> None:
    """Give each package of a batch its errors."""
    config = out / f"pyright-{number}.json"
    config.write_text(json.dumps({**STRICT, "include": wanted(outcomes, out)}))
    done = subprocess.run(
        [sys.executable, "-m", "basedpyright", "--pythonpath", sys.executable, "--outputjson", "-p", str(config)],
        capture_output=True,
        text=True,
        env={**os.environ, "NODE_OPTIONS": "--max-old-space-size=6144"},
        check=False,
    )
    try:
        report = json.loads(done.stdout)
    except ValueError:
        outcomes[0].failures.append(f"types: basedpyright failed: {(done.stdout + done.stderr)[-300:]}")
        return
    if not report["summary"]["filesAnalyzed"]:
        outcomes[0].failures.append("types: basedpyright has looked at nothing")
    for finding in report["generalDiagnostics"]:
        if finding["severity"] == "error":
            path = Path(finding["file"]).relative_to(out)
            owner = next(outcome for outcome in outcomes if outcome.package == path.parts[0])
            location = f"{path}:{finding['range']['start']['line'] + 1}"
            owner.failures.append(f"types: {location}: {finding['message'].splitlines()[0]}")


def check_types(outcomes: list[Outcome], out: Path, workers: int) -> None:
    """Look at all packages."""
    with ThreadPoolExecutor(workers) as pool:
        for number, batch in enumerate(batches(outcomes)):
            pool.submit(check_batch, number, batch, out).add_done_callback(lambda done: done.result())
