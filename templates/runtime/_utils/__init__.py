"""Helpers of this package; those that need pydantic or files load on first use."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from ._datetimes import parse_date as parse_date, parse_datetime as parse_datetime
from ._proxy import LazyProxy as LazyProxy
from ._required_args import required_args as required_args
from ._sync import asyncify as asyncify, to_thread as to_thread
from ._typing import (
    extract_type_arg as extract_type_arg,
    extract_type_var_from_base as extract_type_var_from_base,
    is_annotated_type as is_annotated_type,
    is_iterable_type as is_iterable_type,
    is_list_type as is_list_type,
    is_literal_type as is_literal_type,
    is_required_type as is_required_type,
    is_sequence_type as is_sequence_type,
    is_type_alias_type as is_type_alias_type,
    is_typeddict as is_typeddict,
    is_typevar as is_typevar,
    is_union_type as is_union_type,
    strip_annotated_type as strip_annotated_type,
)
from ._values import (
    coerce_boolean as coerce_boolean,
    coerce_float as coerce_float,
    coerce_integer as coerce_integer,
    file_from_path as file_from_path,
    is_dict as is_dict,
    is_given as is_given,
    is_iterable as is_iterable,
    is_list as is_list,
    is_mapping as is_mapping,
    is_sequence as is_sequence,
    is_tuple as is_tuple,
    strip_not_given as strip_not_given,
)

if TYPE_CHECKING:
    from .._files import deepcopy_with_paths as deepcopy_with_paths, extract_files as extract_files
    from .._transform import (
        PropertyInfo as PropertyInfo,
        async_maybe_transform as async_maybe_transform,
        async_transform as async_transform,
        maybe_transform as maybe_transform,
        transform as transform,
    )

_LATER = {
    "PropertyInfo": "._transform",
    "async_maybe_transform": "._transform",
    "async_transform": "._transform",
    "maybe_transform": "._transform",
    "transform": "._transform",
    "deepcopy_with_paths": "._files",
    "extract_files": "._files",
}


def __getattr__(name: str) -> object:
    module = _LATER.get(name)
    if module is None or __package__ is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(module, __package__.rpartition(".")[0]), name)
    globals()[name] = value
    return value
