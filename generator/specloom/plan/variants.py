"""Names the members of unions."""

from __future__ import annotations

from collections import Counter

from specloom.api.ir import ObjectSchema, RefSchema, UnionSchema, Variant
from specloom.plan.betternames import better_names, with_rest
from specloom.plan.catalogue import Catalogue
from specloom.plan.lastnames import last_names
from specloom.plan.shapes import enum_constants, object_shape
from specloom.plan.slots import NamePart
from specloom.plan.words import PascalNames

_LONGEST_INDEX = 6
"""A number with more digits at the end of a pointer is not an index."""


def variant_parts(
    schema: UnionSchema, catalogue: Catalogue, words: PascalNames, number_word: str, *, as_documented: bool = False
) -> list[NamePart]:
    """Return the name of each member: from the document, or a better one than `<number_word><i>`.

    `NamePart.old` then holds the numbered name. Names that are not unique in the union are replaced by numbers,
    which begin with 1 where the document alone gives the names (`as_documented`).
    """
    namer = _VariantNamer(schema, catalogue, words, number_word, as_documented=as_documented)
    given = _unique_names([namer.given_name(variant) for variant in schema.variants])
    better = list(given)
    if None in given:
        found = better_names(schema, catalogue, words)
        better = [name or other for name, other in zip(given, found, strict=True)]
        better = with_rest(schema, better, catalogue)
        better = last_names(schema, better, catalogue, words) if as_documented else better
    uses = Counter(better)
    numbers = _member_numbers(schema)
    parts: list[NamePart] = []
    for index, number in enumerate(numbers):
        name, other = given[index], better[index]
        old = name if name is not None else f"{number_word}{number + as_documented}"
        new = other if other is not None and uses[other] == 1 else old
        parts.append(NamePart(new, words.part(new).singular if new != old else old, old))
    return parts


def _unique_names(names: list[str | None]) -> list[str | None]:
    """Return `names` without duplicates."""
    uses = Counter(names)
    return [name if uses[name] == 1 else None for name in names]


def _member_numbers(schema: UnionSchema) -> list[int]:
    """Return the index of each member in the document's list, null included; in a flattened union, its position."""
    found = [variant.schema.info.pointer.rpartition("/") for variant in schema.variants]
    lists = {start for start, _, _ in found}
    numbers = [int(last) for _, _, last in found if last.isascii() and last.isdigit() and len(last) < _LONGEST_INDEX]
    in_one_list = len(lists) == 1 and len(set(numbers)) == len(found)
    return numbers if in_one_list else list(range(len(found)))


class _VariantNamer:
    """Finds names for the members of one union."""

    def __init__(
        self,
        schema: UnionSchema,
        catalogue: Catalogue,
        words: PascalNames,
        number_word: str,
        *,
        as_documented: bool,
    ) -> None:
        self.as_documented = as_documented
        self.catalogue = catalogue
        self.words = words
        self.nested = number_word == "UnionMember"
        self.discriminator = schema.discriminator

    def given_name(self, variant: Variant) -> str | None:
        """Return the name that the document gives to a member, if any.

        An explicit name takes precedence; the constant of a discriminator without a mapping precedes every title,
        except in parameters of a method.
        """
        if variant.name:
            return self.words.pascal(variant.name)
        schema, found = variant.schema, self.discriminator
        own = None if self.nested or isinstance(schema, RefSchema) or self.as_documented else schema.info.title
        if found is not None and not own and not found.explicit:
            name = self._only_constant(variant, found.property_name)
            if name is not None:
                return name
        text = variant.title or (schema.name if isinstance(schema, RefSchema) else schema.info.title)
        if text:
            return self.words.pascal(text)
        if isinstance(schema, ObjectSchema) and self.nested and found is None:
            return self._only_field(schema)
        return None

    def _only_field(self, schema: ObjectSchema) -> str | None:
        alone = len(schema.fields) == 1 and schema.extra is None and not schema.bases
        return self.words.pascal(schema.fields[0].wire_name) if alone else None

    def _only_constant(self, variant: Variant, tag: str) -> str | None:
        """Return the only constant of a property, or its default."""
        member = object_shape(variant.schema, self.catalogue)
        found = next((field for field in member.fields if field.wire_name == tag), None) if member is not None else None
        if found is None:
            return None
        values = enum_constants(found.schema, self.catalogue)
        value = values[0] if len(values) == 1 else found.schema.info.default
        return self.words.pascal(value) if isinstance(value, str) and value else None
