"""`specloom init --from-sdk`: the config that is read in an SDK gives the SDK's surface; nothing of the SDK is run."""

from __future__ import annotations

import json
from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from specloom.base.json import JsonObject, as_object
from tests.reproduction.orchard_sdk import AROUND, DOCUMENT, PACKAGE
from tests.support.cli import Runner, runner

ABORT = "import os\nos.abort()\n"


def written(directory: Path, package: Mapping[str, str]) -> None:
    """Write the document and an SDK whose every module ends the process that imports it."""
    (directory / "openapi.yaml").write_text(DOCUMENT)
    files = {f"sdk/src/orchard/{path}": text for path, text in package.items()}
    for path, text in {**files, **{f"sdk/{path}": text for path, text in AROUND.items()}}.items():
        target = directory / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + (ABORT if path.endswith(".py") else ""))


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    """Return a runner in a folder with the document and the SDK."""
    written(tmp_path, PACKAGE)
    return runner(tmp_path, monkeypatch, capsys)


def config_of(run: Runner) -> JsonObject:
    """Return the config that is read in the SDK."""
    done = run("init", "openapi.yaml", "--from-sdk", "sdk", "-o", "-", "-q")
    assert done.code == 0, done.err
    return as_object(yaml.safe_load(done.out))


def test_names_options_and_behaviour_are_read(run: Runner) -> None:
    config = config_of(run)
    assert config["targets"] == {
        "python": {
            "package_name": "orchard",
            "project_name": "orchard-client",
            "production_repo": "orchard/orchard-python",
            "publish": {"pypi": True},
            "http_library": "httpx",
            "version": "3.1.0",
        }
    }
    assert config["environments"] == {"production": "https://api.orchard.test/v1"}
    assert config["client_settings"] == {
        "opts": {
            "api_key": {
                "type": "string",
                "nullable": False,
                "read_env": "ORCHARD_KEY",
                "auth": {"security_scheme": "Bearer"},
            },
            "region": {
                "type": "string",
                "read_env": "ORCHARD_REGION",
                "default": "north",
                "send_in_header": "X-Region",
            },
        },
        "default_env_prefix": "ORCHARD",
        "default_client_name": "OrchardAPI",
        "idempotency": {"header": "X-Once"},
        "default_timeout": 120_000,
        "default_retries": {"max_retries": 4, "initial_delay_seconds": 0.5, "max_delay_seconds": 8.0},
    }
    assert config["query_settings"] == {"array_format": "repeat"}


def test_resources_methods_models_and_pages_are_read(run: Runner) -> None:
    config = config_of(run)
    assert config["resources"] == {
        "$client": {"methods": {"status": {"endpoint": "get /status", "paginated": False}}},
        "trees": {
            "methods": {
                "plant": {"endpoint": "post /trees", "paginated": False, "unwrap_response": "result"},
                "list": {"endpoint": "get /trees", "paginated": "tree_page"},
                "set_labels": {
                    "endpoint": "put /trees/{tree_id}/labels",
                    "paginated": False,
                    "body_param_name": "names",
                    "deprecated": "use the new ones",
                },
            },
            "subresources": {
                "leaves": {
                    "methods": {
                        "retrieve": {
                            "endpoint": "get /trees/{tree_id}/leaves/{leaf_id}",
                            "paginated": False,
                            "positional_params": ["tree_id", "leaf_id"],
                        }
                    },
                    "models": {"tree_leaf": "Leaf"},
                }
            },
            "models": {"planted_tree": "PlantedTree", "position": "Position"},
        },
    }
    purpose = "x-stainless-pagination-property"
    assert config["pagination"] == [
        {
            "name": "tree_page",
            "type": "cursor_id",
            "request": {"after": {"type": "string", purpose: {"purpose": "next_cursor_id_param"}}},
            "response": {
                "data": {"type": "array", "items": {}, purpose: {"purpose": "items"}},
                "has_more": {"type": "boolean", purpose: {"purpose": "has_next_page"}},
            },
        }
    ]


def test_what_could_not_be_resolved_is_a_comment_with_the_reason(run: Runner) -> None:
    text = run("init", "openapi.yaml", "--from-sdk", "sdk", "-o", "-", "-q").out
    assert "# - client.trees.tallest: it makes no request of its own: keep it in a subclass or in lib/\n" in text
    assert text.count("# - ") == 1


def test_the_package_of_the_config_has_the_surface_of_the_sdk(run: Runner, tmp_path: Path) -> None:
    assert run("init", "openapi.yaml", "--from-sdk", "sdk", "-o", "stainless.yml", "-q").code == 0
    assert run("generate", "openapi.yaml", "-o", "new", "--strict", "-q").code == 0
    done = run("migrate", "sdk", "openapi.yaml", "--format", "json", "-q")
    found = json.loads(done.out)
    methods = {name for name in found["method_states"] if name != "client.trees.tallest"}
    wrong = [item for item in found["differences"] if item["breaking"] and item["where"] in methods]
    assert wrong == []
    assert found["methods"]["gone"] == 1


def test_an_sdk_that_lost_a_module_says_so(tmp_path: Path, run: Runner) -> None:
    (tmp_path / "sdk/src/orchard/resources/leaves.py").unlink()
    done = run("init", "openapi.yaml", "--from-sdk", "sdk", "-o", "-")
    assert done.code == 0
    assert "resources-unread" in done.err


def test_files_outside_of_the_sdk_are_not_read(tmp_path: Path, run: Runner) -> None:
    (tmp_path / "secret.md").write_text(AROUND["api.md"].replace("# Trees", "# Stolen"))
    (tmp_path / "secret.toml").write_text('[project]\nname = "stolen"\n')
    for name, secret in (("api.md", "secret.md"), ("pyproject.toml", "secret.toml")):
        (tmp_path / "sdk" / name).unlink()
        (tmp_path / "sdk" / name).symlink_to(tmp_path / secret)
    target = as_object(as_object(config_of(run)["targets"])["python"])
    assert "project_name" not in target
