"""Properties of types, read from annotations."""

from __future__ import annotations

import sys
import types
import typing
from collections import abc
from functools import lru_cache
from typing import Any, Iterable, TypeVar, Union

import typing_extensions
from typing_extensions import Annotated, Required, TypeIs, get_args, get_origin

_ALIAS_TYPES: tuple[type, ...] = tuple(
    {typing_extensions.TypeAliasType, getattr(typing, "TypeAliasType", typing_extensions.TypeAliasType)}
)
_UNION_TYPES: tuple[object, ...] = (Union, types.UnionType)
_EMPTY: tuple[Any, ...] = ()


def is_type_alias_type(tp: Any, /) -> TypeIs[typing_extensions.TypeAliasType]:
    """Whether it is `TypeAliasType("X", ...)`, as `type X = ...` makes it."""
    return isinstance(tp, _ALIAS_TYPES)


def is_annotated_type(tp: Any) -> bool:
    """Whether it is `Annotated[...]`."""
    return get_origin(tp) is Annotated


def is_union(tp: Any) -> bool:
    """Whether it is what `get_origin` gives for a union."""
    return tp in _UNION_TYPES


def is_union_type(tp: Any) -> bool:
    """Whether it is `Union[...]`, `Optional[...]` or `X | Y`."""
    return is_union(get_origin(tp))


def is_list_type(tp: Any) -> bool:
    """Whether it is `list` or `List[...]`."""
    return (get_origin(tp) or tp) is list


def is_sequence_type(tp: Any) -> bool:
    """Whether it is `Sequence[...]`."""
    return (get_origin(tp) or tp) is abc.Sequence


def is_iterable_type(tp: Any) -> bool:
    """Whether it is `Iterable[...]`."""
    return (get_origin(tp) or tp) is abc.Iterable


def is_required_type(tp: Any) -> bool:
    """Whether it is `Required[...]`."""
    return get_origin(tp) is Required


def is_typeddict(tp: Any) -> bool:
    """Whether it is a `TypedDict` class."""
    return typing_extensions.is_typeddict(tp)


def is_literal_type(tp: Any) -> bool:
    """Whether it is `Literal[...]`."""
    return get_origin(tp) in (typing.Literal, typing_extensions.Literal)


def is_typevar(tp: Any) -> bool:
    """Whether it is a type variable."""
    return isinstance(tp, TypeVar)


def strip_annotated_type(tp: Any) -> Any:
    """The type inside `Required[...]` and `Annotated[...]`, however deep."""
    while is_required_type(tp) or is_annotated_type(tp):
        tp = get_args(tp)[0]
    return tp


def resolve_alias(tp: Any) -> Any:
    """The value of a `TypeAliasType`, with its arguments filled in."""
    while True:
        if is_type_alias_type(tp):
            tp = _alias_value(tp)
            continue
        origin = get_origin(tp)
        if not is_type_alias_type(origin):
            return tp
        tp = _alias_value(origin)[get_args(tp)]


@lru_cache(maxsize=8096)
def _alias_value(alias: typing_extensions.TypeAliasType) -> Any:
    """The value of an alias. That of a recursive one is text, which is evaluated in the module of the alias."""
    value: Any = alias.__value__
    module = sys.modules.get(alias.__module__ or "")
    if not isinstance(value, str) or module is None:
        return value
    holder = type("Holder", (), {"__annotations__": {"value": value}})
    try:
        return typing_extensions.get_type_hints(holder, globalns=vars(module), include_extras=True)["value"]
    except NameError:
        return value


def extract_type_arg(tp: Any, index: int) -> Any:
    """The type argument at `index`; raises `RuntimeError` if there is none."""
    args = get_args(tp)
    if index >= len(args):
        raise RuntimeError(f"Expected type {tp} to have a type argument at index {index} but it did not")
    return args[index]


def extract_type_var_from_base(
    tp: Any,
    *,
    generic_bases: Iterable[type],
    index: int,
    failure_message: str | None = None,
) -> Any:
    """The type that a class gives to the type variable at `index` of one of its generic bases.

    Raises `RuntimeError` where it gives none.
    """
    wanted = tuple(generic_bases)
    found = _find_argument(tp, wanted, index)
    if found is None:
        raise RuntimeError(failure_message or f"Could not resolve inner type variable at index {index} for {tp}")
    return found


def _find_argument(tp: Any, wanted: tuple[type, ...], index: int) -> Any:
    cls = get_origin(tp) or tp
    if cls in wanted:
        return extract_type_arg(tp, index)
    for base in getattr(cls, "__orig_bases__", _EMPTY):
        origin: Any = get_origin(base) or base
        if not isinstance(origin, type) or not any(issubclass(origin, one) for one in wanted):
            continue
        inner = _find_argument(base, wanted, index)
        if not is_typevar(inner):
            return inner
        own = list(getattr(cls, "__parameters__", _EMPTY))
        return extract_type_arg(tp, own.index(inner))
    return None


def type_hints_of(tp: Any) -> dict[str, Any]:
    """The annotations of a class, `Annotated` and `Required` kept; `{}` if a name cannot be resolved."""
    try:
        hints: dict[str, Any] = typing_extensions.get_type_hints(tp, include_extras=True)
    except NameError:
        module = sys.modules.get(getattr(tp, "__module__", ""), None)
        hints = dict(getattr(tp, "__annotations__", {})) if module is None else {}
    return hints
