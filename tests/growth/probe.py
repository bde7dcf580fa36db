"""Measures how time and memory of families of documents grow: `python -m tests.growth.probe [NAME ...]`.

Prints for each family and size the bytes of the document, the seconds of processors that a run takes beyond a run of
a tiny document, memory, exit code, and the stages that take most.
"""

from __future__ import annotations

import argparse
import json
import os
import resource
import shutil
import subprocess
import sys
import tempfile
from dataclasses import dataclass
from pathlib import Path

from tests.growth.building import Files, document, written
from tests.growth.families import FAMILIES
from tests.support.cli import environment

SECONDS = 120
BYTES = 6 * 1024**3
CODE = """
import sys, time
time.perf_counter = time.process_time
from specloom.__main__ import main_of_process
main_of_process()
"""


@dataclass(frozen=True)
class Cost:
    """What a run took: seconds of processors, megabytes, and seconds by stage."""

    code: int
    seconds: float
    memory: float
    stages: dict[str, float]
    errors: str


def cost(files: Files, directory: Path, seconds: int = SECONDS, *extra: str) -> Cost:
    """Generate from `files` in `folder` and return what that took."""
    shutil.rmtree(directory, ignore_errors=True)
    directory.mkdir(parents=True)
    for name, text in files.items():
        (directory / name).write_text(text, "utf-8")
    spec = next(name for name in files if name.startswith("openapi."))
    more = ["--overlay", "overlay.json"] if "overlay.json" in files else []
    flags = ["-o", "out", "-q", "--jobs", "1", "--no-cache", "--report", "report.json", *more, *extra]
    with (directory / "stderr.txt").open("w+") as stderr:
        line = [sys.executable, "-c", CODE, "generate", spec, *flags]
        process = subprocess.Popen(line, cwd=directory, env=environment(), stdin=subprocess.DEVNULL, stderr=stderr)
        resource.prlimit(process.pid, resource.RLIMIT_CPU, (seconds, seconds))
        resource.prlimit(process.pid, resource.RLIMIT_AS, (BYTES, BYTES))
        _, status, used = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        stderr.seek(0)
        errors = stderr.read(2000)
    report = directory / "report.json"
    stages = json.loads(report.read_text())["timings"] if report.is_file() else {}
    return Cost(process.returncode, used.ru_utime + used.ru_stime, used.ru_maxrss / 1024, stages, errors)


def main() -> None:
    """Measure the families that are named, or all."""
    parser = argparse.ArgumentParser(description="how time and memory grow with the size of documents")
    parser.add_argument("names", nargs="*", help="families; all without any")
    parser.add_argument("--steps", type=int, default=3, help="how many sizes, each twice the one before")
    parser.add_argument("--times", type=int, default=1, help="multiply the sizes")
    parser.add_argument("--seconds", type=int, default=SECONDS, help="end a run after so many")
    parser.add_argument("--project", action="store_true", help="with --with-project")
    arguments = parser.parse_args()
    extra = ["--with-project"] if arguments.project else []
    with tempfile.TemporaryDirectory() as work:
        directory = Path(work) / "spec"
        base = cost(written(document()), directory, arguments.seconds, *extra)
        print(f"tiny document: {base.seconds:.2f} s, {base.memory:.0f} MB", flush=True)
        for name in arguments.names or FAMILIES:
            entry = FAMILIES[name]
            for step in range(arguments.steps):
                size = entry.size * arguments.times * 2**step
                files = entry.make(size)
                measured = cost(files, directory, arguments.seconds, *extra)
                top = sorted(measured.stages.items(), key=lambda item: -item[1])[:3]
                shown = ", ".join(f"{stage} {seconds:.2f}" for stage, seconds in top)
                chars = sum(map(len, files.values()))
                took = measured.seconds - base.seconds
                print(
                    f"{name} {size}: {chars:,} B, {took:.2f} s, {measured.memory:.0f} MB, exit {measured.code}: {shown}"
                )
                if measured.code not in (0, 2):
                    print("   ", *measured.errors.strip().splitlines()[-4:], sep="\n    ")
                elif measured.code == 2 and step == 0:
                    print("   ", *measured.errors.strip().splitlines()[:2], sep="\n    ")
                sys.stdout.flush()
                if measured.code == -9:
                    break


if __name__ == "__main__":
    main()
