"""A command that is killed (SIGKILL) at any moment leaves what was there or what it makes; the next run mends the rest.

Half of the kills come at a random moment of the whole run, the others just before a random one of its changes to files.
`SPECLOOM_SCENE_KILLS=84` (`make test-faults`) plays every scene, each with so many kills.
"""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Generator
from dataclasses import dataclass, field
from pathlib import Path

import pytest

from tests.output.scenes import EDIT, SCENES, STATES, Scene, preparer
from tests.support.cli import Runner, environment, runner
from tests.support.loopback import serving
from tests.support.site import Site

KILLS = int(os.environ.get("SPECLOOM_SCENE_KILLS", "2"))
PLAYED = list(SCENES) if KILLS > 2 else ["project", "update"]
ROUNDS = KILLS // 2
LONGEST_SECONDS = 60.0
SETTLE_SECONDS = 20.0
DOOMED = Path(__file__).with_name("doomed.py")
INPUTS = ("openapi.yaml", "pyproject.toml", ".git")
Content = dict[str, bytes]


def content(directory: Path) -> Content:
    """Return every file below `folder`, and every empty folder with a slash at its end."""
    found: Content = {}
    for path in directory.rglob("*"):
        name = path.relative_to(directory).as_posix()
        if path.is_file():
            found[name] = path.read_bytes()
        elif not any(path.iterdir()):
            found[name + "/"] = b""
    return {name: data for name, data in found.items() if name.split("/")[0] not in INPUTS}


def commit(directory: Path) -> None:
    """Keep the folder in a repository of its own: merges find their base there."""
    git = ["git", "-c", "user.name=t", "-c", "user.email=t@example.org", "-c", "commit.gpgsign=false"]
    for words in (["init", "-q"], ["add", "-A"], ["commit", "-qm", "Generate"]):
        subprocess.run([*git, *words], cwd=directory, check=True, env=environment(GIT_DIR=str(directory / ".git")))


@dataclass
class Stage:
    """A scene that is being played."""

    scene: Scene
    directory: Path
    cache: Path
    enter: Callable[[str], None]
    run: Runner
    wanted: dict[str, Content] = field(default_factory=dict[str, Content])
    seconds: dict[bool, float] = field(default_factory=dict[bool, float])
    changes: dict[bool, int] = field(default_factory=dict[bool, int])

    def learn(self) -> None:
        """Find out what the folder holds in each state, when nothing interferes."""
        for state in ("old", "new", "old", "new"):
            self.enter(state)
            self.finish()
            self.wanted[state] = content(self.directory)
            edited = self.directory / self.scene.edited
            if edited.is_file() and EDIT not in edited.read_text():
                commit(self.directory)
                edited.write_text(edited.read_text() + EDIT)
        assert self.wanted["old"] != self.wanted["new"]

    def finish(self) -> None:
        done = self.run(*self.scene.complete)
        assert (done.code, done.err) == (0, "")

    def start(self, *command: str, dies_at: int = 0, told: int = subprocess.DEVNULL) -> subprocess.Popen[str]:
        return subprocess.Popen(
            [sys.executable, str(DOOMED), str(dies_at), *(command or self.scene.command)],
            cwd=self.directory,
            env=environment(SPECLOOM_CACHE_DIR=str(self.cache)),
            stdout=told,
            stderr=subprocess.DEVNULL,
            text=True,
            start_new_session=True,
        )

    def measure(self) -> None:
        """Note how many seconds a whole run takes and how many changes it makes, without the cache and with it."""
        for warm, state in ((False, "old"), (True, "new")):
            self.enter(state)
            self.forget() if not warm else None
            began = time.monotonic()
            out, _ = self.start(*self.scene.complete, told=subprocess.PIPE).communicate(timeout=LONGEST_SECONDS)
            self.seconds[warm], self.changes[warm] = time.monotonic() - began, int(out.splitlines()[-1])

    def forget(self) -> None:
        shutil.rmtree(self.cache, ignore_errors=True)

    def kill(self, chance: random.Random, *, writing: bool) -> bool:
        """Kill a run; return whether it was killed between two of its changes."""
        warm = chance.random() < 0.5
        self.forget() if not warm else None
        process = self.start(dies_at=chance.randint(2, self.changes[warm]) if writing else 0)
        try:
            process.wait(self.seconds[warm] * (5 if writing else chance.random() * 1.1))
        except subprocess.TimeoutExpired:
            writing = False
        end(process)
        return writing and process.returncode == -signal.SIGKILL

    def assert_valid(self) -> None:
        """Hold each unit to one of the states as a whole, and each other file to be that of a state."""
        found = content(self.directory)
        for unit in self.scene.units:
            inside = part(found, unit)
            assert inside in [part(wanted, unit) for wanted in self.wanted.values()]
        for name, data in found.items():
            if ".specloom-" not in name:
                assert data in [wanted[name] for wanted in self.wanted.values() if name in wanted]


def part(found: Content, unit: str) -> Content:
    return {name: data for name, data in found.items() if name.startswith(unit + "/")}


def end(process: subprocess.Popen[str]) -> None:
    """Kill a process alone, if it lives; those that it has started must end by themselves."""
    process.kill()
    process.wait()
    deadline = time.monotonic() + SETTLE_SECONDS
    while is_group(process.pid):
        assert time.monotonic() < deadline, "a process of the killed run goes on"
        time.sleep(0.005)


def is_group(number: int) -> bool:
    try:
        os.killpg(number, 0)
    except ProcessLookupError:
        return False
    return True


@pytest.fixture
def site() -> Generator[Site]:
    with serving(Site({})) as loopback:
        assert isinstance(loopback, Site)
        yield loopback


@pytest.mark.one_in(2)
@pytest.mark.parametrize("name", PLAYED)
def test_a_killed_run_leaves_old_or_new_and_the_next_one_mends_the_rest(
    name: str, tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    directory, cache, chance = tmp_path / "work", tmp_path / "cache", random.Random(name)
    directory.mkdir()
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(cache))
    enter = preparer(directory, SCENES[name], site)
    stage = Stage(SCENES[name], directory, cache, enter, runner(directory, monkeypatch, capsys))
    stage.learn()
    stage.measure()
    seen = 0
    for number in range(KILLS):
        if number % 4 == 0:
            stage.finish()
        stage.enter("new" if content(directory) == stage.wanted["old"] else "old")
        seen += stage.kill(chance, writing=number % 2 == 1)
        stage.assert_valid()
    assert seen >= KILLS // 4  # half of the others made fewer changes than the run that was measured
    for state in ("old", "new"):
        stage.enter(state)
        stage.finish()
        assert content(directory) == stage.wanted[state]


@pytest.mark.slow
def test_two_runs_on_one_project_take_turns(
    tmp_path: Path, site: Site, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    stage = Stage(
        SCENES["project"], tmp_path, tmp_path / "cache", lambda _: None, runner(tmp_path, monkeypatch, capsys)
    )
    commands = []
    for state, text in STATES.items():
        (tmp_path / f"{state}.yaml").write_text(text)
        commands.append(("generate", f"{state}.yaml", "-q", "--with-project", "-o", "out"))
        assert stage.run(*commands[-1]).code == 0
        stage.wanted[state] = content(tmp_path / "out")
    for _ in range(ROUNDS):
        assert [process.wait(LONGEST_SECONDS) for process in [stage.start(*each) for each in commands]] == [0, 0]
        assert content(tmp_path / "out") in stage.wanted.values()
