"""The command as a process: quick to say hello, clean when interrupted, the same bytes wherever it runs."""

from __future__ import annotations

import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from specloom.commands.console import write_to_stream
from specloom.output.swap import lock_directory
from tests.support.cli import MINIMAL, ROOT, environment, run_process

SPEC = ROOT / "spec" / "cloudflare-workflows"
HEAVY = {"black", "datamodel_code_generator", "jinja2", "openapi_spec_validator", "rich", "yaml"}


@pytest.mark.parametrize("words", [["--version"], ["--help"], ["generate", "--help"]])
def test_help_and_version_load_nothing_heavy(words: list[str]) -> None:
    code = (
        "import sys\nfrom specloom.__main__ import main\n"
        f"sys.argv = ['specloom', *{words!r}]\n"
        "try:\n    main()\nfinally:\n    print('LOADED', *sys.modules)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], env=environment(), capture_output=True, text=True, check=True)
    loaded = set(done.stdout.rpartition("LOADED")[2].split())
    assert loaded & HEAVY == set()


HEED_INTERRUPTS = """
import signal
from specloom.__main__ import main
signal.signal(signal.SIGINT, signal.default_int_handler)
main()
"""
"""The command as on a terminal: a shell lets its background jobs ignore Ctrl-C, and they hand that down to us."""


def test_an_interrupt_ends_with_130_and_leaves_the_old_output(tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    assert run_process("generate", "-q", "openapi.yaml", cwd=tmp_path).code == 0
    before = tree(tmp_path / "orchard")
    (tmp_path / "openapi.yaml").write_text(MINIMAL.replace("height", "girth"))
    command = [sys.executable, "-c", HEED_INTERRUPTS, "generate", "-v", "openapi.yaml"]
    with (
        lock_directory(tmp_path),  # the run can't get past writing, however late the signal comes
        subprocess.Popen(command, cwd=tmp_path, env=environment(), stderr=subprocess.PIPE, text=True) as process,
    ):
        assert process.stderr is not None
        while process.stderr.readline() != "specloom: write\n":
            assert process.poll() is None
        process.send_signal(signal.SIGINT)
        rest = process.stderr.read()
    assert process.returncode == 130
    assert "Traceback" not in rest
    assert tree(tmp_path / "orchard") == before
    assert sorted(path.name for path in tmp_path.iterdir()) == ["openapi.yaml", "orchard"]


@pytest.mark.parametrize("command", ["generate", "check", "validate", "init", "diff", "migrate"])
def test_a_name_that_is_no_utf_8_is_refused(command: str, tmp_path: Path) -> None:
    name = b"api-\xff.yaml"
    Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name)).write_text(MINIMAL)
    line = [sys.executable.encode(), b"-m", b"specloom", command.encode(), name]
    done = subprocess.run(line, check=False, cwd=tmp_path, env=environment(), capture_output=True)
    assert done.returncode == 2
    assert b"api-\\udcff.yaml: this name is not valid UTF-8; rename the file or directory" in done.stderr
    assert b"Traceback" not in done.stderr


def test_a_directory_that_is_no_utf_8_can_be_worked_in(tmp_path: Path) -> None:
    directory = Path(os.fsdecode(os.fsencode(tmp_path) + b"/\xff"))
    directory.mkdir()
    (directory / "openapi.yaml").write_text(MINIMAL)
    for command in (["generate", "openapi.yaml", "--report", "report.json"], ["check", "openapi.yaml"]):
        line = [sys.executable, "-m", "specloom", *command, "-q"]
        done = subprocess.run(line, check=False, cwd=directory, env=environment(), capture_output=True)
        assert (done.returncode, done.stderr) == (0, b"")


EARLY_INTERRUPT = """
import builtins, signal, sys
signal.signal(signal.SIGINT, signal.default_int_handler)
load = builtins.__import__
def interrupted(name, *rest):
    if name == {module!r}:
        signal.raise_signal(signal.SIGINT)
    return load(name, *rest)
builtins.__import__ = interrupted
from specloom.__main__ import main_of_process
sys.argv = ["specloom", "generate", "openapi.yaml"]
main_of_process()
"""
"""Ctrl-C while Python loads a module, which takes most of the first third of a second."""


@pytest.mark.parametrize("module", ["typer", "specloom.commands.session", "pydantic"])
def test_an_interrupt_while_loading_is_no_traceback(module: str, tmp_path: Path) -> None:
    (tmp_path / "openapi.yaml").write_text(MINIMAL)
    command = [sys.executable, "-c", EARLY_INTERRUPT.format(module=module)]
    done = subprocess.run(command, check=False, cwd=tmp_path, env=environment(), capture_output=True, text=True)
    assert (done.returncode, done.stdout, done.stderr) == (130, "", "")
    assert not (tmp_path / "orchard").exists()


def tree(directory: Path) -> dict[str, bytes]:
    return {
        path.relative_to(directory).as_posix(): path.read_bytes() for path in directory.rglob("*") if path.is_file()
    }


def test_the_same_bytes_everywhere(tmp_path: Path) -> None:
    surroundings = {
        "one": {"PYTHONHASHSEED": "0", "LC_ALL": "C", "TZ": "UTC"},
        "another/much deeper": {
            "PYTHONHASHSEED": "4242",
            "LC_ALL": "C.UTF-8",
            "TZ": "Pacific/Kiritimati",
            "COLUMNS": "40",
        },
    }
    trees: list[dict[str, bytes]] = []
    for location, env in surroundings.items():
        shutil.copytree(SPEC, tmp_path / location / "spec")
        made = run_process("generate", "-q", "spec/openapi.yaml", "-o", "out", cwd=tmp_path / location, env=env)
        assert made.code == 0, made.err
        trees.append(tree(tmp_path / location / "out"))
    assert trees[0] == trees[1]
    assert trees[0] == {path: data for path, data in tree(ROOT / "generated").items() if "__pycache__" not in path}


def test_black_agrees_with_the_output() -> None:
    package = ROOT / "generated" / "cloudflare"
    style = json.loads((package / ".specloom.json").read_text())["black"]
    targets = [f"--target-version={version}" for version in style["target-version"]]
    command = [
        sys.executable,
        "-m",
        "black",
        "--check",
        f"--line-length={style['line-length']}",
        *targets,
        str(package),
    ]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr


def test_the_output_names_no_place_and_no_time() -> None:
    text = "\n".join(data.decode() for path, data in tree(ROOT / "generated").items() if "__pycache__" not in path)
    assert str(ROOT) not in text
    manifest = (ROOT / "generated" / "cloudflare" / ".specloom.json").read_text()
    assert re.findall(r"20\d\d-\d\d", manifest) == []


def test_a_pipe_that_nobody_reads_is_no_failure() -> None:
    reading, writing = os.pipe()
    os.close(reading)
    with open(writing, "w", encoding="utf-8") as stream:
        write_to_stream(stream, "a difference\n")
        write_to_stream(stream, "another\n")


def test_what_a_terminal_can_not_show_is_escaped() -> None:
    bytes_written = io.BytesIO()
    stream = io.TextIOWrapper(bytes_written, encoding="ascii")
    write_to_stream(stream, "Obstgärten \udcff\n")
    assert bytes_written.getvalue() == b"Obstg\\xe4rten \\udcff\n"
