"""The sample package, built once for each HTTP library; every test runs on both."""

from __future__ import annotations

import gc
import importlib
import sys
import warnings
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

sys.path.insert(0, str(Path(__file__).parent))

from packages import load_package
from server import Server

LIBRARIES = ("httpx2", "httpx")
NEAR_LIBRARY = frozenset(f"test_{name}.py" for name in ("http_clients", "networks", "start"))
"""Modules about the HTTP library itself: `make test` runs only these with the second one, `make test-slow` all."""


class Kit:
    """One built package and the HTTP library that it uses."""

    def __init__(self, package: ModuleType, library: str) -> None:
        self.package: Any = package
        self.library = library
        self.httpx: Any = importlib.import_module(library)

    def module(self, name: str) -> Any:
        return importlib.import_module(f"{self.package.__name__}.{name}")

    def client(self, **options: Any) -> Any:
        return self.package.Orchard(**{"api_token": "secret-token", **options})

    def async_client(self, **options: Any) -> Any:
        return self.package.AsyncOrchard(**{"api_token": "secret-token", **options})

    def mocked(self, handler: Any, **options: Any) -> Any:
        transport = self.httpx.MockTransport(handler)
        return self.client(http_client=self.httpx.Client(transport=transport, follow_redirects=True), **options)

    def async_mocked(self, handler: Any, **options: Any) -> Any:
        http_client = self.httpx.AsyncClient(transport=self.httpx.MockTransport(handler), follow_redirects=True)
        return self.async_client(http_client=http_client, **options)

    def answer(self, value: Any, **options: Any) -> Any:
        """A client whose every call gets this JSON value."""
        return self.mocked(lambda _request: self.httpx.Response(200, json=value), **options)


@pytest.fixture(scope="session", params=LIBRARIES)
def kit(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Kit:
    library: str = request.param
    target = tmp_path_factory.mktemp(library)
    return Kit(load_package(target, library=library, name=f"orchard_{library}"), library)


@pytest.fixture(scope="session")
def build_variant(kit: Kit, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """Builds the package with other settings: `build_variant("name", IDEMPOTENCY_HEADER='"Idempotency-Key"')`."""
    made: dict[str, Kit] = {}

    def build(name: str, **settings: str) -> Kit:
        whole = f"{name}_{kit.library}"
        if whole not in made:
            target = tmp_path_factory.mktemp(whole)
            package = load_package(target, library=kit.library, name=whole, settings=settings)
            made[whole] = Kit(package, kit.library)
        return made[whole]

    return build


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        call = getattr(item, "callspec", None)
        if item.path.name not in NEAR_LIBRARY and call is not None and call.params.get("kit") == LIBRARIES[1]:
            item.add_marker(pytest.mark.slow)


@pytest.fixture(autouse=True)
def _quiet_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    """No variable of the machine may change what the clients do."""
    for name in ("API_TOKEN", "API_KEY", "EMAIL", "BASE_URL", "CUSTOM_HEADERS", "LOG"):
        monkeypatch.delenv(f"ORCHARD_{name}", raising=False)
    for name in ("HTTP_PROXY", "HTTPS_PROXY", "ALL_PROXY", "NO_PROXY"):
        monkeypatch.delenv(name, raising=False)
        monkeypatch.delenv(name.lower(), raising=False)


@pytest.fixture
def server() -> Iterator[Server]:
    with Server() as running:
        yield running


@pytest.fixture
def no_leaks() -> Iterator[None]:
    """Sockets that nobody closed show themselves as warnings when they are collected."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", ResourceWarning)
        yield
        gc.collect()
    leaked = [str(one.message) for one in caught if issubclass(one.category, ResourceWarning)]
    assert leaked == []


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"


@pytest.fixture
def went_directly(kit: Any, monkeypatch: pytest.MonkeyPatch) -> list[bool]:
    """For each call whether it went directly."""
    module = kit.module("_runtime.direct_send")
    found = module.direct_pools
    choices: list[bool] = []

    def noted(client: Any) -> Any:
        pools = found(client)
        choices.append(pools is not None)
        return pools

    monkeypatch.setattr(module, "direct_pools", noted)
    return choices
