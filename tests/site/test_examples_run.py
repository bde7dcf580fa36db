"""The examples of each page run, in Python and with curl, against a server that responds as the page says."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from specloom.api.ir import Api
from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.site.conftest import HERE, SPEC
from tests.support.generated import write
from tests.support.loopback import Loopback, Reply, Request, serving

TOKEN_URL = "https://kinds.example/token"
BLOCK = r"{}:\n\n(`{{3,}})[a-z]*\n(.*?)\1\n"
VARIABLE = re.compile(r'environ\.get\("(\w+)"\)|\$([A-Z_]+)')
DOCUMENTS = {"workflows": (SPEC / "openapi.yaml", SPEC / "stainless.yml"), "kinds": (HERE / "kinds.yaml", None)}


class DocumentServer(Loopback):
    """Responds to the operations of a document; lists have one page."""

    def __init__(self, api: Api, responses: dict[str, str]) -> None:
        super().__init__()
        self.operations = {(each.verb.upper(), pattern_of(each.path)): each.key for each in api.operations}
        self.responses = responses
        self.called: list[str] = []

    def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        if request.path.endswith("/token"):
            return Reply(json={"access_token": "t", "token_type": "bearer"})
        operations = self.operations.items()
        found = [key for (verb, path), key in operations if verb == request.method and path.search(request.path)]
        key = max(found, key=len)
        again = key in self.called
        self.called.append(key)
        return reply_for(key, self.responses[key], again=again)


def reply_for(key: str, text: str, *, again: bool) -> Reply:
    """Return the response of the page, without items if it was asked for before."""
    if not text and key.endswith("/events"):
        return Reply(body=b'data: {"name": "planted"}\n\n', headers={"content-type": "text/event-stream"})
    if not text:
        return Reply(204) if key.startswith("delete") else Reply(body=b"bytes", headers={"content-type": "image/png"})
    value = json.loads(text)
    if again and isinstance(value, dict):
        value |= {name: [] for name in ("data", "result") if isinstance(value.get(name), list)}
        value |= {"next_cursor": None} if "next_cursor" in value else {}
    return Reply(json=value)


def pattern_of(path: str) -> re.Pattern[str]:
    parts = re.split(r"(\{[^}]*\})", path)
    return re.compile("".join("[^/]+" if part.startswith("{") else re.escape(part) for part in parts) + "$")


def block(page: str, label: str) -> str:
    """Return a block of code of a page in Markdown."""
    found = re.search(BLOCK.format(re.escape(label)), page, re.DOTALL)
    return found[2] if found else ""


def methods_of(site: dict[str, str]) -> Iterator[tuple[str, str, str]]:
    """Yield each page of a method with its path and the key of its operation."""
    for path, page in sorted(site.items()):
        found = re.search(r"^`([A-Z]+) (/\S*)`$", page, re.MULTILINE) if path.endswith("/index.md") else None
        if found:
            yield path, page, f"{found[1].lower()} {found[2]}"


@pytest.mark.parametrize("name", DOCUMENTS)
def test_the_examples_run(name: str, request: pytest.FixtureRequest, tmp_path: Path) -> None:
    site: dict[str, str] = request.getfixturevalue(name)
    spec, config = DOCUMENTS[name]
    options = Options(spec=str(spec), config=config, cache=False, jobs=1)
    write(generate(options, Run(Diagnostics())), tmp_path)
    api = analyze_document(options, Run(Diagnostics())).api
    base = api.client.environments[0].url
    pages = list(methods_of(site))
    assert len(pages) == len(api.operations)
    server = DocumentServer(api, {key: block(page, "Response") for _, page, key in pages})
    with serving(server):
        redirect(tmp_path, {base: server.url, TOKEN_URL: f"{server.url}/token"})
        programs = [block(page, label) for _, page, _ in pages for label in ("Python", "Async")]
        assert all(programs)
        run_python(programs, tmp_path)
        assert set(server.called) == {key for _, _, key in pages}
        run_curl(pages, base, server)


def redirect(package: Path, urls: dict[str, str]) -> None:
    """Replace the URLs in a package."""
    for module in package.rglob("*.py"):
        text = module.read_text()
        for old, new in urls.items():
            text = text.replace(old, new)
        module.write_text(text)


def environment_for(text: str, **extra: str) -> dict[str, str]:
    """Return the environment with a value for each variable that a program names."""
    names = [first or second for first, second in VARIABLE.findall(text)]
    return {**os.environ, **dict.fromkeys(names, "value"), **extra}


def run_python(programs: list[str], package: Path) -> None:
    """Run the programs, each with names of its own."""
    whole = "\n".join(f"exec(compile({program!r}, 'example', 'exec'), {{}})" for program in programs)
    given = environment_for("\n".join(programs), PYTHONPATH=str(package))
    done = subprocess.run([sys.executable, "-c", whole], check=False, env=given, capture_output=True, text=True)
    assert done.returncode == 0, done.stderr


def run_curl(pages: list[tuple[str, str, str]], base: str, server: DocumentServer) -> None:
    """Run the command of each page; each must succeed, and reach the operation of its page with credentials."""
    for path, page, key in pages:
        command = block(page, "curl").replace(base, server.url).rstrip()
        server.called.clear()
        words = ["sh", "-c", f"{command} --silent --show-error --fail"]
        done = subprocess.run(words, check=False, env=environment_for(command), capture_output=True)
        assert done.returncode == 0, f"{path}: {done.stderr!r}"
        assert server.called == [key], path
        assert "value" in str(server.last.headers), path
