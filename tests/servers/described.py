"""What the tests know of a server: the files in its directory, and its `server.toml`."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

HERE = Path(__file__).parent
NAMES = sorted(path.parent.name for path in HERE.glob("*/server.toml"))


@dataclass(frozen=True)
class ServerDescription:
    """The content of a `server.toml`. Commands may contain `{python}`, `{bin}`, `{node}` and `{port}`."""

    name: str
    command: list[str]
    """What starts the server, in a copy of its directory."""
    document: str
    """The path, below the origin, of the document that it serves."""
    api: str = ""
    """The path, below the origin, that users give to the client as a part of `base_url`."""
    setup: list[list[str]] = field(default_factory=list[list[str]])
    """What runs before each start: migrations, a first user."""
    build: list[list[str]] = field(default_factory=list[list[str]])
    """What runs once in the environment, after the installation."""
    env: dict[str, str] = field(default_factory=dict[str, str])
    headers: dict[str, str] = field(default_factory=dict[str, str])
    """What the request for the document needs."""
    generate: list[str] = field(default_factory=lambda: ["--strict"])
    """Flags for `specloom generate`."""

    @property
    def directory(self) -> Path:
        """Where its files are."""
        return HERE / self.name

    @property
    def needs_node(self) -> bool:
        """Whether it runs on Node.js."""
        return (self.directory / "package.json").is_file()


def describe(name: str) -> ServerDescription:
    """Read the `server.toml` of a server."""
    content: dict[str, Any] = tomllib.loads((HERE / name / "server.toml").read_text(encoding="utf-8"))
    return ServerDescription(name, **content)
