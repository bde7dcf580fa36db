"""Tools that read a generated package and do not run it: jedi completes its names, PyInstaller finds its modules."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from tests.support.cli import ROOT
from tests.support.generated import generate_directory, write

FEATURE = ROOT / "tests" / "features" / "whole_surface"
COMPLETE = """
import sys, jedi
for expression in ("orchard.", "orchard.types.", "orchard.Orchard().trees."):
    script = jedi.Script(f"import orchard\\n{expression}", project=jedi.Project(sys.argv[1]))
    print(*[each.name for each in script.complete(2, len(expression))])
"""
APPLICATION = """
import httpx
from orchard import BaseModel, Orchard, Stream, types

def reply(request):
    if request.url.path.endswith("/chat"):
        return httpx.Response(200, json={"text": "hi"})
    return httpx.Response(418, json={"message": "no"})

http_client = httpx.Client(transport=httpx.MockTransport(reply))
client = Orchard(token="t", org_id="acme", base_url="http://orchard.example", http_client=http_client, max_retries=0)
print(client.chat.create(model="m", messages=[{"role": "user"}]))
print(client.chat.with_raw_response.create(model="m", messages=[]).parse())
try:
    client.ping()
except Exception as error:
    print(type(error).__name__, error.errors)
print(issubclass(types.ChatCompletion, BaseModel), Stream.__name__)
"""


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with both tools and what a client needs."""
    directory = tmp_path_factory.mktemp("tools")
    subprocess.run([sys.executable, "-m", "venv", str(directory)], check=True)
    interpreter = directory / "bin" / "python"
    wanted = ["jedi", "pyinstaller", "pydantic", "httpx"]
    subprocess.run([str(interpreter), "-m", "pip", "install", "--quiet", *wanted], check=True)
    return interpreter


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    directory = tmp_path_factory.mktemp("project")
    write(generate_directory(FEATURE, package="orchard"), directory)
    return directory


def test_jedi_completes_lazy_names(python: Path, project: Path) -> None:
    command = [str(python), "-c", COMPLETE, str(project)]
    done = subprocess.run(command, capture_output=True, text=True, check=True, cwd=project)
    package, types, trees = (set(line.split()) for line in done.stdout.splitlines())
    assert {"Orchard", "BaseModel", "Stream", "APIResponse", "types", "resources", "pagination", "webhooks"} <= package
    assert {"Branch", "ChatCompletion", "Tree", "trees"} <= types
    assert {"list", "photo", "with_raw_response"} <= trees


def test_pyinstaller_finds_lazy_modules(python: Path, project: Path) -> None:
    (project / "app.py").write_text(APPLICATION)
    freeze = [str(python), "-m", "PyInstaller", "--log-level", "ERROR", "--noconfirm", "--onedir", "app.py"]
    subprocess.run(freeze, check=True, cwd=project)
    moved = project.with_name("frozen")
    (project / "dist" / "app").rename(moved)
    running = subprocess.run([str(moved / "app")], capture_output=True, text=True, check=False, cwd=moved)
    whole = subprocess.run([str(python), "app.py"], capture_output=True, text=True, check=True, cwd=project)
    assert running.returncode == 0, running.stderr
    assert running.stdout == whole.stdout
    assert "ChatCompletion(text='hi')" in running.stdout
