"""Keeps iterables in models from being used up by validation."""

from __future__ import annotations

from typing import Any, Iterable, List, cast

from pydantic import GetCoreSchemaHandler
from pydantic_core import CoreSchema, core_schema


class _EagerIterable:
    """Validates the items and builds the same kind of collection again; generators become lists."""

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        items = handler.generate_schema(_item_type(source))
        as_list = core_schema.list_schema(items)
        return core_schema.no_info_wrap_validator_function(
            _validate,
            as_list,
            serialization=core_schema.plain_serializer_function_ser_schema(_as_list, info_arg=False),
        )


def _item_type(source: Any) -> Any:
    args = getattr(source, "__args__", ())
    return args[0] if args else Any


def _as_list(value: Iterable[object]) -> List[object]:
    return list(value)


def _validate(value: Any, handler: Any) -> Any:
    validated = cast(List[object], handler(list(value)))
    kind = cast(Any, type(value))
    if kind in (list, str) or hasattr(value, "__next__"):
        return validated
    try:
        return kind(validated)
    except TypeError:
        return validated


eager_validator = _EagerIterable()
