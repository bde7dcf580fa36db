"""The base of all models."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING, Any, Generator, Iterable, Literal, Set, Tuple, TypeVar, Union

import pydantic
from pydantic_core import CoreSchema
from typing_extensions import Annotated, Self, TypeAlias, override

from ._runtime.construct import DISCRIMINATOR_CACHE as DISCRIMINATOR_CACHE
from ._runtime.construct import build_model
from ._runtime.construct import construct_type as construct_type
from ._runtime.construct import validate_type as validate_type
from ._runtime.eager import eager_validator
from ._runtime.request import FinalRequestOptions as FinalRequestOptions
from ._runtime.settings import AS_DOCUMENTED
from ._runtime.values import coerce_boolean
from ._runtime.whole_numbers import with_whole_numbers

_T = TypeVar("_T")
GenericModel = pydantic.BaseModel
EagerIterable: TypeAlias = Annotated[Iterable[_T], eager_validator]


class BaseModel(pydantic.BaseModel):
    """A pydantic model that keeps unknown fields and can be built from data that does not fit."""

    model_config = pydantic.ConfigDict(
        extra="allow",
        defer_build=coerce_boolean(os.environ.get("DEFER_PYDANTIC_BUILD", "true")),
        protected_namespaces=(),
    )

    @classmethod
    @override
    def __get_pydantic_core_schema__(cls, source: Any, handler: pydantic.GetCoreSchemaHandler, /) -> CoreSchema:
        return with_whole_numbers(handler(source), handler)

    @override
    def __repr__(self) -> str:
        try:
            return super().__repr__()
        except RecursionError:
            return f"{type(self).__name__}(...)"

    @override
    def __str__(self) -> str:
        return repr(self)

    @override
    def __reduce_ex__(self, protocol: Any) -> Any:
        """How a model is pickled; a class such as `Page[Tree]` is found again by its parts."""
        parts = type(self).__pydantic_generic_metadata__
        if parts["origin"] is None:
            return super().__reduce_ex__(protocol)
        return _new_generic, (parts["origin"], parts["args"]), self.__getstate__()

    @override
    def __iter__(self) -> Generator[Tuple[str, Any], None, None]:
        """The fields with their values. A loop over a response that is no page would take them for items.

        So a client without a config raises `TypeError`; `to_dict()` has the fields.
        """
        if AS_DOCUMENTED:
            name = type(self).__name__
            raise TypeError(f"`{name}` is one object and no list: iterate over one of its fields, or `.to_dict()`")
        return super().__iter__()

    @classmethod
    @override
    def model_construct(cls, _fields_set: Union[Set[str], None] = None, /, **values: Any) -> Self:
        """Build a model without validation, nested models too; what does not fit is kept as it is."""
        return build_model(cls, values, _fields_set)

    @classmethod
    @override
    def construct(cls, _fields_set: Union[Set[str], None] = None, /, **values: Any) -> Self:
        """The same as `model_construct`."""
        return build_model(cls, values, _fields_set)

    if not TYPE_CHECKING:

        @override
        def model_dump(self, *, warnings=not AS_DOCUMENTED, **options):
            """The model as a dict; `warnings` tells of values that do not fit their type."""
            return super().model_dump(warnings=warnings, **options)

        @override
        def model_dump_json(self, *, warnings=not AS_DOCUMENTED, **options):
            """The model as JSON text; `warnings` tells of values that do not fit their type."""
            return super().model_dump_json(warnings=warnings, **options)

    def to_dict(
        self,
        *,
        mode: Literal["json", "python"] = "python",
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = not AS_DOCUMENTED,
    ) -> dict[str, object]:
        """The model as a dict, under the API's names; fields that the server did not send are left out."""
        return self.model_dump(
            mode=mode,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )

    def to_json(
        self,
        *,
        indent: Union[int, None] = 2,
        use_api_names: bool = True,
        exclude_unset: bool = True,
        exclude_defaults: bool = False,
        exclude_none: bool = False,
        warnings: bool = not AS_DOCUMENTED,
    ) -> str:
        """The model as JSON text, under the API's names; fields that the server did not send are left out."""
        return self.model_dump_json(
            indent=indent,
            by_alias=use_api_names,
            exclude_unset=exclude_unset,
            exclude_defaults=exclude_defaults,
            exclude_none=exclude_none,
            warnings=warnings,
        )


def _new_generic(origin: Any, args: Any) -> Any:
    """An empty model of a generic class with these arguments, for `pickle`."""
    cls = origin[args]
    return cls.__new__(cls)
