"""The mock server of the contract tests. They run where it is asked for: `make test-contract`."""

from __future__ import annotations

import os
from collections.abc import Iterator

import pytest

from tests.contract.prism import running_prism

collect_ignore_glob = [] if os.environ.get("SPECLOOM_LIVE") == "contract" else ["test_*.py"]


@pytest.fixture(scope="session")
def prism(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """The base URL of Prism, serving the description of the Workflows API."""
    with running_prism(tmp_path_factory.mktemp("prism")) as base_url:
        yield base_url


@pytest.fixture(scope="session")
def anyio_backend() -> str:
    return "asyncio"
