"""The examples of docs/customise.md run, and print what they say."""

from __future__ import annotations

import re
from pathlib import Path

import httpx2
import pytest

from tests.support.cli import MINIMAL, runner

DOC = (Path(__file__).parents[2] / "docs/customise.md").read_text()
BLOCKS = re.findall(r"```python\n(.*?)```", DOC, re.S)
PAGE = {"success": True, "errors": [], "messages": [], "result_info": {"page": 1, "per_page": 10}}


def test_subclasses_files_and_hooks(capsys: pytest.CaptureFixture[str]) -> None:
    sent: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        sent.append(request)
        is_first = not any(each.url.path == request.url.path for each in sent[:-1])
        result = [{"id": "run-1", "status": "running"}] if is_first else []
        return httpx2.Response(200, json={**PAGE, "result": result})

    client = httpx2.Client(transport=httpx2.MockTransport(answer))
    space: dict[str, object] = {"http_client": client, "sent": sent}
    for block in BLOCKS:
        exec(compile(block, "docs/customise.md", "exec"), space)
    assert len(BLOCKS) == 3
    assert capsys.readouterr().out == "['run-1']\ntrace-1\n"


def test_templates(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    template = re.search(r"\$ cat (ours/\S+)\n(.*?)\$ specloom", DOC, re.S)
    assert template is not None
    path = tmp_path / template[1]
    path.parent.mkdir(parents=True)
    path.write_text(template[2])
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    run = runner(tmp_path, monkeypatch, capsys)
    assert run("generate", "openapi.yaml", "--templates", "ours", "-q").code == 0
    assert '__team__ = "orchard"' in (tmp_path / "orchard/_version.py").read_text()
