"""Dates among other scalars: text is a date only if it is written as one, and is dumped as it was written."""

from __future__ import annotations

import re
from datetime import date, datetime
from typing import Any, Callable, Sequence, Union

import pydantic
from pydantic_core import CoreSchema, core_schema

from .datetimes import parse_date, parse_datetime

_DATE = re.compile(r"\d{4}-\d\d-\d\d")
_DATETIME = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d{1,6})?(?:Z|[+-]\d\d:\d\d)?")


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


def exact_dates(members: Sequence[Any], handler: pydantic.GetCoreSchemaHandler) -> CoreSchema:
    """The schema of a union of scalars with dates among them."""
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
        return value if is_date else other(value)

    dump = core_schema.plain_serializer_function_ser_schema(_dump, when_used="json")
    return core_schema.no_info_wrap_validator_function(validate, rest, serialization=dump)


def _read(text: str) -> datetime:
    found = parse_datetime(text)
    same = found.isoformat().replace("+00:00", "Z") == text
    return found if same else WrittenDatetime.of(found, text)


def _dump(value: Any) -> Any:
    return getattr(value, "written", value)
