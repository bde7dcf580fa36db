"""The servers of the server tests. They run where it is asked for: `make test-servers`."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest

from tests.servers.client import ServedClient, generate_client
from tests.servers.described import NAMES, describe
from tests.servers.running import RunningServer, running_server

collect_ignore_glob = [] if os.environ.get("SPECLOOM_LIVE") == "servers" else ["test_*.py"]
SERVER = pytest.StashKey[RunningServer]()


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """Run each test that asks for a server with all of them."""
    if "server" in metafunc.fixturenames:
        metafunc.parametrize("server", NAMES, indirect=True, scope="session")


@pytest.fixture(scope="session")
def server(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[RunningServer]:
    """A running server with empty state; its log is in the report of whatever fails while it runs."""
    described = describe(request.param)
    with running_server(described, tmp_path_factory.mktemp(described.name)) as running:
        request.session.stash[SERVER] = running
        yield running
        del request.session.stash[SERVER]


@pytest.fixture(scope="session")
def client(server: RunningServer, tmp_path_factory: pytest.TempPathFactory) -> ServedClient:
    """The client package of the document that the server serves, as it comes, with the job beside it."""
    return generate_client(server, tmp_path_factory.mktemp(f"{server.described.name}-client"))


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """Adds the server's log to a report of failure."""
    outcome = yield
    report: pytest.TestReport = outcome.get_result()
    server = item.session.stash.get(SERVER, None)
    if report.failed and server is not None:
        report.sections.append((f"log of {server.described.name}", server.process.tail()))
