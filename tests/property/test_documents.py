"""Random valid documents become clients that import, hold only our statements, and take and give the JSON that fits.

`make test-property` tries more documents, other ones each time, and checks the types of a sample.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import re
import subprocess
import sys
import tempfile
from pathlib import Path
from types import ModuleType
from typing import Any

import httpx2
from black import format_str
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from specloom.base.diagnostics import Diagnostics
from specloom.emit.format import MODE
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run
from tests.property.documents import Exchange, documents
from tests.property.schemas import Json, Schema
from tests.support.generated import import_from, write

EXAMPLES = int(os.environ.get("SPECLOOM_EXAMPLES", "0"))
PYRIGHT = {"typeCheckingMode": "strict", "pythonVersion": "3.10"}
HEALTH = (HealthCheck.data_too_large, HealthCheck.filter_too_much, HealthCheck.large_base_example, HealthCheck.too_slow)
STATEMENTS = (
    *(ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Assign, ast.AnnAssign),
    *(ast.Expr, ast.If),
)


def generated(document: Schema, operations: int, directory: Path, package: str = "random_package") -> GenerationResult:
    spec = directory / "openapi.json"
    spec.write_text(json.dumps(document))
    options = Options(str(spec), package=package, jobs=1)
    run, limit = Run(Diagnostics()), sys.getrecursionlimit()
    try:
        result = generate(options, run)
    finally:
        sys.setrecursionlimit(limit)  # hypothesis watches over it
    assert run.report.generated == run.report.operations == operations
    write(result, directory)
    return result


def check_statements(result: GenerationResult) -> None:
    """At the top of a module of types or resources there is nothing that our templates do not print."""
    for path, text in result.files.items():
        if path.endswith(".py") and path.startswith(("types/", "resources/")):
            assert format_str(text, mode=MODE) == text
            for node in ast.parse(text).body:
                assert isinstance(node, STATEMENTS), (path, ast.unparse(node))
                if isinstance(node, ast.Expr):
                    allowed = isinstance(node.value, ast.Constant) or ".model_rebuild(" in ast.unparse(node)
                    assert allowed, (path, ast.unparse(node))


def methods(package: ModuleType, client: object) -> dict[str, tuple[object, str]]:
    """Each path of the document -> the resource and method that call it, found by the public surface."""
    found: dict[str, tuple[object, str]] = {}
    waiting = [client]
    while waiting:
        current = waiting.pop()
        for name in dir(type(current)):
            member = inspect.getattr_static(type(current), name)
            if name.startswith(("_", "with_")):
                continue
            if type(member).__name__ == "cached_property" and current.__class__.__module__.startswith(package.__name__):
                child = getattr(current, name)
                if ".resources" in type(child).__module__:
                    waiting.append(child)
            elif inspect.isfunction(member) and ".resources" in type(current).__module__:
                path = re.search(r"\"(/things\d)", inspect.getsource(member))
                if path is not None:
                    found[path[1]] = (current, name)
    return found


def call(resource: object, name: str, payload: Json) -> Any:
    """Call a method with its payload, and a string for whatever else it asks for."""
    method = getattr(resource, name)
    asked = [each for each in inspect.signature(method).parameters.values() if each.default is inspect.Parameter.empty]
    return method(**{each.name: payload if each.name == "payload" else "x" for each in asked})


def exact(value: Json) -> Json:
    """Return a value in which `true` does not equal 1, as in JSON (where 1 and 1.0 are equal)."""
    if isinstance(value, list):
        return [exact(item) for item in value]
    if isinstance(value, dict):
        return {key: exact(item) for key, item in value.items()}
    return str(value) if isinstance(value, bool) else value


def check_exchanges(package: ModuleType, exchanges: list[Exchange]) -> None:
    """A strict client parses each answer and dumps the same JSON; a body arrives as it was given."""
    by_path = {exchange.path[: len("/things0")]: exchange for exchange in exchanges}
    arrived: list[httpx2.Request] = []

    def answer(request: httpx2.Request) -> httpx2.Response:
        arrived.append(request)
        return httpx2.Response(200, json=by_path[request.url.path[: len("/things0")]].answer)

    http_client = httpx2.Client(transport=httpx2.MockTransport(answer))
    client = package.Random(http_client=http_client, _strict_response_validation=True)
    found = methods(package, client)
    assert sorted(found) == sorted(by_path)
    for path, (resource, name) in found.items():
        exchange = by_path[path]
        parsed = call(resource, name, exchange.payload)
        dumped = parsed.to_dict(mode="json") if hasattr(parsed, "to_dict") else parsed
        assert exact(dumped) == exact(exchange.answer), path
        if exchange.has_json:
            assert exact(json.loads(arrived[-1].content)) == {"payload": exact(exchange.payload)}, path


def quiet(examples: int) -> settings:
    """Return settings for so many documents: fixed ones where nothing is asked for, else others each time."""
    return settings(
        max_examples=examples,
        derandomize=not EXAMPLES,
        deadline=None,
        database=None,
        suppress_health_check=HEALTH,
    )


@quiet(EXAMPLES or 4)
@given(documents())
def test_random_documents(made: tuple[Schema, list[Exchange]]) -> None:
    document, exchanges = made
    with tempfile.TemporaryDirectory() as work:
        result = generated(document, len(exchanges), Path(work))
        check_statements(result)
        package = import_from(Path(work), result.package)
        try:
            for path in result.files:
                if path.endswith(".py") and path.startswith(("types/", "resources/")):
                    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                    import_from(Path(work), f"{result.package}.{name}")
            check_exchanges(package, exchanges)
        finally:
            for name in [name for name in sys.modules if name.split(".")[0] == result.package]:
                del sys.modules[name]


if EXAMPLES:

    @quiet(max(1, EXAMPLES // 60))
    @given(st.lists(documents(), min_size=4, max_size=4))
    def test_types_of_random_documents(made: list[tuple[Schema, list[Exchange]]]) -> None:
        with tempfile.TemporaryDirectory() as work:
            for number, (document, exchanges) in enumerate(made):
                generated(document, len(exchanges), Path(work), f"random_package{number}")
            (Path(work) / "pyrightconfig.json").write_text(json.dumps(PYRIGHT))
            command = [sys.executable, "-m", "basedpyright", "--pythonpath", sys.executable, "."]
            checked = subprocess.run(command, cwd=work, capture_output=True, text=True, check=False)
            assert checked.returncode == 0, checked.stdout
