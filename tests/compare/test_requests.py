"""What is sent, read in two sources: request lines, the default URL, how raw responses are parsed, and properties."""

from __future__ import annotations

import re
from collections.abc import Mapping

import pytest

from specloom.compare.migration.requests import request_changes
from specloom.compare.source.package import SourcePackage
from specloom.compare.source.read_surface import read_surface
from specloom.compare.wording import texts_of
from tests.compare.test_compare import BASE, differences, edit, told

CALLS = """
from .._base_client import SyncAPIResource
class TreesResource:
    def get(self, tree_id: str):
        return self._get(f"{start}/trees/{{tree_id}}")
    def plant(self, kind: str):
        return self._post("{start}/trees", body={{"kind": kind}})
    def fell(self, tree_id: str):
        return self._delete(path_template("{start}/trees/{{tree_id}}", tree_id=tree_id))
    def rest(self) -> None: ...
class AsyncTreesResource(TreesResource): ...
"""
URL = 'super().__init__(base_url=base_url or "{url}")'


def package(start: str = "", url: str = "https://api.acme.test") -> dict[str, str]:
    """Return a package whose paths begin with `start`, below a default URL."""
    key = 'os.environ.get("ACME_API_KEY")'
    client = BASE["_client.py"].replace(key, f"{key}\n        {URL.format(url=url)}")
    return {**BASE, "resources/trees.py": CALLS.format(start=start), "_client.py": client}


def found(old: Mapping[str, str], new: Mapping[str, str]) -> list[str]:
    """Return the changes of requests as text."""
    one, other = (read_surface(SourcePackage("acme", "acme", each)) for each in (old, new))
    changes = request_changes(one, old, other, new)
    return [" ".join((each.rule, each.where, *texts_of(each))) for each in changes if not each.is_breaking]


@pytest.mark.parametrize(
    ("before", "after", "told_of"),
    [
        ("_post(", "_put(", "wire-request-line client.trees.plant POST /trees PUT /trees"),
        ('"/trees", body', '"/tree", body', "wire-request-line client.trees.plant POST /trees POST /tree"),
        ("_delete(", "_patch(", "wire-request-line client.trees.fell DELETE /trees/{} PATCH /trees/{}"),
    ],
)
def test_another_verb_or_path_is_seen(before: str, after: str, told_of: str) -> None:
    new = package()
    new["resources/trees.py"] = new["resources/trees.py"].replace(before, after)
    assert found(package(), new) == [told_of]


def test_another_default_url_is_seen() -> None:
    assert found(package(), package(url="https://eu.acme.test")) == [
        "base-url client https://api.acme.test https://eu.acme.test"
    ]


def test_a_start_that_is_in_the_url_or_in_all_paths_is_no_difference() -> None:
    in_url, in_paths = package(url="https://api.acme.test/v1/"), package(start="/v1")
    assert found(in_url, in_paths) == found(in_paths, in_url) == found(in_paths, in_paths) == []


def test_names_of_path_parameters_are_no_difference() -> None:
    new = package()
    new["resources/trees.py"] = new["resources/trees.py"].replace("tree_id", "id")
    assert found(package(), new) == []


def test_a_method_that_becomes_a_property_and_the_reverse_are_seen() -> None:
    trees = BASE["resources/trees.py"]
    read = re.sub(r"( async)? def get\(self.*", " @property\n    def get(self) -> Tree: ...", trees)
    assert read != trees
    assert "! removed method client.trees.get" in told(differences({"resources/trees.py": read}))
    old = {**BASE, "resources/trees.py": read}
    assert "! removed attribute client.trees get" in told(differences({"resources/trees.py": trees}, old))


def test_an_attribute_that_is_callable_may_take_the_place_of_a_method() -> None:
    kept = edit("_base_client.py", ("def close(self) -> None: ...", "close: Callable[[], None]"))
    assert differences(kept) == []


def test_raw_responses_whose_parse_has_to_be_awaited_are_seen() -> None:
    old = {**BASE, "_legacy_response.py": "class LegacyAPIResponse: ...\n"}
    words = "! wire client client: without `await` -> with `await`"
    assert words in told(differences({"_response.py": "class AsyncAPIResponse: ...\n"}, old))
