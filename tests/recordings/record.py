"""`make record`: writes the recordings anew. A second run gives the same files."""

from __future__ import annotations

import shutil
import sys
import tempfile
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Protocol, cast

from cloudflare import Cloudflare

from tests.contract.calls import CALLS, VERSION_ID
from tests.contract.prism import SPEC, running_prism
from tests.engine.clients import cloudflare_client, engine_client, generate_engine_client
from tests.engine.cloudflare_scenarios import CLOUDFLARE_SCENARIOS
from tests.engine.engine import running_engine
from tests.engine.scenarios import SCENARIOS, failure
from tests.recordings.cassettes import HERE
from tests.recordings.recorder import UUID, recording
from tests.support.process import ServerError

FAILURES = (400, 401, 403, 404, 409, 429, 500, 503)


class Method(Protocol):
    def __call__(self, **arguments: object) -> object: ...


def record_published(directory: Path, target: Path) -> None:
    """Every operation and every failure class, as the examples of the description have them."""
    target.mkdir()
    keep = frozenset({VERSION_ID, *UUID.findall(SPEC.read_text(encoding="utf-8"))})
    with running_prism(directory) as base_url:
        with recording(target / "operations.yaml", keep=keep):
            record_calls(base_url)
        with recording(target / "failures.yaml", keep=keep):
            for status in FAILURES:
                record_failure(base_url, status)


def record_calls(base_url: str) -> None:
    """Every operation with all of its parameters."""
    with Cloudflare(base_url=base_url, api_token="token", max_retries=0) as client:
        for call in CALLS:
            cast("Method", attrgetter(call.method)(client))(**call.arguments(full=True))


def record_failure(base_url: str, status: int) -> None:
    """One refused creation of an instance; the id says which."""
    with Cloudflare(
        base_url=base_url, api_token="token", max_retries=0, default_headers={"Prefer": f"code={status}"}
    ) as client:
        create = partial(client.workflows.instances.create, "orders", account_id="acc0")
        failure(lambda: create(instance_id=f"fails-{status}"), status)


def record_engine(directory: Path, target: Path) -> None:
    """Every scenario, against an engine with empty state."""
    target.mkdir()
    with running_engine(directory) as engine:
        (target / "openapi.json").write_bytes(engine.document())
        generate_engine_client(target / "openapi.json", directory)
        for scenario in SCENARIOS:
            with recording(target / f"{scenario.__name__}.yaml"), engine_client(engine.origin) as client:
                list(scenario(client, engine))
        for scenario in CLOUDFLARE_SCENARIOS:
            with recording(target / f"{scenario.__name__}.yaml"), cloudflare_client(engine.origin) as client:
                list(scenario(client, engine))


def main() -> int:
    """Exit code 2, with the reason, where the engine or Prism cannot run."""
    with tempfile.TemporaryDirectory() as name:
        directory = Path(name)
        try:
            record_published(directory, directory / "published")
            record_engine(directory, directory / "engine")
        except ServerError as error:
            print(error, file=sys.stderr)
            return 2
        for kind in ("published", "engine"):
            shutil.rmtree(HERE / kind, ignore_errors=True)
            shutil.copytree(directory / kind, HERE / kind)
    return 0


if __name__ == "__main__":
    sys.exit(main())
