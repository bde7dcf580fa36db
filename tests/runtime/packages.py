"""Puts a package together from the runtime and the sample's generated modules, as the generator does."""

from __future__ import annotations

import importlib
import shutil
import sys
from pathlib import Path
from types import ModuleType

ROOT = Path(__file__).parents[2]
RUNTIME = ROOT / "templates" / "runtime"
SAMPLE = Path(__file__).parent / "sample" / "generated" / "orchard"


def build_package(target: Path, *, library: str, name: str, settings: dict[str, str] | None = None) -> Path:
    """Write the package `name` under `target`; `settings` replaces values of constants in `_runtime/settings.py`."""
    package = target / name
    ignored = shutil.ignore_patterns("__pycache__")
    shutil.copytree(RUNTIME, package, ignore=ignored)
    shutil.copytree(SAMPLE, package, dirs_exist_ok=True, ignore=ignored)
    imported = "import httpx" if library == "httpx" else f"import {library} as httpx"
    engine = package / "_runtime"
    (engine / "http_library.py").write_text(f'"""The HTTP library."""\n\n{imported}\n\n__all__ = ["httpx"]\n')
    text = (engine / "settings.py").read_text()
    lines = text.splitlines(keepends=True)
    for key, value in (settings or {}).items():
        at = next(number for number, line in enumerate(lines) if line.startswith(f"{key}:"))
        lines[at] = f"{lines[at].partition('=')[0]}= {value}\n"
    (engine / "settings.py").write_text("".join(lines))
    return package


def load_package(target: Path, *, library: str, name: str, settings: dict[str, str] | None = None) -> ModuleType:
    """Build the package and import it."""
    build_package(target, library=library, name=name, settings=settings)
    sys.path.insert(0, str(target))
    try:
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(target))
