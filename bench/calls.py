"""`make bench-calls`: what a call of the generated client costs over real sockets, beside its peers.

The server is a process of its own on loopback and costs next to nothing; what counts is the processor time of the
process that calls. Client and peers take turns within a round; each figure is the median of the ratios of all rounds.
The peers are installed into environments of their own under `build/bench` on the first run, where GitHub's package is
generated, too (`--no-start` leaves that out).
"""

from __future__ import annotations

import argparse
import contextlib
import json
import os
import statistics
import subprocess
import sys
import venv
from collections.abc import Generator
from pathlib import Path

from bench.call_scripts import ASYNC, EVENTS, IMPORTS, NIQUESTS, PAGE, START, SYNC
from tests.corpus.fetch import documents

ROOT = Path(__file__).parents[1]
WORK = ROOT / "build" / "bench"
OURS = ("httpx2==2.16.2", "pydantic==2.14.3")
ENVIRONMENTS = {
    "calls": (*OURS, "urllib3==2.8.0", "aiohttp==3.14.5"),
    "calls-niquests": ("niquests==3.21.2", "pydantic==2.14.3"),
}
"""niquests brings a replacement of urllib3 that takes its name, so it has an environment of its own."""

GOALS = {
    "call / urllib3 + pydantic": 0.85,
    "call / httpx2 + pydantic": 0.85,
    "call / niquests + pydantic": 0.85,
    "50 calls at a time / aiohttp + pydantic": 4.0,
    "50 calls at a time, aiohttp extra / aiohttp + pydantic": 1.5,
    "20,000 events / reader written by hand": 1.2,
    "20,000 events, async / reader written by hand": 1.2,
    "page of 1,000 / TypeAdapter": 1.05,
    "start, GitHub's package / imports of its two libraries": 0.8,
    "memory at the start / the same": 1.0,
}


def install(name: str) -> Path:
    """The interpreter of an environment, made if it is not there."""
    folder = WORK / name
    wanted = "\n".join(ENVIRONMENTS[name])
    done = folder / "done"
    if not done.exists() or done.read_text() != wanted:
        print(f"installing {' '.join(ENVIRONMENTS[name])} into {folder.relative_to(ROOT)}", file=sys.stderr)
        venv.create(folder, with_pip=True, clear=True)
        subprocess.run([folder / "bin" / "python", "-m", "pip", "install", "--quiet", *wanted.splitlines()], check=True)
        done.write_text(wanted)
    return folder / "bin" / "python"


def github() -> Path:
    """The directory that GitHub's package is generated in."""
    target = WORK / "github"
    if not (target / "done").exists():
        name = "generated/api.github.com.json"
        source = next(item.path for item in documents(everything=True) if item.name == name)
        print("generating GitHub's package", file=sys.stderr)
        specloom = str(Path(sys.executable).with_name("specloom"))
        subprocess.run([specloom, "generate", str(source), "-o", str(target), "-q"], check=True)
        (target / "done").touch()
    return target


@contextlib.contextmanager
def serving() -> Generator[str]:
    """The URL of a server that runs as long as this lasts."""
    command = [sys.executable, str(Path(__file__).with_name("loopback.py"))]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def run(python: Path, code: str, url: str = "", path: Path = ROOT / "generated") -> dict[str, float]:
    """What a script measures in a fresh process."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("CLOUDFLARE_", "PYTHON"))}
    variables = {"PYTHONPATH": str(path), "PYTHONPYCACHEPREFIX": str(WORK / "compiled"), "BENCH_URL": url}
    done = subprocess.run([python, "-c", code], env=kept | variables, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"a measurement failed:\n{done.stderr}")
    found: dict[str, float] = json.loads(done.stdout.strip().splitlines()[-1])
    return found


def calls(url: str, python: Path, found: dict[str, list[float]]) -> None:
    """One round of all that goes over sockets."""
    niquests = run(install("calls-niquests"), NIQUESTS, url)["niquests"]
    sync = run(python, SYNC, url)
    found["call / niquests + pydantic"].append(sync.pop("seconds") / niquests)
    for figures in (sync, run(python, ASYNC, url), run(python, EVENTS, url), run(python, PAGE, url)):
        for name, value in figures.items():
            found[name].append(value)


def start(python: Path, found: dict[str, list[float]]) -> None:
    """One round of starting."""
    package = github()
    for _ in range(5):
        ours, base = run(python, START, path=package), run(python, IMPORTS, path=package)
        found["start, GitHub's package / imports of its two libraries"].append(ours["seconds"] / base["seconds"])
        found["memory at the start / the same"].append(ours["memory"] / base["memory"])


def main() -> None:
    """Print the table; with `--check` end with 1 if a goal is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--no-start", action="store_true")
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    python = install("calls")
    found: dict[str, list[float]] = {name: [] for name in GOALS}
    with serving() as url:
        for _ in range(options.rounds):
            calls(url, python, found)
            if not options.no_start:
                start(python, found)
    results = {name: statistics.median(values) for name, values in found.items() if values}
    print("| what | ratio | goal |\n| --- | --- | --- |")
    for name, value in results.items():
        print(f"| {name} | {value:.2f} | {GOALS[name]:.2f} |")
    missed = [name for name, value in results.items() if value > GOALS[name]]
    if options.check and missed:
        raise SystemExit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
