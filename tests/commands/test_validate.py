"""`specloom validate` runs openapi-spec-validator too: what it adds has a location, and no document stops the run."""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject, JsonValue
from specloom.document import library_findings
from specloom.document.load import load
from tests.support.cli import Runner, environment, runner

HEAD: JsonObject = {"openapi": "3.0.3", "info": {"title": "Shop", "version": "1"}}
TWICE: JsonValue = [{"name": "a"}, {"name": "a", "description": "again"}]
OK: JsonObject = {"200": {"description": "fine"}}


@pytest.fixture
def cli(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Runner:
    return runner(tmp_path, monkeypatch, capsys)


def write(directory: Path, name: str = "openapi.json", **parts: JsonValue) -> Path:
    path = directory / name
    path.write_text(json.dumps({**HEAD, "paths": {}, **parts}, indent=1))
    return path


def codes(path: Path) -> list[str]:
    """Return the codes of what the library adds to no findings of ours."""
    diagnostics = Diagnostics()
    library_findings.check_with_library(load(path), diagnostics, lambda percent: None)
    return [item.code for item in diagnostics]


def test_what_the_library_alone_finds_has_a_line_a_pointer_and_a_hint(cli: Runner, tmp_path: Path) -> None:
    write(tmp_path, tags=TWICE)
    outcome = cli("validate", "openapi.json")
    assert outcome.code == 0
    assert (
        "openapi.json:8:2: warning[spec-validator]: openapi-spec-validator: Duplicate tag name 'a'\n"
        "  at #/tags\n"
        "  hint: give each tag a unique name"
    ) in outcome.err
    assert cli("validate", "openapi.json", "--strict").code == 2


def test_the_end_of_a_long_message_is_kept(tmp_path: Path) -> None:
    values: JsonValue = [f"value {number}" for number in [*range(2_000), 0]]
    diagnostics = Diagnostics()
    schemas: JsonObject = {"S": {"type": "string", "enum": values}}
    library_findings.check_with_library(load(write(tmp_path, components={"schemas": schemas})), diagnostics, print)
    (message,) = [item.message for item in diagnostics]
    assert message.startswith("openapi-spec-validator: ['value 0', 'value 1', ")
    assert message.endswith("has non-unique elements")
    assert len(message) < 400


def test_what_both_find_is_said_once(cli: Runner, tmp_path: Path) -> None:
    get: JsonObject = {"operationId": "x", "responses": OK}
    item: JsonObject = {"name": "b", "in": "query", "schema": {"type": "integer", "default": "no"}}
    other: JsonObject = {"name": "b", "in": "query", "schema": {"type": "integer"}}
    write(tmp_path, paths={"/a/{id}": {"get": get}, "/b": {"get": {**get, "parameters": [other, item]}}})
    outcome = cli("validate", "openapi.json")
    found = [line.split("[")[1].split("]")[0] for line in outcome.err.splitlines() if "warning[" in line]
    assert sorted(found) == [
        "default-mismatch",
        "operation-id-duplicate",
        "parameter-duplicate",
        "path-parameter-undeclared",
    ]


def test_errors_of_ours_come_with_the_library_s_findings(cli: Runner, tmp_path: Path) -> None:
    write(tmp_path, tags=TWICE, info="no")
    outcome = cli("validate", "openapi.json")
    assert outcome.code == 2
    assert "error[wrong-type]" in outcome.err
    assert "warning[spec-validator]" in outcome.err


def test_a_finding_in_another_file_is_placed_there(tmp_path: Path) -> None:
    (tmp_path / "parts.yaml").write_text("Thing:\n  allOf:\n    - {type: object}\n  minimum: nothing\n")
    reference: JsonObject = {"$ref": "parts.yaml#/Thing"}
    content: JsonObject = {"application/json": {"schema": reference}}
    answer: JsonObject = {"200": {"description": "it", "content": content}}
    path = write(tmp_path, paths={"/a": {"get": {"responses": answer}}})
    diagnostics = Diagnostics()
    library_findings.check_with_library(load(path), diagnostics, lambda percent: None)
    assert [(Path(item.file or "").name, item.line, item.pointer) for item in diagnostics] == [
        ("parts.yaml", 4, "/Thing/minimum")
    ]


def test_the_library_goes_on_after_what_it_can_t_check(cli: Runner, tmp_path: Path) -> None:
    tree: JsonObject = {"allOf": [{"anyOf": [{"$ref": "#/components/schemas/Tree"}, {"type": "object"}]}]}
    write(tmp_path, components={"schemas": {"Tree": tree, "Zoo": {"type": "string", "default": {"$no": 1}}}})
    outcome = cli("validate", "openapi.json")
    assert outcome.code == 0
    assert "info[spec-validator-failed]: openapi-spec-validator can't check this: RecursionError" in outcome.err
    assert "at #/components/schemas/Tree" in outcome.err
    assert "#/components/schemas/Zoo/default" in outcome.err
    assert "Traceback" not in outcome.err


def test_how_far_it_has_got_is_told(tmp_path: Path) -> None:
    paths: JsonObject = {f"/{number}": {"get": {"responses": OK}} for number in range(4)}
    told: list[int] = []
    library_findings.check_with_library(load(write(tmp_path, paths=paths)), Diagnostics(), told.append)
    assert told == [25, 50, 75, 99]


INTERRUPTIBLE = """
import signal
from specloom.__main__ import main_of_process
signal.signal(signal.SIGINT, signal.default_int_handler)  # ignored where the tests run in the background
main_of_process()
"""


def exploding_properties() -> JsonObject:
    """Schemas of which each holds the one before it twice: the library looks at them 2 to the power of 60 times."""
    schemas: JsonObject = {"S0": {"type": "object", "properties": {"a": {"type": "string"}}}}
    for number in range(1, 60):
        reference: JsonObject = {"$ref": f"#/components/schemas/S{number - 1}"}
        schemas[f"S{number}"] = {"allOf": [reference, dict(reference)]}
    return schemas


def exploding_pattern() -> JsonObject:
    return {"S": {"type": "string", "pattern": "^(a+)+$", "default": "a" * 60 + "!"}}


@pytest.mark.slow
@pytest.mark.parametrize("schemas", [exploding_properties(), exploding_pattern()], ids=["properties", "pattern"])
def test_a_hostile_document_is_not_checked_for_ever(
    schemas: JsonObject, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(library_findings, "SECONDS", 3)
    assert codes(write(tmp_path, components={"schemas": schemas}))[-1:] == ["spec-validator-stopped"]


def test_an_interrupt_ends_all_processes_without_a_traceback(tmp_path: Path) -> None:
    path = write(tmp_path, components={"schemas": exploding_pattern()})
    command = [sys.executable, "-c", INTERRUPTIBLE, "validate", "-v", str(path)]
    process = subprocess.Popen(command, env=environment(), stderr=subprocess.PIPE, text=True, start_new_session=True)
    with process:
        assert process.stderr is not None
        while "openapi-spec-validator" not in process.stderr.readline():
            pass
        time.sleep(2)  # the other process is at work then; before, nothing else would happen
        os.killpg(process.pid, signal.SIGINT)
        said = process.stderr.read()  # ends when no process holds the pipe
    assert process.returncode == 130
    assert "Traceback" not in said


def test_nothing_of_the_working_directory_is_run(cli: Runner, tmp_path: Path) -> None:
    write(tmp_path)
    for name in ("multiprocessing", "jsonschema", "resource", "select"):
        (tmp_path / f"{name}.py").write_text("import pathlib; pathlib.Path('pwned').touch()")
    assert cli("validate", "openapi.json").code == 0
    assert not (tmp_path / "pwned").exists()


def test_findings_without_end_are_cut(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(library_findings, "MOST_FINDINGS", 5)
    tags: JsonValue = [{"name": "a"} for _ in range(50)]
    found = codes(write(tmp_path, tags=tags))
    assert set(found[:-1]) == {"spec-validator"}
    assert found[-1] == "spec-validator-stopped"


def test_the_library_fetches_nothing(tmp_path: Path) -> None:
    asked: list[bytes] = []
    server = socket.create_server(("127.0.0.1", 0))
    port = server.getsockname()[1]

    def serve() -> None:
        while True:
            try:
                connection, _ = server.accept()
            except OSError:
                return
            with connection:
                asked.append(connection.recv(100))

    threading.Thread(target=serve, daemon=True).start()
    schemas: JsonObject = {
        scheme: {"$ref": f"{scheme}://127.0.0.1:{port}/schema.json"} for scheme in ("http", "https", "ftp")
    }
    schemas["file"] = {"$ref": "file:///etc/hostname"}
    found = codes(write(tmp_path, components={"schemas": schemas}))
    server.close()
    assert asked == []
    assert found == ["spec-validator-failed"] * 4
