"""Dynamic references resolve also where the schemas of a document have no ids: each one counts as a resource."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import spec_in
from tests.support.loopback import Loopback, Reply


def test_each_page_has_items_of_its_own(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"items": [{"height": 3}]}), Reply(json={"items": [{"song": "a"}]}))
    server.reply(Reply(json={"items": [{"area": 2}], "count": 1}))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        trees: Any = client.trees.list()
        assert type(trees.items[0]) is package.types.Tree
        birds: Any = client.birds.list()
        assert type(birds.items[0]) is package.types.Bird
        leaves: Any = client.leaf.list()
        assert (leaves.items[0].area, leaves.count) == (2, 1)


def test_an_extended_tree_has_extended_nodes(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"branches": [{"pruned": True, "branches": [{"pruned": False}]}]}))
    server.reply(Reply(json={"branches": [{"length": 1}]}))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        branch = client.branch.retrieve()
        assert type(branch.branches[0].branches[0]) is package.types.StrictBranch
        assert branch.branches[0].branches[0].pruned is False
        open_branch = client.open_branch.list()
        assert type(open_branch.branches[0]) is package.types.Branch


def test_a_reference_to_the_whole_file_is_one_to_the_schema(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"roots": [{"depth": 2}]}))
    with package.Orchard(base_url=server.url, _strict_response_validation=True) as client:
        assert type(client.root.list().roots[0]) is package.types.Root
    run = Run(Diagnostics())
    analyze_document(Options(str(spec_in(Path(__file__).parent))), run)
    assert [item.code for item in run.diagnostics] == ["ref-misplaced"]
