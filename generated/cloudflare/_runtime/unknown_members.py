"""What an object becomes that belongs to no member of a union: a model that keeps its data, of no member's class."""

from __future__ import annotations

from functools import lru_cache
from typing import Any, ClassVar, Dict, List, Mapping, Sequence, Tuple, Type, cast

import pydantic
from typing_extensions import Annotated

from .tags import allowed_values

Models = Tuple[Type[pydantic.BaseModel], ...]


class UnknownMember:
    """An object of a union that this version of the package does not know; all that came is an attribute."""

    _members: ClassVar[Models] = ()
    __slots__ = ()

    def __reduce__(self) -> Tuple[Any, ...]:
        return _revived, (type(self)._members, cast(Any, self).__getstate__())


def closest_model(models: Sequence[Type[pydantic.BaseModel]], value: Mapping[str, Any], everyone: Models) -> Any:
    """The model among `models` that has most of the properties that not `everyone` has.

    It is the first if all has them all, and the neutral one if there are properties that nobody has.
    """
    names = [_wire_names(model) for model in everyone]
    common = names[0].intersection(*names[1:])
    counts = [len((_wire_names(model) - common) & value.keys()) for model in models]
    if not any(counts) and (not models or not value.keys() <= common):
        return neutral_model(everyone)
    return models[counts.index(max(counts))]


@lru_cache(maxsize=8096)
def _wire_names(model: Type[pydantic.BaseModel]) -> frozenset[str]:
    return frozenset(field.alias or name for name, field in model.model_fields.items())


@lru_cache(maxsize=512)
def neutral_model(models: Models) -> Type[pydantic.BaseModel]:
    """A model with the fields that all models have, built on the class that all are built on."""
    for model in models:
        model.model_rebuild(raise_errors=False)
    shared = [cls for cls in models[0].__mro__ if all(issubclass(model, cls) for model in models)]
    base: Any = next(cls for cls in shared if issubclass(cls, pydantic.BaseModel))
    fields = {name: _neutral_field(name, models) for name in _common_names(models) if name not in base.model_fields}
    make = cast(Any, pydantic.create_model)
    made: Any = make("UnknownMember", __base__=(UnknownMember, base), __module__=__name__, **fields)
    made._members = models
    return cast("Type[pydantic.BaseModel]", made)


def _common_names(models: Models) -> List[str]:
    first = models[0].model_fields
    return [
        name
        for name, field in first.items()
        if all(name in model.model_fields and model.model_fields[name].alias == field.alias for model in models)
    ]


def _neutral_field(name: str, models: Models) -> Tuple[Any, Any]:
    """The type that all models give to a field, or any type, and its default; a tag may have any value."""
    found = [model.model_fields[name] for model in models]
    types: List[Any] = [field.annotation for field in found]
    alike = all(type_ == types[0] for type_ in types) and allowed_values(types[0]) is None
    annotated: Any = Annotated
    notes = found[0].metadata if alike else []
    type_: Any = types[0] if alike else object
    options: Dict[str, Any] = {} if found[0].alias is None else {"alias": found[0].alias}
    parts = (type_, *notes)
    return annotated[parts] if notes else type_, pydantic.Field(default=None, **options)


def _revived(models: Models, state: Any) -> Any:
    cls: Any = neutral_model(models)
    made = cls.__new__(cls)
    made.__setstate__(state)
    return made
