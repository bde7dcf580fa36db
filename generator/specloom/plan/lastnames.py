"""Finds names for union members that share their properties with others, where otherwise only numbers are left."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from specloom.api.ir import ScalarSchema, UnionSchema
from specloom.plan.catalogue import Catalogue
from specloom.plan.shapes import ObjectShape, object_shape
from specloom.plan.words import PascalNames

_MOST_PROPERTIES = 3


def last_names(
    schema: UnionSchema, names: Sequence[str | None], catalogue: Catalogue, words: PascalNames
) -> list[str | None]:
    """Return `names`, with others for those that are missing or not unique.

    They are made of all properties of a member, `WithHeightAndAge`, or of the one whose type differs, `AgeInteger`.
    """
    uses = Counter(names)
    open_at = [at for at, name in enumerate(names) if name is None or uses[name] > 1]
    shapes = [object_shape(schema.variants[at].schema, catalogue) for at in open_at]
    if len(open_at) < 2:
        return list(names)
    found: list[str | None] = list(names)
    for proposed in (_by_properties(shapes, words), _by_types(shapes, catalogue, words)):
        counts = Counter([*proposed, *found])
        for at, name in zip(open_at, proposed, strict=True):
            if name is not None and counts[name] == 1 and (found[at] is None or uses[found[at]] > 1):
                found[at] = name
    return found


def _by_properties(shapes: Sequence[ObjectShape | None], words: PascalNames) -> list[str | None]:
    sets = [[field.wire_name for field in shape.fields] if shape is not None else [] for shape in shapes]
    return [
        "With" + "And".join(map(words.pascal, names)) if 0 < len(names) <= _MOST_PROPERTIES else None for names in sets
    ]


def _by_types(shapes: Sequence[ObjectShape | None], catalogue: Catalogue, words: PascalNames) -> list[str | None]:
    """Return names from the first property that has another type in each member."""
    types: list[dict[str, str]] = []
    for shape in shapes:
        scalars = {
            field.wire_name: target.kind.value
            for field in (shape.fields if shape is not None else ())
            if isinstance(target := catalogue.resolve_schema(field.schema), ScalarSchema)
        }
        types.append(scalars)
    for name in types[0]:
        kinds = [found.get(name) for found in types]
        if None not in kinds and len(set(kinds)) == len(kinds):
            return [f"{words.pascal(name)}{words.pascal(kind or '')}" for kind in kinds]
    return [None] * len(shapes)
