"""The API of spec/orchard, as the examples of the documentation find it."""

from __future__ import annotations

import json
import re

from tests.support.loopback import Loopback, Reply, Request

TREES = [
    {"id": "t_0001", "species": "apple", "position": {"row": 3, "place": 7}, "name": "Old Bramley"},
    {"id": "t_0002", "species": "pear", "position": {"row": 3, "place": 8}},
    {"id": "t_0003", "species": "plum", "position": {"row": 4, "place": 1}},
]
PARTS = ("In ", "February", ".")
IMAGE = b"\xff\xd8\xff" + bytes(9)
TREE = re.compile(r"/trees/(\w+)")


class OrchardApi(Loopback):
    """Answers each request by its path; `/unlucky` paths fail once and then succeed."""

    def __init__(self) -> None:
        super().__init__()
        self.busy = 0
        """How many of the next requests are told to come back later."""

    def answer(self, request: Request) -> Reply:
        self.requests.append(request)
        if self.busy:
            self.busy -= 1
            return Reply(429, json={"message": "one moment"}, headers={"retry-after-ms": "1"})
        reply = self.routed(request)
        return Reply(reply.status, reply.json, reply.body, {"x-request-id": "req_1", **reply.headers}, reply.chunks)

    def routed(self, request: Request) -> Reply:
        query = dict(request.query)
        match request.method, request.path:
            case "GET", "/status":
                return Reply(json={"ok": True})
            case "GET", "/trees":
                start = int(query.get("cursor", "0"))
                following = str(start + 2) if start + 2 < len(TREES) else None
                return Reply(json={"data": TREES[start : start + 2], "next_cursor": following})
            case "POST", "/trees":
                sent = json.loads(request.body)
                if sent["position"]["row"] < 1:
                    return Reply(422, json={"message": "row must be at least 1", "code": "bad_row"})
                return Reply(201, json={"id": "t_0004", **sent})
            case "POST", "/advice":
                return advice(request)
            case "GET", "/harvests/report":
                return Reply(body=b"tree,kg\nt_0001,41.5\n", headers={"content-type": "text/csv"})
            case _:
                return self.below_a_tree(request)

    def below_a_tree(self, request: Request) -> Reply:
        if request.path.endswith("/photos"):
            return Reply(201, json={"id": "p_3", "size": request.body.count(b"\xff") * 4})
        if request.path.endswith("/image"):
            return Reply(body=IMAGE, headers={"content-type": "image/jpeg"})
        found = TREE.fullmatch(request.path)
        tree = next((each for each in TREES if found and each["id"] == found[1]), None)
        if tree is None:
            return Reply(404, json={"message": "there is no such tree", "code": "unknown_tree"})
        return Reply(204) if request.method == "DELETE" else Reply(json=tree)


def advice(request: Request) -> Reply:
    """Answer in one piece, or part by part."""
    if not json.loads(request.body).get("stream"):
        return Reply(json={"text": "".join(PARTS)})
    events = [{"delta": part} for part in PARTS] + [{"delta": "", "done": True}]
    chunks = tuple(f"data: {json.dumps(event)}\n\n".encode() for event in events)
    return Reply(headers={"content-type": "text/event-stream"}, chunks=chunks)
