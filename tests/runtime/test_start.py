"""What starting up loads: import time must not grow with the API, nor carry what a call needs first."""

from __future__ import annotations

import subprocess
import sys
from typing import Any

import pytest

HEAVY = ("pydantic.main", "asyncio", "anyio", "aiohttp", "rich", "email.message", "multiprocessing")


def loaded_by(kit: Any, code: str) -> set[str]:
    name = kit.package.__name__
    script = f"""
import sys
sys.path.insert(0, {kit.package.__path__[0].rpartition("/")[0]!r})
import {kit.library}
before = set(sys.modules)
import {name} as package
client = package.Orchard(api_token="x")
{code}
print("\\n".join(set(sys.modules) - before))
"""
    done = subprocess.run([sys.executable, "-c", script], capture_output=True, text=True, check=True)
    return set(done.stdout.split())


def test_construction_and_resources_load_no_pydantic_and_no_types(kit: Any) -> None:
    loaded = loaded_by(kit, "client.trees")
    name = kit.package.__name__
    assert not loaded & set(HEAVY)
    assert not [one for one in loaded if one.startswith(f"{name}.types.")]
    assert f"{name}.resources.trees.leaves" not in loaded
    assert f"{name}._runtime.page_classes" not in loaded


def test_a_type_loads_when_it_is_used(kit: Any) -> None:
    loaded = loaded_by(kit, "package.types.Tree")
    name = kit.package.__name__
    assert {one for one in loaded if one.startswith(f"{name}.types.")} == {f"{name}.types.tree"}
    assert "pydantic.main" in loaded


@pytest.mark.parametrize(
    "lazy", ["package.BaseModel", "package.Stream", "package.APIResponse", "package.resources.TreesResource"]
)
def test_lazy_names(kit: Any, lazy: str) -> None:
    assert loaded_by(kit, lazy)


def test_the_aiohttp_client_says_which_extra_is_missing(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "aiohttp", None)
    monkeypatch.delitem(sys.modules, f"{kit.package.__name__}._runtime.aiohttp_transport", raising=False)
    with pytest.raises(RuntimeError, match="you must have installed the package with the `aiohttp` extra"):
        kit.package.DefaultAioHttpClient()
