"""An environment for each server, made once from its requirements.txt or package-lock.json in build/servers-env/."""

from __future__ import annotations

import hashlib
import shutil
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path

from tests.servers.described import ServerDescription
from tests.support.process import ServerError

ENVIRONMENTS = Path(__file__).parents[2] / "build" / "servers-env"
SECONDS = 900


class Environment:
    """Where the programs of a server are."""

    def __init__(self, directory: Path) -> None:
        self.directory = directory

    @property
    def bin(self) -> Path:
        """The directory of its programs."""
        return self.directory / "bin"

    def filled(self, words: Sequence[str], **values: object) -> list[str]:
        """Return a command with its placeholders filled in."""
        known = {"python": self.bin / "python", "bin": self.bin, "node": shutil.which("node"), "env": self.directory}
        return [word.format(**known, **values) for word in words]


def environment_of(described: ServerDescription) -> Environment:
    """Return the environment of a server; make it if it is missing, half made, or made from other requirements."""
    directory = ENVIRONMENTS / described.name
    stamp, wanted = directory / ".made-from", fingerprint(described)
    if not stamp.is_file() or stamp.read_text() != wanted:
        shutil.rmtree(directory, ignore_errors=True)
        directory.mkdir(parents=True)
        environment = Environment(directory)
        (_install_node if described.needs_node else _install_python)(described, environment)
        stamp.write_text(wanted)
    return Environment(directory)


def fingerprint(described: ServerDescription) -> str:
    """Return a text that differs if the environment has to be made again."""
    names = ["requirements.txt", "package.json", "package-lock.json"]
    files = [path for name in names if (path := described.directory / name).is_file()]
    if described.build:
        files += sorted(path for path in (described.directory / "src").rglob("*") if path.is_file())
    digest = hashlib.sha256(f"{sys.version} {described.build}".encode())
    for path in files:
        digest.update(path.name.encode() + path.read_bytes())
    return digest.hexdigest()


def run_or_fail(words: Sequence[str], cwd: Path, env: dict[str, str] | None = None) -> None:
    """Run a command; raises ServerError with what it printed."""
    done = subprocess.run(
        words, cwd=cwd, env=env, capture_output=True, text=True, check=False, timeout=SECONDS, stdin=subprocess.DEVNULL
    )
    if done.returncode:
        raise ServerError(
            f"{' '.join(words)} ended with {done.returncode}:\n{done.stdout[-4000:]}{done.stderr[-4000:]}"
        )


def _install_python(described: ServerDescription, environment: Environment) -> None:
    requirements = str(described.directory / "requirements.txt")
    run_or_fail([sys.executable, "-m", "venv", str(environment.directory)], Path.cwd())
    install = ["{python}", "-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--requirement"]
    run_or_fail(environment.filled([*install, requirements]), environment.directory)


def _install_node(described: ServerDescription, environment: Environment) -> None:
    if shutil.which("node") is None or shutil.which("npm") is None:
        raise ServerError(f"{described.name} needs Node.js 20 or later: node and npm are not both on the path")
    shutil.copytree(described.directory, environment.directory, dirs_exist_ok=True)
    run_or_fail(["npm", "ci", "--no-audit", "--no-fund", "--loglevel=error"], environment.directory)
    for command in described.build:
        run_or_fail(environment.filled(command), environment.directory)
