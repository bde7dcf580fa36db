"""`tests.utils` for the SDK's tests: whether a value is what its type says, to the last field."""

from __future__ import annotations

import types
from collections.abc import Iterable
from datetime import date, datetime
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin

from pydantic import BaseModel


def assert_matches_type(type_: Any, value: object, *, path: list[str]) -> None:
    """Raises AssertionError, with the path, unless `value` and all it holds are of the types that are declared."""
    where = ".".join(path)
    arguments = get_args(type_)
    origin = get_origin(type_)
    if origin is Annotated:
        assert_matches_type(arguments[0], value, path=path)
    elif origin is Literal:
        assert value in arguments, f"{where}: {value!r} is none of {arguments}"
    elif origin in (Union, types.UnionType):
        assert any(matches(variant, value, path) for variant in arguments), f"{where}: {value!r} is no {type_}"
    elif origin is list:
        assert isinstance(value, list), f"{where}: {value!r} is no list"
        each_matches(arguments[0], enumerate(cast("list[object]", value)), path)
    elif origin is dict:
        assert isinstance(value, dict), f"{where}: {value!r} is no dict"
        each_matches(arguments[1], cast("dict[object, object]", value).items(), path)
    elif isinstance(type_, type) and issubclass(type_, BaseModel):
        matches_model(type_, value, path)
    elif type_ is not object:
        matches_plain(type_, value, where)


def matches(type_: Any, value: object, path: list[str]) -> bool:
    """Whether `assert_matches_type` has nothing to say."""
    try:
        assert_matches_type(type_, value, path=path)
    except AssertionError:
        return False
    return True


def each_matches(type_: Any, items: Iterable[tuple[object, object]], path: list[str]) -> None:
    """The same for what a list or a dict holds."""
    for key, item in items:
        assert_matches_type(type_, item, path=[*path, str(key)])


def matches_model(type_: type[BaseModel], value: object, path: list[str]) -> None:
    """The same for the declared fields of a model; pages are models too."""
    assert isinstance(value, type_), f"{'.'.join(path)}: {value!r} is no {type_.__name__}"
    for name, declared in type_.model_fields.items():
        assert_matches_type(declared.annotation, getattr(value, name), path=[*path, name])


def matches_plain(type_: Any, value: object, where: str) -> None:
    """The same for a type without parts. A bool is no int, a datetime is no date."""
    if type_ is None or type_ is type(None):
        assert value is None, f"{where}: {value!r} is not None"
    elif type_ in (str, int, float, bool, bytes, date, datetime):
        assert type(value) is type_, f"{where}: {value!r} is no {type_.__name__}"
    else:
        raise AssertionError(f"{where}: no rule for {type_!r}")
