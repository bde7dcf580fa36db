"""Measures the generated Cloudflare client: `python bench/runtime.py [--rounds N] [--json FILE]`.

Every figure is the median of ratios, each between two measurements made right after one another in the same round, so
that a busy machine slows both; calls are measured in processor time. The peer, `cloudflare` 5.9.0 from the package
index, is installed into an environment of its own under `build/bench` on the first run. Nothing leaves the machine
during the measurements: the HTTP library answers from memory.
"""

from __future__ import annotations

import argparse
import json
import os
import statistics
import subprocess
import sys
import venv
from pathlib import Path

ROOT = Path(__file__).parents[1]
PEER = ROOT / "build" / "bench" / "peer"
PEER_REQUIREMENT = "cloudflare==5.9.0"

COMMON = """
import json, os, sys, time

CREATED = {"id": "run-1", "status": "queued", "version_id": "3e5a4f5e-6f0a-4f0e-8a5c-2f1d4b6a7c8d",
           "workflow_id": "5f0c2c1e-1b1a-4a39-9e0f-0c1d2e3f4a5b", "trigger_source": "api"}
LISTED = {"id": "run-1", "created_on": "2026-01-02T03:04:05.678Z", "ended_on": None,
          "modified_on": "2026-01-02T03:04:05.678Z", "started_on": "2026-01-02T03:04:05.678Z", "status": "running",
          "version_id": CREATED["version_id"], "workflow_id": CREATED["workflow_id"], "trigger_source": "api"}
ENVELOPE = {"success": True, "errors": [], "messages": []}
CREATE = json.dumps({**ENVELOPE, "result": CREATED}).encode()
PAGE = json.dumps({**ENVELOPE, "result": [LISTED] * 1000,
                   "result_info": {"count": 1000, "page": 1, "per_page": 1000, "total_count": 1000}}).encode()
ARGS = {"account_id": "0123456789abcdef0123456789abcdef"}

def seconds(function, repeats):
    started = time.process_time()
    for _ in range(repeats):
        function()
    return (time.process_time() - started) / repeats

def middle(values):
    return sorted(values)[len(values) // 2]

def create(client):
    return lambda: client.workflows.instances.create("brief", instance_id="run-1", params={"a": [1, 2]}, **ARGS)

def transport(httpx, body):
    headers = {"content-type": "application/json"}
    return httpx.MockTransport(lambda _: httpx.Response(200, headers=headers, content=body))
"""

OURS_CREATE = """
import httpx2, pydantic
from typing import Literal, Optional
import cloudflare

class Created(pydantic.BaseModel):
    id: str
    status: Literal["queued", "running", "paused", "errored", "terminated", "complete", "waiting"]
    version_id: str
    workflow_id: str
    trigger_source: Optional[Literal["unknown", "api", "binding", "event", "cron"]] = None

class Envelope(pydantic.BaseModel):
    result: Created

hand_client = httpx2.Client(transport=transport(httpx2, CREATE), headers={"Authorization": "Bearer x"})
def hand():
    url = f"https://api.cloudflare.com/client/v4/accounts/{ARGS['account_id']}/workflows/brief/instances"
    response = hand_client.post(url, json={"instance_id": "run-1", "params": {"a": [1, 2]}})
    response.raise_for_status()
    return Envelope.model_validate_json(response.content).result

client = cloudflare.Cloudflare(api_token="x", http_client=httpx2.Client(transport=transport(httpx2, CREATE)))
ours = create(client)
assert ours().id == hand().id == "run-1"
seconds(hand, 100), seconds(ours, 100)
rounds = [(seconds(ours, 50), seconds(hand, 50)) for _ in range(61)]
print(json.dumps({"ours": middle([o for o, _ in rounds]), "ratio": middle([o / h for o, h in rounds])}))
"""

PEER_CREATE = """
import httpx, cloudflare
client = cloudflare.Cloudflare(api_token="x", http_client=httpx.Client(transport=transport(httpx, CREATE)))
peer = create(client)
assert peer().id == "run-1"
seconds(peer, 50)
print(json.dumps({"peer": middle([seconds(peer, 50) for _ in range(21)])}))
"""

PAGE_PARSE = """
import httpx2, pydantic
import cloudflare
from cloudflare.pagination import SyncV4PagePaginationArray
from cloudflare.types.workflows import InstanceListResponse

adapter = pydantic.TypeAdapter(SyncV4PagePaginationArray[InstanceListResponse])
http_client = httpx2.Client(transport=transport(httpx2, PAGE))
client = cloudflare.Cloudflare(api_token="x", http_client=http_client)
ours = lambda: client.workflows.instances.list("brief", **ARGS)
hand = lambda: adapter.validate_json(PAGE)
assert len(ours().result) == len(hand().result) == 1000
rounds = [(seconds(ours, 5), seconds(hand, 5)) for _ in range(31)]
print(json.dumps({"ratio": middle([o / h for o, h in rounds])}))
"""

START = """
import time
started = time.perf_counter()
import cloudflare
client = cloudflare.Cloudflare(api_token="x")
client.workflows.instances
took = time.perf_counter() - started
import resource
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""

START_BASE = """
import time
started = time.perf_counter()
import httpx2, pydantic
took = time.perf_counter() - started
import resource
print(took, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
"""


def run(python: str, code: str, path: str) -> str:
    """What a script prints in a fresh process."""
    environment = {name: value for name, value in os.environ.items() if not name.startswith(("CLOUDFLARE_", "PYTHON"))}
    # Installed packages are compiled; so is ours, beside the peer and not in the tree.
    environment |= {"PYTHONPATH": path, "PYTHONPYCACHEPREFIX": str(PEER.parent / "compiled")}
    done = subprocess.run([python, "-c", code], env=environment, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"a measurement failed:\n{done.stderr}")
    return done.stdout.strip().splitlines()[-1]


def ours(code: str) -> str:
    """What a script prints that imports the generated client."""
    return run(sys.executable, code, str(ROOT / "generated"))


def peer(code: str) -> str:
    """What a script prints that imports the peer."""
    return run(str(PEER / "bin" / "python"), code, "")


def install_peer() -> None:
    """Make the peer's environment if it is not there."""
    if (PEER / "done").exists():
        return
    print(f"installing {PEER_REQUIREMENT} into {PEER.relative_to(ROOT)}", file=sys.stderr)
    venv.create(PEER, with_pip=True, clear=True)
    subprocess.run([PEER / "bin" / "python", "-m", "pip", "install", "--quiet", PEER_REQUIREMENT], check=True)
    (PEER / "done").touch()


def measure(rounds: int) -> dict[str, float]:
    """The median of each ratio."""
    found: dict[str, list[float]] = {}

    def note(name: str, value: float) -> None:
        found.setdefault(name, []).append(value)

    for code, side in ((START, ours), (START_BASE, ours), (START, peer)):
        side(code)
    for _ in range(rounds):
        one = json.loads(ours(COMMON + OURS_CREATE))
        other = json.loads(peer(COMMON + PEER_CREATE))
        note("create / hand-written", one["ratio"])
        note("create / cloudflare 5.9.0", one["ours"] / other["peer"])
        note("page of 1,000 / TypeAdapter", json.loads(ours(COMMON + PAGE_PARSE))["ratio"])
    for _ in range(rounds * 5):
        took, memory = map(float, ours(START).split())
        base, base_memory = map(float, ours(START_BASE).split())
        theirs, _ = map(float, peer(START).split())
        note("start / imports of httpx2 and pydantic", took / base)
        note("start / cloudflare 5.9.0", took / theirs)
        note("memory / imports of httpx2 and pydantic", memory / base_memory)
    return {name: statistics.median(values) for name, values in found.items()}


TARGETS = {
    "create / hand-written": 1.25,
    "create / cloudflare 5.9.0": 0.40,
    "start / imports of httpx2 and pydantic": 1.20,
    "start / cloudflare 5.9.0": 0.50,
    "page of 1,000 / TypeAdapter": 1.15,
    "memory / imports of httpx2 and pydantic": 1.30,
}


def main() -> None:
    """Print the table; with `--check` end with 1 if a target is missed."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--json", type=Path)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    install_peer()
    results = measure(options.rounds)
    print("| what | ratio | at most |\n| --- | --- | --- |")
    for name, target in TARGETS.items():
        print(f"| {name} | {results[name]:.2f} | {target:.2f} |")
    if options.json is not None:
        options.json.write_text(json.dumps(results, indent=1) + "\n")
    missed = [name for name, target in TARGETS.items() if results[name] > target]
    if options.check and missed:
        raise SystemExit(f"missed: {', '.join(missed)}")


if __name__ == "__main__":
    main()
