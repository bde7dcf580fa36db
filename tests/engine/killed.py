"""Not a test of its own: `test_fixture.py` runs this, to see how the death of the engine is reported."""

from __future__ import annotations

import os
import signal
from pathlib import Path

from cloudflare import Cloudflare

from tests.engine.engine import Engine


def test_engine_dies(engine: Engine, cloudflare: Cloudflare) -> None:
    Path(os.environ["SPECLOOM_GROUP_FILE"]).write_text(str(engine.process.group))
    os.killpg(engine.process.group, signal.SIGKILL)
    cloudflare.workflows.list(account_id="local")
