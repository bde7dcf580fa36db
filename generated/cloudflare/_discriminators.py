"""Finds the variant of a union that data belongs to, by the tag that the variants share."""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, MutableMapping, Sequence, Tuple, Type, cast

import pydantic
from typing_extensions import get_args

from ._property_info import PropertyInfo, models_of
from ._utils._typing import is_annotated_type, is_literal_type, resolve_alias


class Discriminator:
    """The tag of a union: its wire name, and which value belongs to which variant."""

    __slots__ = ("key", "variants")

    def __init__(self, key: str, variants: Mapping[Any, Any]) -> None:
        self.key = key
        self.variants = variants


DISCRIMINATOR_CACHE: MutableMapping[Any, Discriminator | None] = {}


def pick_variant(union: Any, value: object, notes: Sequence[Any]) -> Any:
    """The variant that the tag in the value names, or the one for unknown tags; `None` if there is none."""
    if not isinstance(value, Mapping):
        return None
    discriminator = _discriminator(union, notes)
    if discriminator is None:
        return None
    tag = cast(Mapping[str, object], value).get(discriminator.key)
    try:
        return discriminator.variants.get(tag) or discriminator.variants.get(None)
    except TypeError:
        return discriminator.variants.get(None)


def _discriminator(union: Any, notes: Sequence[Any]) -> Discriminator | None:
    note = next((note for note in notes if isinstance(note, PropertyInfo) and note.discriminator), None)
    if note is not None and note.discriminator and note.mapping:
        return Discriminator(note.discriminator, note.variants(union))
    known = DISCRIMINATOR_CACHE.get(union)
    if known is not None or union in DISCRIMINATOR_CACHE:
        return known
    models = models_of(union)
    found = _by_field(models, note.discriminator) if note is not None and note.discriminator else _implicit(models)
    DISCRIMINATOR_CACHE[union] = found
    return found


def _tags(model: Type[pydantic.BaseModel], field_name: str) -> Tuple[str, Tuple[object, ...]] | None:
    """The wire name of a field and the values that its `Literal` allows."""
    field = model.model_fields.get(field_name)
    if field is None:
        return None
    annotation: Any = resolve_alias(field.annotation)
    if is_annotated_type(annotation):
        annotation = get_args(annotation)[0]
    if not is_literal_type(annotation):
        return None
    return field_name if field.alias is None else field.alias, get_args(annotation)


def _by_field(models: List[Type[pydantic.BaseModel]], name: str) -> Discriminator | None:
    key = name
    variants: Dict[object, Any] = {}
    for model in models:
        model.model_rebuild(raise_errors=False)
        tags = _tags(model, name) or _tags_by_alias(model, name)
        if tags is not None:
            key = tags[0]
            variants.update(dict.fromkeys(tags[1], model))
    return Discriminator(key, variants) if variants else None


def _tags_by_alias(model: Type[pydantic.BaseModel], alias: str) -> Tuple[str, Tuple[object, ...]] | None:
    name = next((name for name, field in model.model_fields.items() if field.alias == alias), None)
    return None if name is None else _tags(model, name)


def _implicit(models: List[Type[pydantic.BaseModel]]) -> Discriminator | None:
    """A `Literal` field that every variant has, no two with the same value, tells them apart too."""
    if len(models) < 2:
        return None
    for model in models:
        model.model_rebuild(raise_errors=False)
    for name in models[0].model_fields:
        variants: Dict[object, Any] = {}
        key, count = name, 0
        for model in models:
            tags = _tags(model, name)
            if tags is None:
                break
            key, count = tags[0], count + len(tags[1])
            variants.update(dict.fromkeys(tags[1], model))
        else:
            if count == len(variants):
                return Discriminator(key, variants)
    return None
