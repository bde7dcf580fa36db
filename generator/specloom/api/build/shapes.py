"""Merges the `allOf` members of a schema; members that can be inherited stay base classes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field
from functools import cached_property

from specloom.api.build.inherited import InheritedMembers
from specloom.api.build.members import SchemaMembers
from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, hashable, strings_in
from specloom.base.pointers import join
from specloom.base.records import dataclass

ANNOTATIONS = frozenset(
    (
        "title",
        "description",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
        "externalDocs",
        "xml",
    )
) | {"$comment", "nullable", "discriminator"}
"""Keywords that don't change what a schema accepts (`nullable` only adds null)."""

_TOGETHER = frozenset({"properties", "required", "oneOf", "anyOf", "allOf", "items", "additionalProperties", "$ref"})
_VALUES = 16
"""Allowed values that count as one part."""
_NEVER_UP = frozenset({"title", "description", "discriminator", "deprecated", "default"})


def is_annotation(key: str) -> bool:
    """Return whether `key` changes nothing about what a schema accepts."""
    return key in ANNOTATIONS or key.startswith("x-")


def is_annotation_only(raw: JsonObject) -> bool:
    """Return whether a schema contains only annotations."""
    return all(is_annotation(key) for key in raw)


@dataclass(frozen=True, slots=True)
class UnionNode:
    """A union: its variants and its discriminator."""

    nodes: list[DocumentNode]
    discriminator: JsonObject = field(default_factory=dict)


@dataclass(slots=True)
class MergedSchema:
    """A schema merged with the members of its `allOf`."""

    keywords: JsonObject = field(default_factory=dict)
    properties: dict[str, list[DocumentNode]] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    items: list[DocumentNode] = field(default_factory=list)
    additional: list[DocumentNode] = field(default_factory=list)
    unions: list[UnionNode] = field(default_factory=list)
    bases: list[DocumentNode] = field(default_factory=list)
    members: list[DocumentNode] = field(default_factory=list)
    laid: dict[str, None] = field(default_factory=dict)
    """Components that were merged into the shape."""
    says_properties: bool = False
    """Whether a member has `properties`, even an empty one."""

    @property
    def only_reference(self) -> DocumentNode | None:
        """The reference that the schema consists of, if there is nothing beside it."""
        parts = {node.ref: node for node in self.members if not _says_nothing(node.raw)}
        return next(iter(parts.values())) if len(parts) == 1 and None not in parts else None

    @property
    def is_object(self) -> bool:
        """Whether the schema declares properties of an object."""
        return bool(self.properties or self.bases or self.additional or "patternProperties" in self.keywords)


def _says_nothing(raw: JsonObject) -> bool:
    """Return whether a member adds nothing to a reference beside it."""
    return all(is_annotation(key) or key == "type" for key in raw)


class SchemaMerger:
    """Merges schemas."""

    def __init__(self, context: BuildContext) -> None:
        self.context = context
        self._all_of_members = SchemaMembers(context)

    @cached_property
    def _inherited(self) -> InheritedMembers:
        return InheritedMembers(self._all_of_members)

    def merge_nodes(self, nodes: Iterable[DocumentNode], *, inherit: bool = True) -> MergedSchema:
        """Return the merged `nodes`; `inherit` keeps named models as base classes where possible."""
        nodes = list(nodes)
        if len(nodes) == 1 and "allOf" not in nodes[0].raw and "$ref" not in nodes[0].raw:
            simple = MergedSchema(members=nodes)
            self._merge_part(nodes[0], simple, outer=True)
            return simple
        members = [member for node in nodes for member in self._all_of_members.of(node)]
        shape = MergedSchema(members=members)
        if inherit and shape.only_reference is not None:
            return shape
        bases = self._sound_bases(members) if inherit else set[str]()
        shape.bases = list({member.ref: member for member in members if member.ref in bases}.values())
        outer = set(map(id, members))
        for part in self._all_of_members.expanded(
            [member for member in members if member.ref not in bases], shape.laid
        ):
            self._merge_part(part, shape, outer=id(part) in outer)
        for base in shape.bases if self.context.keeps_bases else ():
            self._merge_redeclared(base, members, shape)
        return shape

    def _merge_redeclared(self, base: DocumentNode, members: list[DocumentNode], shape: MergedSchema) -> None:
        """Add what a base class says of the properties that the schema redeclares."""
        names = self._inherited.redeclared(base.ref or "", members)
        found: dict[str, list[DocumentNode]] = {name: [] for name in names}
        for part in self._all_of_members.expanded([base]) if names else ():
            self.context.spend(1 + len(names), part.pointer)
            for name in names & as_object(part.raw.get("properties")).keys():
                found[name].append(part.at("properties", name))
            shape.required.update(dict.fromkeys(names.intersection(strings_in(part.raw.get("required")))))
        inherited = {name: nodes for name, nodes in sorted(found.items()) if nodes}
        shape.properties |= {name: [*nodes, *shape.properties.get(name, [])] for name, nodes in inherited.items()}

    def open_union(self, member: DocumentNode) -> list[DocumentNode]:
        """Return the union behind a reference that has more keywords beside it; any other member unchanged."""
        key = member.ref
        return (
            [member] if key is None or not self._inherited.has_union(key) else self._all_of_members.expanded([member])
        )

    def _sound_bases(self, members: list[DocumentNode]) -> set[str]:
        """Return the components that a class can inherit from: named objects whose fields no other member changes."""
        if any("oneOf" in member.raw or "anyOf" in member.raw for member in members):
            return set()
        links = dict.fromkeys(member.ref for member in members if member.ref is not None)
        allowed = self.context.models if self.context.bases is None else self.context.bases
        objects = [key for key in links if key in allowed and self._inherited.is_plain_object(key)]
        self.context.work.possible_bases.update(objects)
        redeclare = self.context.keeps_bases
        return self._inherited.undisturbed(objects, members, redeclare=redeclare) if objects else set()

    def _merge_part(self, part: DocumentNode, shape: MergedSchema, *, outer: bool) -> None:
        """Merge the keywords of `part` into the result of `merge_nodes`."""
        raw = part.raw
        names = len(as_object(raw.get("properties"))) + len(as_array(raw.get("required")))
        self.context.spend(1 + names + len(as_array(raw.get("enum"))) // _VALUES, part.pointer)
        shape.says_properties = shape.says_properties or isinstance(raw.get("properties"), dict)
        for name, node in part.entries("properties"):
            shape.properties.setdefault(name, []).append(node)
        shape.required.update(dict.fromkeys(strings_in(raw.get("required"))))
        shape.unions.extend(unions_of(part))
        if "items" in raw:
            shape.items.append(part.at("items"))
        if "additionalProperties" in raw:
            shape.additional.append(part.at("additionalProperties"))
        for key, value in raw.items():
            if key in _TOGETHER or (not outer and key in _NEVER_UP):
                continue
            shape.keywords[key] = (
                self._combine_keyword(key, shape.keywords.get(key), value, part) if key in shape.keywords else value
            )

    def _combine_keyword(self, key: str, old: JsonValue, new: JsonValue, part: DocumentNode) -> JsonValue:
        """Return the value of a keyword that two members set."""
        if key == "type":
            return self._both_types(old, new, part)
        if key == "enum":
            known = set(map(hashable, as_array(old)))
            both = [value for value in as_array(new) if hashable(value) in known]
            return both or new
        if key in ("readOnly", "writeOnly", "nullable"):
            return old is True or new is True
        if old != new and not is_annotation(key):
            self.context.widened(join(part.pointer, key), f"members of `allOf` differ in `{key}`; the last one is used")
        return new

    def _both_types(self, old: JsonValue, new: JsonValue, part: DocumentNode) -> JsonValue:
        first, second = type_names(old), type_names(new)
        both = [name for name in second if name in first or (name == "integer" and "number" in first)]
        both += ["integer"] if "integer" in first and "number" in second else []
        if not both:
            self.context.widened(part.pointer, "members of `allOf` have incompatible types; the last one is used")
            return new
        return list(dict.fromkeys(both)) if len(both) > 1 else both[0]


def unions_of(node: DocumentNode) -> list[UnionNode]:
    """Return the unions directly in `node`."""
    discriminator = as_object(node.raw.get("discriminator"))
    return [UnionNode(node.items(key), discriminator) for key in ("oneOf", "anyOf") if as_array(node.raw.get(key))]


def type_names(value: JsonValue) -> list[str]:
    """Return the names in a `type` keyword."""
    return [value] if isinstance(value, str) else strings_in(value)
