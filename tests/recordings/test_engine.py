"""What the real engine answered, played back over a socket, and what the two clients make of it."""

from __future__ import annotations

import pytest
from syrupy.assertion import SnapshotAssertion

from tests.engine.clients import cloudflare_client, engine_client
from tests.engine.cloudflare_scenarios import CLOUDFLARE_SCENARIOS, CloudflareScenario
from tests.engine.scenarios import SCENARIOS, Replay, Scenario
from tests.recordings.cassettes import HERE, load
from tests.recordings.describe import describe
from tests.recordings.playback import played


@pytest.mark.usefixtures("engine_package")
@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_the_client_of_the_engine(scenario: Scenario, snapshot: SnapshotAssertion) -> None:
    with played(load(HERE / "engine" / f"{scenario.__name__}.yaml")) as origin, engine_client(origin) as client:
        results = {label: describe(result) for label, result in scenario(client, Replay())}
    assert results == snapshot


@pytest.mark.parametrize("scenario", CLOUDFLARE_SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_the_cloudflare_client(scenario: CloudflareScenario, snapshot: SnapshotAssertion) -> None:
    with played(load(HERE / "engine" / f"{scenario.__name__}.yaml")) as origin, cloudflare_client(origin) as client:
        results = {label: describe(result) for label, result in scenario(client, Replay())}
    assert results == snapshot
