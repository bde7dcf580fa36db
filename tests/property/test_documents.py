"""Random valid documents become clients that import, hold only our statements, and give back the JSON that fits.

`SPECLOOM_EXAMPLES=200` tries more documents, and other ones each time.
"""

from __future__ import annotations

import ast
import inspect
import json
import os
import sys
import tempfile
from itertools import count
from pathlib import Path
from types import ModuleType

import httpx2
from black import format_str
from hypothesis import HealthCheck, given, settings

from generator.base.diagnostics import Diagnostics
from generator.emit.format import MODE
from generator.options import Options
from generator.pipeline import generate
from generator.run import Result, Run
from tests.property.documents import Json, Schema, documents
from tests.support.generated import import_from, write

EXAMPLES = int(os.environ.get("SPECLOOM_EXAMPLES", "0"))
NUMBERS = count()
STATEMENTS = (
    *(ast.Import, ast.ImportFrom, ast.ClassDef, ast.FunctionDef, ast.AsyncFunctionDef, ast.Assign, ast.AnnAssign),
    *(ast.Expr, ast.If),
)


def generated(document: Schema, operations: int, folder: Path) -> Result:
    spec = folder / "openapi.json"
    spec.write_text(json.dumps(document))
    options = Options(str(spec), package=f"random{next(NUMBERS)}", jobs=1)
    run, limit = Run(Diagnostics()), sys.getrecursionlimit()
    try:
        result = generate(options, run)
    finally:
        sys.setrecursionlimit(limit)  # hypothesis watches over it
    assert run.report.generated == run.report.operations == operations
    write(result, folder)
    return result


def check_statements(result: Result) -> None:
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
                source = inspect.getsource(member)
                for path in (f"/things{number}" for number in range(3)):
                    if f'"{path}"' in source:
                        found[path] = (current, name)
    return found


def call(resource: object, name: str) -> object:
    """Call a method with a string for whatever it asks for; what is asked is not looked at here."""
    method = getattr(resource, name)
    parameters = inspect.signature(method).parameters.values()
    return method(**{each.name: "x" for each in parameters if each.default is inspect.Parameter.empty})


def check_answers(package: ModuleType, answers: list[Json]) -> None:
    """A strict client parses each answer and dumps the same JSON."""

    def answer(request: httpx2.Request) -> httpx2.Response:
        return httpx2.Response(200, json=answers[int(request.url.path[-1])])

    http_client = httpx2.Client(transport=httpx2.MockTransport(answer))
    client = package.Random(http_client=http_client, _strict_response_validation=True)
    found = methods(package, client)
    assert sorted(found) == [f"/things{number}" for number in range(len(answers))]
    for path, (resource, name) in found.items():
        parsed = call(resource, name)
        expected = answers[int(path[-1])]
        dumped = parsed.to_dict(mode="json") if hasattr(parsed, "to_dict") else parsed
        assert dumped == expected, path


@settings(
    max_examples=EXAMPLES or 4,
    derandomize=not EXAMPLES,
    deadline=None,
    database=None,
    suppress_health_check=list(HealthCheck),
)
@given(documents())
def test_random_documents(made: tuple[Schema, list[Json]]) -> None:
    document, answers = made
    with tempfile.TemporaryDirectory() as work:
        result = generated(document, len(answers), Path(work))
        check_statements(result)
        package = import_from(Path(work), result.package)
        try:
            for path in result.files:
                if path.endswith(".py") and path.startswith(("types/", "resources/")):
                    name = path.removesuffix(".py").removesuffix("/__init__").replace("/", ".")
                    import_from(Path(work), f"{result.package}.{name}")
            check_answers(package, answers)
        finally:
            for name in [name for name in sys.modules if name.split(".")[0] == result.package]:
                del sys.modules[name]
