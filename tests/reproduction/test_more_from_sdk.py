"""What only some SDKs have gives the same surface: webhooks, servers of single operations, models that look made."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
import yaml

from specloom.base.json import JsonObject, as_array, as_object
from tests.reproduction.nursery_sdk import AROUND, DOCUMENT, PACKAGE
from tests.support.cli import Runner, runner


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a runner in a folder with the document, the SDK and the config that was read in it."""
    files = {"openapi.yaml": DOCUMENT, **{f"sdk/{path}": text for path, text in AROUND.items()}}
    for path, text in {**files, **{f"sdk/src/nursery/{path}": text for path, text in PACKAGE.items()}}.items():
        target = tmp_path / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text)
    run = runner(tmp_path, monkeypatch, capsys)
    assert run("init", "openapi.yaml", "--from-sdk", "sdk", "-o", "stainless.yml", "-q").code == 0
    return run


@pytest.fixture
def config(run: Runner, tmp_path: Path) -> JsonObject:
    """Return the config that was read."""
    return as_object(yaml.safe_load((tmp_path / "stainless.yml").read_text()))


def at(value: JsonObject, *keys: str) -> JsonObject:
    """Return the object at some keys."""
    for key in keys:
        value = as_object(value.get(key))
    return value


def test_operations_with_a_server_of_their_own_are_found(config: JsonObject) -> None:
    assert at(config, "resources", "photos", "methods") == {
        "add": {"endpoint": "post /photos", "paginated": False},
        "retrieve": {"endpoint": "get /photos/{photo_id}", "paginated": False},
        "delete": {"endpoint": "delete /photos/{photo_id}", "paginated": False},
    }


def test_methods_that_read_webhooks_are_found(config: JsonObject) -> None:
    assert at(config, "resources", "webhooks", "methods") == {
        "unsafe_unwrap": {"type": "webhook_unwrap", "discriminator": "type"},
        "unwrap": {"type": "webhook_unwrap", "discriminator": "type", "webhook_key_opt": "hook_secret"},
    }


def test_models_are_in_the_section_that_lists_them_even_if_no_method_uses_them(config: JsonObject) -> None:
    moved = "#/webhooks/plant.moved/post/requestBody/content/application~1json/schema"
    events = {"sown_event": "SownEvent", "died_event": "DiedEvent", "moved_webhook_event": moved}
    assert at(config, "resources", "webhooks", "models") == events


def test_a_response_of_two_methods_is_a_model_and_a_nullable_reference_its_schema(config: JsonObject) -> None:
    wanted = {"plant": "Plant", "origin": "Origin", "plant_card_response": "CardResponse"}
    assert at(config, "resources", "plants", "models") == wanted


def test_fields_of_pages_keep_their_types(config: JsonObject) -> None:
    (scheme,) = map(as_object, as_array(config["pagination"]))
    types = {name: as_object(schema)["type"] for name, schema in at(scheme, "response").items()}
    assert types == {"items": "array", "page": "integer", "pages": "integer", "size": "integer"}


def test_a_credential_in_a_property_of_its_own_is_found(config: JsonObject) -> None:
    assert at(config, "client_settings", "opts", "token", "auth") == {"security_scheme": "Bearer"}


def test_an_environment_variable_in_lower_case_stays(config: JsonObject) -> None:
    assert at(config, "client_settings", "opts", "token")["read_env"] == "Nursery_Token"


def test_nothing_breaks_for_callers(run: Runner, tmp_path: Path) -> None:
    assert "# -" not in (tmp_path / "stainless.yml").read_text().partition("organization")[2]
    assert run("generate", "openapi.yaml", "-o", "new", "--strict", "-q").code == 0
    found = json.loads(run("migrate", "sdk", "openapi.yaml", "--format", "json", "-q").out)
    second_name = "types.plant.Beds"  # of a class that no package exports
    assert [item for item in found["differences"] if item["breaking"] and item["where"] != second_name] == []
    assert (found["methods"]["total"], found["methods"]["breaking"], found["methods"]["gone"]) == (8, 0, 0)
