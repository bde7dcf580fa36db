"""Runs the shell steps of GitHub actions and workflows as GitHub's runner does: expressions, environment, files."""

from __future__ import annotations

import os
import re
import subprocess
from collections.abc import Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import cast

import yaml

EXPRESSION = re.compile(r"\$\{\{\s*([\w.-]+)\s*\}\}")
Step = Mapping[str, object]


@dataclass(slots=True)
class Runner:
    """A runner's folder and what expressions mean there. `uses` steps are for the test to stand in for."""

    folder: Path
    workspace: Path
    known: dict[str, str]
    environment: dict[str, str] = field(default_factory=dict[str, str])
    outputs: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    log: str = ""

    def run(self, steps: list[Step]) -> int:
        """Run the steps until one fails and return the last exit code."""
        for step in steps:
            if "run" in step:
                code = self.step(step)
                if code != 0:
                    return code
        return 0

    def step(self, step: Step) -> int:
        """Run one step in the way of `shell: bash`."""
        output = self.folder / "output"
        output.write_text("")
        given = cast("Mapping[str, str]", step.get("env", {}))
        environment = {
            **os.environ,
            **self.environment,
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(self.folder),
            **{name: self.value(text) for name, text in given.items()},
        }
        script = str(step["run"])
        assert not EXPRESSION.search(script), "an expression in a script is a hole for code"
        done = subprocess.run(
            ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
            cwd=self.workspace / self.value(str(step.get("working-directory", "."))),
            env=environment,
            capture_output=True,
            text=True,
            check=False,
            timeout=300,
        )
        self.log += done.stdout + done.stderr
        pairs = (line.partition("=") for line in output.read_text().splitlines())
        self.outputs[str(step.get("id", ""))] = {name: value for name, _, value in pairs}
        return done.returncode

    def value(self, text: str) -> str:
        """Return a text with its expressions filled in."""
        return EXPRESSION.sub(lambda match: self.known[match[1]], text)


def load(path: Path) -> Mapping[str, object]:
    """Return a YAML file."""
    return cast("Mapping[str, object]", yaml.safe_load(path.read_text()))
