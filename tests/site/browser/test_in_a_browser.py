"""What people do on a site: search, follow deep links, unfold, copy, switch the theme; with and without JavaScript."""

from __future__ import annotations

import json
import subprocess
from pathlib import Path

import pytest
from conftest import BUILT, HERE, Visit, visit_in
from playwright.sync_api import Browser, Page, expect

CREATE = "workflows/workflows/instances/create/"
PAGES = sorted(path.parent.relative_to(BUILT).as_posix() + "/" for path in BUILT.rglob("index.html"))
KINDS = [
    "workflows/",
    "workflows/workflows/",
    CREATE,
    "workflows/errors/",
    "workflows/types/",
    "kinds/types/Tree/",
    "kinds/webhook-events/",
    "kinds/trees/create/",
    "media/reports/create/",
    max((path for path in PAGES if path.startswith("hostile/a")), key=len),
]
"""A page of each kind."""
VIOLATIONS = """axe.run().then((result) => result.violations.map(
    (each) => [each.id, each.nodes.slice(0, 3).map((node) => node.html + node.failureSummary)]))"""
MOST_CHECKS = 20
"""The checks of afdocs that pass; the others ask for a login, or can't be made on a local server."""
AXE = (HERE / "node_modules/axe-core/axe.min.js").read_text()


def first_result(page: Page) -> str:
    expect(page.locator(".search li[aria-selected=true]")).to_be_visible()
    return page.locator(".search li[aria-selected=true]").inner_text()


@pytest.mark.parametrize(
    ("query", "shown", "url"),
    [
        ("instances create", "workflows.instances.create", CREATE),
        ("instance_retention", "instance_retention", f"{CREATE}#params.instance_retention"),
        ("NotFoundError", "NotFoundError", "workflows/errors/#NotFoundError"),
    ],
)
def test_the_search_finds_a_method_a_parameter_and_an_error(visit: Visit, query: str, shown: str, url: str) -> None:
    page = visit.open("workflows/workflows/versions/graph/")
    page.keyboard.press("/")
    page.keyboard.type(query)
    expect(page.locator(".search li").first).to_be_visible()
    assert shown in first_result(page)
    page.keyboard.press("Enter")
    page.wait_for_url(f"{visit.base}/{url}")


def test_arrows_choose_a_result(visit: Visit) -> None:
    page = visit.open("workflows/")
    page.keyboard.press("/")
    page.keyboard.type("list")
    expect(page.locator(".search li").nth(2)).to_be_visible()
    chosen = page.locator(".search li[aria-selected=true]")
    page.keyboard.press("ArrowDown")
    expect(chosen).to_have_id("found-1")
    page.keyboard.press("ArrowUp")
    expect(chosen).to_have_id("found-0")
    page.keyboard.press("Escape")
    expect(page.locator("dialog.search")).to_be_hidden()


def test_a_deep_anchor_opens_what_is_around_it(visit: Visit) -> None:
    page = visit.open(f"{CREATE}#params.instance_retention.error_retention")
    expect(page.locator("[id='params.instance_retention.error_retention']")).to_be_in_viewport()
    expect(page.locator("[id='params.instance_retention.error_retention.value']")).to_be_visible()
    expect(page.locator("[id='params.instance_retention'] > details")).to_have_attribute("open", "")


def test_an_anchor_in_another_media_type_shows_it(visit: Visit) -> None:
    page = visit.open("media/reports/create/#request.3.author.order.title")
    expect(page.locator("[id='request.3.author.order.title']")).to_be_visible()
    expect(page.get_by_role("radio", name="application/x-www-form-urlencoded", exact=True)).to_be_checked()


def test_the_tree_can_be_filtered(visit: Visit) -> None:
    page = visit.open(CREATE)
    links = page.locator(".side .methods a:visible")
    page.get_by_role("searchbox", name="Filter the methods below").fill("instances crea")
    expect(links).to_have_text(["workflows", "instances", "create", "events", "create"])
    expect(page.locator(".side [role=status]")).to_have_text("2 found")
    page.get_by_role("searchbox", name="Filter the methods below").fill("xyz")
    expect(links).to_have_count(0)
    expect(page.locator(".side [role=status]")).to_have_text("nothing found")


def test_previous_and_next_links_lead_through_all_pages(visit: Visit) -> None:
    page = visit.open("media/reports/")
    seen = [page.locator("h1").inner_text()]
    while page.get_by_role("link", name="Next").count():
        page.get_by_role("link", name="Next").click()
        seen.append(page.locator("h1").inner_text())
    assert seen[:4] == ["client.reports", "Make a report", "client.files", "Create"]
    assert seen[5:] == ["client.states", "Replace"]


def test_a_printed_page_has_the_text_of_all_tabs(visit: Visit) -> None:
    page = visit.open("media/reports/create/")
    page.emulate_media(media="print")
    expect(page.get_by_text("The name of the report.")).to_be_visible()
    expect(page.get_by_text("curl https://").first).to_be_visible()
    expect(page.locator(".side")).to_be_hidden()


def test_no_table_of_errors_scrolls_on_a_phone(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = visit_in(context, base).open("workflows/errors/")
    wide = "[...document.querySelectorAll('.wide')].filter((each) => each.scrollWidth > each.clientWidth).length"
    assert page.evaluate(wide) == 0
    context.close()


def test_all_can_be_unfolded_and_folded(visit: Visit) -> None:
    page = visit.open(CREATE)
    deep = page.locator("[id='params.instance_retention.error_retention.value']")
    expect(deep).to_be_hidden()
    page.get_by_role("button", name="Expand all of Parameters").click()
    expect(deep).to_be_visible()
    page.get_by_role("button", name="Collapse all of Parameters").click()
    expect(deep).to_be_hidden()


def test_code_is_copied(browser: Browser, base: str) -> None:
    context = browser.new_context(permissions=["clipboard-read", "clipboard-write"])
    page = visit_in(context, base).open(CREATE)
    page.get_by_role("button", name="Copy the code").first.click()
    expect(page.get_by_text("Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()").startswith("import os\nfrom cloudflare import Cloudflare\n")
    context.close()


def test_the_theme_switches_and_stays(visit: Visit) -> None:
    page = visit.open(CREATE)
    colour = "getComputedStyle(document.body).backgroundColor"
    light = page.evaluate(colour)
    page.get_by_role("button", name="Switch to the dark theme").click()
    dark = page.evaluate(colour)
    assert dark != light
    page.reload()
    assert page.evaluate(colour) == dark
    visit.open("workflows/errors/")
    assert page.evaluate(colour) == dark


def test_the_chosen_example_stays(visit: Visit) -> None:
    page = visit.open(CREATE)
    page.get_by_text("curl", exact=True).click()
    expect(page.get_by_text("curl https://")).to_be_visible()
    visit.open("workflows/workflows/list/")
    expect(page.get_by_text("curl 'https://").or_(page.get_by_text("curl https://"))).to_be_visible()


@pytest.mark.parametrize("width", [390, 1024, 1440])
def test_no_page_scrolls_sideways(browser: Browser, base: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 844})
    visit = visit_in(context, base)
    wide = [path for path in PAGES if visit.open(path).evaluate("document.documentElement.scrollWidth") > width]
    assert (wide, visit.faults) == ([], [])
    context.close()


def test_the_menu_of_a_phone_opens(browser: Browser, base: str) -> None:
    context = browser.new_context(viewport={"width": 390, "height": 844})
    page = visit_in(context, base).open(CREATE)
    page.get_by_role("button", name="Menu").click()
    expect(page.locator(".side a[aria-current=page]")).to_be_in_viewport()
    context.close()


def test_without_javascript_all_text_and_links_work(browser: Browser, base: str) -> None:
    context = browser.new_context(java_script_enabled=False, viewport={"width": 390, "height": 844})
    page = visit_in(context, base).open(f"{CREATE}#params.instance_retention")
    deep = page.locator("[id='params.instance_retention.error_retention'] > details > summary")
    page.locator("[id='params.instance_retention'] > details > summary").click()
    expect(deep).to_be_visible()
    page.get_by_text("curl", exact=True).click()
    expect(page.get_by_text("curl https://")).to_be_visible()
    page = visit_in(context, base).open("media/reports/create/")
    page.locator("main").get_by_text("application/x-www-form-urlencoded", exact=True).click()
    expect(page.get_by_text("The name of the report.")).to_be_visible()
    page = visit_in(context, base).open(CREATE)
    page.get_by_role("link", name="Menu").click()
    page.locator(".side").get_by_role("link", name="graph").click()
    expect(page.locator("h1")).to_have_text("Get the graph of a version")
    assert page.locator("button").count() == 0
    context.close()


@pytest.mark.parametrize(("scheme", "width"), [("light", 1440), ("dark", 1440), ("light", 390)])
@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing(browser: Browser, base: str, path: str, scheme: str, width: int) -> None:
    context = browser.new_context(viewport={"width": width, "height": 900}, color_scheme=scheme, bypass_csp=True)
    page = visit_in(context, base).open(path)
    for button in page.get_by_role("button", name="Expand all").all():
        button.click()
    page.evaluate(AXE)
    assert page.evaluate(VIOLATIONS) == []
    context.close()


def test_afdocs_finds_nothing(base: str) -> None:
    url = f"{base}/published/"
    skipped = ["content-negotiation"]  # files alone can't do that
    skipped += ["content-start-position"]  # it takes the title and the menu of a short page for a tenth of it
    command = [HERE / "node_modules/.bin/afdocs", "check", url, "--format", "json", "--quiet"]
    command += ["--sampling", "deterministic", "--request-delay", "0", "--skip-checks", ",".join(skipped)]
    command += ["--canonical-origin", "https://docs.example.com/published"]
    done = subprocess.run(command, check=False, capture_output=True, text=True, timeout=120)
    results = json.loads(done.stdout)["results"]
    assert [each["message"] for each in results if each["status"] in ("fail", "warn", "error")] == []
    assert len([each for each in results if each["status"] == "pass"]) >= MOST_CHECKS


def test_every_page_is_valid_html() -> None:
    validator, config = HERE / "node_modules/.bin/html-validate", HERE / ".htmlvalidate.json"
    pages = [str(path) for path in sorted(Path(BUILT).rglob("*.html"))]
    done = subprocess.run([validator, "--config", config, *pages], check=False, capture_output=True, text=True)
    assert done.returncode == 0, done.stdout[-4000:]
