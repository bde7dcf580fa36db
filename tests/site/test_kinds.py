"""What the pages of one document with every kind of method and type say."""

from __future__ import annotations

import json
from collections.abc import Callable

import pytest

from tests.site.html_text import read

SAYS = {
    "trees/list": [
        "x_trace: str header X-Trace on the wire",
        "session: Optional[str] cookie",
        "default 20",
        "maximum 100",
        "format uuid",
        "X-Total",
        "The first page; iterating over it yields the items of all pages.",
        "class Tree:",
    ],
    "trees/create": [
        "Deprecated.",
        "Planting",
        "OAuth",
        "Key + Session",
        "Scopes: trees.write, trees.read",
        "Example: X-Key: <KINDS_KEY>",
        "Example: Cookie: sid=<KINDS_SESSION>",
        "Its content is described as that of application/json.",
        """client.post(..., content=..., options={"headers": {"Content-Type": "application/xml"}})""",
        "wget https://kinds.example/v1/trees",
        "422 UnprocessableEntityError, body Problem",
    ],
    "GET /trees/{tree_id}/picture": ["The response, whose bytes can be read or written to a file."],
    "GET /events": ["The events as they arrive.", "class Event:", 'data: {"name": "name", "tree": '],
    "webhook-events": ["tree.fallen", "name: str"],
}


def path_of(site: dict[str, str], page: str) -> str:
    """Return the path of a page; that of a method may be named by its operation."""
    twins = (path for path, text in site.items() if path.endswith("/index.md") and f"\n`{page}`\n" in text)
    return next(twins).removesuffix("/index.md") if page.startswith("GET ") else page


@pytest.mark.parametrize("page", SAYS)
def test_a_page_says(kinds: dict[str, str], page: str) -> None:
    text = "\n".join(read(kinds[f"{path_of(kinds, page)}/index.html"]).text)
    assert [line for line in SAYS[page] if line not in text] == []


def test_badges_stand_in_the_title(kinds: dict[str, str]) -> None:
    assert "Plant a tree beta Paid" in read(kinds["trees/create/index.html"]).text


def test_read_only_and_write_only_properties_are_on_their_side(kinds: dict[str, str]) -> None:
    ids = read(kinds["trees/create/index.html"]).ids
    assert {"params.secret", "returns.id"} <= set(ids)
    assert {"params.id", "returns.secret"}.isdisjoint(ids)
    response = kinds["trees/create/index.md"].partition("Response:")[2].split("```")[1]
    assert {"id", "name"} <= json.loads(response.removeprefix("json")).keys()
    assert '"secret"' not in response


def test_a_recursive_type_is_a_link(kinds: dict[str, str]) -> None:
    page = kinds["trees/create/index.html"]
    assert '<span>Optional[List[<a href="../../types/Tree/">Tree</a>]]</span>' in page
    assert "returns.children" in read(page).ids
    assert "see [Tree](../../types/Tree/index.md)" in kinds["trees/create/index.md"]


def test_members_of_a_union_have_ids_at_any_depth(kinds: dict[str, str]) -> None:
    ids = read(kinds["trees/list/index.html"]).ids
    assert {"returns.soil.Clay", "returns.soil.Clay.wet", "returns.soil.Sand.grain", "returns.soil.value"} <= set(ids)


def test_a_field_is_described_before_what_is_below_it(make_site: Callable[[str], dict[str, str]]) -> None:
    tree = "{type: object, deprecated: true, description: Its leaf., properties: {a: {type: string}}}"
    page = make_site(
        f"""openapi: 3.1.0
info: {{title: T, version: '1'}}
paths:
  /trees:
    get:
      responses:
        '200':
          description: OK, successful operation
          content: {{application/json: {{schema: {{type: object, properties: {{leaf: {tree}}}}}}}}}
"""
    )["trees/retrieve/index.html"]
    row = page.partition('<li id="returns.leaf">')[2]
    assert row.index("Deprecated.") < row.index("Its leaf.") < row.index("<details><summary>Fields</summary>")
    assert "successful operation" not in page


def test_the_types_of_errors_have_pages(kinds: dict[str, str]) -> None:
    assert 'href="../../types/Problem/"' in kinds["trees/create/index.html"]
    assert "detail: str" in read(kinds["types/Problem/index.html"]).text


def test_a_resource_lists_its_methods(kinds: dict[str, str]) -> None:
    text = read(kinds["trees/index.html"]).text
    assert {"GET client.trees.list", "POST client.trees.create", "List trees", "Plant a tree"} <= set(text)
    assert any("unwrap(" in line for line in read(kinds["webhooks/index.html"]).text)


def test_fixed_pages_keep_clear_of_resources(kinds: dict[str, str]) -> None:
    assert {"webhooks/index.html", "webhook-events/index.html", "errors/index.html"} <= kinds.keys()


def test_a_tag_describes_its_resource(kinds: dict[str, str]) -> None:
    for path in ("trees/index.html", "trees/index.md"):
        assert "All about trees." in kinds[path]
        assert "https://kinds.example/trees" in kinds[path]


@pytest.mark.parametrize("described", [False, True])
def test_a_tag_belongs_to_the_topmost_resource_that_has_it_alone(
    make_site: Callable[[str], dict[str, str]], *, described: bool
) -> None:
    done = "tags: [Wood], responses: {'204': {description: d}}"
    text = "description: About wood., " if described else ""
    files = make_site(f"""openapi: 3.1.0
info: {{title: T, version: '1', description: "About **all**."}}
externalDocs: {{url: 'https://a.example/', description: The book}}
tags:
  - {{name: Wood, {text}externalDocs: {{url: 'https://a.example/wood'}}}}
  - {{name: Bad, externalDocs: {{url: 'javascript:x'}}}}
paths:
  /trees: {{get: {{operationId: listTrees, {done}}}}}
  /trees/leaves: {{get: {{operationId: listLeaves, {done}}}}}
""")
    having = [path for path, text in files.items() if path.endswith("index.md") and "a.example/wood>" in text]
    assert having == ["trees/index.md"]
    assert ("About wood." in files["trees/index.html"]) == described
    assert "About <strong>all</strong>." in files["index.html"]
    assert "[The book](<https://a.example/>)" in files["index.md"]
