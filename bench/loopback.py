"""A server on loopback that costs next to nothing: `python bench/loopback.py` prints its port and serves until its end.

It looks at the first line of a request and at its length, and sends bytes that were made before: what is measured is
what a client does.
"""

from __future__ import annotations

import asyncio
import json
import re
from typing import cast

ITEMS, EVENTS = 1_000, 20_000
CREATED = {
    "id": "run-1",
    "status": "queued",
    "version_id": "3e5a4f5e-6f0a-4f0e-8a5c-2f1d4b6a7c8d",
    "workflow_id": "5f0c2c1e-1b1a-4a39-9e0f-0c1d2e3f4a5b",
    "trigger_source": "api",
}
LISTED = {
    "id": "run-1",
    "created_on": "2026-01-02T03:04:05.678Z",
    "ended_on": None,
    "modified_on": "2026-01-02T03:04:05.678Z",
    "started_on": "2026-01-02T03:04:05.678Z",
    "status": "running",
    "version_id": CREATED["version_id"],
    "workflow_id": CREATED["workflow_id"],
    "trigger_source": "api",
}
_ENVELOPE: dict[str, object] = {"success": True, "errors": [], "messages": []}
_INFO = {"count": ITEMS, "page": 1, "per_page": ITEMS, "total_count": ITEMS}
_LENGTH = re.compile(rb"\r\ncontent-length: *([0-9]+)", re.IGNORECASE)


def response(body: bytes, kind: str = "application/json") -> bytes:
    """A whole response."""
    head = f"HTTP/1.1 200 OK\r\nContent-Type: {kind}\r\nContent-Length: {len(body)}\r\nServer: loopback\r\n\r\n"
    return head.encode() + body


def events() -> bytes:
    """A stream of events in chunks of some events each, as a server flushes them."""
    made = [
        "event: delta\ndata: " + json.dumps({"id": number, "kind": "delta", "text": f"word {number}"}) + "\n\n"
        for number in range(EVENTS)
    ]
    pieces = ["".join(made[at : at + 20]).encode() for at in range(0, EVENTS, 20)]
    head = b"HTTP/1.1 200 OK\r\nContent-Type: text/event-stream\r\nTransfer-Encoding: chunked\r\n\r\n"
    return head + b"".join(b"%x\r\n%b\r\n" % (len(piece), piece) for piece in pieces) + b"0\r\n\r\n"


CREATE = response(json.dumps({**_ENVELOPE, "result": CREATED}).encode())
PAGE = response(json.dumps({**_ENVELOPE, "result": [LISTED] * ITEMS, "result_info": _INFO}).encode())
STREAM = events()


class Loopback(asyncio.Protocol):
    """One connection."""

    def __init__(self) -> None:
        self._held = b""

    def connection_made(self, transport: asyncio.BaseTransport) -> None:
        """Keep the connection."""
        self._transport = cast(asyncio.Transport, transport)

    def data_received(self, data: bytes) -> None:
        """Answer each request that is complete."""
        self._held += data
        while (end := self._held.find(b"\r\n\r\n")) >= 0:
            length = _LENGTH.search(self._held, 0, end + 2)
            whole = end + 4 + (int(length[1]) if length else 0)
            if len(self._held) < whole:
                return
            line, self._held = self._held[:end], self._held[whole:]
            self._transport.write(_choose(line))


def _choose(line: bytes) -> bytes:
    if line.startswith(b"POST"):
        return CREATE
    return STREAM if line.startswith(b"GET /events") else PAGE


async def main() -> None:
    """Serve on a free port."""
    server = await asyncio.get_running_loop().create_server(Loopback, "127.0.0.1", 0)
    print(server.sockets[0].getsockname()[1], flush=True)
    await server.serve_forever()


if __name__ == "__main__":
    asyncio.run(main())
