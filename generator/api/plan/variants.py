"""Names of the arms of a union."""

from __future__ import annotations

from collections import Counter

from generator.api.ir import ObjectSchema, RefSchema, UnionSchema, Variant
from generator.api.plan.catalogue import Catalogue
from generator.api.plan.shapes import constants, shape, telling_property
from generator.api.plan.slots import Part
from generator.api.plan.words import Words

_MOST_CONSTANTS = 3
"""An arm that stands for more constants than these is not named after them."""


def variant_parts(schema: UnionSchema, catalogue: Catalogue, words: Words, number_word: str) -> list[Part]:
    """Return the name of each arm: its title, its component, or a better one than `<number_word><i>`.

    The better ones are the constants that tell the arms apart; `Part.old` then holds the numbered name. Names that
    are not unique in the union give way to numbers.
    """
    given = [_given(variant, words, number_word) for variant in schema.variants]
    tag = telling_property(schema, catalogue)
    better = [
        name or (_by_constant(variant, tag, catalogue, words) if tag is not None else None)
        for name, variant in zip(given, schema.variants, strict=True)
    ]
    uses = Counter(better)
    parts: list[Part] = []
    for index, (known, name) in enumerate(zip(given, better, strict=True)):
        old = known if known is not None and given.count(known) == 1 else f"{number_word}{index}"
        new = name if name is not None and uses[name] == 1 else old
        parts.append(Part(new, words.part(new).singular if new != old else old, old))
    return parts


def _given(variant: Variant, words: Words, number_word: str) -> str | None:
    """Return the name that the document gives to an arm, if any."""
    schema = variant.schema
    if variant.title:
        return words.pascal(variant.title)
    if isinstance(schema, RefSchema):
        return words.pascal(schema.name)
    if schema.info.title:
        return words.pascal(schema.info.title)
    if number_word == "UnionMember" and isinstance(schema, ObjectSchema):
        return _only_field(schema, words)
    return None


def _only_field(schema: ObjectSchema, words: Words) -> str | None:
    alone = len(schema.fields) == 1 and schema.extra is None and not schema.bases
    return words.pascal(schema.fields[0].wire_name) if alone else None


def _by_constant(variant: Variant, tag: str, catalogue: Catalogue, words: Words) -> str | None:
    arm = shape(variant.schema, catalogue)
    found = next((field for field in arm.fields if field.wire_name == tag), None) if arm is not None else None
    values = constants(found.schema, catalogue) if found is not None else ()
    if not values or len(values) > _MOST_CONSTANTS:
        return None
    return "".join(words.pascal(str(value)) for value in values) or None
