"""A description in several files, YAML and JSON, in folders: one client, each schema once."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType

from specloom.pipeline.analysis import analyze_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import GenerationResult, Run
from tests.support.loopback import Loopback, Reply

TREE = {
    "id": "t1",
    "bark": {"colour": "grey"},
    "parent": {"id": "t0"},
    "guests": [{"song": "tuu", "home": {"id": "t2"}, "nest": {"eggs": 3, "owner": {"song": "tit"}}}],
    "chain": {"to": "a", "next": {"to": "b"}},
}


def test_parts_of_all_files_work_together(package: ModuleType, server: Loopback) -> None:
    server.reply(
        Reply(json=[TREE]), Reply(201, json=TREE), Reply(json={**TREE, "name": "Oak"}), Reply(json=[TREE["guests"][0]])
    )
    with package.Orchard(base_url=server.url, api_key="secret") as client:
        (tree,) = client.trees.list(limit=2, filter={"kind": "oak", "link": {"to": "c"}})
        planted = client.trees.create(id="t1", bark={"colour": "grey"}, parent={"id": "t0"})
        named = client.trees.retrieve_twin("t1")
        (bird,) = client.birds.list()
    assert server.requests[0].headers["x-key"] == "secret"
    assert sorted(server.requests[0].query) == [("filter[kind]", "oak"), ("filter[link][to]", "c"), ("limit", "2")]
    assert server.requests[1].json == {"id": "t1", "bark": {"colour": "grey"}, "parent": {"id": "t0"}}
    assert (tree.bark.colour, tree.parent.id, tree.chain.next.to) == ("grey", "t0", "b")
    assert isinstance(tree, package.types.Tree)
    assert type(planted) is type(tree)
    assert tree.guests[0].nest.owner.song == "tit"
    assert isinstance(named, package.types.NamedTree)
    assert named.name == "Oak"
    assert isinstance(bird.home, package.types.Tree)


def test_each_schema_is_one_class(generated: GenerationResult) -> None:
    text = "".join(text for path, text in generated.files.items() if path.startswith("types/"))
    for name in ("Tree", "Bird", "Nest", "Bark", "Alias"):
        assert text.count(f"class {name}(BaseModel)") == 1


def test_all_files_are_inputs(generated: GenerationResult) -> None:
    assert [name for name, _ in generated.inputs] == [
        "openapi.yaml",
        "paths/birds.yaml",
        "paths/trees.json",
        "paths/trees.yaml",
        "schemas/all.json",
        "schemas/tree.yaml",
        "shared/common.yaml",
        "shared/deep/filters.json",
        "shared/deep/links/link.yaml",
    ]


def test_what_is_found_has_the_place_in_its_file() -> None:
    run = Run()
    analyze_document(Options(str(Path(__file__).parent / "openapi.yaml")), run)
    assert [(item.code, Path(item.file or "").name, item.line) for item in run.diagnostics.sorted()] == [
        ("ref-into-paths", "openapi.yaml", 8),
        ("bad-detail", "openapi.yaml", 13),
        ("ref-siblings", "trees.yaml", 5),
    ]
