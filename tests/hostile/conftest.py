"""`project` is a directory that nothing may leave, `site` a hostile server; each test may use two minutes of CPU."""

from __future__ import annotations

import signal
from collections.abc import Generator, Iterator
from pathlib import Path

import pytest

from tests.support.cli import Runner, runner
from tests.support.loopback import serving
from tests.support.site import Site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    directory = tmp_path / "home" / "project"
    directory.mkdir(parents=True)
    return directory


@pytest.fixture
def specloom(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    return runner(project, monkeypatch, capsys)


@pytest.fixture
def site() -> Generator[Site]:
    with serving(Site({})) as loopback:
        assert isinstance(loopback, Site)
        yield loopback


@pytest.fixture(autouse=True)
def stopwatch() -> Iterator[None]:
    """End a test that takes two minutes of the processor: what these show would take longer than anybody waits."""

    def ring(number: int, frame: object) -> None:
        raise TimeoutError

    before = signal.signal(signal.SIGVTALRM, ring)
    signal.setitimer(signal.ITIMER_VIRTUAL, 120)
    yield
    signal.setitimer(signal.ITIMER_VIRTUAL, 0)
    signal.signal(signal.SIGVTALRM, before)
