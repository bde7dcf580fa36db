"""Code that changes while a process runs: its digest must not be the key of results of the code in memory."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from specloom.cache import code_identity
from specloom.cache.results import open_cache
from specloom.pipeline.options import Options


def test_code_that_changes_during_a_run_leaves_the_cache_unused(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    spec = tmp_path / "openapi.yaml"
    spec.write_text("openapi: 3.1.0\n")
    options = Options(str(spec))
    code = tmp_path / "code" / "inner" / "module.py"
    code.parent.mkdir(parents=True)
    code.write_text("RULE = 1\n")
    monkeypatch.setattr(code_identity, "PACKAGE_DIRECTORY", tmp_path / "code")
    monkeypatch.setattr(code_identity, "LOADED_NS", time.time_ns() + 2 * code_identity.CLOCK_TICK_NS)
    cache = open_cache(options)
    assert cache is not None
    assert cache.is_current(options)
    time.sleep(4 * code_identity.CLOCK_TICK_NS / 1e9)
    code.write_text("RULE = 2\n")
    assert open_cache(options) is None
    assert not cache.is_current(options)


def test_the_code_of_this_process_is_on_disk() -> None:
    assert not code_identity.has_code_changed()
