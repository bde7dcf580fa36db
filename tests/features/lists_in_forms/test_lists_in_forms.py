"""A list of objects in a form keeps apart what belongs to each, and a form that OpenAPI does not define is reported."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from urllib.parse import parse_qsl

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply

LINES = [{"sku": "a", "sizes": [1, 2]}, {"sku": "b"}]
NUMBERED = [("[0][sku]", "a"), ("[0][sizes]", "1"), ("[0][sizes]", "2"), ("[1][sku]", "b")]


def sent(server: Loopback) -> list[tuple[str, str]]:
    return parse_qsl(server.requests[-1].body.decode(), keep_blank_values=True)


def test_objects_in_lists_are_numbered(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(status=204))
    with package.Orchard(base_url=server.url) as client:
        client.orders.create(
            lines=LINES, nested={"lines": LINES}, groups={"x": LINES[1:]}, tags=["a", "b"], place={"row": 1}
        )
    expected = [
        *((f"lines{key}", text) for key, text in NUMBERED),
        *((f"nested[lines]{key}", text) for key, text in NUMBERED),
        ("groups[x][0][sku]", "b"),
        ("tags", "a"),
        ("tags", "b"),
        ("place[row]", "1"),
    ]
    assert sorted(sent(server)) == sorted(expected)


def test_what_the_document_says_is_obeyed(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(status=204))
    with package.Orchard(base_url=server.url) as client:
        client.invoices.create(lines=LINES, texts=LINES[1:], tags=["a", "b"])
    expected = [*((f"lines{key}", text) for key, text in NUMBERED), ("tags", "a"), ("tags", "b")]
    found = sent(server)
    assert [pair for pair in sorted(found) if pair[0] != "texts"] == sorted(expected)
    assert [text for key, text in found if key == "texts"] == ['[{"sku":"b"}]']


def test_what_openapi_does_not_define_is_a_warning() -> None:
    run = Run(Diagnostics())
    analyze_document(Options(str(spec_in(Path(__file__).parent))), run)
    found = [(item.severity.value, (item.pointer or "").rpartition("/")[2]) for item in run.diagnostics]
    assert found == [("warning", "lines"), ("warning", "nested"), ("warning", "groups"), ("warning", "note")]
