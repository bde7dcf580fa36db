"""The client of the engine's own API, generated from the document that was recorded with its answers."""

from __future__ import annotations

import pytest

from tests.engine.clients import generate_engine_client
from tests.recordings.cassettes import HERE


@pytest.fixture(scope="session")
def engine_package(tmp_path_factory: pytest.TempPathFactory) -> None:
    generate_engine_client(HERE / "engine" / "openapi.json", tmp_path_factory.mktemp("package"))


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
