"""The engine of the engine tests. They run where it is asked for: `make test-engine`."""

from __future__ import annotations

import os
from collections.abc import Generator, Iterator
from typing import Any

import pytest
from cloudflare import Cloudflare

from tests.engine.clients import cloudflare_client, engine_client, generate_engine_client
from tests.engine.engine import Engine, running_engine

collect_ignore_glob = [] if os.environ.get("SPECLOOM_LIVE") == "engine" else ["test_*.py"]
ENGINE = pytest.StashKey[Engine]()


@pytest.fixture(scope="session")
def engine(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Engine]:
    """A running engine; its log is in the report of whatever fails while it runs."""
    with running_engine(tmp_path_factory.mktemp("engine")) as engine:
        request.session.stash[ENGINE] = engine
        yield engine


@pytest.fixture(autouse=True)
def engine_is_alive(engine: Engine) -> Iterator[None]:
    """Says so if the engine has ended, rather than to leave that to be guessed from refused connections."""
    engine.process.require_alive()
    yield
    engine.process.require_alive()


@pytest.hookimpl(hookwrapper=True)
def pytest_runtest_makereport(item: pytest.Item) -> Generator[None, Any, None]:
    """Adds the engine's log to a report of failure."""
    outcome = yield
    report: pytest.TestReport = outcome.get_result()
    engine = item.session.stash.get(ENGINE, None)
    if report.failed and engine is not None:
        report.sections.append(("log of the engine", engine.process.tail()))


@pytest.fixture(scope="session")
def engine_package(engine: Engine, tmp_path_factory: pytest.TempPathFactory) -> None:
    """The client package that specloom makes of the document that the engine serves, as it comes."""
    directory = tmp_path_factory.mktemp("package")
    document = directory / "openapi.json"
    document.write_bytes(engine.document())
    generate_engine_client(document, directory)


@pytest.fixture
def local_engine(engine: Engine, engine_package: None) -> Iterator[Any]:
    """The client of the engine's own API."""
    with engine_client(engine.origin) as client:
        yield client


@pytest.fixture
def cloudflare(engine: Engine) -> Iterator[Cloudflare]:
    """The Cloudflare client behind the adapter."""
    with cloudflare_client(engine.origin) as client:
        yield client


@pytest.fixture
def strict_cloudflare(engine: Engine) -> Iterator[Cloudflare]:
    """The same, and it insists on every required field."""
    with cloudflare_client(engine.origin, strict=True) as client:
        yield client


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
