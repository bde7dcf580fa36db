"""The same in Swagger 2.0, whose discriminator is a name, with the values of Azure's documents."""

from __future__ import annotations

from types import ModuleType

from tests.support.loopback import Loopback, Reply


def test_children_are_built_and_sent(package: ModuleType, server: Loopback) -> None:
    plants = [{"@type": "#Orchard.Tree", "treeHeight": 3}, {"@type": "Shrub", "branchCount": 2}, {"@type": "Plant"}]
    server.reply(Reply(json=plants), Reply(json=plants[0]))
    with package.Orchard(base_url=server.url) as client:
        found = client.plants.list()
        made = client.plants.create(plant={"type": "#Orchard.Tree", "tree_height": 3})
    assert [type(item).__name__ for item in (*found, made)] == ["Tree", "Shrub", "Plant", "Tree"]
    assert (found[0].tree_height, found[1].branch_count) == (3, 2)
    assert server.last.json == {"plant": {"@type": "#Orchard.Tree", "treeHeight": 3}}
