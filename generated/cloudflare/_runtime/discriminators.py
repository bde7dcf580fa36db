"""Finds the variant of a union that data belongs to, by the tag that the variants share."""

from __future__ import annotations

from typing import Any, Mapping, MutableMapping, Sequence, cast

from .property_info import PropertyInfo
from .tags import Discriminator, discriminator_by_field, implicit_discriminator, models_of
from .unknown_members import closest_model

DISCRIMINATOR_CACHE: MutableMapping[Any, Discriminator | None] = {}


def pick_variant(union: Any, value: object, notes: Sequence[Any]) -> Any:
    """The variant that the tag in the value names, or the one for unknown tags; `None` if there is none."""
    if not isinstance(value, Mapping):
        return None
    discriminator = _discriminator(union, notes)
    if discriminator is None:
        return None
    return discriminator.variant_of(cast(Mapping[str, object], value).get(discriminator.key))


def closest_member(union: Any, value: Mapping[str, Any], notes: Sequence[Any]) -> Any:
    """The model for an object that fits no member and has no known tag.

    That is the member that alone has properties of the object. An object with an unknown tag is of no member that has
    tags: it gets a model that keeps its data, as does one that has no such properties.
    """
    models = tuple(models_of(union))
    discriminator = _discriminator(union, notes)
    if discriminator is None or value.get(discriminator.key) is None:
        return closest_model(models, value, models)
    tagged = set(discriminator.variants.values())
    return closest_model([model for model in models if model not in tagged], value, models)


def _discriminator(union: Any, notes: Sequence[Any]) -> Discriminator | None:
    note = next((note for note in notes if isinstance(note, PropertyInfo) and note.discriminator), None)
    if note is not None and note.discriminator and note.mapping:
        return Discriminator(note.discriminator, note.variants(union))
    known = DISCRIMINATOR_CACHE.get(union)
    if known is not None or union in DISCRIMINATOR_CACHE:
        return known
    models = models_of(union)
    by_name = note.discriminator if note is not None else None
    found = implicit_discriminator(models) if by_name is None else discriminator_by_field(models, by_name)
    DISCRIMINATOR_CACHE[union] = found
    return found
