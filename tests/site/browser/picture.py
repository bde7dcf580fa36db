"""Takes the picture of a page of a reference site that README.md and docs/ show: `python picture.py SITE PNG`."""

from __future__ import annotations

import functools
import shutil
import sys
import threading
from http.server import ThreadingHTTPServer

from conftest import Handler
from playwright.sync_api import sync_playwright

PAGE = "workflows/instances/create/"


def take_picture(site: str, path: str) -> None:
    """Write the picture of the page that the project began from, as a wide screen shows it."""
    server = ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Handler, directory=site))
    threading.Thread(target=server.serve_forever, daemon=True).start()
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=shutil.which("chromium"), args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 800}, color_scheme="light")
        page.goto(f"http://127.0.0.1:{server.server_port}/{PAGE}")
        page.screenshot(path=path)
        browser.close()


if __name__ == "__main__":
    take_picture(*sys.argv[1:])
