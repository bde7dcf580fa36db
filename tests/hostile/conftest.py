"""`project` is a folder inside of which everything has to stay; `site` serves what a hostile server would."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.cli import Runner, runner
from tests.support.loopback import serving
from tests.support.site import Site


@pytest.fixture
def project(tmp_path: Path) -> Path:
    folder = tmp_path / "home" / "project"
    folder.mkdir(parents=True)
    return folder


@pytest.fixture
def specloom(project: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    return runner(project, monkeypatch, capsys)


@pytest.fixture
def site() -> Generator[Site]:
    with serving(Site({})) as loopback:
        assert isinstance(loopback, Site)
        yield loopback
