"""Dates as RFC 3339 writes them, alone and among other scalars: text in another form, and numbers, are no dates."""

from __future__ import annotations

import re
import sys
from datetime import date, datetime
from typing import Any, Callable, Sequence, Union, cast

import pydantic
from pydantic_core import CoreSchema, PydanticCustomError, core_schema

from .datetimes import parse_date, parse_datetime
from .settings import AS_DOCUMENTED

_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_DATETIME = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}[Tt](?:[01][0-9]|2[0-3]):[0-9]{2}:[0-9]{2}(?:\.[0-9]{1,12})?(?:[Zz]|[+-][0-9]{2}:[0-9]{2})?"
)
"""Date and time of RFC 3339; common servers leave out the offset of a time that has none."""
_from_text: Callable[[str], datetime] = datetime.fromisoformat if sys.version_info >= (3, 11) else parse_datetime


class WrittenDatetime(datetime):
    """A date with time that remembers how it was written."""

    written: str

    @classmethod
    def of(cls, value: datetime, written: str) -> WrittenDatetime:
        """The same time, with its text."""
        made = cls.combine(value.date(), value.timetz())
        made.written = written
        return made

    def __reduce_ex__(self, protocol: Any) -> Any:
        return parse_datetime, (self.written,)

    def __repr__(self) -> str:
        return repr(parse_datetime(self.written))


def read_datetime(text: str) -> datetime:
    """The date with time; raises `ValueError` for text that RFC 3339 does not allow."""
    if not _DATETIME.fullmatch(text):
        raise ValueError("no date and time of RFC 3339")
    return _from_text(text.upper())


def read_date(text: str) -> date:
    """The day; raises `ValueError` for text that RFC 3339 does not allow."""
    if not _DATE.fullmatch(text):
        raise ValueError("no date of RFC 3339")
    return parse_date(text)


def constructed_date(value: object, kind: type) -> object:
    """The value as a date, or as a date with time; as it came where it is none."""
    is_datetime = kind is datetime
    try:
        if not AS_DOCUMENTED:
            return parse_datetime(cast(Any, value)) if is_datetime else parse_date(cast(Any, value))
        if isinstance(value, str):
            return read_datetime(value) if is_datetime else read_date(value)
    except (TypeError, ValueError, OverflowError):
        pass
    return value


def exact_date(kind: Any, handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a date, or of a date with time, that is not one of several types."""
    return core_schema.no_info_before_validator_function(
        _only_datetime if kind is datetime else _only_date, handler.generate_schema(kind)
    )


def _only_datetime(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return read_datetime(value)
        except ValueError:
            pass
    elif isinstance(value, datetime):
        return value
    raise PydanticCustomError("date_time_rfc3339", "Input should be a date and time as RFC 3339 writes it")


def _only_date(value: Any) -> Any:
    if isinstance(value, str):
        try:
            return read_date(value)
        except ValueError:
            pass
    elif isinstance(value, date):
        return value
    raise PydanticCustomError("date_rfc3339", "Input should be a date as RFC 3339 writes it")


def exact_dates(members: Sequence[Any], handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a union of scalars with dates among them; a date is dumped as it was written."""
    others = tuple(member for member in members if member not in (date, datetime))
    rest: CoreSchema = handler.generate_schema(Union[others]) if others else core_schema.is_instance_schema(date)
    with_time, without = datetime in members, date in members

    def validate(value: Any, other: Callable[[Any], Any]) -> Any:
        try:
            if isinstance(value, str):
                if with_time and _DATETIME.fullmatch(value):
                    return _read(value)
                if without and _DATE.fullmatch(value):
                    return parse_date(value)
        except ValueError:
            pass
        is_date = with_time if isinstance(value, datetime) else without and isinstance(value, date)
        if is_date:
            return value
        result = other(value)
        if AS_DOCUMENTED and isinstance(value, str) and not isinstance(result, str):
            raise PydanticCustomError("text", "Input should be a date as RFC 3339 writes it, or no text")
        return result

    dump = core_schema.plain_serializer_function_ser_schema(_dump, when_used="json")
    return core_schema.no_info_wrap_validator_function(validate, rest, serialization=dump)


def _read(text: str) -> datetime:
    found = read_datetime(text)
    same = found.isoformat().replace("+00:00", "Z") == text
    return found if same else WrittenDatetime.of(found, text)


def _dump(value: Any) -> Any:
    return getattr(value, "written", value)
