"""Defaults of the clients, in the units that their names say."""

from __future__ import annotations

from typing import Final

from . import _settings
from ._http import httpx

DEFAULT_TIMEOUT: Final = httpx.Timeout(
    timeout=_settings.DEFAULT_TIMEOUT_SECONDS,
    connect=None if _settings.DEFAULT_TIMEOUT_SECONDS is None else min(5.0, _settings.DEFAULT_TIMEOUT_SECONDS),
)
"""Seconds for each read, write and wait for a connection, and for connecting."""
HTTPX_DEFAULT_TIMEOUT: Final = httpx.Timeout(5.0)
DEFAULT_CONNECTION_LIMITS: Final = httpx.Limits(max_connections=100, max_keepalive_connections=20)

DEFAULT_MAX_RETRIES: Final = _settings.DEFAULT_MAX_RETRIES
INITIAL_RETRY_DELAY: Final = _settings.INITIAL_RETRY_DELAY
MAX_RETRY_DELAY: Final = _settings.MAX_RETRY_DELAY
MAX_RETRY_AFTER: Final = _settings.MAX_RETRY_AFTER
"""A server that asks for a longer wait (seconds) is not asked again: the error is raised at once."""

MODE_HEADER: Final = "X-Specloom-Response-Mode"
"""Marks a call made through `with_raw_response` or `with_streaming_response`; never sent."""
RAW_RESPONSE_HEADER: Final = MODE_HEADER
OVERRIDE_CAST_TO_HEADER: Final = "____specloom_override_cast_to"
