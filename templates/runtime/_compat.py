"""Small stand-ins for what differs between pydantic versions; this package needs pydantic 2."""

from __future__ import annotations

import functools
import warnings
from functools import wraps
from typing import TYPE_CHECKING, Any, Callable, Literal, Mapping, ParamSpec, Type, TypeVar

from ._runtime.datetimes import parse_date as parse_date
from ._runtime.datetimes import parse_datetime as parse_datetime
from ._runtime.forks import unforkable

if TYPE_CHECKING:
    from functools import cached_property as cached_property

    import pydantic
    from pydantic.fields import FieldInfo

    _ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)
else:

    class cached_property(functools.cached_property):
        """A property that is computed once. Forks wait for it, because it imports, and it holds no lock."""

        def __get__(self, instance: Any, owner: Any = None) -> Any:
            if instance is None:
                return self
            with unforkable:
                return vars(instance).setdefault(self.attrname, self.func(instance))


_P = ParamSpec("_P")
_R = TypeVar("_R")
PYDANTIC_V1 = False
PYDANTIC_V2 = True


def deprecated(message: str) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Warn at every call. Unlike the decorator of `typing_extensions` it loads nothing, and does not make type
    checkers complain about the package itself, which offers its deprecated methods in several forms."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        @wraps(function)
        def wrapped(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            warnings.warn(message, DeprecationWarning, stacklevel=2)
            return function(*args, **kwargs)

        vars(wrapped)["__deprecated__"] = message
        return wrapped

    return decorate


def get_model_fields(model: Type[pydantic.BaseModel]) -> Mapping[str, FieldInfo]:
    """Every field of the model by its Python name."""
    return model.model_fields


def field_outer_type(field: FieldInfo) -> Any:
    """The type that the field was declared with."""
    return field.annotation


def field_get_default(field: FieldInfo) -> object:
    """The field's default, `None` where it has none."""
    return None if field.is_required() else field.get_default(call_default_factory=True)


def parse_obj(model: Type[_ModelT], value: object) -> _ModelT:
    """Validate `value`; raises `pydantic.ValidationError`."""
    return model.model_validate(value)


def model_dump(
    model: pydantic.BaseModel,
    *,
    mode: Literal["json", "python"] = "python",
    by_alias: bool = False,
    exclude_unset: bool = False,
    exclude_defaults: bool = False,
    warnings: bool = True,
) -> dict[str, Any]:
    """The model as a dict."""
    return model.model_dump(
        mode=mode,
        by_alias=by_alias,
        exclude_unset=exclude_unset,
        exclude_defaults=exclude_defaults,
        warnings=warnings,
    )


def model_json(model: pydantic.BaseModel, *, indent: int | None = None) -> str:
    """The model as JSON text."""
    return model.model_dump_json(indent=indent)
