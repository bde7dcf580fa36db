"""A browser, and the sites that `make test-site` has built, served under a strict Content-Security-Policy."""

from __future__ import annotations

import functools
import http.server
import shutil
import threading
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, sync_playwright

HERE = Path(__file__).parent
BUILT = HERE.parents[2] / "build/site-tests"
POLICY = (
    "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self'; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


class Handler(http.server.SimpleHTTPRequestHandler):
    """Serves files with the policy, and says nothing."""

    def end_headers(self) -> None:
        self.send_header("Content-Security-Policy", POLICY)
        super().end_headers()

    def log_message(self, format: str, *args: object) -> None:
        """Say nothing."""


@dataclass
class Visit:
    """A page in a browser, and what it complained about or asked of other hosts."""

    page: Page
    base: str
    faults: list[str] = field(default_factory=list)

    def open(self, path: str) -> Page:
        """Open a page of the sites, such as `kinds/trees/list/`."""
        self.page.goto(f"{self.base}/{path}")
        return self.page


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    """The URL below which each site is."""
    handler = functools.partial(Handler, directory=str(BUILT))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    yield f"http://127.0.0.1:{server.server_port}"
    server.shutdown()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """Debian's Chromium."""
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        yield browser
        browser.close()


def visit_in(context: BrowserContext, base: str) -> Visit:
    """Return a page that collects its faults."""
    visit = Visit(context.new_page(), base)
    visit.page.on("console", lambda message: visit.faults.append(message.text) if message.type == "error" else None)
    visit.page.on("pageerror", lambda error: visit.faults.append(str(error)))
    visit.page.on("request", lambda request: None if request.url.startswith(base) else visit.faults.append(request.url))
    return visit


@pytest.fixture
def visit(browser: Browser, base: str) -> Iterator[Visit]:
    """A page on a wide screen; it must have had no fault in the end."""
    context = browser.new_context(viewport={"width": 1440, "height": 900}, color_scheme="light")
    found = visit_in(context, base)
    yield found
    assert found.faults == []
    context.close()
