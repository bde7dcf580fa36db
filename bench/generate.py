"""`make bench-generate`: what a run of specloom costs on GitHub's document, openapi-python-client 0.29.1 being 1.0.

All figures come from one run on one machine. The reference runs before and after ours, and its mean counts, because
machines differ from minute to minute; processor time stands beside the clock for the same reason. Its environment and
the document are fetched once, into the user's cache folder. `--quick` leaves out the synthetic documents.
"""

from __future__ import annotations

import argparse
import json
import math
import os
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import mean, median

from bench.peers import PEERS, environment, openapi_python_client
from bench.synthetic import document, three_operations
from tests.corpus.fetch import documents

ROOT = Path(__file__).parents[1]
GITHUB = "generated/api.github.com.json"
TIMES = 3
"""Runs of what takes seconds; the medians count."""
QUICK_TIMES = 7
"""Runs of small documents."""
SIZES = (100, 300, 1_000, 3_000, 10_000)
WRAPPER = """
import json, resource, subprocess, sys, time
started = time.perf_counter()
done = subprocess.run(sys.argv[1:], stdout=sys.stderr)
seconds = time.perf_counter() - started
used = resource.getrusage(resource.RUSAGE_CHILDREN)
print(json.dumps([done.returncode, seconds, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024]))
"""


@dataclass(frozen=True)
class Cost:
    """What a command took: seconds by the clock, seconds of processors, the largest process in MB."""

    wall: float
    cpu: float
    memory: float


def cost(command: list[str], directory: Path, cache: Path) -> Cost:
    """Run a command to its end and measure it; a command that fails ends the benchmark."""
    variables = {**os.environ, "CI": "1", "SPECLOOM_CACHE_DIR": str(cache)}
    variables["PATH"] = f"{Path(command[0]).parent}{os.pathsep}{variables['PATH']}"
    variables.pop("PYTHONDONTWRITEBYTECODE", None)  # installed packages have their byte code
    wrapped = [sys.executable, "-c", WRAPPER, *command]
    done = subprocess.run(wrapped, cwd=directory, env=variables, capture_output=True, text=True, check=False)
    code, wall, cpu, memory = json.loads(done.stdout)
    if code:
        raise SystemExit(f"{' '.join(command)}: exit code {code}\n{done.stderr[-2000:]}")
    return Cost(wall, cpu, memory)


@dataclass(frozen=True)
class Bench:
    """A folder to work in, with a cache of its own."""

    work: Path

    @property
    def cache(self) -> Path:
        """Where specloom keeps its results during the benchmark."""
        return self.work / "cache"

    def specloom(self, command: str, spec: Path) -> Cost:
        """Measure one of our commands on a document."""
        line = [str(Path(sys.executable).with_name("specloom")), command, str(spec), "-o", str(self.work / "out"), "-q"]
        return cost(line, self.work, self.cache)

    def cold(self, spec: Path) -> Cost:
        """Measure `generate` without any earlier result."""
        self.forget()
        line = [str(Path(sys.executable).with_name("specloom")), "generate", str(spec)]
        return cost([*line, "-o", str(self.work / "out"), "-q", "--no-cache"], self.work, self.cache)

    def peer(self, spec: Path) -> Cost:
        """Measure openapi-python-client, whose ruff is on its PATH: without one, it does not format."""
        out = self.work / "peer-out"
        shutil.rmtree(out, ignore_errors=True)
        out.mkdir()
        python = environment(next(item for item in PEERS if item.name.startswith("openapi-python-client")))
        if not python.with_name("ruff").is_file():
            raise SystemExit(f"{python.parent}: there is no ruff, so that the comparison would not be fair")
        return cost(openapi_python_client(python, spec, out), self.work, self.cache)

    def forget(self) -> None:
        """Remove cache and output."""
        for directory in (self.cache, self.work / "out"):
            shutil.rmtree(directory, ignore_errors=True)


def changed(text: str, number: int) -> str:
    """Return GitHub's document with one operation changed: a new query parameter and another summary."""
    data = json.loads(text)
    operation = data["paths"]["/repos/{owner}/{repo}/issues"]["get"]
    operation["summary"] = "List the issues of a repository"
    operation["parameters"].append({"name": f"since_{number}", "in": "query", "schema": {"type": "integer"}})
    return json.dumps(data, indent=2, ensure_ascii=False)


def middle(costs: Sequence[Cost]) -> Cost:
    """Return the median of each figure."""
    return Cost(*(median(figures) for figures in zip(*((c.wall, c.cpu, c.memory) for c in costs), strict=True)))


def interleaved(first: Callable[[], Cost], second: Callable[[], Cost], times: int) -> tuple[Cost, Cost]:
    """Run two commands in turns, so that both see the same machine; return the median of each."""
    pairs = [(first(), second()) for _ in range(times)]
    return middle([pair[0] for pair in pairs]), middle([pair[1] for pair in pairs])


def print_head(what: str) -> None:
    """Print the head of a table of ratios to the other generator."""
    print(f"\n| {what} | clock | processors | memory | wanted |\n|---|---|---|---|---|")


def print_row(name: str, ours: Cost, peer: Cost, wanted: str) -> None:
    """Print the ratios of a row; `wanted` is the goal for processor time."""
    ratios = (ours.wall / peer.wall, ours.cpu / peer.cpu, ours.memory / peer.memory)
    seconds = (
        f"{ours.cpu:.2f} s of processors against {peer.cpu:.2f} s, {ours.memory:.0f} MB against {peer.memory:.0f} MB"
    )
    print(f"| {name} | {' | '.join(f'{ratio:.2f}' for ratio in ratios)} | {wanted} |", flush=True)
    print(f"{name}: {seconds}", file=sys.stderr, flush=True)


def small(bench: Bench) -> None:
    """Print the table of small documents."""
    three, described = bench.work / "three.json", ROOT / "spec/cloudflare-workflows/openapi.yaml"
    three.write_text(json.dumps(three_operations()), "utf-8")
    check = [str(Path(sys.executable).with_name("specloom")), "check", "-q", "--no-cache"]
    bench.cold(three)  # writes the byte code of a checkout
    print_head("small documents, nothing cached")
    cold = interleaved(lambda: bench.cold(three), lambda: bench.peer(three), QUICK_TIMES)
    print_row("3 operations", *cold, wanted="0.8")
    fresh = interleaved(lambda: cost(check, ROOT, bench.cache), lambda: bench.peer(described), QUICK_TIMES)
    print_row("Workflows, `check` on a fresh clone", *fresh, wanted="0.8")


def github(bench: Bench) -> None:
    """Print the table of GitHub's document."""
    source = next(item.path for item in documents(everything=True) if item.name == GITHUB)
    spec = bench.work / "github.json"
    text = json.dumps(json.loads(source.read_text("utf-8")), indent=2, ensure_ascii=False)
    spec.write_text(text, "utf-8")
    cold, peer = interleaved(lambda: bench.cold(spec), lambda: bench.peer(spec), TIMES)
    bench.forget()
    print_head("GitHub's document, 1,223 operations")
    print_row("cold, `--no-cache`", cold, peer, "0.6")
    print_row("cold, and the cache written", bench.specloom("generate", spec), peer, "0.7")
    for name, command in (("nothing changed", "generate"), ("`check`, nothing changed", "check")):
        print_row(name, middle([bench.specloom(command, spec) for _ in range(TIMES)]), peer, "0.05")
    renewals: list[Cost] = []
    for number in range(TIMES):
        spec.write_text(changed(text, number), "utf-8")
        renewals.append(bench.specloom("generate", spec))
    print_row("one operation changed", middle(renewals), peer, "0.10")
    print_row("`check` after that", middle([bench.specloom("check", spec) for _ in range(TIMES)]), peer, "0.05")


def slope(points: list[tuple[int, float]]) -> float:
    """Return the slope of the straight line that fits the logarithms of the points best."""
    logs = [(math.log(size), math.log(value)) for size, value in points]
    middle = (mean(x for x, _ in logs), mean(y for _, y in logs))
    across = sum((x - middle[0]) ** 2 for x, _ in logs)
    return sum((x - middle[0]) * (y - middle[1]) for x, y in logs) / across


def growth(bench: Bench) -> None:
    """Print what synthetic documents of growing size cost, without any cache, and how that grows."""
    print("\n| operations | clock, s | processors, s | memory, MB |")
    print("|---|---|---|---|")
    costs: list[tuple[int, Cost]] = []
    for size in SIZES:
        spec = bench.work / f"{size}.json"
        spec.write_text(json.dumps(document(size)), "utf-8")
        bench.forget()
        ours = bench.specloom("generate", spec)
        costs.append((size, ours))
        print(f"| {size:,} | {ours.wall:.1f} | {ours.cpu:.1f} | {ours.memory:.0f} |", flush=True)
    time = slope([(size, ours.cpu) for size, ours in costs])
    memory = slope([(size, ours.memory) for size, ours in costs])
    print(f"\nslope of the logarithms: time {time:.2f}, memory {memory:.2f} (wanted: at most 1.1)")


def workflows(bench: Bench) -> None:
    """Print the time of `specloom check` on the Workflows description of this repository."""
    line = [str(Path(sys.executable).with_name("specloom")), "check", "-q"]
    cost(line, ROOT, bench.cache)
    times = [cost(line, ROOT, bench.cache) for _ in range(7)]
    wall, cpu = median(item.wall for item in times), median(item.cpu for item in times)
    print(f"\nWorkflows, warm `specloom check`: {wall:.2f} s, {cpu:.2f} s of processors (wanted: 0.35 s)")


def main() -> None:
    """Run all parts."""
    parser = argparse.ArgumentParser(description="what a run of specloom costs")
    parser.add_argument("--quick", action="store_true", help="leave out the synthetic documents")
    arguments = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="specloom-bench-") as work:
        bench = Bench(Path(work))
        small(bench)
        github(bench)
        workflows(bench)
        if not arguments.quick:
            growth(bench)


if __name__ == "__main__":
    main()
