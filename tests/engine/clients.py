"""The clients that drive the engine: the one generated from its own document, and Cloudflare's behind the adapter."""

from __future__ import annotations

import importlib
import subprocess
import sys
from collections.abc import Generator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import httpx2
from cloudflare import Cloudflare, DefaultHttpxClient

from tests.engine.adapter import EngineTransport
from tests.engine.engine import API_PATH, HERE

CONFIG = HERE / "stainless.yml"
PACKAGE = "local_engine"
TIMEOUT = 8.0


def generate_engine_client(document: Path, directory: Path) -> None:
    """Generates the engine's client from its document into `folder`, and puts that on the import path."""
    command = [
        sys.executable,
        "-m",
        "specloom",
        "generate",
        str(document),
        "-c",
        str(CONFIG),
        "-o",
        str(directory),
        "-q",
    ]
    done = subprocess.run(command, check=False, capture_output=True, text=True)
    assert done.returncode == 0, f"specloom could not generate the engine's client:\n{done.stderr}"
    for name in [name for name in sys.modules if name.partition(".")[0] == PACKAGE]:
        del sys.modules[name]
    sys.path.insert(0, str(directory))
    importlib.invalidate_caches()


@contextmanager
def engine_client(origin: str, *, strict: bool = False) -> Generator[Any]:
    """The generated client of the engine's own API."""
    package = importlib.import_module(PACKAGE)
    with package.LocalEngine(
        base_url=origin + API_PATH, max_retries=0, timeout=TIMEOUT, _strict_response_validation=strict
    ) as client:
        yield client


@contextmanager
def cloudflare_client(origin: str, *, strict: bool = False) -> Generator[Cloudflare]:
    """The Cloudflare client, talking to the engine through the adapter."""
    http_client = DefaultHttpxClient(transport=EngineTransport(httpx2.HTTPTransport()))
    with Cloudflare(
        base_url=origin,
        api_token="any",
        max_retries=0,
        timeout=TIMEOUT,
        http_client=http_client,
        _strict_response_validation=strict,
    ) as client:
        yield client
