"""Every page of the documentation is told to a machine: its files are written, its commands and its Python are run."""

from __future__ import annotations

import os
import re
import shutil
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
import yaml

from specloom.commands.project import PyprojectFile
from tests.docs.interpreter import Interpreter
from tests.docs.orchard_api import OrchardApi
from tests.docs.pages import DOTS, PAGES, ROOT, blocks
from tests.docs.story import Story, World
from tests.support.cli import run_process, runner
from tests.support.loopback import serving

STORIES = [
    name for name, page in PAGES.items() if any(block.language in ("console", "python") for block in blocks(page))
]
REAL_API = "https://api.orchard.example/v1"
NOT_RUN = {
    "uvx --from git+REPOSITORY@COMMIT specloom --help": "needs the network",
    "pipx install git+REPOSITORY@COMMIT": "needs the network",
    "pip install git+REPOSITORY@COMMIT": "tests/commands/test_newcomer.py",
    "pip install pydantic httpx2": "tests/commands/test_newcomer.py",
    "python -m venv .venv": "needs a minute",
    ".venv/bin/pip install pydantic httpx2 pytest": "needs the network",
    "make generate": ".ci/run",
    "make test-project": "tests/projects/run.py",
    "specloom generate --three-way": "tests/commands/test_three_way.py",
    "specloom generate https://api.orchard.example/openapi.yaml": "tests/commands/test_url.py",
    "specloom update": "tests/commands/test_update.py",
    "make test": ".ci/run",
    "make check": ".ci/run",
}
"""Commands that a page shows and this test does not run, with the file that does or the reason."""
COPIES = {
    "README.md": {"examples": "examples", "generated": "generated"},
    "docs/how-to/publish.md": {"spec": "spec"},
    "docs/how-to/reference-site.md": {"openapi.yaml": "spec/orchard/openapi.yaml"},
    "docs/how-to/migrate.md": {
        "openapi.yaml": "spec/orchard/openapi.yaml",
        "stainless.yml": "spec/orchard/stainless.yml",
    },
}
"""What a page finds in its directory, from this repository."""
OF_THE_CLIENT = re.compile(r"docs/reference/client/.*|docs/how-to/customise\.md")
"""Pages that have the client of spec/orchard."""
EXISTING_SDK = ("docs/how-to/migrate.md",)
"""Pages that have it as an SDK in `python-sdk/`."""
FAULTY = "docs/reference/messages.md"
"""The page whose examples are wrong on purpose."""
LANGUAGES = {"console", "python", "yaml", "toml", "json", "jinja", "text", ""}


@pytest.fixture(scope="session")
def orchard(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Path, World]]:
    """The directory with the client of spec/orchard, and a world in which it calls an API in place of the real one."""
    directory = tmp_path_factory.mktemp("orchard")
    spec = ROOT / "spec/orchard/openapi.yaml"
    done = run_process("generate", "-q", str(spec), "-o", str(directory), cwd=directory)
    assert done.code == 0, done.err
    client = directory / "orchard/_client.py"
    interpreter = Interpreter({**os.environ, "PYTHONPATH": str(directory), "ORCHARD_API_KEY": "key"})
    with serving(OrchardApi()) as api:
        client.write_text(client.read_text().replace(REAL_API, api.url))
        yield directory, World(interpreter, {api.url: REAL_API})
        interpreter.end()


@pytest.fixture
def world(name: str, request: pytest.FixtureRequest) -> World:
    """What a page is told with."""
    if OF_THE_CLIENT.fullmatch(name):
        found = request.getfixturevalue("orchard")[1]
        assert isinstance(found, World)
        return found
    return World(Interpreter(os.environ), {})


@pytest.mark.one_in(5)
@pytest.mark.parametrize("name", STORIES)
def test_what_a_page_shows_is_what_happens(
    name: str,
    world: World,
    request: pytest.FixtureRequest,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    for path, source in COPIES.get(name, {}).items():
        (tmp_path / path).symlink_to(ROOT / source)
    if name in EXISTING_SDK:
        copy_sdk(*request.getfixturevalue("orchard"), tmp_path / "python-sdk/src/orchard")
    story = Story(PAGES[name], tmp_path, runner(tmp_path, monkeypatch, capsys), world, NOT_RUN)
    story.tell()
    if request.config.getoption("--golden"):
        correct(ROOT / name, story.corrections)
    else:
        wrong = "\n".join(f"the page shows\n{shown}\nbut it is\n{real}" for shown, real in story.corrections.items())
        assert not wrong, f"{wrong}\nrun `make docs-reference`, and look at the difference"


def copy_sdk(directory: Path, world: World, to: Path) -> None:
    """Copy the client as an SDK that calls the real API, which is what its document says."""
    shutil.copytree(directory / "orchard", to)
    client = to / "_client.py"
    for served, real in world.said_as.items():
        client.write_text(client.read_text().replace(served, real))


def correct(path: Path, corrections: dict[str, str]) -> None:
    """Write into a page what is printed, but for outputs that it shows in part: those are for somebody to look at."""
    text = path.read_text()
    for shown, real in corrections.items():
        assert DOTS not in shown, f"{path.name} shows a part of\n{real}\nas\n{shown}"
        text = text.replace(shown, real)
    path.write_text(text)


def test_what_is_not_run_is_shown_somewhere_and_held_elsewhere() -> None:
    shown = {
        command.text
        for page in PAGES.values()
        for block in blocks(page)
        if block.language == "console"
        for command in block.commands
    }
    assert NOT_RUN.keys() - shown == set()
    assert [path for path in NOT_RUN.values() if "/" in path and not (ROOT / path.split("::")[0]).is_file()] == []


@pytest.mark.parametrize("name", [name for name in PAGES if name != FAULTY])
def test_every_block_says_its_language_and_is_well_formed(name: str) -> None:
    for block in blocks(PAGES[name]):
        assert block.language in LANGUAGES, f"{name}:{block.line}: {block.language}"
        if block.language == "yaml":
            yaml.safe_load(block.text)
        if block.language == "toml":
            table = tomllib.loads(block.text)
            if "specloom" in table.get("tool", {}):
                PyprojectFile.model_validate(table)
        if block.language == "console":
            assert block.text.startswith("$ "), f"{name}:{block.line}: a console begins with a command"
