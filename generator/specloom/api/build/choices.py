"""Combines the unions of one schema into one list of variants."""

from __future__ import annotations

import itertools
import math
from collections.abc import Hashable

from specloom.api.build.flattening import FlatUnion
from specloom.api.build.nodes import DocumentNode
from specloom.api.build.scalars import enum_values
from specloom.api.build.shapes import MergedSchema, SchemaMerger, type_names
from specloom.base.json import JsonValue, as_str, hashable

_MOST = 64
"""The most members that a combination of several unions may have."""


def leading_union(flat: list[FlatUnion]) -> int | None:
    """Return the union that alone decides between the members, if there is one."""
    varied = [index for index, each in enumerate(flat) if len(each.nodes) > 1]
    return varied[0] if len(varied) == 1 else None if varied else 0


def distinct_unions(flat: list[FlatUnion]) -> list[FlatUnion]:
    """Return the unions without duplicates."""
    if len(flat) < 2:
        return flat
    kept: dict[tuple[Hashable, ...], FlatUnion] = {}
    for each in flat:
        kept.setdefault(tuple(hashable(node.value) for node in each.nodes), each)
    return list(kept.values())


def combine_unions(flat: list[FlatUnion], shaper: SchemaMerger) -> list[list[DocumentNode]] | None:
    """Return each possible combination of one variant of each union; None if there are too many."""
    if len(flat) == 1:
        return [[node] for node in flat[0].nodes]
    if math.prod(len(each.nodes) for each in flat) > _MOST:
        return None
    members = [list(member) for member in itertools.product(*(each.nodes for each in flat))]
    return [member for member in members if not _is_impossible(member, shaper)] or members


def possible_members(
    members: list[list[DocumentNode]], rest: list[DocumentNode], shaper: SchemaMerger
) -> list[list[DocumentNode]]:
    """Return the variants that the schemas `rest` beside the union allow; all of them if none is possible."""
    if not rest:
        return members
    return [member for member in members if not _is_impossible([*rest, *member], shaper)] or members


def last_of_incompatible(nodes: list[DocumentNode], shaper: SchemaMerger) -> list[DocumentNode]:
    """Return `nodes`, or the last one that has a type if no value can have the types of all."""
    if len(nodes) < 2:
        return nodes
    shapes = [shaper.merge_nodes([node], inherit=False) for node in nodes]
    if not _types_differ(shapes):
        return nodes
    last = max(index for index, shape in enumerate(shapes) if shape.keywords.get("type"))
    shaper.context.widened(nodes[last].pointer, "members of `allOf` have incompatible types; the last one is used")
    return [nodes[last]]


def title_of(member: list[DocumentNode]) -> str | None:
    """Return the title beside a reference, or the names of all parts of a member."""
    if len(member) == 1:
        return as_str(member[0].raw.get("title")) if member[0].ref is not None else None
    names = [as_str(node.raw.get("title")) or node.ref for node in member]
    return " ".join(dict.fromkeys(name for name in names if name)) if all(names) else None


def _is_impossible(member: list[DocumentNode], shaper: SchemaMerger) -> bool:
    """Return whether no value can match a member: its types, or the constants of a property, exclude each other."""
    shapes = [shaper.merge_nodes([node], inherit=False) for node in member]
    if _types_differ(shapes):
        return True
    constants: dict[str, list[list[JsonValue]]] = {}
    for shape in shapes:
        for name, nodes in shape.properties.items():
            for node in nodes:
                inner = shaper.context.component(node.ref) if node.ref is not None else node
                values = enum_values(inner.raw)
                if values is not None:
                    constants.setdefault(name, []).append(values)
    return any(not any(all(value in each for each in rest) for value in first) for first, *rest in constants.values())


def _types_differ(shapes: list[MergedSchema]) -> bool:
    """Return whether the types of schemas exclude each other."""
    types = [set(names) for shape in shapes if (names := type_names(shape.keywords.get("type")))]
    return bool(types) and not types[0].intersection(*types[1:]) and not any("number" in names for names in types)
