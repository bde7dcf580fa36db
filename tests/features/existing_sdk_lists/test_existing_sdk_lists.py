"""Names and types that existing SDKs have: lists beside single values, named lists, classes beside models."""

from __future__ import annotations

import importlib
from types import ModuleType
from typing import get_args, get_origin, get_type_hints

import pytest

from tests.support.loopback import Loopback, Reply


def test_a_list_beside_a_single_value_is_sent_under_its_own_name(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=[]))
    with package.Archive(base_url=server.url) as client:
        client.entries.list(status="open", status_list=["open", "shut"], marks=["a"])
    sent = [("marks[]", "a"), ("status", "open"), ("status[]", "open"), ("status[]", "shut")]
    assert sorted(server.last.query) == sent


def test_a_named_list_in_parameters_is_a_list(package: ModuleType) -> None:
    module = importlib.import_module(f"{package.__name__}.types.labels_param")
    assert get_origin(module.LabelsParam) is list


def test_members_of_a_body_have_the_names_of_their_titles(package: ModuleType) -> None:
    module = importlib.import_module(f"{package.__name__}.types.entry_create_params")
    names = [each.__name__ for each in get_args(module.EntryCreateParams)]
    assert names == ["PaperBox", "FilmRoll"]


def test_the_class_of_a_resource_beside_a_model_of_its_name_ends_in_resource(package: ModuleType) -> None:
    with package.Archive() as client:
        assert type(client.label_set).__name__ == "LabelSetResource"
        assert type(client.entries).__name__ == "Entries"
    assert "labels" in get_type_hints(package.types.LabelSet)


def test_types_below_a_resource_called_webhooks_are_in_its_package(package: ModuleType) -> None:
    module = importlib.import_module(f"{package.__name__}.types.webhooks")
    assert module.HeaderRetrieveResponse.__name__ == "HeaderRetrieveResponse"
    assert module.EntryShutPayload.__name__ == "EntryShutPayload"


def test_a_method_called_unsafe_checks_no_signature(package: ModuleType) -> None:
    with package.Archive(webhook_secret="secret") as client:
        assert client.webhooks.parse_unsafe('{"entry": "e1"}').entry == "e1"
        with pytest.raises(package.webhooks.WebhookVerificationError):
            client.webhooks.parse('{"entry": "e1"}', headers={})


def test_a_request_model_that_an_unused_model_contains_has_two_types(package: ModuleType) -> None:
    assert package.types.Unused.construct(ink={"color": "red"}).ink.color == "red"
    assert package.types.InkParam(color="red") == {"color": "red"}
