"""A parent that lists its own children in `oneOf`, as springdoc writes it, is a union and the base of its members."""

from __future__ import annotations

from pathlib import Path
from types import ModuleType
from typing import Any

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import import_from, spec_in, write
from tests.support.loopback import Loopback, Reply

PLANTS = [
    {"kind": "tree", "label": "a", "treeHeight": 3},
    {"kind": "rose", "label": "b", "branches": 2, "thorns": 9},
    {"kind": "ivy", "branches": 1},
]
CONFIG = """
organization: {name: orchard}
client_settings: {}
resources:
  plants: {models: {plant: Plant}, methods: {list: get /plants, create: post /plants}}
  beds: {methods: {list: get /beds}}
"""


def names(items: Any) -> list[str]:
    return [type(item).__name__ for item in items]


def test_children_are_built(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=[*PLANTS, {"kind": "fern", "label": "c"}]))
    with package.Orchard(base_url=server.url) as client:
        found = client.plants.list()
    assert names(found) == ["Tree", "Rose", "Ivy", "UnknownMember"]
    assert (found[0].tree_height, found[1].branches, found[1].thorns, found[3].label) == (3, 2, 9, "c")
    assert isinstance(found[1], package.types.ShrubBase)
    assert isinstance(found[1], package.types.PlantBase)


def test_children_are_sent(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(201, json=PLANTS[1]))
    with package.Orchard(base_url=server.url) as client:
        made = client.plants.create(kind="rose", branches=2, thorns=9)
    assert type(made) is package.types.Rose
    assert server.last.json == {"kind": "rose", "branches": 2, "thorns": 9}


def test_members_that_are_no_children_have_the_properties_of_the_parent(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json=[{"place": "n", "height": 1}, {"place": "s", "area": 4}]))
    with package.Orchard(base_url=server.url) as client:
        raised, flat = client.beds.list()
    assert names([raised, flat]) == ["Raised", "BedFlat"]
    assert (raised.place, raised.height, flat.place, flat.area) == ("n", 1, "s", 4)


def test_a_config_may_name_the_union(tmp_path: Path, server: Loopback) -> None:
    config = tmp_path / "stainless.yml"
    config.write_text(CONFIG)
    options = Options(str(spec_in(Path(__file__).parent)), config=config, package="feature_listed_named", jobs=1)
    write(generate(options, Run(Diagnostics())), tmp_path)
    package = import_from(tmp_path, "feature_listed_named")
    server.reply(Reply(json=PLANTS), Reply(json=[{"place": "n", "height": 1}]))
    with package.Orchard(base_url=server.url) as client:
        assert names(client.plants.list()) == ["Tree", "Rose", "Ivy"]
        assert client.beds.list()[0].place == "n"
