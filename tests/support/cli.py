"""Run the command line as a user does, in a process of its own or, quicker, in this one."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

import pytest

from specloom.__main__ import main

ROOT = Path(__file__).parents[2]
MINIMAL = """\
openapi: 3.0.3
info: {title: Orchard, version: '1'}
servers: [{url: https://orchard.test/v1}]
paths:
  /trees/{tree_id}:
    get:
      operationId: getTree
      tags: [trees]
      parameters:
        - {name: tree_id, in: path, required: true, schema: {type: string}}
      responses:
        '200':
          description: The tree.
          content:
            application/json:
              schema:
                type: object
                required: [id]
                properties: {id: {type: string}, height: {type: number}}
"""
"""A document with one operation, which gives a package named `orchard`."""


@dataclass(frozen=True)
class Outcome:
    """What a run ended with."""

    code: int
    out: str
    err: str


Runner: TypeAlias = Callable[..., Outcome]


def environment(**extra: str) -> dict[str, str]:
    """Return the environment for a process that imports from this checkout."""
    return {**os.environ, "PYTHONPATH": f"{ROOT / 'generator'}{os.pathsep}{ROOT}", "CI": "1", **extra}


def run_process(*args: str, cwd: Path, env: Mapping[str, str] | None = None) -> Outcome:
    """Run `specloom` in a process of its own."""
    done = subprocess.run(
        [sys.executable, "-m", "specloom", *args],
        check=False,
        cwd=cwd,
        env=environment(**(env or {})),
        capture_output=True,
        text=True,
        timeout=120,
    )
    return Outcome(done.returncode, done.stdout, done.stderr)


def runner(directory: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a function that runs `specloom ARGS` in this process, in `folder`."""
    monkeypatch.chdir(directory)
    monkeypatch.setenv("CI", "1")

    def run(*args: str) -> Outcome:
        monkeypatch.setattr(sys, "argv", ["specloom", *args])
        with pytest.raises(SystemExit) as ended:
            main()
        printed = capsys.readouterr()
        code = ended.value.code
        return Outcome(code if isinstance(code, int) else 0 if code is None else 1, printed.out, printed.err)

    return run
