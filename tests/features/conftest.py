"""A feature is a folder: its document, the config beside it if any, and tests that import and run what comes out.

`package` is the generated package, imported; `server` answers on the loopback interface; `generated` are its files.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Generator
from pathlib import Path
from types import ModuleType

import pytest

from specloom.pipeline.run import GenerationResult
from tests.support.generated import generate_directory, import_from, write
from tests.support.loopback import Loopback, serving

# Two type checkers over every feature take a minute: `make test-types`.
collect_ignore = [] if os.environ.get("SPECLOOM_LIVE") == "types" else ["test_types.py"]


@pytest.fixture(scope="module")
def generated(request: pytest.FixtureRequest) -> GenerationResult:
    directory = Path(request.path).parent
    return generate_directory(directory, package=f"feature_{directory.name}")


@pytest.fixture(scope="module")
def package(generated: GenerationResult, tmp_path_factory: pytest.TempPathFactory) -> Generator[ModuleType]:
    out = tmp_path_factory.mktemp("feature")
    write(generated, out)
    yield import_from(out, generated.package)
    for name in [name for name in sys.modules if name.split(".")[0] == generated.package]:
        del sys.modules[name]


@pytest.fixture
def server() -> Generator[Loopback]:
    with serving() as loopback:
        yield loopback


@pytest.fixture
def anyio_backend() -> str:
    return "asyncio"
