"""With a config, methods take and return what those of the SDK do that it describes."""

from __future__ import annotations

import importlib
import inspect
import re
from pathlib import Path
from types import ModuleType
from typing import Any, get_overloads, get_type_hints

import pytest

from specloom.pipeline.generate import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.loopback import Loopback, Reply

HERE = Path(__file__).parent
OPTIONS = Options(str(HERE / "openapi.yaml"), config=HERE / "stainless.yml")
OWN = ["extra_headers", "extra_query", "extra_body", "timeout"]


def arguments(method: Any) -> list[str]:
    return [name for name in inspect.signature(method).parameters if name not in OWN]


def test_a_text_without_a_schema_is_none(package: ModuleType, server: Loopback) -> None:
    csv = Reply(body=b"a,b\n", headers={"content-type": "text/csv"})
    server.reply(csv, csv, Reply(body=b"oak", headers={"content-type": "text/plain"}), Reply(json=[1]))
    with package.Orchard(base_url=server.url, x_api_key="k") as client:
        assert client.trees.report() is None
        assert client.trees.with_raw_response.report().text() == "a,b\n"
        assert client.trees.label() == "oak"
        assert client.trees.anything() == [1]


def test_that_its_text_is_dropped_is_reported() -> None:
    run = Run()
    analyze_document(OPTIONS, run)
    assert [(item.code, item.line) for item in run.diagnostics if item.code == "text-without-schema"] == [
        ("text-without-schema", 7)
    ]


def test_a_stream_with_the_schema_of_the_response_has_its_type(package: ModuleType, server: Loopback) -> None:
    events = Reply(body=b'data: {"text": "a"}\n\n', headers={"content-type": "text/event-stream"})
    server.reply(Reply(json={"text": "whole"}), events)
    with package.Orchard(base_url=server.url, x_api_key="k") as client:
        whole = client.trees.talk(word="w", stream=None)
        (part,) = client.trees.talk(word="w", stream=True)
    assert type(whole) is type(part) is package.types.TreeTalkResponse
    assert not hasattr(package.types, "TreeTalkEvent")
    assert server.requests[0].body == b'{"word":"w","stream":null}'


def test_a_nullable_flag_may_be_null(package: ModuleType) -> None:
    off, on, either = get_overloads(package.resources.TreesResource.talk)
    spelled = [inspect.signature(each).parameters["stream"].annotation for each in (off, on, either)]
    assert [re.sub(r"\s", "", each) for each in spelled] == ["Optional[Literal[False]]|Omit", "Literal[True]", "bool"]
    module = importlib.import_module(f"{package.__name__}.types.tree_talk_params")
    assert str(get_type_hints(module.TreeTalkParamsNonStreaming)["stream"]) == "typing.Optional[typing.Literal[False]]"


def test_objects_in_a_multipart_body_are_fields_in_brackets(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(status=204))
    with package.Orchard(base_url=server.url, x_api_key="k") as client:
        client.trees.photos(
            file=b"f",
            place={"row": 1, "tags": ["a", "b"], "lot": {"old": True}},
            notes=[{"text": "n"}],
            other={"any": [1]},
        )
    names = re.findall(rb' name="([^"]+)"', server.requests[0].body)
    place = ["place[lot][old]", "place[row]", "place[tags][]", "place[tags][]"]
    assert sorted(name.decode() for name in names) == ["file", "notes[][text]", "other[any][]", *place]


def test_what_may_be_a_file_or_an_object_is_either(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(status=204), Reply(status=204))
    with package.Orchard(base_url=server.url, x_api_key="k") as client:
        client.trees.photos(icon={"row": 1})
        client.trees.photos(icon=("icon.png", b"png"))
    assert b'name="icon[row]"' in server.requests[0].body
    assert b'name="icon"; filename="icon.png"' in server.requests[1].body


def test_the_credentials_of_the_client_are_no_arguments(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(status=204))
    resource = package.resources.UsersResource
    assert arguments(resource.list) == ["self", "page"]
    assert arguments(package.resources.AsyncUsersResource.list) == ["self", "page"]
    with package.Orchard(base_url=server.url, x_api_key="k", api_key="q", session="s") as client:
        client.users.list(page=2)
    (request,) = server.requests
    assert request.headers["x-api-key"] == "k"


def test_a_key_that_the_client_does_not_send_stays_an_argument(package: ModuleType) -> None:
    resource = package.resources.UsersResource
    assert arguments(resource.open) == ["self", "x_api_key"]
    assert arguments(resource.unfilled) == ["self", "x_other_key"]


def test_a_package_that_reads_webhooks_exports_their_error(package: ModuleType) -> None:
    assert "APIWebhookValidationError" in package.__all__
    assert issubclass(package.APIWebhookValidationError, package.APIError)
    with pytest.raises(package.APIWebhookValidationError):
        raise package.APIWebhookValidationError("no", request=None, body=None)
