"""After a change, a run gives what it gives without a cache, and prints anew only what the change touches."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.base.json import JsonObject
from specloom.cache.results import open_cache
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options, PublishedVersion
from specloom.pipeline.run import Run


def tree(height: str, extra: str) -> JsonObject:
    """Return a document of two resources; `height` is the type of a field of one, `extra` a parameter of the other."""
    branch: JsonObject = {"type": "object", "properties": {"length": {"type": "number"}}}
    tree: JsonObject = {
        "type": "object",
        "properties": {"height": {"type": height}, "branch": {"$ref": "#/components/schemas/Branch"}},
    }

    def get(key: str, *parameters: JsonObject) -> JsonObject:
        content: JsonObject = {"application/json": {"schema": {"$ref": f"#/components/schemas/{key}"}}}
        return {
            "operationId": f"list{key}",
            "parameters": list(parameters),
            "responses": {"200": {"description": "Done.", "content": content}},
        }

    query: JsonObject = {"name": extra, "in": "query", "schema": {"type": "string"}}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Orchard", "version": "1"},
        "servers": [{"url": "https://orchard.test"}],
        "paths": {"/trees": {"get": get("Tree")}, "/branches": {"get": get("Branch", query)}},
        "components": {"schemas": {"Tree": tree, "Branch": branch}},
    }


def run(spec: Path, document: JsonObject, *, cache: bool, version: str = "1.0.0") -> tuple[dict[str, str], Run]:
    spec.write_text(json.dumps(document))
    told = Run(Diagnostics())
    options = Options(str(spec), jobs=1, cache=cache, published=PublishedVersion("orchard", version))
    return dict(generate(options, told, open_cache(options)).files), told


@pytest.mark.parametrize(
    ("before", "after", "printed"),
    [
        (("number", "age"), ("number", "age"), 0),
        (("number", "age"), ("string", "age"), 1),
        (("number", "age"), ("number", "size"), 1),
    ],
)
def test_only_what_a_change_touches_is_printed_anew(
    before: tuple[str, str],
    after: tuple[str, str],
    printed: int,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    spec = tmp_path / "openapi.json"
    run(spec, tree(*before), cache=True)
    kept, told = run(spec, tree(*after), cache=True)
    fresh, _ = run(spec, tree(*after), cache=False)
    assert kept == fresh
    types = [path for path in fresh if path.startswith("types/") and not path.endswith("__init__.py")]
    assert told.report.hits >= len(types) - printed > 0
    assert told.report.misses <= printed + 2


def test_a_release_prints_no_types_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SPECLOOM_CACHE_DIR", str(tmp_path / "cache"))
    spec = tmp_path / "openapi.json"
    run(spec, tree("number", "age"), cache=True)
    kept, told = run(spec, tree("number", "age"), cache=True, version="1.1.0")
    fresh, _ = run(spec, tree("number", "age"), cache=False, version="1.1.0")
    assert kept == fresh
    assert '"1.1.0"' in kept["_version.py"]
    assert told.report.misses == 0
