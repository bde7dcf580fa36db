"""The example of the published page for creating an instance: its response, and its snippet as it stands there."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from cloudflare import Cloudflare
from syrupy.assertion import SnapshotAssertion

from tests.recordings.cassettes import HERE, as_json, load
from tests.recordings.describe import describe
from tests.recordings.playback import played

SEED = load(HERE / "seed_page.yaml")
GENERATED = Path(__file__).parents[2] / "generated"
SNIPPET = """
import os
from cloudflare import Cloudflare

client = Cloudflare(
    api_token=os.environ.get("CLOUDFLARE_API_TOKEN"),  # This is the default and can be omitted
)
instance = client.workflows.instances.create(
    workflow_name="x",
    account_id="account_id",
)
print(instance.id)
"""


def test_response(snapshot: SnapshotAssertion) -> None:
    with played(SEED) as origin, Cloudflare(base_url=origin, api_token="token") as client:
        instance = client.workflows.instances.create("x", account_id="account_id")
    assert describe(instance) == snapshot


def test_envelope_is_within_reach() -> None:
    with played(SEED) as origin, Cloudflare(base_url=origin, api_token="token") as client:
        response = client.workflows.instances.with_raw_response.create("x", account_id="account_id")
        assert response.json() == as_json(SEED[0]["response"]["body"]["string"])
        assert response.parse().id == "x"


def test_snippet_prints_the_id() -> None:
    with played(SEED) as origin:
        environment = {
            **os.environ,
            "PYTHONPATH": str(GENERATED),
            "CLOUDFLARE_BASE_URL": origin,
            "CLOUDFLARE_API_TOKEN": "token",
        }
        done = subprocess.run(
            [sys.executable, "-c", SNIPPET], env=environment, capture_output=True, text=True, check=False, timeout=60
        )
    assert (done.stdout, done.stderr) == ("x\n", "")
