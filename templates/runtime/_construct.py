"""Builds values from data that may not fit their type: nothing is lost and nothing raises."""

from __future__ import annotations

import inspect
import threading
from collections import abc
from datetime import date, datetime
from typing import Any, Dict, Mapping, Sequence, Set, Tuple, Type, TypeVar, cast

import pydantic
from pydantic.fields import FieldInfo
from typing_extensions import Annotated, get_args, get_origin, get_type_hints

from ._discriminators import DISCRIMINATOR_CACHE as DISCRIMINATOR_CACHE
from ._discriminators import pick_variant
from ._utils._datetimes import parse_date, parse_datetime
from ._utils._typing import is_annotated_type, is_union, resolve_alias
from ._utils._values import is_list, is_mapping

_ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)
_LARGEST_EXACT = 2**53

_adapters: Dict[Any, pydantic.TypeAdapter[Any]] = {}
_extra_types: Dict[type, Any] = {}
_building = threading.RLock()


def adapter_for(type_: Any) -> pydantic.TypeAdapter[Any]:
    """The validator of a type, built once."""
    try:
        known = _adapters.get(type_)
    except TypeError:
        return pydantic.TypeAdapter(type_)
    if known is None:
        with _building:
            known = _adapters[type_] = pydantic.TypeAdapter(type_)
    return known


def validate_type(*, type_: Any, value: object) -> Any:
    """Validate a decoded value; raises `pydantic.ValidationError`."""
    return adapter_for(type_).validate_python(value)


def construct_type(*, value: object, type_: Any, metadata: Sequence[Any] | None = None) -> Any:
    """The value in the shape of the type, as far as it fits; the rest is kept as it came."""
    declared = type_ = resolve_alias(type_)
    notes: Sequence[Any] = metadata or ()
    if is_annotated_type(type_):
        notes = (*notes, *get_args(type_)[1:])
        declared = type_ = resolve_alias(get_args(type_)[0])
    origin: Any = get_origin(type_) or type_
    if is_union(origin):
        return _construct_union(value, declared, notes)
    if origin in (dict, abc.Mapping):
        return _construct_dict(value, get_args(type_))
    if origin in (list, abc.Sequence, abc.Iterable):
        return _construct_list(value, get_args(type_))
    if origin is float:
        return _construct_float(value)
    if origin is datetime or origin is date:
        return _construct_date(value, origin)
    if isinstance(origin, type) and issubclass(origin, pydantic.BaseModel):
        return _construct_model(value, cast(Type[pydantic.BaseModel], type_))
    return value


def _construct_model(value: object, type_: Type[pydantic.BaseModel]) -> object:
    if is_list(value):
        return [_construct_model(item, type_) if is_mapping(item) else item for item in value]
    if is_mapping(value):
        return build_model(type_, value)
    return value


def _construct_dict(value: object, args: Tuple[Any, ...]) -> object:
    if not is_mapping(value) or len(args) != 2:
        return value
    return {key: construct_type(value=item, type_=args[1]) for key, item in value.items()}


def _construct_list(value: object, args: Tuple[Any, ...]) -> object:
    if not is_list(value) or not args:
        return value
    return [construct_type(value=item, type_=args[0]) for item in value]


def _construct_float(value: object) -> object:
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST_EXACT:
        return float(value)
    return value


def _construct_date(value: object, kind: type) -> object:
    try:
        return parse_datetime(cast(Any, value)) if kind is datetime else parse_date(cast(Any, value))
    except (TypeError, ValueError, OverflowError):
        return value


def _construct_union(value: object, union: Any, notes: Sequence[Any]) -> object:
    annotated: Any = Annotated
    exact = any(getattr(note, "format", None) == "iso8601" for note in notes)
    parts = (union, *notes)
    try:
        return validate_type(type_=annotated[parts] if exact else union, value=value)
    except pydantic.ValidationError:
        pass
    variant = pick_variant(union, value, notes)
    if variant is not None:
        return construct_type(value=value, type_=variant)
    variants = get_args(union)
    if is_mapping(value):
        variants = tuple(one for one in variants if _takes_objects(one)) or variants
    elif is_list(value):
        variants = tuple(one for one in variants if _takes_lists(one)) or variants
    return construct_type(value=value, type_=variants[0])


def _bare(type_: Any) -> Any:
    type_ = resolve_alias(type_)
    if is_annotated_type(type_):
        type_ = resolve_alias(get_args(type_)[0])
    return get_origin(type_) or type_


def _takes_objects(type_: Any) -> bool:
    bare = _bare(type_)
    return bare in (dict, abc.Mapping) or (isinstance(bare, type) and issubclass(bare, pydantic.BaseModel))


def _takes_lists(type_: Any) -> bool:
    return _bare(type_) in (list, abc.Sequence)


def build_model(cls: Type[_ModelT], values: Mapping[str, Any], fields_set: Set[str] | None = None) -> _ModelT:
    """A model from its wire names and values, not validated; aliased fields are stored once."""
    if not cls.__pydantic_complete__:
        with _building:
            cls.model_rebuild(raise_errors=False)
    by_name = bool(cls.model_config.get("populate_by_name") or cls.model_config.get("validate_by_name"))
    fields: Dict[str, Any] = {}
    seen: Set[str] = set()
    used: Set[str] = set()
    for name, field in cls.model_fields.items():
        key = name if field.alias is None else field.alias
        if key not in values and (by_name and name in values):
            key = name
        if key in values:
            fields[name] = _construct_field(values[key], field)
            seen.add(name)
            used.add(key)
        else:
            fields[name] = _default(field)
    model = cls.__new__(cls)
    object.__setattr__(model, "__dict__", fields)
    object.__setattr__(model, "__pydantic_fields_set__", seen if fields_set is None else fields_set)
    object.__setattr__(model, "__pydantic_extra__", _extra(cls, values, used))
    object.__setattr__(model, "__pydantic_private__", None)
    if cls.__pydantic_post_init__:
        model.model_post_init(None)
    return model


def _extra(cls: Type[pydantic.BaseModel], values: Mapping[str, Any], used: Set[str]) -> Dict[str, Any] | None:
    if cls.model_config.get("extra") != "allow":
        return None
    type_ = _extra_type(cls)
    rest = {key: value for key, value in values.items() if key not in used}
    if type_ is None:
        return rest
    return {key: construct_type(value=value, type_=type_) for key, value in rest.items()}


def _extra_type(cls: Type[pydantic.BaseModel]) -> Any:
    """The type that `__pydantic_extra__: Dict[str, T]` gives to unknown fields."""
    if cls in _extra_types:
        return _extra_types[cls]
    found = next((_dict_value_type(base) for base in cls.__mro__ if _declares_extra(base)), None)
    _extra_types[cls] = found
    return found


def _declares_extra(base: type) -> bool:
    return base is not pydantic.BaseModel and "__pydantic_extra__" in inspect.get_annotations(base)


def _dict_value_type(base: type) -> Any:
    try:
        hint: Any = get_type_hints(base, include_extras=True)["__pydantic_extra__"]
    except NameError:
        return None
    args = get_args(hint)
    return args[1] if len(args) == 2 else None


def _construct_field(value: object, field: FieldInfo) -> object:
    if value is None:
        return _default(field)
    return construct_type(value=value, type_=field.annotation, metadata=field.metadata)


def _default(field: FieldInfo) -> object:
    return None if field.is_required() else field.get_default(call_default_factory=True)
