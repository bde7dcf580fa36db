"""Defaults of the clients, in the units that their names say."""

from __future__ import annotations

from typing import Final

from ._runtime.http_library import httpx
from ._runtime.settings import (
    DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES,
)
from ._runtime.settings import (
    DEFAULT_TIMEOUT_SECONDS,
)
from ._runtime.settings import (
    INITIAL_RETRY_DELAY as INITIAL_RETRY_DELAY,
)
from ._runtime.settings import (
    MAX_RETRY_AFTER as MAX_RETRY_AFTER,
)
from ._runtime.settings import (
    MAX_RETRY_DELAY as MAX_RETRY_DELAY,
)


def _connect_seconds(timeout: float | None) -> float | None:
    return None if timeout is None else min(5.0, timeout)


DEFAULT_TIMEOUT: Final = httpx.Timeout(
    timeout=DEFAULT_TIMEOUT_SECONDS,
    connect=_connect_seconds(DEFAULT_TIMEOUT_SECONDS),
)
"""Seconds for each read, write and wait for a connection, and for connecting."""
HTTPX_DEFAULT_TIMEOUT: Final = httpx.Timeout(5.0)
DEFAULT_CONNECTION_LIMITS: Final = httpx.Limits(max_connections=100, max_keepalive_connections=20)


MODE_HEADER: Final = "X-Specloom-Response-Mode"
"""Marks a call made through `with_raw_response` or `with_streaming_response`; never sent."""
RAW_RESPONSE_HEADER: Final = MODE_HEADER
OVERRIDE_CAST_TO_HEADER: Final = "____specloom_override_cast_to"
