"""Converts durations, given in milliseconds or ISO 8601, to seconds."""

from __future__ import annotations

import re
from typing import Annotated, TypeAlias

from pydantic import BeforeValidator, JsonValue

_ISO = re.compile(r"P(?:(\d+)W)?(?:(\d+)D)?(?:T(?:(\d+)H)?(?:(\d+)M)?(?:(\d+(?:\.\d+)?)S)?)?")
_SECONDS = (604800, 86400, 3600, 60, 1)


def _parse_seconds(value: JsonValue) -> JsonValue:
    if isinstance(value, bool):
        raise ValueError("a duration is a number of milliseconds or an ISO 8601 string such as `PT1M30S`")
    if isinstance(value, (int, float)):
        return value / 1000
    match = _ISO.fullmatch(value) if isinstance(value, str) else None
    if match is None or not any(match.groups()):
        raise ValueError("a duration is a number of milliseconds or an ISO 8601 string such as `PT1M30S`")
    return sum(float(part) * unit for part, unit in zip(match.groups("0"), _SECONDS, strict=True))


Duration: TypeAlias = Annotated[float, BeforeValidator(_parse_seconds)]
"""Seconds, written in the config as milliseconds or ISO 8601."""
