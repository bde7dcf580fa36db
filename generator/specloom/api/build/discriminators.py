"""Finds the discriminator of a union: the document's, or a property with distinct constants."""

from __future__ import annotations

from specloom.api.build.flattening import FlatUnion
from specloom.api.build.nodes import DocumentNode, ref_key
from specloom.api.build.scalars import enum_values
from specloom.api.build.shapes import MergedSchema, SchemaMerger
from specloom.api.ir import Discriminator
from specloom.base.json import JsonObject, JsonValue, as_object, as_str


def discriminator_of(
    flat: FlatUnion, shape: MergedSchema, variants: list[DocumentNode], shaper: SchemaMerger
) -> Discriminator | None:
    """Return the discriminator of a union in `shape`, with the wire values of `variants` by their index."""
    declared = flat.discriminator or as_object(shape.keywords.get("discriminator"))
    name = as_str(declared.get("propertyName"))
    if name is None:
        return None
    inherited = flat.inherited and bool(flat.discriminator)
    keys = {node.ref: index for index, node in enumerate(variants) if node.ref is not None}
    mapping = _declared_mapping(as_object(declared.get("mapping")), keys)
    for index, node in enumerate(variants):
        if index in mapping.values():
            continue
        values = _constants_of_property(name, node, shaper)
        for value in values or ([node.ref] if node.ref is not None else []):
            if mapping.setdefault(value, index) != index and inherited:
                return None
    default = keys.get(ref_key(declared.get("defaultMapping")) or "")
    return Discriminator(
        name, tuple(mapping.items()), explicit=inherited or bool(declared.get("mapping")), default=default
    )


def _declared_mapping(declared: JsonObject, keys: dict[str, int]) -> dict[str, int]:
    found: dict[str, int] = {}
    for value, target in declared.items():
        key = ref_key(target) or _last_segment(target)
        if key in keys:
            found[value] = keys[key]
    return found


def _last_segment(target: JsonValue) -> str:
    return (as_str(target) or "").rpartition("/")[2].removesuffix(".json").removesuffix(".yaml")


def _constants_of_property(name: str, variant: DocumentNode, shaper: SchemaMerger) -> list[str]:
    """Return the strings that the property `name` of a variant allows."""
    for node in shaper.merge_nodes([variant], inherit=False).properties.get(name, []):
        values = enum_values(node.raw)
        if node.ref is not None:
            values = enum_values(shaper.context.component(node.ref).raw)
        if values:
            return [value for value in values if isinstance(value, str)]
    return []
