"""A stand-in for the Workflows API: it answers as the API's page does, and needs the standard library alone.

python examples/server.py [PORT]
"""

from __future__ import annotations

import json
import re
import sys
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

INSTANCES = re.compile(r"/accounts/[^/]+/workflows/[^/]+/instances")
CREATED = {
    "id": "x",
    "status": "queued",
    "version_id": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
    "workflow_id": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
}


class Handler(BaseHTTPRequestHandler):
    """Creates instances for everybody who sends a token."""

    def do_POST(self) -> None:
        """Answer a request to create an instance."""
        self.rfile.read(int(self.headers.get("content-length") or 0))
        if not self.headers.get("authorization", "").startswith("Bearer "):
            self.reply(401, errors=[{"code": 10000, "message": "Authentication error"}])
        elif not INSTANCES.fullmatch(self.path):
            self.reply(404, errors=[{"code": 7003, "message": "Could not route to this path."}])
        else:
            self.reply(200, result=CREATED)

    def reply(self, status: int, *, result: object = None, errors: list[dict[str, object]] | None = None) -> None:
        """Send a response in the envelope of the API."""
        envelope = {"success": not errors, "errors": errors or [], "messages": [], "result": result}
        body = json.dumps(envelope).encode()
        self.send_response(status)
        self.send_header("content-type", "application/json")
        self.send_header("content-length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)


def main() -> None:
    """Serve on the loopback interface until Ctrl-C."""
    port = int(sys.argv[1]) if len(sys.argv) > 1 else 8000
    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        try:
            server.serve_forever()
        except KeyboardInterrupt:
            sys.stderr.write("\n")


if __name__ == "__main__":
    main()
