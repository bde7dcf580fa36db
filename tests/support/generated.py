"""Generate the spec of a test folder, put it on disk and import it."""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

from specloom.base.diagnostics import Diagnostics
from specloom.output.write import OutputTarget, replace_package
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options, config_beside
from specloom.pipeline.run import GenerationResult, Run

SPECS = ("openapi.yaml", "openapi.json", "openapi.yml")


def spec_in(directory: Path) -> Path:
    """Return the document of a test folder."""
    return next(directory / name for name in SPECS if (directory / name).is_file())


def generate_directory(directory: Path, package: str | None = None) -> GenerationResult:
    """Return the package of the document in `folder`, made in this process."""
    spec = str(spec_in(directory))
    return generate(Options(spec, config=config_beside(spec), package=package, jobs=1), Run(Diagnostics()))


def write(result: GenerationResult, out: Path) -> Path:
    """Write the package below `out`, as the command would; return its folder."""
    directory = out / result.package
    replace_package(OutputTarget(directory, result.package), result.files)
    return directory


def import_from(out: Path, name: str) -> ModuleType:
    """Import the package `name` that lies in `out`. Names must differ within a test run."""
    sys.path.insert(0, str(out))
    try:
        importlib.invalidate_caches()
        return importlib.import_module(name)
    finally:
        sys.path.remove(str(out))
