"""What comes back where an operation describes several answers, ranges, defaults, headers and kinds of content."""

from __future__ import annotations

import inspect
import pickle
import typing
from collections.abc import Iterator
from types import ModuleType
from typing import Any

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply

TEXT = {"content-type": "text/plain"}


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        yield client


def test_each_success_has_its_type(package: ModuleType, client: Any, server: Loopback) -> None:
    server.reply(Reply(200, json={"id": "t"}), Reply(201, json={"number": 3}), Reply(202), Reply(204))
    answers = [client.trees.create() for _ in range(4)]
    variants = typing.get_args(package.types.TreeCreateResponse)
    assert [type(answer) for answer in answers[:2]] == list(variants)
    assert (answers[0].id, answers[1].number, answers[2:]) == ("t", 3, [None, None])


def test_every_annotation_says_so(package: ModuleType) -> None:
    hints = inspect.get_annotations(package.resources.TreesResource.create)
    assert hints["return"] == "Optional[api_types.TreeCreateResponse]"


@pytest.mark.parametrize("strict", [False, True])
def test_a_strict_client_takes_every_success(package: ModuleType, server: Loopback, strict: bool) -> None:
    server.reply(Reply(201, json={"number": 3}), Reply(202), Reply(202, body=b"soon", headers=TEXT))
    server.reply(Reply(200, json={"number": 4}))
    with package.Orchard(base_url=server.url, _strict_response_validation=strict) as client:
        assert client.trees.create().number == 3
        assert client.trees.create() is None
        assert client.reports.list() == "soon"
        assert client.reports.list().number == 4


def test_ranges_and_defaults(client: Any, server: Loopback) -> None:
    server.reply(Reply(206, json={"id": "a"}), Reply(200, json={"id": "b"}))
    assert client.ranges.retrieve().id == "a"
    assert client.defaults.retrieve().id == "b"


def test_the_body_of_a_failure_has_a_type(package: ModuleType, client: Any, server: Loopback) -> None:
    server.reply(Reply(422, json={"title": "no", "at": "2026-01-02T03:04:05Z"}), Reply(409, json={"at": "soon"}))
    server.reply(Reply(502, body=b"<html>", headers=TEXT), Reply(500, json="Problem"), Reply(503))
    bodies = []
    for _ in range(5):
        with pytest.raises(package.APIStatusError) as caught:
            client.trees.create()
        bodies.append(pickle.loads(pickle.dumps(caught.value)).body_as(package.types.Problem))
        assert bodies[-1] == caught.value.body_as(package.types.Problem)
    assert (bodies[0].title, bodies[0].at.year, bodies[0].to_dict()["title"]) == ("no", 2026, "no")
    assert (bodies[1].title, bodies[1].at) == (None, "soon")
    assert bodies[2:] == [None, None, None]
    assert caught.value.body_as(object) is None
    doc = " ".join(inspect.getdoc(package.resources.TreesResource.create).split())
    assert "`body_as` reads its body: `types.Problem` (4XX, default)." in doc


def test_a_described_failure_is_an_error(package: ModuleType, client: Any, server: Loopback) -> None:
    server.reply(Reply(422, json={"title": "no"}))
    with pytest.raises(package.UnprocessableEntityError) as caught:
        client.trees.create()
    assert caught.value.body == {"title": "no"}


def test_the_accept_header_names_what_is_read(client: Any, server: Loopback) -> None:
    server.reply(Reply(json={"number": 1}), Reply(json={"number": 1}), Reply(json={"id": "t"}))
    server.reply(Reply(body=b"# a", headers=TEXT), Reply(body=b"\x89", headers={"content-type": "image/png"}))
    client.choices.retrieve()
    client.reports.list()
    client.trees.create()
    assert client.texts.list() == "# a"
    assert client.files.list().read() == b"\x89"
    assert [request.headers["accept"] for request in server.requests] == [
        "application/hal+json",
        "application/json, text/plain",
        "application/json",
        "text/markdown",
        "image/png, */*",
    ]


def test_another_answer_can_be_asked_for(client: Any, server: Loopback) -> None:
    server.reply(Reply(body=b"a,b", headers={"content-type": "text/csv"}))
    answer = client.choices.with_raw_response.retrieve(extra_headers={"Accept": "text/csv"})
    assert server.last.headers["accept"] == "text/csv"
    assert answer.read() == b"a,b"


def test_response_headers(package: ModuleType, client: Any, server: Loopback) -> None:
    server.reply(Reply(json={"id": "t"}, headers={"X-Rate-Limit": "7"}))
    answer = client.trees.with_raw_response.create()
    assert (answer.headers["x-rate-limit"], answer.parse().id) == ("7", "t")
    text = inspect.getdoc(package.resources.TreesResource.create) or ""
    assert "X-Rate-Limit: Calls that are left in this hour." in text


def test_a_redirect_is_followed_and_what_comes_is_kept(client: Any, server: Loopback) -> None:
    server.reply(Reply(302, headers={"location": "/elsewhere"}), Reply(200, json={"there": True}))
    assert client.moves.list() == {"there": True}
    assert server.last.path == "/elsewhere"


def test_what_a_method_does_not_ask_for_is_reported(request: pytest.FixtureRequest) -> None:
    run = Run(Diagnostics())
    generate(Options(str(spec_in(request.path.parent)), package="feature_reported", jobs=1), run)
    assert [item.message for item in run.diagnostics if item.code == "media-types"] == [
        "`get /choices` can also respond with `text/csv`, `application/pdf`; its method requests `application/hal+json`"
    ]
