"""What holds for every site: links, ids, structure, budgets, and that nothing of a document gets out."""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable
from pathlib import Path

from tests.site.conftest import HERE, SPEC, site_of
from tests.site.html_text import read

SCHEMES = ("http://", "https://", "mailto:")
LINK = re.compile(r"\]\(<?([^)>\s]+)>?\)")


def pages_of(site: dict[str, str]) -> dict[str, str]:
    return {path: text for path, text in site.items() if path.endswith(".html")}


def target_of(path: str, link: str) -> str:
    """Return the file to which a link on a page leads."""
    target = posixpath.normpath(posixpath.join(posixpath.dirname(path), link))
    return posixpath.normpath(f"{target}/index.html") if link.endswith("/") or link in ("", ".") else target


def test_every_link_leads_to_a_page_and_an_id(site: dict[str, str]) -> None:
    pages = {path: read(text) for path, text in pages_of(site).items()}
    wrong: list[str] = []
    for path, page in pages.items():
        for link in page.links:
            if link.startswith(SCHEMES):
                continue
            way, _, anchor = link.partition("#")
            target = target_of(path, way) if way else path
            if target not in site or (anchor and anchor not in pages[target].ids):
                wrong.append(f"{path}: {link}")
        own = [link for link in page.loads if not link.startswith("https://docs.example.com/")]
        wrong += [f"{path}: {link}" for link in own if target_of(path, link) not in site]
    assert wrong == []


def test_every_page_has_its_markdown_whose_links_lead_to_a_page(site: dict[str, str]) -> None:
    wrong: list[str] = []
    for path in pages_of(site):
        twin = path.replace("index.html", "index.md")
        for link in LINK.findall(site[twin]):
            if not link.startswith(SCHEMES) and target_of(twin, link) not in site:
                wrong.append(f"{twin}: {link}")
    assert wrong == []


def test_ids_are_unique_and_elements_nest(site: dict[str, str]) -> None:
    for path, text in pages_of(site).items():
        page = read(text)
        assert len(page.ids) == len(set(page.ids)), path
        assert (page.unclosed, page.path) == ([], []), path
        assert page.outline[0].startswith("h1"), path
        assert [each for each in page.outline if each.startswith("h1")] == page.outline[:1], path


def test_a_strict_policy_holds(site: dict[str, str]) -> None:
    for path, text in pages_of(site).items():
        page = read(text)
        assert page.inline_code == [], path
        assert not [name for name in page.attributes if name == "style" or name.startswith("on")], path
        assert page.tags.isdisjoint({"style", "iframe", "img", "object", "embed", "svg", "form", "base"}), path
        assert not [link for link in page.links if ":" in link.partition("/")[0] and not link.startswith(SCHEMES)], path


def test_no_page_loads_from_another_host(site: dict[str, str]) -> None:
    for path, text in pages_of(site).items():
        loads = [link for link in read(text).loads if not link.startswith("https://docs.example.com/")]
        assert [link for link in loads if "//" in link or ":" in link] == [], path
    for name in ("assets/site.css", "assets/site.js", "assets/theme.js"):
        assert "://" not in site[name], name


def test_files_of_the_page_are_small(workflows: dict[str, str]) -> None:
    assert len((workflows["assets/site.js"] + workflows["assets/theme.js"]).encode()) < 30_000
    assert len(workflows["assets/site.css"].encode()) < 25_000
    sizes = sorted(len(text.encode()) for text in pages_of(workflows).values())
    assert sizes[len(sizes) // 2] < 60_000
    assert len(workflows["llms.txt"]) < 50_000


def test_no_text_of_a_hostile_document_is_markup(hostile: dict[str, str]) -> None:
    for path, text in hostile.items():
        if path.endswith(".html"):
            assert read(text).tags.isdisjoint({"svg", "img", "iframe", "style"}), path
            assert re.findall(r"<script(?! src=\"(?:\.\./|\./)*assets/)", text) == [], path
        if path.endswith(".md"):
            outside = re.sub(r"(`{3,})[a-z]*\n.*?\n?\1(?=\n)|(`+)[^\n]*?\2", "", text, flags=re.DOTALL)
            assert re.findall(r"(?<!\\)<(?=[a-zA-Z/!?])", outside) == [], path
            assert re.findall(r"(?<!\\)\]\((?!\.\./|\./|[a-z]|https?://)", outside) == [], path
            assert "javascript:" not in " ".join(LINK.findall(outside)), path
        assert not re.search("[\x00-\x08\x0e-\x1f\u202e\ue000]", text), path


def test_no_path_of_a_hostile_document_gets_out(hostile: dict[str, str]) -> None:
    assert [path for path in hostile if not re.fullmatch(r"[A-Za-z0-9_./-]+", path) or ".." in path] == []


def test_a_site_is_the_same_each_time(workflows: dict[str, str]) -> None:
    again = site_of(SPEC / "openapi.yaml", SPEC / "stainless.yml", base_url="https://docs.example.com/api/")
    assert again == workflows


def test_canonical_links_and_the_map_of_the_site_have_the_base_url(workflows: dict[str, str]) -> None:
    page = workflows["workflows/instances/create/index.html"]
    url = "https://docs.example.com/api/workflows/instances/create/"
    assert f'<link rel="canonical" href="{url}">' in page
    assert f"<loc>{url}</loc>" in workflows["sitemap.xml"]
    assert workflows["sitemap.xml"].count("<loc>") == len(pages_of(workflows))


def test_without_a_base_url_there_is_no_map(kinds: dict[str, str]) -> None:
    assert "sitemap.xml" not in kinds
    assert "canonical" not in kinds["index.html"]


def test_markdown_alone_has_front_matter_and_no_html() -> None:
    files = site_of(HERE / "kinds.yaml", markdown_only=True)
    assert {Path(path).suffix for path in files} == {".md", ".json"}
    head = files["trees/list/index.md"].split("\n")[:5]
    assert head[0] == head[3] == "---"
    assert json.loads(head[1].removeprefix("title: ")) == "List trees"


def test_the_index_of_the_search_has_methods_parameters_and_errors(workflows: dict[str, str]) -> None:
    rows = {row[0]: row for row in json.loads(workflows["search.json"])}
    method = rows["workflows/instances/create/"]
    assert method[2] == "workflows.instances.create"
    assert "instance_retention" in method[4].split()
    assert "NotFoundError" in rows["errors/"][4].split()


def test_markdown_has_every_literal(workflows: dict[str, str]) -> None:
    text = workflows["workflows/instances/create/index.md"]
    assert '`"rollingBack"`' in text
    assert '`"apac-ne"`' in text
    assert "maxLength `100`" in text


def test_a_large_enum_is_cut_on_the_page_alone(make_site: Callable[[str], dict[str, str]]) -> None:
    values = ", ".join(f"v{number}" for number in range(3_000))
    parameter = f"{{name: v, in: query, schema: {{type: string, enum: [{values}]}}}}"
    operation = f"{{operationId: getX, parameters: [{parameter}], responses: {{'204': {{description: d}}}}}}"
    files = make_site(f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths: {{/x: {{get: {operation}}}}}\n")
    page = next(text for path, text in files.items() if path.endswith("/index.html") and "params.v" in text)
    assert "v2999" not in page
    assert len(page) < 60_000
    assert any("v2999" in text for path, text in files.items() if path.endswith("/index.md"))


def test_the_size_of_a_site_grows_with_its_document(make_site: Callable[[str], dict[str, str]]) -> None:
    sizes: list[int] = []
    for count in (100, 400):
        done = "responses: {'204': {description: d}}"
        paths = "".join(f"  /r{number}/x: {{get: {{operationId: r{number}_x, {done}}}}}\n" for number in range(count))
        files = make_site(f"openapi: 3.1.0\ninfo: {{title: T, version: '1'}}\npaths:\n{paths}")
        assert any("All resources" in text for text in files.values())
        assert len({link for link in read(files["resources/index.html"]).links if link.startswith("../r")}) >= count
        sizes.append(sum(map(len, files.values())))
    assert sizes[1] < 5 * sizes[0]
