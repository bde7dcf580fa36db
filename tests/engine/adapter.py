"""Lets the Cloudflare client talk to the local engine, by a transport alone: no generated code is touched.

    engine = "http://127.0.0.1:8787"
    http_client = DefaultHttpxClient(transport=EngineTransport(httpx2.HTTPTransport()))
    client = Cloudflare(base_url=engine, api_token="any", http_client=http_client)

What it changes on the way to the engine:
- the path `/accounts/{account_id}/workflows...` becomes `/cdn-cgi/explorer/api/workflows...`;
- in the body of a new instance, `instance_id` is called `id`;
- in the body of a status change, `status` is called `action`.

Answers pass as they are: what the engine leaves out stays left out. Operations that the engine does not have are
answered here, with the envelope of a 404, since the engine can fall silent after a request whose body it did not read.
"""

from __future__ import annotations

import json
import re
from typing import cast

import httpx2

from tests.engine.engine import API_PATH, Json

WORKFLOWS = re.compile(rb"^/accounts/[^/]+(?P<rest>/workflows.*)$")
RENAMED = {"instance_id": "id", "status": "action"}
# Method, path below /workflows: what the engine can do.
KNOWN = (
    ("GET", re.compile(r"^(/[^/]+(/instances(/(?!batch$)[^/]+)?)?)?$")),
    ("DELETE", re.compile(r"^/[^/]+(/instances/[^/]+)?$")),
    ("POST", re.compile(r"^/[^/]+/instances(/[^/]+/events/[^/]+)?$")),
    ("PATCH", re.compile(r"^/[^/]+/instances/[^/]+/status$")),
)


class EngineTransport(httpx2.BaseTransport):
    """Sends the requests of a sync Cloudflare client to the engine through another transport."""

    def __init__(self, inner: httpx2.BaseTransport) -> None:
        self._inner = inner

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        request.read()
        translated = translate(request)
        return unknown_operation(request) if translated is None else self._inner.handle_request(translated)

    def close(self) -> None:
        self._inner.close()


class AsyncEngineTransport(httpx2.AsyncBaseTransport):
    """The same for an async client."""

    def __init__(self, inner: httpx2.AsyncBaseTransport) -> None:
        self._inner = inner

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        await request.aread()
        translated = translate(request)
        return unknown_operation(request) if translated is None else await self._inner.handle_async_request(translated)

    async def aclose(self) -> None:
        await self._inner.aclose()


def translate(request: httpx2.Request) -> httpx2.Request | None:
    """The request as the engine wants it, or None if the engine has no such operation."""
    match = WORKFLOWS.match(request.url.raw_path)
    if match is None or not knows(request.method, match["rest"]):
        return None
    headers = {name: value for name, value in request.headers.items() if name != "content-length"}
    url = request.url.copy_with(raw_path=API_PATH.encode() + match["rest"])
    content = translate_body(request.content, events=b"/events/" in match["rest"])
    return httpx2.Request(request.method, url, headers=headers, content=content, extensions=request.extensions)


def knows(method: str, rest: bytes) -> bool:
    """Whether the engine has this operation; `rest` is the path from `/workflows` on, with its query."""
    below = rest.decode().partition("?")[0].removeprefix("/workflows")
    return any(method == known and pattern.match(below) for known, pattern in KNOWN)


def translate_body(content: bytes, *, events: bool) -> bytes:
    """The JSON body with the engine's names; the payload of an event is the user's own and stays."""
    if not content or events:
        return content
    body = cast("Json", json.loads(content))
    if not isinstance(body, dict):
        return content
    return json.dumps({RENAMED.get(name, name): value for name, value in body.items()}).encode()


def unknown_operation(request: httpx2.Request) -> httpx2.Response:
    """What the published API answers where there is nothing."""
    error = {"code": 7003, "message": f"the local engine has no {request.method} {request.url.path}"}
    envelope = {"success": False, "errors": [error], "messages": [], "result": None}
    return httpx2.Response(404, json=envelope, request=request)
