"""Several files in a form of Swagger 2.0, as Flask-RESTX describes them: no reason for a warning, and each is sent."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply


def test_strict_runs_accept_them() -> None:
    diagnostics = Diagnostics(strict=True)
    generate(Options(str(spec_in(Path(__file__).parent)), jobs=1), Run(diagnostics))
    assert {(found.code, found.severity.value) for found in diagnostics} == {
        ("file-items", "info"),
        ("media-types", "info"),
    }


def test_each_file_is_sent(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(201, json=2))
    with package.Garden(base_url=server.url) as client:
        assert client.files.several(pictures=[b"one", ("two.png", b"two")]) == 2
    assert server.last.headers["content-type"].startswith("multipart/form-data")
    assert server.last.body.count(b'name="pictures') == 2
    assert b"one" in server.last.body
    assert b'filename="two.png"' in server.last.body
