"""Both clients do with a real engine what the scenarios say."""

from __future__ import annotations

from typing import Any

import pytest
from cloudflare import Cloudflare

from tests.engine.cloudflare_scenarios import CLOUDFLARE_SCENARIOS, CloudflareScenario
from tests.engine.engine import Engine
from tests.engine.scenarios import SCENARIOS, Scenario


@pytest.mark.parametrize("scenario", SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_the_client_of_the_engine(engine: Engine, local_engine: Any, scenario: Scenario) -> None:
    assert list(scenario(local_engine, engine))


@pytest.mark.parametrize("scenario", CLOUDFLARE_SCENARIOS, ids=lambda scenario: scenario.__name__)
def test_the_cloudflare_client(engine: Engine, cloudflare: Cloudflare, scenario: CloudflareScenario) -> None:
    assert list(scenario(cloudflare, engine))
