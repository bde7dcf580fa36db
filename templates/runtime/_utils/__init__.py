"""Helpers of this package; those that need pydantic or files load on first use."""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING

from .._runtime.datetimes import parse_date as parse_date
from .._runtime.datetimes import parse_datetime as parse_datetime
from .._runtime.proxy import LazyProxy as LazyProxy
from .._runtime.required_args import required_args as required_args
from .._runtime.sync import asyncify as asyncify
from .._runtime.sync import to_thread as to_thread
from .._runtime.type_hints import (
    extract_type_arg as extract_type_arg,
)
from .._runtime.type_hints import (
    extract_type_var_from_base as extract_type_var_from_base,
)
from .._runtime.type_hints import (
    is_annotated_type as is_annotated_type,
)
from .._runtime.type_hints import (
    is_iterable_type as is_iterable_type,
)
from .._runtime.type_hints import (
    is_list_type as is_list_type,
)
from .._runtime.type_hints import (
    is_literal_type as is_literal_type,
)
from .._runtime.type_hints import (
    is_required_type as is_required_type,
)
from .._runtime.type_hints import (
    is_sequence_type as is_sequence_type,
)
from .._runtime.type_hints import (
    is_type_alias_type as is_type_alias_type,
)
from .._runtime.type_hints import (
    is_typeddict as is_typeddict,
)
from .._runtime.type_hints import (
    is_typevar as is_typevar,
)
from .._runtime.type_hints import (
    is_union_type as is_union_type,
)
from .._runtime.type_hints import (
    strip_annotated_type as strip_annotated_type,
)
from .._runtime.values import (
    coerce_boolean as coerce_boolean,
)
from .._runtime.values import (
    coerce_float as coerce_float,
)
from .._runtime.values import (
    coerce_integer as coerce_integer,
)
from .._runtime.values import (
    deepcopy_minimal as deepcopy_minimal,
)
from .._runtime.values import (
    file_from_path as file_from_path,
)
from .._runtime.values import (
    is_dict as is_dict,
)
from .._runtime.values import (
    is_given as is_given,
)
from .._runtime.values import (
    is_iterable as is_iterable,
)
from .._runtime.values import (
    is_list as is_list,
)
from .._runtime.values import (
    is_mapping as is_mapping,
)
from .._runtime.values import (
    is_sequence as is_sequence,
)
from .._runtime.values import (
    is_tuple as is_tuple,
)
from .._runtime.values import (
    strip_not_given as strip_not_given,
)

if TYPE_CHECKING:
    from .._files import deepcopy_with_paths as deepcopy_with_paths
    from .._files import extract_files as extract_files
    from .._runtime.transform import (
        PropertyInfo as PropertyInfo,
    )
    from .._runtime.transform import (
        async_maybe_transform as async_maybe_transform,
    )
    from .._runtime.transform import (
        async_transform as async_transform,
    )
    from .._runtime.transform import (
        maybe_transform as maybe_transform,
    )
    from .._runtime.transform import (
        transform as transform,
    )

_LATER = {
    "PropertyInfo": ".._runtime.transform",
    "async_maybe_transform": ".._runtime.transform",
    "async_transform": ".._runtime.transform",
    "maybe_transform": ".._runtime.transform",
    "transform": ".._runtime.transform",
    "deepcopy_with_paths": ".._files",
    "extract_files": ".._files",
}


def __getattr__(name: str) -> object:
    module = _LATER.get(name)
    if module is None:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module(module, __package__), name)
    globals()[name] = value
    return value
