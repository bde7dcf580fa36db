"""`specloom init --from-sdk` for SDKs that Stainless did not make: resources and methods keep their names."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest
import yaml

from specloom.base.json import JsonObject, as_object
from tests.reproduction.other_sdks import DOCUMENT, FUNCTIONS, HANDWRITTEN, SERIALIZED, WRAPPED
from tests.support.cli import Outcome, Runner, runner

ABORT = "import os\nos.abort()\n"
EXPECTED: Mapping[str, tuple[Mapping[str, str], JsonObject]] = {
    "functions": (
        FUNCTIONS,
        {
            "default": {"methods": {"get_status": "get /status"}},
            "trees": {
                "methods": {
                    "fell_tree": "delete /trees/{tree_id}",
                    "get_tree": "get /trees/{tree_id}",
                    "list_trees": "get /trees",
                }
            },
        },
    ),
    "serialized": (
        SERIALIZED,
        {
            "trees": {
                "methods": {
                    "fell_tree": "delete /trees/{tree_id}",
                    "get_tree": "get /trees/{tree_id}",
                    "list_trees": "get /trees",
                }
            }
        },
    ),
    "wrapped": (
        WRAPPED,
        {
            "$client": {"methods": {"status": "get /status"}},
            "trees": {"methods": {"list": "get /trees", "get": "get /trees/{tree_id}"}},
        },
    ),
    "handwritten": (
        HANDWRITTEN,
        {
            "$client": {"methods": {"status": "get /status"}},
            "trees": {
                "methods": {"all": "get /trees", "plant": "post /trees", "find": "get /trees/{tree_id}"},
            },
        },
    ),
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    (tmp_path / "openapi.yaml").write_text(DOCUMENT)
    return runner(tmp_path, monkeypatch, capsys)


def read(run: Runner, directory: Path, package: Mapping[str, str]) -> Outcome:
    """Write an SDK whose every module ends the process that imports it, and read the config in it."""
    for path, text in {"__init__.py": "", **package}.items():
        target = directory / "sdk" / "orchard" / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(text + ABORT)
    done = run("init", "openapi.yaml", "--from-sdk", "sdk", "-o", "stainless.yml")
    assert done.code == 0, done.err
    return done


@pytest.mark.parametrize("style", EXPECTED)
def test_resources_and_methods_are_read(style: str, run: Runner, tmp_path: Path) -> None:
    package, resources = EXPECTED[style]
    done = read(run, tmp_path, package)
    config = as_object(yaml.safe_load((tmp_path / "stainless.yml").read_text()))
    assert config["resources"] == resources
    assert "sdk-foreign" in done.err
    made = run("generate", "openapi.yaml", "-q", "-o", "new")
    assert made.code == 0, made.err


def test_what_is_not_kept_is_a_comment_with_the_reason(run: Runner, tmp_path: Path) -> None:
    done = read(run, tmp_path, {**HANDWRITTEN, **FUNCTIONS, "client.py": HANDWRITTEN["client.py"]})
    assert "5 of 5 operations of the document have the names of the SDK" in done.err
    notes = [line for line in (tmp_path / "stainless.yml").read_text().splitlines() if line.startswith("# - ")]
    assert (
        "# - not kept: how the client is made, its options and URLs, names of types, signatures of methods, pages"
        in notes
    )
    assert "# - api.default.get_rings._get_kwargs: the document has no `get /rings`" in notes
    several = "# - client.Trees.fell: it makes several requests: `get /trees/{tree_id}`, `delete /trees/{tree_id}`"
    assert several in notes


def test_operations_without_a_method_are_listed(run: Runner, tmp_path: Path) -> None:
    read(run, tmp_path, WRAPPED)
    text = (tmp_path / "stainless.yml").read_text()
    assert "# - 3 of 5 operations of the document have the names of the SDK\n" in text
    assert "# - `post /trees`: no method of the SDK calls it\n" in text


def test_an_sdk_without_requests_gives_no_resources(run: Runner, tmp_path: Path) -> None:
    done = read(run, tmp_path, {"tools.py": 'def look(where):\n    return where.get("status")\n'})
    assert "0 of 5 operations" in done.err
    assert as_object(yaml.safe_load((tmp_path / "stainless.yml").read_text()))["resources"] == {}


def test_source_that_is_nested_deeply_is_left_out(run: Runner, tmp_path: Path) -> None:
    deep = 'def status(self):\n    return self._get("/status" + ' + "(" * 150 + '""' + ")" * 150 + ")\n"
    done = read(run, tmp_path, {"deep.py": "x = " + "-" * 50_000 + "1\n", "client.py": deep})
    assert done.code == 0


def test_names_that_insert_each_other_cost_no_more_than_they_are_long(run: Runner, tmp_path: Path) -> None:
    lines = [
        f'    a{number} = f"/{"{a" + str(number - 1) + "}"}{("{a" + str(number - 1) + "}") * 40}"'
        for number in range(1, 30)
    ]
    body = "\n".join(
        ["def status(self):", '    a0 = "/status"', *lines, "    self._get(a29)", "    return self._get(a0)"]
    )
    done = read(run, tmp_path, {"client.py": f"class Client:\n    {body.replace(chr(10), chr(10) + '    ')}\n"})
    assert "1 of 5 operations" in done.err
