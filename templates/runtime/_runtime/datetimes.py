"""Reads dates and times the way that JSON APIs write them: ISO 8601 text or seconds since 1970."""

from __future__ import annotations

import re
from datetime import date, datetime, timedelta, timezone
from typing import Match, Union

from .._types import StrBytesIntFloat

_DATE = r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"
_TIME = (
    r"(?P<hour>\d{1,2}):(?P<minute>\d{1,2})(?::(?P<second>\d{1,2})(?:\.(?P<fraction>\d{1,6})\d{0,6})?)?"
    r"(?P<zone>Z|[+-]\d{2}(?::?\d{2})?)?"
)
_DATE_TEXT = re.compile(f"{_DATE}$")
_DATETIME_TEXT = re.compile(f"{_DATE}[T ]{_TIME}$")
_EPOCH = datetime(1970, 1, 1)
_WATERSHED = int(2e10)
"""Greater numbers count milliseconds (then microseconds, ...), smaller ones seconds."""
_FARTHEST = int(3e20)


def parse_datetime(value: Union[datetime, StrBytesIntFloat]) -> datetime:
    """Read a date with time; a number is seconds or milliseconds since 1970. Raises `ValueError`."""
    if isinstance(value, datetime):
        return value
    number = _as_number(value, "datetime")
    if number is not None:
        return _from_seconds(number)
    match = _DATETIME_TEXT.match(_as_text(value))
    if match is None:
        raise ValueError("invalid datetime format")
    return datetime(
        int(match["year"]),
        int(match["month"]),
        int(match["day"]),
        int(match["hour"]),
        int(match["minute"]),
        int(match["second"] or 0),
        int((match["fraction"] or "").ljust(6, "0")),
        tzinfo=_zone(match),
    )


def parse_date(value: Union[date, StrBytesIntFloat]) -> date:
    """Read a day; a number is seconds or milliseconds since 1970. Raises `ValueError`."""
    if isinstance(value, datetime):
        return value.date()
    if isinstance(value, date):
        return value
    number = _as_number(value, "date")
    if number is not None:
        return _from_seconds(number).date()
    match = _DATE_TEXT.match(_as_text(value))
    if match is None:
        raise ValueError("invalid date format")
    return date(int(match["year"]), int(match["month"]), int(match["day"]))


def _as_text(value: StrBytesIntFloat) -> str:
    return value.decode() if isinstance(value, bytes) else str(value)


def _as_number(value: StrBytesIntFloat, expected: str) -> Union[int, float, None]:
    if isinstance(value, (int, float)):
        return value
    try:
        return float(value)
    except ValueError:
        return None
    except TypeError:
        raise TypeError(f"invalid type; expected {expected}, string, bytes, int or float") from None


def _from_seconds(seconds: Union[int, float]) -> datetime:
    if seconds > _FARTHEST:
        return datetime.max
    if seconds < -_FARTHEST:
        return datetime.min
    while abs(seconds) > _WATERSHED:
        seconds /= 1000
    return (_EPOCH + timedelta(seconds=seconds)).replace(tzinfo=timezone.utc)


def _zone(match: Match[str]) -> Union[timezone, None]:
    text = match["zone"]
    if text is None:
        return None
    if text == "Z":
        return timezone.utc
    minutes = int(text[1:3]) * 60 + (int(text[-2:]) if len(text) > 3 else 0)
    return timezone(timedelta(minutes=-minutes if text[0] == "-" else minutes))
