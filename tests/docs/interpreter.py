"""One Python process for the examples of several pages: what they import is loaded once."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

DRIVER = """\
import contextlib, io, json, os, sys
space = {}
for line in sys.stdin:
    folder, code = json.loads(line)
    if folder is not None:
        os.chdir(folder)
        space = {}
    printed = io.StringIO()
    with contextlib.redirect_stdout(printed):
        exec(compile(code, "page", "exec"), space)
    print(json.dumps(printed.getvalue()), flush=True)
"""


class Interpreter:
    """Runs code, and gives what it prints; it starts when it is first needed."""

    def __init__(self, env: Mapping[str, str]) -> None:
        self.env = dict(env)
        self.process: subprocess.Popen[str] | None = None

    def begin(self, directory: Path) -> None:
        """Begin a page: no names are known, and files are those of `folder`."""
        self.run("", directory)

    def run(self, code: str, directory: Path | None = None) -> str:
        """Return what `code` prints."""
        process = self.process or subprocess.Popen(
            [sys.executable, "-c", DRIVER],
            env=self.env,
            text=True,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )
        self.process = process
        assert process.stdin is not None
        assert process.stdout is not None
        assert process.stderr is not None
        process.stdin.write(json.dumps([directory and str(directory), code]) + "\n")
        process.stdin.flush()
        printed = process.stdout.readline()
        if not printed:
            self.process = None
            process.wait()
            raise AssertionError(f"{code}\n{process.stderr.read()}")
        text = json.loads(printed)
        assert isinstance(text, str)
        return text

    def end(self) -> None:
        """End the process, if it runs."""
        if self.process is not None:
            self.process.kill()
            self.process.communicate()
