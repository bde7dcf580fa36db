"""What holds for the whole suite: `--fail-on-skip` makes a skipped test a failure, `--golden` rewrites goldens."""

from __future__ import annotations

import gc
import os
from collections import Counter
from pathlib import Path

import pytest

os.environ.setdefault("SPECLOOM_CACHE_DIR", str(Path(__file__).parents[1] / ".pytest_cache" / "specloom"))
os.environ["XDG_STATE_HOME"] = str(Path(__file__).parents[1] / ".pytest_cache" / "state")
os.environ.pop("SPECLOOM_CACHE_KEY", None)
SKIPPED = pytest.StashKey[list[str]]()


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--fail-on-skip", action="store_true", help="end with a failure if any test was skipped")
    parser.addoption("--golden", action="store_true", help="rewrite the files below expected/ as they are made now")


def pytest_configure(config: pytest.Config) -> None:
    config.stash[SKIPPED] = []
    config.pluginmanager.register(SkipWatch(config), "skip-watch")


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Leave most cases of the tests that are marked with `one_in` to `make test-slow`."""
    seen: Counter[str] = Counter()
    for item in items:
        mark = item.get_closest_marker("one_in")
        if mark is not None:
            test = item.nodeid.partition("[")[0]
            if seen[test] % mark.args[0]:
                item.add_marker(pytest.mark.slow)
            seen[test] += 1


def pytest_collection_finish() -> None:
    """Take what collection made from the garbage collector: for a million objects it needs 0.4 s each time."""
    gc.collect()
    gc.freeze()


class SkipWatch:
    """Collects what was skipped; under xdist the reports arrive at the controller, which decides."""

    def __init__(self, config: pytest.Config) -> None:
        self.config = config

    def note(self, report: pytest.TestReport | pytest.CollectReport) -> None:
        if report.skipped:
            self.config.stash[SKIPPED].append(report.nodeid)

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        self.note(report)

    def pytest_collectreport(self, report: pytest.CollectReport) -> None:
        self.note(report)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        if self.config.getoption("--fail-on-skip") and self.config.stash[SKIPPED] and session.exitstatus == 0:
            session.exitstatus = pytest.ExitCode.TESTS_FAILED
            print(f"\nskipped, which --fail-on-skip forbids: {', '.join(self.config.stash[SKIPPED])}")
