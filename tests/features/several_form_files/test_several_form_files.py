"""Several files in a form of Swagger 2.0, as Flask-RESTX describes them: no reason for a warning."""

from __future__ import annotations

from pathlib import Path

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in


def test_strict_runs_accept_them() -> None:
    diagnostics = Diagnostics(strict=True)
    generate(Options(str(spec_in(Path(__file__).parent)), jobs=1), Run(diagnostics))
    assert {(found.code, found.severity.value) for found in diagnostics} == {
        ("file-items", "info"),
        ("media-types", "info"),
    }
