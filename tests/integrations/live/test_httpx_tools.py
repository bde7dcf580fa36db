"""Libraries around httpx see the calls of a client that uses httpx, and none of one that uses httpx2, as the docs say.

FastAPI takes the classes of parameters in its routes.
"""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.cli import ROOT
from tests.support.generated import generate_directory, write
from tests.support.loopback import Reply, serving

DOCUMENT = """\
openapi: 3.1.0
info: {title: Orchard, version: 1.0.0}
servers: [{url: 'https://orchard.example'}]
paths:
  /trees/{id}:
    get:
      parameters: [{name: id, in: path, required: true, schema: {type: string}}]
      responses:
        '200':
          description: A tree.
          content: {application/json: {schema: {type: object, required: [kind], properties: {kind: {type: string}}}}}
"""
CONFIG = """\
targets: {{python: {{package_name: {package}, http_library: {library}}}}}
environments: {{production: 'https://orchard.example'}}
resources: {{trees: {{methods: {{get: 'get /trees/{{id}}'}}}}}}
"""
# Each way of a call in a function `kind_of(url)`, for all that follow.
CALLS = """
import asyncio
import pytest
import {library} as httpx
from {package} import Async{client}, DefaultAsyncHttpxClient, DefaultHttpxClient, {client}

def by_default(url):
    with {client}(base_url=url, max_retries=0) as client:
        return client.trees.get("t1").kind

def by_adapted(url):
    with {client}(base_url=url, max_retries=0, http_client=DefaultHttpxClient(timeout=5)) as client:
        return client.trees.get("t1").kind

def by_plain(url):
    with {client}(base_url=url, max_retries=0, http_client=httpx.Client()) as client:
        return client.trees.get("t1").kind

def by_async(url, **options):
    async def get():
        async with Async{client}(base_url=url, max_retries=0, **options) as client:
            return (await client.trees.get("t1")).kind
    return asyncio.run(get())

def by_adapted_async(url):
    return by_async(url, http_client=DefaultAsyncHttpxClient(timeout=5))

every_way = pytest.mark.parametrize("kind_of", [by_default, by_adapted, by_plain, by_async, by_adapted_async])
"""
RESPX = """
import respx
from calls import every_way

@every_way
def test_respx(kind_of):
    with respx.mock(assert_all_called=False) as router:
        route = router.get("{url}/trees/t1").respond(json={{"kind": "mocked"}})
        assert kind_of("{url}") == "{kind}"
    assert route.call_count == {count}
"""
PYTEST_HTTPX = """
import pytest
from calls import every_way

@every_way
@pytest.mark.httpx_mock(assert_all_responses_were_requested=False)
def test_pytest_httpx(kind_of, httpx_mock):
    httpx_mock.add_response(url="{url}/trees/t1", json={{"kind": "mocked"}})
    assert kind_of("{url}") == "{kind}"
    assert len(httpx_mock.get_requests()) == {count}
"""
OPENTELEMETRY = """
from opentelemetry.instrumentation.httpx import HTTPXClientInstrumentor
from opentelemetry.sdk.trace import TracerProvider
from opentelemetry.sdk.trace.export import SimpleSpanProcessor
from opentelemetry.sdk.trace.export.in_memory_span_exporter import InMemorySpanExporter
from calls import every_way

exporter, provider = InMemorySpanExporter(), TracerProvider()
provider.add_span_processor(SimpleSpanProcessor(exporter))

@every_way
def test_opentelemetry(kind_of):
    exporter.clear()
    HTTPXClientInstrumentor().instrument(tracer_provider=provider)
    try:
        assert kind_of("{url}") == "real"
    finally:
        HTTPXClientInstrumentor().uninstrument()
    seen = [dict(span.attributes) for span in exporter.get_finished_spans()]
    assert [each.get("http.url", each.get("url.full")) for each in seen] == ["{url}/trees/t1"] * {count}
"""
TOOLS = {"respx": RESPX, "pytest_httpx": PYTEST_HTTPX, "opentelemetry": OPENTELEMETRY}
ROUTES = """
from fastapi import FastAPI
from fastapi.testclient import TestClient
from orchard.types import tree_list_params
from orchard.types.trees import photo_upload_params

app = FastAPI()
found = []

@app.post("/trees")
def trees(params: tree_list_params.TreeListParams) -> None:
    found.append(params)

@app.post("/photos")
def photos(params: photo_upload_params.PhotoUploadParams) -> None:
    found.append({**params, "extras": list(params["extras"])})

client = TestClient(app)
described = client.get("/openapi.json").json()["components"]["schemas"]
assert described["TreeListParams"]["properties"]["ids"]["type"] == "array", described
assert described["PhotoUploadParams"]["required"] == ["file"], described
assert client.post("/trees", json={"ids": ["a"], "filter": {"min_age": 3}}).status_code == 200
assert client.post("/trees", json={"ids": "text"}).status_code == 422
assert client.post("/photos", json={"file": "/etc/hostname", "extras": ["x"]}).status_code == 200
assert found == [{"ids": ["a"], "filter": {"min_age": 3}}, {"file": b"/etc/hostname", "extras": [b"x"]}], found
"""
NEEDED = ["pydantic", "httpx", "httpx2", "respx", "pytest", "pytest-httpx", "fastapi"]
TRACING = ["opentelemetry-instrumentation-httpx", "opentelemetry-sdk"]


@pytest.fixture(scope="module")
def python(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The interpreter of an environment with all these libraries."""
    directory = tmp_path_factory.mktemp("tools")
    subprocess.run([sys.executable, "-m", "venv", str(directory)], check=True)
    interpreter = directory / "bin" / "python"
    subprocess.run([str(interpreter), "-m", "pip", "install", "--quiet", *NEEDED, *TRACING], check=True)
    return interpreter


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A directory with a client for each HTTP library."""
    directory = tmp_path_factory.mktemp("project")
    (directory / "openapi.yaml").write_text(DOCUMENT)
    for library in ("httpx", "httpx2"):
        package = f"orchard_{library}"
        config = directory / f"{library}.yml"
        config.write_text(CONFIG.format(package=package, library=library))
        write(generate(Options(str(directory / "openapi.yaml"), config=config, jobs=1), Run(Diagnostics())), directory)
    return directory


@pytest.mark.parametrize("tool", TOOLS)
@pytest.mark.parametrize(("library", "seen"), [("httpx", True), ("httpx2", False)])
def test_tools_of_httpx(python: Path, project: Path, tmp_path: Path, tool: str, library: str, seen: bool) -> None:
    with serving() as server:
        server.reply(*[Reply(json={"kind": "real"})] * 5)
        values = {"url": server.url, "kind": "mocked" if seen else "real", "count": int(seen)}
        (tmp_path / "calls.py").write_text(
            CALLS.format(library=library, package=f"orchard_{library}", client="Orchard")
        )
        (tmp_path / "test_tool.py").write_text(TOOLS[tool].format(**values))
        command = [str(python), "-m", "pytest", "-q", "-p", "no:cacheprovider", "test_tool.py"]
        done = subprocess.run(
            command, cwd=tmp_path, env={"PYTHONPATH": str(project)}, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stdout
    assert "5 passed" in done.stdout
    assert len(server.requests) == (0 if seen and tool != "opentelemetry" else 5)


def test_routes_of_fastapi_take_classes_of_parameters(python: Path, tmp_path: Path) -> None:
    write(generate_directory(ROOT / "tests" / "features" / "whole_surface", package="orchard"), tmp_path)
    (tmp_path / "routes.py").write_text(ROUTES)
    done = subprocess.run([str(python), "routes.py"], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
