"""The faults of real documents: a client is made all the same, each fault is reported at its place, none is dropped."""

from __future__ import annotations

import datetime
from pathlib import Path
from types import ModuleType

import pytest

from specloom.base.diagnostics import Diagnostics, Severity, UserError
from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.loopback import Loopback, Reply

SPEC = str(Path(__file__).parent / "openapi.yaml")
FOUND = [
    ("missing-detail", 2),
    ("path-slash", 5),
    ("method-case", 6),
    ("security-scheme-undefined", 8),
    ("parameter-schema", 10),
    ("path-parameter-unused", 11),
    ("ref-dangling", 12),
    ("parameter-place", 13),
    ("response-key", 16),
    ("operation-id-duplicate", 18),
    ("parameter-place", 19),
    ("path-parameter-undeclared", 23),
    ("operation-id-duplicate", 24),
    ("ref-into-paths", 26),
    ("ref-dangling", 27),
    ("path-parameter-undeclared", 28),
    ("ref-dangling", 29),
    ("ref-dangling", 30),
    ("path-parameter-undeclared", 31),
    ("responses-missing", 31),
    ("path-parameter-optional", 35),
    ("bad-detail", 35),
    ("parameter-place", 36),
    ("type-file", 36),
    ("parameter-place", 37),
    ("wrong-detail", 38),
    ("required-boolean", 44),
    ("example-mismatch", 44),
    ("type-unknown", 45),
    ("nullable-version", 46),
    ("type-unknown", 47),
    ("ref-dangling", 48),
    ("ref-misplaced", 49),
    ("ref-misplaced", 50),
    ("empty-array", 51),
    ("security-unsupported", 52),
]


def test_each_fault_is_reported_where_it_is() -> None:
    run = Run()
    analyze_document(Options(SPEC), run)
    assert [(item.code, item.line) for item in run.diagnostics.sorted()] == FOUND
    assert {item.severity for item in run.diagnostics} == {Severity.WARNING}
    assert (run.report.operations, run.report.generated) == (6, 6)


def test_a_strict_run_ends_with_the_same_as_errors() -> None:
    run = Run(Diagnostics(strict=True))
    with pytest.raises(UserError):
        analyze_document(Options(SPEC), run)
    # Examples are only tried, and schemes only used, on a document without errors.
    late = {("example-mismatch", 44), ("security-unsupported", 52)}
    assert {(item.code, item.line) for item in run.diagnostics.errors} == set(FOUND) - late


def test_the_value_that_is_meant_is_named() -> None:
    run = Run(Diagnostics())
    analyze_document(Options(SPEC), run)
    assert "did you mean `bearer`?" in {item.hint for item in run.diagnostics if item.code == "security-unsupported"}


def test_the_client_works(package: ModuleType, server: Loopback) -> None:
    tree = {"name": "Oak", "height": "12 m", "note": None, "planted": "2020-02-29T00:00:00Z", "leaf": {"any": 1}}
    server.reply(
        Reply(json=[1, {}]), Reply(201, json=tree), Reply(json=tree), Reply(json={"a": 1}), Reply(204), Reply(204)
    )
    with package.Orchard(base_url=server.url) as client:
        assert client.trees.list(limit="3") == [1, {}]
        made = client.trees.create(name="Oak", height={"m": 12}, note=None)
        assert client.trees.retrieve("a/b") == made
        assert client.trees.update("t1", body=["x"]) == {"a": 1}
        client.trees.delete("t1")
        client.trees.update_photo("t1", title="Oak", photo=b"png")
    assert made.planted == datetime.datetime(2020, 2, 29, tzinfo=datetime.UTC)
    assert made.leaf == {"any": 1}
    assert [(request.method, request.target) for request in server.requests] == [
        ("GET", "/trees?limit=3"),
        ("POST", "/trees"),
        ("GET", "/trees/a%2Fb"),
        ("PUT", "/trees/t1"),
        ("DELETE", "/trees/t1"),
        ("PUT", "/trees/t1/photo"),
    ]
    assert server.requests[1].json == {"name": "Oak", "height": {"m": 12}, "note": None}
    assert server.requests[3].json == ["x"]
    assert server.requests[5].headers["content-type"].startswith("multipart/form-data")
