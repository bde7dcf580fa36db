"""Tell a page of the documentation to a machine: write its files, run its commands and its Python, compare outputs."""

from __future__ import annotations

import os
import re
import shlex
import socket
import subprocess
import sys
import time
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from tests.docs.interpreter import Interpreter
from tests.docs.pages import Block, Command, blocks, fits
from tests.support.cli import Runner

SHELL = ("python", "mkdir", "echo", "cat", "ls", "cp", "mv", "git", "sed", "diff")
"""Commands that are run by a shell as they are."""
PORTS = ("8000", "8001")
"""The ports that pages use; each run gets free ones."""
STATUS = "echo $?"
STAGE = re.compile(r"specloom: [a-z]+\n")


def free_port() -> str:
    """Return a port that nobody listens to."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return str(probe.getsockname()[1])


def wait_for(port: str) -> None:
    """Wait until somebody listens."""
    for _ in range(600):
        with socket.socket() as probe:
            if probe.connect_ex(("127.0.0.1", int(port))) == 0:
                return
        time.sleep(0.05)
    raise TimeoutError(f"nobody listens to {port}")


@dataclass(frozen=True)
class World:
    """What surrounds a page: who runs its Python, and texts that are printed with what the page says in their place."""

    interpreter: Interpreter
    said_as: Mapping[str, str]


class Story:
    """A page that is told in a folder of its own; `not_run` are the commands that are not for this machine."""

    def __init__(self, page: str, directory: Path, run: Runner, world: World, not_run: Mapping[str, str]) -> None:
        self.ports = {free_port(): port for port in PORTS}
        for own, port in self.ports.items():
            page = page.replace(port, own)
        self.blocks = blocks(page)
        self.corrections: dict[str, str] = {}
        """What the page shows and what is printed, where they differ: as the page has them."""
        self.directory, self.run, self.not_run = directory, run, not_run
        path = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
        self.env = {**os.environ, "PATH": path, "GIT_CONFIG_GLOBAL": "/dev/null"}
        self.world = world
        self.code = 0
        self.processes: list[subprocess.Popen[str]] = []

    def tell(self) -> None:
        """Go through the page from top to bottom."""
        if any(block.language == "python" and block.title is None for block in self.blocks):
            self.world.interpreter.begin(self.directory)
        try:
            for index, block in enumerate(self.blocks):
                self.tell_block(block, self.blocks[index + 1] if index + 1 < len(self.blocks) else None)
        finally:
            for process in self.processes:
                process.kill()
                process.communicate()

    def tell_block(self, block: Block, following: Block | None) -> None:
        """Write, run or paste one block."""
        if block.title is not None:
            path = self.directory / block.title
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(block.text)
        elif block.language == "console":
            commands = list(block.commands)
            for command, after in zip_longest(commands, commands[1:]):
                self.tell_command(command, block.line, may_fail=after is not None and after.text == STATUS)
        elif block.language == "python":
            printed = self.world.interpreter.run(block.text)
            for text, said in self.world.said_as.items():
                printed = printed.replace(text, said)
            shown = following.text if following is not None and following.language == "text" else ""
            head = f"{block.text}```\n\n```text\n"
            self.compare(tuple(shown.splitlines()), printed, f"{head}{shown}", f"{head}{printed}")

    def tell_command(self, command: Command, line: int, *, may_fail: bool) -> None:
        """Run one command and compare what it prints, if the page shows that."""
        if command.text in self.not_run:
            return
        printed = self.printed(command.text)
        if command.shown:
            head = f"$ {command.text}\n"
            self.compare(command.shown, printed, head + "".join(f"{each}\n" for each in command.shown), head + printed)
        elif not may_fail:
            assert self.code == 0, f"line {line}: {command.text}\n{printed}"

    def compare(self, shown: tuple[str, ...], printed: str, text: str, instead: str) -> None:
        """Note a correction if what is shown is not what is printed."""
        if not fits(shown, printed):
            assert shown, f"the page does not show that this prints\n{printed}"
            for own, port in self.ports.items():
                text, instead = text.replace(own, port), instead.replace(own, port)
            self.corrections[text] = instead

    def printed(self, text: str) -> str:
        """Run a command and return what appears on the terminal."""
        words = shlex.split(text)
        if words[0] == "export":
            self.env.update(word.split("=", 1) for word in words[1:])
            return ""
        if words[0] == "specloom" and not {"|", ">", "&&"}.intersection(words):
            done = self.run(*words[1:])
            self.code = done.code
            assert done.code in (0, 1, 2), done.err
            return done.out + STAGE.sub("", done.err)
        if text == STATUS:
            return f"{self.code}\n"
        assert words[0].removeprefix(".venv/bin/") in SHELL, f"nothing says how to run `{text}`"
        return self.shell(text.replace(".venv/bin/python", sys.executable))

    def shell(self, text: str) -> str:
        """Let a shell run a command; one that ends with & stays until the page is told."""
        options = {"cwd": self.directory, "env": self.env, "text": True}
        if text.endswith("&"):
            quiet = {"stdout": subprocess.DEVNULL, "stderr": subprocess.DEVNULL}
            self.processes.append(subprocess.Popen(["bash", "-c", f"exec {text[:-1]}"], **options, **quiet))
            wait_for(text.split()[-2])
            self.code = 0
            return ""
        done = subprocess.run(
            ["bash", "-c", text], **options, check=False, stdout=subprocess.PIPE, stderr=subprocess.STDOUT
        )
        self.code = done.returncode
        return done.stdout
