"""Dates, times and durations as text."""

from __future__ import annotations

from datetime import date, datetime, time, timedelta, timezone
from typing import Union

from .settings import AS_DOCUMENTED


def time_text(value: Union[date, time]) -> str:
    """A date or time in ISO 8601.

    Where the document decides, a date with time has an offset: without a zone it is local time, as in all of Python.
    UTC is `Z` there: every server reads it, while validators such as Zod's refuse `+00:00`.
    """
    if not AS_DOCUMENTED or not isinstance(value, datetime):
        return value.isoformat()
    text = (with_offset(value) if value.tzinfo is None else value).isoformat()
    return f"{text[:-6]}Z" if text.endswith("+00:00") else text


def with_offset(value: datetime) -> datetime:
    """Local time with its offset from UTC; where the system knows none, UTC."""
    try:
        return value.astimezone()
    except (OverflowError, OSError, ValueError):
        return value.replace(tzinfo=timezone.utc)


def duration_text(value: timedelta) -> str:
    """A duration in ISO 8601: days, hours, minutes and seconds."""
    sign = "-" if value < timedelta(0) else ""
    value = abs(value)
    minutes, seconds = divmod(value.seconds, 60)
    hours, minutes = divmod(minutes, 60)
    fraction = f".{value.microseconds:06d}".rstrip("0") if value.microseconds else ""
    time_parts = [(hours, "H"), (minutes, "M")]
    clock = "".join(f"{count}{unit}" for count, unit in time_parts if count)
    if seconds or fraction:
        clock += f"{seconds}{fraction}S"
    days = f"{value.days}D" if value.days else ""
    if not days and not clock:
        return "PT0S"
    return f"{sign}P{days}{'T' + clock if clock else ''}"
