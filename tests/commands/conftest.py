"""`orchard` is a folder with a small document; `specloom` runs the command line in it; `site` serves pages."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from tests.support.cli import MINIMAL, Runner, runner
from tests.support.loopback import serving
from tests.support.site import Site


@pytest.fixture
def orchard(tmp_path: Path) -> Path:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    return tmp_path


@pytest.fixture
def specloom(orchard: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    return runner(orchard, monkeypatch, capsys)


@pytest.fixture
def site() -> Generator[Site]:
    with serving(Site({})) as loopback:
        assert isinstance(loopback, Site)
        yield loopback
