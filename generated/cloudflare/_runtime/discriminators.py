"""Finds the variant of a union that data belongs to, by the tag that the variants share."""

from __future__ import annotations

from typing import Any, Mapping, MutableMapping, Sequence, cast

from .property_info import PropertyInfo
from .tags import Discriminator, discriminator_by_field, implicit_discriminator, models_of

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
    by_name = note.discriminator if note is not None else None
    found = implicit_discriminator(models) if by_name is None else discriminator_by_field(models, by_name)
    DISCRIMINATOR_CACHE[union] = found
    return found
