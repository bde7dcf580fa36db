"""Bytes in a body of JSON: encoded where the document says base64, text where it says nothing of it."""

from __future__ import annotations

import io
from collections.abc import Iterator
from datetime import date
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest

from specloom.pipeline.generate import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.loopback import Loopback, Reply

DATA = b"\xfb\xff\xfe"


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    server.reply(*[Reply(json={"byte": "+//+"})] * 9)
    with package.Orchard(base_url=server.url) as client:
        yield client


@pytest.mark.parametrize("value", [DATA, bytearray(DATA), memoryview(DATA), io.BytesIO(DATA)])
def test_bytes_are_sent_in_base64(client: Any, server: Loopback, value: object) -> None:
    assert client.photos.create(byte=value).byte == "+//+"
    assert server.last.json == {"byte": "+//+"}


@pytest.mark.parametrize(
    ("name", "text"),
    [("encoded", "+//+"), ("url_safe", "-__-"), ("by_pydantic", "-__-"), ("either", "+//+")],
)
def test_the_alphabet_is_that_of_the_document(client: Any, server: Loopback, name: str, text: str) -> None:
    client.photos.create(**{name: DATA})
    assert server.last.json == {name: text}
    client.photos.create(**{name: "YQ=="})
    assert server.last.json == {name: "YQ=="}


def test_the_items_of_lists_are_encoded(client: Any, server: Loopback, tmp_path: Path) -> None:
    path = tmp_path / "photo"
    path.write_bytes(DATA)
    client.photos.create(several=[DATA, path, "YQ=="], either=[io.BytesIO(DATA)], days=(date(2024, 1, 2), "2024-01-03"))
    assert server.last.json == {
        "several": ["+//+", "+//+", "YQ=="],
        "either": ["+//+"],
        "days": ["2024-01-02", "2024-01-03"],
    }


@pytest.mark.anyio
async def test_the_async_client_encodes_too(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={}))
    async with package.AsyncOrchard(base_url=server.url) as client:
        await client.photos.create(several=[DATA], url_safe=DATA)
    assert server.last.json == {"several": ["+//+"], "url_safe": "-__-"}


def test_a_file_in_json_is_text_and_a_finding() -> None:
    run = Run()
    analyze_document(Options(str(Path(__file__).parent / "openapi.yaml")), run)
    assert [(one.code, one.line) for one in run.diagnostics if one.code == "file-in-json"] == [("file-in-json", 22)]
