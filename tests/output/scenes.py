"""What the kill tests kill: a command in a folder whose description goes from one state to the other and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from pathlib import Path

from tests.support.cli import MINIMAL
from tests.support.site import Site, page

STATES = {"old": MINIMAL, "new": MINIMAL.replace("height", "girth") + MINIMAL.partition("paths:\n")[2]}
STATES["new"] = STATES["new"].replace("getTree\n", "getLeaf\n", 1).replace("/trees/", "/leaves/", 1)
STATES["new"] = STATES["new"].replace("tags: [trees]", "tags: [leaves]", 1)
TABLE = '[tool.specloom]\nspec = "{spec}"\nout = "out"\n'
CLIENTS = """\
[tool.specloom]
out = "out"
clients = [
  {name = "one", spec = "openapi.yaml", package = "one"},
  {name = "two", spec = "openapi.yaml", package = "two"},
]
"""
EDIT = "# a line of ours\n"


@dataclass(frozen=True)
class Scene:
    """A folder and the command that is killed in it.

    `units` are the folders that are old or new as a whole; of all else each file is.
    """

    command: tuple[str, ...]
    units: tuple[str, ...]
    files: Mapping[str, str]
    edited: str = ""
    runs_on: bool = False
    """It never ends by itself."""

    @property
    def complete(self) -> tuple[str, ...]:
        """The command that does the same and ends."""
        return tuple(word for word in self.command if word != "--watch")


LOCAL = {"pyproject.toml": TABLE.format(spec="openapi.yaml")}
SCENES: Mapping[str, Scene] = {
    "package": Scene(("generate", "-q"), ("out/orchard",), LOCAL),
    "three-way": Scene(("generate", "-q", "--three-way"), ("out/orchard",), LOCAL, edited="out/orchard/_client.py"),
    "watch": Scene(("generate", "-q", "--watch"), ("out/orchard",), LOCAL, runs_on=True),
    "clients": Scene(("generate", "-q"), ("out/one", "out/two"), {"pyproject.toml": CLIENTS}),
    "project": Scene(
        ("generate", "-q", "--with-project"),
        ("out/src/orchard",),
        LOCAL,
    ),
    "update": Scene(("update", "-q", "--allow-private"), (), {}),
}


def preparer(directory: Path, scene: Scene, site: Site) -> Callable[[str], None]:
    """Fill the folder of a scene; return a function that puts its description into a state."""
    remote = {"pyproject.toml": TABLE.format(spec=f"{site.url}/openapi.yaml")}
    for name, text in (scene.files or remote).items():
        (directory / name).write_text(text)

    def enter(state: str) -> None:
        if scene.files:
            (directory / "openapi.yaml").write_text(STATES[state])
            return
        site.pages["/openapi.yaml"] = page(STATES[state].replace("{type: string}}", "{$ref: id.yaml}}"))
        site.pages["/id.yaml"] = page(f"type: string\ndescription: {state}\n")

    return enter
