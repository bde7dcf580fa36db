"""`items` with a list of schemas, as old drafts write tuples, is a union of them, with a warning."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import get_type_hints

import pytest

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply

HINTS = {
    "mixed": "List[Union[str, int]]",
    "single": "List[{types}.fruit.Fruit]",
    "with_rest": "List[Union[str, int]]",
    "fixed": "Tuple[float, str]",
    "untyped": "[object]",
}
VERSIONS = ["swagger: '2.0'", "openapi: 3.0.3", "openapi: 3.1.0"]


@pytest.mark.parametrize("name", HINTS)
def test_the_items_are_a_union(package: ModuleType, name: str) -> None:
    hint = str(get_type_hints(package.types.Tree)[name]).replace("typing.", "").removeprefix("Optional")
    assert HINTS[name].format(types=package.types.__name__) in hint


def test_each_item_is_read_and_sent(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"mixed": [1, "a", 2], "single": [{"weight": 2}, {"weight": 3}]}))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        tree = client.trees.list(kind=["a", 1, "b"])
    assert [fruit.weight for fruit in tree.single] == [2, 3]
    assert tree.mixed == [1, "a", 2]
    assert server.requests[0].query == [("kind", "a,1,b")]


@pytest.mark.parametrize("version", VERSIONS)
def test_each_list_is_reported_once(version: str, tmp_path: Path) -> None:
    text = spec_in(Path(__file__).parent).read_text()
    if not version.startswith("swagger"):
        schemas = text.partition("definitions:\n")[2].replace("#/definitions", "#/components/schemas")
        text = f"paths: {{}}\ncomponents:\n schemas:\n{schemas}"
    else:
        text = text.partition("\n")[2]
    spec = tmp_path / "openapi.yaml"
    spec.write_text(
        f"{version}\ninfo: {{title: A, version: '1'}}\n{text.replace('info: {title: Orchard, version: 1.0.0}', '')}"
    )
    run = Run(Diagnostics())
    analyze_document(Options(str(spec)), run)
    found = [item.pointer for item in run.diagnostics if item.code == "items-list"]
    lists = ["mixed", "single", "with_rest", "fixed", "untyped"]
    assert [pointer.split("/")[-2] for pointer in found if pointer and "/parameters/" not in pointer] == lists
    assert "unknown-key" not in {item.code for item in run.diagnostics}
