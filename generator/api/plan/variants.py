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
_LONGEST_INDEX = 6
"""A number of more digits at the end of a pointer is no index."""


def variant_parts(schema: UnionSchema, catalogue: Catalogue, words: Words, number_word: str) -> list[Part]:
    """Return the name of each arm: from the document, or a better one than `<number_word><i>`.

    The better ones are the constants that tell the arms apart; `Part.old` then holds the numbered name. Names that
    are not unique in the union give way to numbers.
    """
    namer = _Namer(schema, catalogue, words, number_word)
    given = [namer.given(variant) for variant in schema.variants]
    better = [
        name or namer.by_constant(index, variant)
        for index, (name, variant) in enumerate(zip(given, schema.variants, strict=True))
    ]
    known, uses = Counter(given), Counter(better)
    parts: list[Part] = []
    for index, variant in enumerate(schema.variants):
        name, other = given[index], better[index]
        old = name if name is not None and known[name] == 1 else f"{number_word}{_number(variant, index)}"
        new = other if other is not None and uses[other] == 1 else old
        parts.append(Part(new, words.part(new).singular if new != old else old, old))
    return parts


def _number(variant: Variant, index: int) -> int:
    """Return the place of an arm among all members as the document lists them, null included."""
    last = variant.schema.info.pointer.rpartition("/")[2]
    return int(last) if last.isascii() and last.isdigit() and len(last) < _LONGEST_INDEX else index


class _Namer:
    """Finds names for the arms of one union."""

    def __init__(self, schema: UnionSchema, catalogue: Catalogue, words: Words, number_word: str) -> None:
        self.catalogue = catalogue
        self.words = words
        self.nested = number_word == "UnionMember"
        self.discriminator = schema.discriminator
        self.tag = telling_property(schema, catalogue)
        pairs = schema.discriminator.mapping if schema.discriminator is not None else ()
        self.mapped = {index: value for value, index in reversed(pairs)}

    def given(self, variant: Variant) -> str | None:
        """Return the name that the document gives to an arm, if any.

        The constant of a discriminator without a mapping goes before every title.
        """
        schema, found = variant.schema, self.discriminator
        if found is not None and not found.explicit:
            name = self._constant(variant, found.property_name, 1)
            if name is not None:
                return name
        text = variant.title or (schema.name if isinstance(schema, RefSchema) else schema.info.title)
        if text:
            return self.words.pascal(text)
        if isinstance(schema, ObjectSchema) and self.nested and found is None:
            return self._only_field(schema)
        return None

    def by_constant(self, index: int, variant: Variant) -> str | None:
        """Return the name of an arm after the constants that tell it from the others."""
        if self.tag is not None:
            return self._constant(variant, self.tag, _MOST_CONSTANTS)
        value = self.mapped.get(index)
        return self.words.pascal(value) if value is not None else None

    def _only_field(self, schema: ObjectSchema) -> str | None:
        alone = len(schema.fields) == 1 and schema.extra is None and not schema.bases
        return self.words.pascal(schema.fields[0].wire_name) if alone else None

    def _constant(self, variant: Variant, tag: str, most: int) -> str | None:
        arm = shape(variant.schema, self.catalogue)
        found = next((field for field in arm.fields if field.wire_name == tag), None) if arm is not None else None
        if found is None:
            return None
        values = constants(found.schema, self.catalogue)
        default = found.schema.info.default
        if len(values) > most or not values:
            values = (default,) if most == 1 and isinstance(default, str) else ()
        return "".join(self.words.pascal(str(value)) for value in values) or None
