"""Two small packages as text, and what a user of the first would notice with the second."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path

import pytest

from specloom.base.diagnostics import UserError
from specloom.compare import Change, compare_surfaces
from specloom.compare.migrate_report import group_changes, whole_changes
from specloom.compare.source.package import SourcePackage, find_package
from specloom.compare.source.read_surface import read_surface
from specloom.compare.wording import outcome_of, texts_of

BASE = {
    "__init__.py": """
from . import types
from ._client import Acme, AsyncAcme, Client, AsyncClient
from ._errors import AcmeError, NotFoundError
__all__ = ["types", "Acme", "AsyncAcme", "Client", "AsyncClient", "AcmeError", "NotFoundError"]
""",
    "_base_client.py": """
class SyncAPIClient:
    def close(self) -> None: ...
class AsyncAPIClient: ...
""",
    "_errors.py": """
class AcmeError(Exception): ...
class NotFoundError(AcmeError): ...
""",
    "_models.py": "import pydantic\nclass BaseModel(pydantic.BaseModel): ...\n",
    "_client.py": """
import os
from ._base_client import SyncAPIClient, AsyncAPIClient
from ._compat import cached_property
from .resources.trees import TreesResource, AsyncTreesResource
class Acme(SyncAPIClient):
    def __init__(self, *, api_key: str | None = None) -> None:
        self.api_key = api_key or os.environ.get("ACME_API_KEY")
    @cached_property
    def trees(self) -> TreesResource: ...
class AsyncAcme(AsyncAPIClient):
    def __init__(self, *, api_key: str | None = None) -> None: ...
    @cached_property
    def trees(self) -> AsyncTreesResource: ...
Client = Acme
AsyncClient = AsyncAcme
""",
    "_compat.py": "from functools import cached_property as cached_property\n",
    "resources/__init__.py": "from .trees import TreesResource, AsyncTreesResource\n",
    "resources/trees.py": """
from typing import List, Optional, Union, Iterable
from typing_extensions import Literal
from ..types import tree_list_params
from ..types.tree import Tree
from .._types import Omit, omit
Sort = tree_list_params.Sort
class TreesResource:
    def get(self, tree_id: str, *, kind: Union[Literal["oak", "elm"], Omit] = omit) -> Tree: ...
    def list(self, *, near: Optional[List[str]] | Omit = omit, sort: Sort | Omit = omit) -> List[Tree]: ...
class AsyncTreesResource:
    async def get(self, tree_id: str, *, kind: Union[Literal["oak", "elm"], Omit] = omit) -> Tree: ...
    async def list(self, *, near: Optional[List[str]] | Omit = omit, sort: Sort | Omit = omit) -> List[Tree]: ...
""",
    "_types.py": "class Omit: ...\nomit = Omit()\n",
    "types/__init__.py": """
from .tree import Tree as Tree
from .tree_list_params import TreeListParams as TreeListParams
""",
    "types/tree.py": """
from typing import Optional
from pydantic import Field
from .._models import BaseModel
class Tree(BaseModel):
    id: str
    height: Optional[float] = None
    from_: str = Field(alias="from")
""",
    "types/tree_list_params.py": """
from typing import TypedDict, List, Optional
from typing_extensions import Required
class Sort(TypedDict, total=False):
    by: Required[str]
class TreeListParams(TypedDict, total=False):
    near: Optional[List[str]]
    sort: Sort
""",
}


def differences(new: Mapping[str, str | None], old: Mapping[str, str] = BASE) -> list[Change]:
    """Compare BASE with the package in which the files `new` stand instead; None takes a file away."""
    files = {path: text for path, text in {**BASE, **new}.items() if text is not None}
    before = read_surface(SourcePackage("acme", "old", old))
    return compare_surfaces(before, read_surface(SourcePackage("acme", "new", files)))


def told(found: list[Change]) -> list[str]:
    return [
        " ".join(
            filter(None, [item.is_breaking * "!", outcome_of(item), item.subject, item.where, item.name, item.client])
        )
        + (": {} -> {}".format(*texts_of(item)) if any(texts_of(item)) else "")
        for item in whole_changes(found)
    ]


def edit(path: str, *pairs: tuple[str, str]) -> dict[str, str]:
    text = BASE[path]
    for before, after in pairs:
        assert before in text
        text = text.replace(before, after)
    return {path: text}


def test_a_package_is_what_it_is() -> None:
    assert differences({}) == []


TREES, CLIENT, ERRORS, TREE, PARAMS = (
    "resources/trees.py",
    "_client.py",
    "_errors.py",
    "types/tree.py",
    "types/tree_list_params.py",
)
KIND = 'Union[Literal["oak", "elm"], Omit]'
CASES = [
    (TREES, "tree_id", "id", "! renamed parameter client.trees.get tree_id: tree_id -> id"),
    (TREES, "(self, tree_id: str, *,", "(self, *, tree_id: str,", "! named-only parameter client.trees.get tree_id"),
    (
        TREES,
        '"oak", "elm"',
        '"oak"',
        "! retyped parameter client.trees.get kind: Literal['elm',",
    ),
    (TREES, KIND, "str | Omit", "widened parameter client.trees.get kind: Literal['elm', 'oak'] -> str"),
    (TREES, "Omit] = omit) -> Tree", "Omit]) -> Tree", "! required parameter client.trees.get kind"),
    (TREES, "*, kind", "*, size: int, kind", "! required parameter client.trees.get size:  -> int"),
    (TREES, "*, kind", "*, size: int = 1, kind", "added parameter client.trees.get size:  -> int"),
    (TREES, "*, kind", "*, other", "! renamed parameter client.trees.get kind: kind -> other"),
    (
        TREES,
        "-> List[Tree]",
        "-> List[Tree] | None",
        "! retyped result client.trees.list: List[Tree] -> List",
    ),
    (TREES, "-> List[Tree]", "-> Tree", "! retyped result client.trees.list: List[Tree] -> Tree"),
    (
        TREES,
        "Optional[List[str]] | Omit",
        "None | Omit | Iterable[str]",
        "widened parameter client.trees.list near: List[str] | None -> Iterable[str] | None",
    ),
    (TREES, "async def get", "def get", "! async method client.trees.get async: async def -> def"),
    (TREES, "def get", "def fetch", "! removed method client.trees.get\nadded method client.trees.fetch"),
    (
        CLIENT,
        "api_key: str | None = None",
        "api_key: str",
        "! required client option client.__init__ api_key\n"
        "! retyped client option client.__init__ api_key: str | None -> str",
    ),
    (CLIENT, "ACME_API_KEY", "ACME_KEY", "! removed environment variable ACME_API_KEY"),
    (ERRORS, "NotFoundError(AcmeError)", "NotFoundError(Exception)", "! removed base class NotFoundError AcmeError"),
    (TREE, "height:", "size:", "! removed field types.Tree height\nadded field types.Tree size:  -> float | None"),
    (TREE, "    id: str\n", "    id: str | None = None\n", "! retyped field types.Tree id: str -> str | None"),
    (TREE, "from_", "api_from", "! renamed field types.Tree from_: from_ -> api_from"),
    (PARAMS, "near: Optional[", "near: Required[", "! required field types.TreeListParams near\n! retyped"),
    (PARAMS, "by: Required[str]", "by: str", "optional field types.tree_list_params.Sort by"),
]


@pytest.mark.parametrize(("path", "before", "after", "expected"), CASES, ids=[case[3][:50] for case in CASES])
def test_a_difference_is_told(path: str, before: str, after: str, expected: str) -> None:
    found = told(differences(edit(path, (before, after))))
    lines = expected.split("\n")
    assert len(found) == len(lines)
    assert all(line.startswith(start) for line, start in zip(found, lines, strict=True)), found


def test_a_name_that_is_exported_no_more_is_told() -> None:
    new = edit("__init__.py", (", NotFoundError", ""), (', "NotFoundError"', ""))
    assert told(differences(new)) == ["! removed name NotFoundError"]


def test_spelling_is_no_difference() -> None:
    new = {
        **edit(
            "resources/trees.py",
            ('Union[Literal["oak", "elm"], Omit]', "Omit | Literal['elm', 'oak']"),
            ("Optional[List[str]] | Omit", "list[str] | None | NotGiven"),
            ("-> List[Tree]", "-> 'list[api.Tree]'"),
            ("from ..types.tree import Tree\n", "from ..types.tree import Tree\nfrom .. import types as api\n"),
            ("from .._types import Omit, omit", "from .._types import Omit, omit, NotGiven, not_given"),
        ),
        "_types.py": "class Omit: ...\nomit = Omit()\nclass NotGiven: ...\nnot_given = NotGiven()\n",
        **edit("types/tree.py", ("Optional[float]", "float | None")),
    }
    assert differences(new) == []


def test_another_place_is_told_with_the_new_one() -> None:
    new = {
        "types/tree.py": None,
        "types/shared/__init__.py": "from .tree import Tree as Tree\n",
        "types/shared/tree.py": BASE["types/tree.py"].replace("from .._models", "from ..._models"),
        "types/__init__.py": BASE["types/__init__.py"].replace(".tree import Tree ", ".shared.tree import Tree "),
        **edit("resources/trees.py", ("..types.tree import", "..types.shared.tree import")),
    }
    assert told(differences(new)) == ["! moved type types.tree.Tree: types.tree.Tree -> types.Tree"]


def test_a_resource_that_is_gone_is_one_line() -> None:
    new = {
        "resources/trees.py": None,
        "resources/__init__.py": "",
        **edit(
            "_client.py",
            ("from .resources.trees import TreesResource, AsyncTreesResource\n", ""),
            ("    @cached_property\n    def trees(self) -> TreesResource: ...\n", ""),
            ("    @cached_property\n    def trees(self) -> AsyncTreesResource: ...\n", ""),
        ),
    }
    found = whole_changes(differences(new))
    assert "! removed resource client.trees" in " ".join(told(found))
    assert [item.where for item in found if item.where.startswith("resources.trees")] == []


def test_repeated_differences_are_one_group() -> None:
    new = edit("types/tree_list_params.py", ("near: Optional[List[str]]", "near: List[str]"))
    more = edit("resources/trees.py", ("Optional[List[str]] | Omit", "List[str] | Omit"))
    found = group_changes(differences({**new, **more}))
    assert [[item.where for item in each] for each in found] == [["client.trees.list", "types.TreeListParams"]]


def test_overloads_are_matched_by_what_they_take() -> None:
    old = edit(
        "resources/trees.py",
        (
            "class TreesResource:\n",
            "from typing import overload\nclass TreesResource:\n"
            "    @overload\n    def ask(self, *, q: str, stream: Literal[True]) -> Stream: ...\n"
            "    @overload\n    def ask(self, *, q: str) -> Tree: ...\n"
            "    def ask(self, *, q: str, stream: bool = False) -> object: ...\n",
        ),
    )
    text = old["resources/trees.py"]
    mark = "    @overload\n"
    head, first, second = text.split(mark)
    second, rest = second.split("\n", 1)
    swapped = f"{head}{mark}{second}\n{mark}{first}{rest}"
    assert differences({"resources/trees.py": swapped}, {**BASE, **old}) == []


def test_hostile_code_is_not_run(tmp_path: Path) -> None:
    package = tmp_path / "src" / "evil"
    package.mkdir(parents=True)
    mark = tmp_path / "ran"
    (package / "__init__.py").write_text(f"open({str(mark)!r}, 'w')\nfrom ._client import X\n")
    (package / "_client.py").write_text(f"class X(open({str(mark)!r}, 'w')): ...\n")
    (package / "broken.py").write_text("def (:\n")
    (package / "deep.py").write_text("x: " + "(" * 500 + "1" + ")" * 500 + "\n")
    (package / "list.py").write_text("x: " + "a[" * 90 + "1" + "]" * 90 + "\n")
    (package / "nul.py").write_text("x = 1\0\n")
    (package / "latin.py").write_bytes(b"# \xe9\n")
    (tmp_path / "src" / "evil.pth").write_text("import os\n")
    (package / "link.py").symlink_to("/etc/passwd")
    surface = read_surface(find_package(tmp_path))
    assert not mark.exists()
    assert [item.location.removeprefix(f"{package}/") for item in surface.unread] == [
        "latin.py",
        "link.py",
        "broken.py:1:0",
        "deep.py:1:0",
        "nul.py",
    ]


def test_the_package_is_found(tmp_path: Path) -> None:
    for directory in ("repo/src/acme", "repo/tests", "flat/acme", "flat/examples", "sdists/acme-1.0/src/acme"):
        (tmp_path / directory).mkdir(parents=True)
        (tmp_path / directory / "__init__.py").touch()
    for start in ("repo", "repo/src", "repo/src/acme", "flat", "sdists"):
        assert find_package(tmp_path / start).name == "acme", start


@pytest.mark.parametrize(
    ("names", "code"), [((), "package-missing"), (("one", "two"), "package-ambiguous"), (None, "folder-missing")]
)
def test_what_is_no_package_is_said(names: tuple[str, ...] | None, code: str, tmp_path: Path) -> None:
    directory = tmp_path / "sdk"
    for name in names or ():
        (directory / name).mkdir(parents=True)
        (directory / name / "__init__.py").touch()
    if names is not None:
        directory.mkdir(exist_ok=True)
    with pytest.raises(UserError) as caught:
        find_package(directory)
    assert [item.code for item in caught.value.diagnostics] == [code]
