"""Shapes: a schema with its `allOf` members laid over each other; what is left to inherit stays a base."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from specloom.api.build.nodes import Context, Node
from specloom.base.json import JsonObject, JsonValue, as_array, as_object, strings
from specloom.base.pointers import join

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
"""Keywords that say something about a schema without changing what it accepts (`nullable` widens it alone)."""

_TOGETHER = frozenset({"properties", "required", "oneOf", "anyOf", "allOf", "items", "additionalProperties", "$ref"})
_NEVER_UP = frozenset({"title", "description", "discriminator", "deprecated", "default"})
_MAX_DEPTH = 100


def is_annotation(key: str) -> bool:
    """Return whether `key` changes nothing about what a schema accepts."""
    return key in ANNOTATIONS or key.startswith("x-")


def is_annotation_only(raw: JsonObject) -> bool:
    """Return whether a schema says nothing beyond annotations."""
    return all(is_annotation(key) for key in raw)


@dataclass(frozen=True, slots=True)
class Choice:
    """A union: its variants, and the discriminator that stands beside them."""

    nodes: list[Node]
    discriminator: JsonObject = field(default_factory=dict)


@dataclass(slots=True)
class Shape:
    """What a schema and the members of its `allOf` say together."""

    keywords: JsonObject = field(default_factory=dict)
    properties: dict[str, list[Node]] = field(default_factory=dict)
    required: dict[str, None] = field(default_factory=dict)
    items: list[Node] = field(default_factory=list)
    additional: list[Node] = field(default_factory=list)
    unions: list[Choice] = field(default_factory=list)
    bases: list[Node] = field(default_factory=list)
    members: list[Node] = field(default_factory=list)
    laid: dict[str, None] = field(default_factory=dict)
    """Components that were laid into the shape."""
    says_properties: bool = False
    """Whether a member lists properties, perhaps none at all."""

    @property
    def only_reference(self) -> Node | None:
        """The one reference that the schema comes down to, if nothing else stands beside it."""
        parts = [node for node in self.members if not _says_nothing(node.raw)]
        return parts[0] if len(parts) == 1 and parts[0].ref is not None else None

    @property
    def is_object(self) -> bool:
        """Whether the schema describes an object by its members."""
        return bool(self.properties or self.bases or self.additional or "patternProperties" in self.keywords)


def _says_nothing(raw: JsonObject) -> bool:
    """Return whether a member adds nothing to a reference beside it."""
    return all(is_annotation(key) or key == "type" for key in raw)


class Shaper:
    """Lays schemas over each other."""

    def __init__(self, context: Context) -> None:
        self.context = context

    def shape(self, nodes: Iterable[Node], *, inherit: bool = True) -> Shape:
        """Return what `nodes` say together; `inherit` keeps named models as bases where that is sound."""
        nodes = list(nodes)
        if len(nodes) == 1 and "allOf" not in nodes[0].raw and "$ref" not in nodes[0].raw:
            simple = Shape(members=nodes)
            self._lay(nodes[0], simple, outer=True)
            return simple
        members = [member for node in nodes for member in self._members(node, 0)]
        shape = Shape(members=members)
        if inherit and shape.only_reference is not None:
            return shape
        bases = self._sound_bases(members) if inherit else []
        for member in members:
            if member in bases:
                shape.bases.append(member)
            else:
                for part in self._expanded(member, (), shape.laid):
                    self._lay(part, shape, outer=part is member)
        return shape

    def fields_of(self, key: str) -> dict[str, list[Node]]:
        """Return the properties of the component `key`, inherited ones included."""
        return self.shape([self.context.component(key)], inherit=False).properties

    def opened(self, member: Node) -> list[Node]:
        """Return what stands behind a reference to a union with more beside it; any other member as it is."""
        key = member.ref
        if key is None or not self.shape([self.context.component(key)], inherit=False).unions:
            return [member]
        return self._expanded(member, ())

    def is_plain_object(self, key: str) -> bool:
        """Return whether the component `key` is an object of its own members, no union and no map."""
        shape = self.shape([self.context.component(key)], inherit=False)
        return bool(shape.properties) and not shape.unions

    def _members(self, node: Node, depth: int) -> list[Node]:
        """Return the node's own keywords and the members of its `allOf`, nested ones too, references unresolved."""
        own = Node({key: value for key, value in node.raw.items() if key != "allOf"}, node.pointer)
        if node.ref is not None:
            beside = {key: value for key, value in node.raw.items() if key not in ("$ref", "allOf")}
            link = Node({"$ref": node.raw["$ref"]}, node.pointer)
            return [link, Node(beside, node.pointer)] if beside else [link]
        if depth > _MAX_DEPTH:
            self.context.widened(node.pointer, "`allOf` is nested too deeply; its members are left out")
            return [own]
        inner = [member for part in node.items("allOf") for member in self._members(part, depth + 1)]
        return [*inner, own] if own.raw or not inner else inner

    def _expanded(self, member: Node, seen: tuple[str, ...], laid: dict[str, None] | None = None) -> list[Node]:
        """Return `member`, or what stands behind it if it is a reference; note the component in `laid`."""
        key = member.ref
        if key is None:
            return [member]
        if key in seen:
            self.context.widened(member.pointer, f"`{key}` contains itself through `allOf`")
            return []
        if laid is not None:
            laid[key] = None
        parts = self._members(self.context.component(key), 0)
        return [found for part in parts for found in self._expanded(part, (*seen, key), laid)]

    def _sound_bases(self, members: list[Node]) -> list[Node]:
        """Return the members that a class can inherit from: named objects whose fields nobody describes anew."""
        links = [
            m for m in members if m.ref is not None and m.ref in self.context.models and self.is_plain_object(m.ref)
        ]
        if any("oneOf" in member.raw or "anyOf" in member.raw for member in members):
            return []
        unique = {link.ref: link for link in links if link.ref is not None}
        return [link for key, link in unique.items() if self._undisturbed(key, members)]

    def _undisturbed(self, key: str, members: list[Node]) -> bool:
        """Return whether no other member says anything about the fields of the component `key`."""
        own = self.fields_of(key)
        required = self.shape([self.context.component(key)], inherit=False).required
        for member in members:
            if member.ref == key:
                continue
            parts = [member] if member.ref is None else self._expanded(member, ())
            for part in parts:
                if any(name in own for name in _names(part.raw, "properties")):
                    return False
                if any(name in own and name not in required for name in strings(part.raw.get("required"))):
                    return False
        return True

    def _lay(self, part: Node, shape: Shape, *, outer: bool) -> None:
        """Add what `part` says to `shape`."""
        raw = part.raw
        shape.says_properties = shape.says_properties or isinstance(raw.get("properties"), dict)
        for name, node in part.entries("properties"):
            shape.properties.setdefault(name, []).append(node)
        shape.required.update(dict.fromkeys(strings(raw.get("required"))))
        shape.unions.extend(choices(part))
        if "items" in raw:
            shape.items.append(part.at("items"))
        if "additionalProperties" in raw:
            shape.additional.append(part.at("additionalProperties"))
        for key, value in raw.items():
            if key in _TOGETHER or (not outer and key in _NEVER_UP):
                continue
            shape.keywords[key] = (
                self._combined(key, shape.keywords.get(key), value, part) if key in shape.keywords else value
            )

    def _combined(self, key: str, old: JsonValue, new: JsonValue, part: Node) -> JsonValue:
        """Return the value of a keyword that two members set."""
        if key == "type":
            return self._both_types(old, new, part)
        if key == "enum":
            both = [value for value in as_array(new) if value in as_array(old)]
            return both or new
        if key in ("readOnly", "writeOnly", "nullable"):
            return old is True or new is True
        if old != new and not is_annotation(key):
            self.context.widened(join(part.pointer, key), f"members of `allOf` differ in `{key}`; the last one counts")
        return new

    def _both_types(self, old: JsonValue, new: JsonValue, part: Node) -> JsonValue:
        first, second = type_names(old), type_names(new)
        both = [name for name in second if name in first or (name == "integer" and "number" in first)]
        both += ["integer"] if "integer" in first and "number" in second else []
        if not both:
            self.context.widened(part.pointer, "members of `allOf` exclude each other by `type`; the last one counts")
            return new
        return list(dict.fromkeys(both)) if len(both) > 1 else both[0]


def choices(node: Node) -> list[Choice]:
    """Return the unions that `node` itself holds."""
    discriminator = as_object(node.raw.get("discriminator"))
    return [Choice(node.items(key), discriminator) for key in ("oneOf", "anyOf") if as_array(node.raw.get(key))]


def type_names(value: JsonValue) -> list[str]:
    """Return the names in a `type` keyword."""
    return [value] if isinstance(value, str) else strings(value)


def _names(raw: JsonObject, key: str) -> list[str]:
    value = raw.get(key)
    return list(value) if isinstance(value, dict) else []
