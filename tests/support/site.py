"""A web site on the loopback interface, with pages by path."""

from __future__ import annotations

from collections.abc import Mapping

from tests.support.loopback import Loopback, Reply, Request

TEXT = {"content-type": "application/yaml"}
MISSING = Reply(404, body=b"no such page")


class Site(Loopback):
    """A server with pages by path, or by the whole target of a request."""

    def __init__(self, pages: Mapping[str, Reply]) -> None:
        super().__init__()
        self.pages = dict(pages)
        self.known: dict[str, str] = {}
        """ETags by path: who has the page already gets a 304."""
        self.others: Reply | None = None
        """What is at every other path."""

    def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        if request.headers["if-none-match"] == self.known.get(request.path, object()):
            return Reply(304)
        return self.pages.get(request.target) or self.pages.get(request.path) or self.others or MISSING


def page(text: str | bytes, **headers: str) -> Reply:
    content = text if isinstance(text, bytes) else text.encode()
    return Reply(body=content, headers={**TEXT, **{key.replace("_", "-"): value for key, value in headers.items()}})
