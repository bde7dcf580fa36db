"""Builds values from data that may not fit their type: nothing is lost and nothing raises."""

from __future__ import annotations

import inspect
from collections import abc
from datetime import date, datetime
from functools import lru_cache
from typing import Any, Callable, Dict, List, Mapping, Sequence, Set, Tuple, Type, TypeVar

import pydantic
from pydantic.fields import FieldInfo
from typing_extensions import Annotated, get_args, get_origin, get_type_hints

from .adapters import BUILDING, adapter_for
from .discriminators import DISCRIMINATOR_CACHE as DISCRIMINATOR_CACHE
from .discriminators import closest_member, pick_variant
from .exact_dates import constructed_date
from .settings import AS_DOCUMENTED
from .tags import is_model, members_of
from .type_hints import is_annotated_type, is_union, resolve_alias
from .unions import Reading
from .values import is_deep as has_levels
from .values import is_list, is_mapping

_ModelT = TypeVar("_ModelT", bound=pydantic.BaseModel)
_Fill = Callable[[Any, Any, Any], None]
_LARGEST_EXACT = 2**53
_DEEPEST = 1_000
"""The levels that data may have; the data of a caller may even hold itself."""
_MOST_FAILURES = 4
"""How many unions round a value may fail to fit before what can be only one of their members is not tried as all."""
_MANY = 1_000
"""Errors of one attempt that are so many that the next one would take long, too."""
_SHALLOW = 20
"""The levels that are tried after the stack came to its end once."""

_extra_types: Dict[type, Any] = {}


def validate_type(*, type_: Any, value: object) -> Any:
    """Validate a decoded value; raises `pydantic.ValidationError`."""
    return adapter_for(type_).validate_python(value)


def construct_type(*, value: object, type_: Any, metadata: Sequence[Any] | None = None, is_deep: bool = False) -> Any:
    """The value in the shape of the type, as far as it fits; the rest is kept as it came.

    `is_deep` says that the value is nested too deep for the validator, which then validates only its leaves.
    """
    builder = _Builder(stack_ended=is_deep)
    made = builder.begin(value, type_, metadata or ())
    builder.finish()
    return made


def build_model(cls: Type[_ModelT], values: Mapping[str, Any], fields_set: Set[str] | None = None) -> _ModelT:
    """A model from its wire names and values, not validated; aliased fields are stored once."""
    builder = _Builder()
    model = builder.begin_model(cls, values, fields_set)
    builder.finish()
    return model


class _Builder:
    """One construction. Data may be nested deeper than calls can be: containers are made first and filled later."""

    __slots__ = ("_failures", "_inside", "_level", "_models", "_reading", "_stack_ended", "_todo")

    def __init__(self, *, stack_ended: bool = False) -> None:
        self._todo: List[Tuple[Tuple[int, int], _Fill, Any, Any, Any]] = []
        self._level, self._failures = 0, 0
        """Where the container stands that is being filled, and how many unions round it did not fit."""
        self._inside = (1, 0)
        """The same for what is in the container that is made."""
        self._stack_ended = stack_ended
        self._models: List[pydantic.BaseModel] = []
        self._reading = Reading()

    def finish(self) -> None:
        """Fill all containers, then let the models see that they are complete, the innermost first.

        Raises `ValueError` for data that is nested deeper than any data is.
        """
        todo = self._todo
        while todo:
            (self._level, self._failures), fill, made, value, type_ = todo.pop()
            if self._level > _DEEPEST:
                raise ValueError(f"The data is nested deeper than {_DEEPEST} levels, or holds itself")
            fill(made, value, type_)
        for model in reversed(self._models):
            model.model_post_init(None)

    def begin(self, value: object, type_: Any, notes: Sequence[Any] = ()) -> Any:
        """The value in the shape of the type; what a container holds is still missing."""
        type_, notes = _without_notes(type_, notes)
        failures = self._failures
        while is_union(get_origin(type_)):
            if self._is_tried(value, type_, failures):
                try:
                    return self._validate(value, type_, notes)
                except pydantic.ValidationError as error:
                    failures += 1 if error.error_count() < _MANY else _MOST_FAILURES
                except RecursionError:
                    self._stack_ended = True
            type_, notes = _without_notes(_closest_variant(value, type_, notes), ())
        self._inside = (self._level + 1, failures)
        origin: Any = get_origin(type_) or type_
        if origin in (dict, abc.Mapping):
            return self._begin_dict(value, get_args(type_))
        if origin in (list, abc.Sequence, abc.Iterable):
            return self._begin_list(value, get_args(type_))
        if origin is float:
            return _construct_float(value)
        if origin is datetime or origin is date:
            return constructed_date(value, origin)
        if isinstance(origin, type) and issubclass(origin, pydantic.BaseModel):
            return self._begin_models(value, type_)
        return value

    def begin_model(self, cls: Type[_ModelT], values: Mapping[str, Any], fields_set: Set[str] | None = None) -> _ModelT:
        """A model whose fields are still missing."""
        if not cls.__pydantic_complete__:
            with BUILDING:
                cls.model_rebuild(raise_errors=False)
        model = cls.__new__(cls)
        fields: Dict[str, Any] = {}
        seen: Set[str] = set() if fields_set is None else fields_set
        object.__setattr__(model, "__dict__", fields)
        object.__setattr__(model, "__pydantic_fields_set__", seen)
        object.__setattr__(model, "__pydantic_extra__", None)
        object.__setattr__(model, "__pydantic_private__", None)
        self._todo.append((self._inside, self._fill_model, model, values, fields_set is None))
        if cls.__pydantic_post_init__:
            self._models.append(model)
        return model

    def _is_tried(self, value: object, union: Any, failures: int) -> bool:
        """Whether the union is validated. Each attempt reads all that is in the value: there must not be many."""
        kind = _kind_of(value)
        if not kind:
            return True
        if failures >= _MOST_FAILURES and _is_only_taker(union, kind):
            return False
        return not (self._stack_ended and has_levels(value, _SHALLOW))

    def _validate(self, value: object, union: Any, notes: Sequence[Any]) -> Any:
        annotated: Any = Annotated
        parts = (union, *notes)
        type_ = annotated[parts] if any(map(_decides, notes)) else union
        return adapter_for(type_).validator.validate_python(value, context=self._reading)

    def _begin_models(self, value: object, cls: Type[pydantic.BaseModel]) -> object:
        if is_list(value):
            return [self.begin_model(cls, item) if is_mapping(item) else item for item in value]
        return self.begin_model(cls, value) if is_mapping(value) else value

    def _begin_dict(self, value: object, args: Tuple[Any, ...]) -> object:
        if not is_mapping(value) or len(args) != 2:
            return value
        made: Dict[str, Any] = {}
        self._todo.append((self._inside, self._fill_dict, made, value, args[1]))
        return made

    def _begin_list(self, value: object, args: Tuple[Any, ...]) -> object:
        if not is_list(value) or not args:
            return value
        made: List[Any] = []
        self._todo.append((self._inside, self._fill_list, made, value, args[0]))
        return made

    def _fill_dict(self, made: Dict[str, Any], values: Mapping[str, Any], type_: Any) -> None:
        for key, item in values.items():
            made[key] = self.begin(item, type_)

    def _fill_list(self, made: List[Any], values: List[Any], type_: Any) -> None:
        made.extend(self.begin(item, type_) for item in values)

    def _fill_model(self, model: pydantic.BaseModel, values: Mapping[str, Any], is_open: bool) -> None:
        """Fill the fields of a model; with `is_open` those that have a value count as set."""
        cls = type(model)
        by_name = bool(cls.model_config.get("populate_by_name") or cls.model_config.get("validate_by_name"))
        fields, used = vars(model), set[str]()
        for name, field in cls.model_fields.items():
            key = name if field.alias is None else field.alias
            if key not in values and (by_name and name in values):
                key = name
            if key in values:
                fields[name] = self._field(values[key], field)
                used.add(key)
                if is_open:
                    model.__pydantic_fields_set__.add(name)
            else:
                fields[name] = _default(field)
        object.__setattr__(model, "__pydantic_extra__", self._extra(cls, values, used))

    def _field(self, value: object, field: FieldInfo) -> object:
        return _default(field) if value is None else self.begin(value, field.annotation, field.metadata)

    def _extra(self, cls: Type[pydantic.BaseModel], values: Mapping[str, Any], used: Set[str]) -> Dict[str, Any] | None:
        if cls.model_config.get("extra") != "allow":
            return None
        type_ = _extra_type(cls)
        rest = {key: value for key, value in values.items() if key not in used}
        return rest if type_ is None else {key: self.begin(value, type_) for key, value in rest.items()}


def _without_notes(type_: Any, notes: Sequence[Any]) -> Tuple[Any, Sequence[Any]]:
    """The type inside aliases and `Annotated`, and the notes that were on it."""
    type_ = resolve_alias(type_)
    while is_annotated_type(type_):
        notes = (*notes, *get_args(type_)[1:])
        type_ = resolve_alias(get_args(type_)[0])
    return type_, notes


def _decides(note: object) -> bool:
    """Whether a note changes how a union is read."""
    if getattr(note, "format", None) == "iso8601" or getattr(note, "recursive", None):
        return True
    return AS_DOCUMENTED and bool(getattr(note, "mapping", None))


def _closest_variant(value: object, union: Any, notes: Sequence[Any]) -> Any:
    """The variant for a value that fits none: that of its tag, else the first of its kind."""
    variant = pick_variant(union, value, notes)
    if variant is not None:
        return variant
    takers = _takers(union, _kind_of(value))
    if AS_DOCUMENTED and is_mapping(value) and len(takers) > 1 and all(map(is_model, takers)):
        return closest_member(union, value, notes)
    return takers[0]


def _kind_of(value: object) -> str:
    return "object" if is_mapping(value) else "array" if is_list(value) else ""


@lru_cache(maxsize=8096)
def _takers(union: Any, kind: str) -> Sequence[Any]:
    """The variants for objects or for arrays; all of them where there is none."""
    variants = get_args(union)
    return [one for one in variants if any(kind == _kind_taken(member) for member in members_of(one))] or variants


@lru_cache(maxsize=8096)
def _is_only_taker(union: Any, kind: str) -> bool:
    return sum(kind == _kind_taken(member) for member in members_of(union)) == 1


def _kind_taken(type_: Any) -> str:
    bare = _bare(type_)
    if bare in (list, abc.Sequence):
        return "array"
    return "object" if bare in (dict, abc.Mapping) or is_model(bare) else ""


def _construct_float(value: object) -> object:
    if AS_DOCUMENTED:
        return value
    if isinstance(value, int) and not isinstance(value, bool) and abs(value) <= _LARGEST_EXACT:
        return float(value)
    return value


def _bare(type_: Any) -> Any:
    type_ = _without_notes(type_, ())[0]
    return get_origin(type_) or type_


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


def _default(field: FieldInfo) -> object:
    return None if field.is_required() else field.get_default(call_default_factory=True)
