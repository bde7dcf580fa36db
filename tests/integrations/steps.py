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


CONDITION = re.compile(r"([\w.-]+) == '([^']*)'")


@dataclass(slots=True)
class Runner:
    """A runner's folder and what expressions mean there. `actions` are known by how workflows name them.

    Other `uses` steps prepare what the test has made already.
    """

    directory: Path
    workspace: Path
    known: dict[str, str]
    environment: dict[str, str] = field(default_factory=dict[str, str])
    actions: Mapping[str, Path] = field(default_factory=dict[str, Path])
    outputs: dict[str, dict[str, str]] = field(default_factory=dict[str, dict[str, str]])
    log: str = ""

    def run(self, steps: list[Step]) -> int:
        """Run the steps until one fails and return the last exit code."""
        for step in steps:
            code = self.any_step(step) if self.is_wanted(step) else 0
            if code != 0:
                return code
        return 0

    def is_wanted(self, step: Step) -> bool:
        """Tell whether the condition of a step holds; it may compare with a text."""
        condition = CONDITION.fullmatch(str(step["if"])) if "if" in step else None
        assert condition is not None or "if" not in step
        return condition is None or self.known.get(condition[1], "") == condition[2]

    def any_step(self, step: Step) -> int:
        """Run a step of any kind; actions that the test knows are run as a runner of their own would."""
        if "run" in step:
            return self.step(step)
        path = self.actions.get(str(step["uses"]))
        return 0 if path is None else self.action(path, step)

    def action(self, path: Path, step: Step) -> int:
        """Run a composite action with the inputs of a step."""
        described = load(path)
        declared = cast("Mapping[str, Mapping[str, str]]", described["inputs"])
        given = {name: self.value(str(text)) for name, text in cast("Step", step.get("with", {})).items()}
        assert set(given) <= set(declared)
        inputs = {f"inputs.{name}": given.get(name, each["default"]) for name, each in declared.items()}
        known = {**inputs, **self.known, "github.action_path": str(path.parent)}
        inner = Runner(self.directory, self.workspace, known, self.environment)
        code = inner.run(cast("Mapping[str, list[Step]]", described["runs"])["steps"])
        self.log += inner.log
        results = cast("Mapping[str, Mapping[str, str]]", described.get("outputs", {}))
        self.note(step, {name: inner.value(each["value"]) for name, each in results.items()} if code == 0 else {})
        return code

    def note(self, step: Step, outputs: dict[str, str]) -> None:
        """Remember the outputs of a step."""
        name = str(step.get("id", ""))
        self.outputs[name] = outputs
        self.known |= {f"steps.{name}.outputs.{key}": value for key, value in outputs.items()}

    def step(self, step: Step) -> int:
        """Run one step in the way of `shell: bash`."""
        output = self.directory / "output"
        output.write_text("")
        given = cast("Mapping[str, str]", step.get("env", {}))
        environment = {
            **os.environ,
            **self.environment,
            "GITHUB_OUTPUT": str(output),
            "RUNNER_TEMP": str(self.directory),
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
        self.note(step, {name: value for name, _, value in pairs})
        return done.returncode

    def value(self, text: str) -> str:
        """Return a text with its expressions filled in."""
        return EXPRESSION.sub(lambda match: self.known[match[1]], text)


def load(path: Path) -> Mapping[str, object]:
    """Return a YAML file."""
    return cast("Mapping[str, object]", yaml.safe_load(path.read_text()))
