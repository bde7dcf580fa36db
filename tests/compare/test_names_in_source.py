"""Names in the source of an SDK mean what they mean to Python: no resource is lost, nothing wrongly different."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from specloom.compare import compare_surfaces
from specloom.compare.migration.method_states import judge_methods, unread_resources
from specloom.compare.source.package import SourcePackage
from specloom.compare.source.read_surface import read_surface
from tests.compare.test_compare import BASE, differences, edit, told

CLIENT = BASE["_client.py"]
IMPORT = "from .resources.trees import TreesResource, AsyncTreesResource"
PROPERTIES = (
    "    @cached_property\n    def trees(self) -> TreesResource: ...",
    "    @cached_property\n    def trees(self) -> AsyncTreesResource: ...",
)
GONE = ["! removed method client.trees.get"]


def client(sync: str, both: str, imported: str = "from .resources import trees", head: str = "") -> dict[str, str]:
    """Return the module of the client with other ways to name a resource."""
    text = CLIENT.replace(IMPORT, imported).replace(PROPERTIES[0], sync).replace(PROPERTIES[1], both)
    return {"_client.py": head + text}


FUTURE = "from __future__ import annotations\n"
LAYOUTS = {
    "annotation": client("    trees: trees.TreesResource", "    trees: trees.AsyncTreesResource"),
    "annotation_with_future": client(
        "    trees: trees.TreesResource", "    trees: trees.AsyncTreesResource", head=FUTURE
    ),
    "property": client(
        "    @property\n    def trees(self) -> trees.TreesResource: ...",
        "    @property\n    def trees(self) -> trees.AsyncTreesResource: ...",
    ),
    "quoted": client(
        '    @property\n    def trees(self) -> "trees.TreesResource": ...',
        '    @property\n    def trees(self) -> "trees.AsyncTreesResource": ...',
        head=FUTURE,
    ),
    "made_in_init": edit(
        "_client.py",
        (PROPERTIES[0] + "\n", ""),
        ("        self.api_key =", "        self.trees = TreesResource(self)\n        self.api_key ="),
        (
            "None = None) -> None: ...\n" + PROPERTIES[1],
            "None = None) -> None:\n        self.trees = AsyncTreesResource(self)",
        ),
    ),
    "without_all": {"__init__.py": BASE["__init__.py"].partition("__all__")[0]},
    "module_and_class_of_one_name": {
        "resources/__init__.py": BASE["resources/__init__.py"] + "from .trees import trees\n",
        "resources/trees.py": BASE["resources/trees.py"] + "trees = TreesResource\n",
    },
    "other_folder": {
        "resources/__init__.py": None,
        "resources/trees.py": None,
        "_resource.py": "class SyncAPIResource: ...\nclass AsyncAPIResource: ...\n",
        "api/__init__.py": BASE["resources/__init__.py"],
        "api/trees.py": "from .._resource import SyncAPIResource, AsyncAPIResource\n"
        + BASE["resources/trees.py"]
        .replace("class TreesResource:", "class TreesResource(SyncAPIResource):")
        .replace("class AsyncTreesResource:", "class AsyncTreesResource(AsyncAPIResource):"),
        **edit("_client.py", (".resources.trees", ".api.trees")),
    },
}


def package(changed: Mapping[str, str | None]) -> dict[str, str]:
    return {path: text for path, text in {**BASE, **changed}.items() if text is not None}


@pytest.mark.parametrize("layout", LAYOUTS)
def test_a_lost_method_is_seen_in_every_layout(layout: str) -> None:
    old = package(LAYOUTS[layout])
    path = "api/trees.py" if layout == "other_folder" else "resources/trees.py"
    new = {**old, path: old[path].replace("def get(", "def fetch(")}
    before, after = (read_surface(SourcePackage("acme", name, files)) for name, files in (("old", old), ("new", new)))
    assert set(GONE) <= set(told(compare_surfaces(before, after)))
    assert judge_methods(before, compare_surfaces(before, after)).counts == {
        "total": 2,
        "same": 1,
        "different": 0,
        "gone": 1,
    }
    assert list(unread_resources(before, "old")) == []


def test_names_of_fields_and_modules_are_no_types() -> None:
    fields = "    object: str\n    type: str\n    extra: Optional[Dict[str, object]] = None\n    kinds: List[type]\n"
    written = edit(
        "types/tree.py", ("import Optional", "import Dict, List, Optional"), ("    id: str\n", "    id: str\n" + fields)
    )
    plain = {
        "types/tree.py": written["types/tree.py"]
        .replace("from typing import", "import builtins\nfrom typing import")
        .replace("Dict[str, object]", "Dict[str, builtins.object]")
        .replace("List[type]", "List[builtins.type]")
    }
    modules = {"types/object.py": "class Other: ...\n", "types/type.py": "class Another: ...\n"}
    assert differences({**written, **modules}, {**BASE, **plain, **modules}) == []


@pytest.mark.parametrize("head", ["", FUTURE])
def test_quotes_are_no_difference(head: str) -> None:
    quoted = {
        "types/tree.py": head
        + BASE["types/tree.py"].replace("    id: str", "    id: 'str'").replace("Optional[float]", "Optional['float']"),
        "resources/trees.py": head
        + BASE["resources/trees.py"]
        .replace("-> List[Tree]", "-> 'List[\"Tree\"]'")
        .replace('Union[Literal["oak", "elm"], Omit]', '\'Union[Literal["oak", "elm"], Omit]\''),
    }
    assert differences(quoted) == []


def test_every_name_that_is_gone_is_listed() -> None:
    more = "from .tree import Tree as Baum\nfrom .tree import Tree as Arbre\n"
    old = {**BASE, "types/__init__.py": BASE["types/__init__.py"] + more}
    assert told(differences({}, old)) == [
        "! renamed type types.Arbre: types.Arbre -> types.Tree",
        "! renamed type types.Baum: types.Baum -> types.Tree",
    ]
    methods = edit("resources/trees.py", ("class AsyncTreesResource", "    find = get\nclass AsyncTreesResource"))
    assert told(differences({}, {**BASE, **methods})) == ["! removed method client.trees.find sync"]


def test_the_client_that_others_inherit_from_comes_first() -> None:
    azure = "class AbcAcme(Acme):\n    def __init__(self, *, tenant: str) -> None: ...\n"
    files = {
        **BASE,
        "_client.py": BASE["_client.py"] + azure,
        "__init__.py": BASE["__init__.py"]
        .replace("Acme,", "Acme, AbcAcme,", 1)
        .replace('"Acme",', '"Acme", "AbcAcme",'),
    }
    surface = read_surface(SourcePackage("acme", "old", files))
    assert surface.sync_client is not None
    assert surface.sync_client.cls.path == "_client.Acme"


def test_star_import_version_and_user_agent_are_compared() -> None:
    agent = "    @property\n    def user_agent(self):\n        return f'{NAME}/Python {self._version}'\n"
    base = BASE["_base_client.py"].replace("class AsyncAPIClient: ...", "class AsyncAPIClient:") + agent
    old = {
        **BASE,
        "_version.py": '__version__ = "2.0.0"\n',
        "_base_client.py": base.replace("NAME", "self.__class__.__name__"),
        "__init__.py": BASE["__init__.py"] + "from . import resources\n__all__ += ['resources']\n",
    }
    new = {"_version.py": '__version__ = "1.0.0"\n', "_base_client.py": base.replace("{NAME}", "acme")}
    assert told(differences(new, old)) == [
        "! removed name resources:  -> from `import *`",
        "wire client client: 2.0.0 -> 1.0.0",
        "wire client client: {client}/Python {version} -> acme/Python {version}",
    ]


def test_a_module_without_names_is_not_missed() -> None:
    assert differences({}, {**BASE, "types/empty/__init__.py": ""}) == []


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({"resources/trees.py": None}, "client.trees and all below: there is no class `resources.trees.TreesResource`"),
        (
            {"resources/leaves.py": "class LeavesResource:\n    def list(self) -> None: ...\n"},
            "1 methods of classes that no property of the client returns: `resources.leaves.LeavesResource`",
        ),
        (
            {"_client.py": "class Acme: ...\n"},
            "the client: no exported class is a client of a known form",
        ),
    ],
)
def test_resources_that_are_not_read_are_a_warning(changed: Mapping[str, str | None], expected: str) -> None:
    surface = read_surface(SourcePackage("acme", "old", package(changed)))
    assert expected in [item.message.removeprefix("not compared: ") for item in unread_resources(surface, "old")]
