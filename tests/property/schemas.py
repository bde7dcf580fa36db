"""Random schemas of every kind, and for each a JSON value that it allows: as an answer, and as a request sends it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias

from hypothesis import strategies as st

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Schema: TypeAlias = "dict[str, Json]"

_NAMES = """
    class from self model_config json copy @type a-b a_b 1st 🌱 id type None list __init__ dict model_fields schema
    validate {{x}} # Über _private fields self_ datetime typing Optional builtins str to_dict 名前 model_dump $ref
"""
NAMES = st.sampled_from(
    [*_NAMES.split(), "", "import os", "x\n'''\"\"\"", "\\N{DIGIT ONE}", "\u202e", "a b", "api_types", "timeout"]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=8)
STAMP = "2026-03-01T12:00:00Z"
_FORMATS: dict[str, str] = {
    "date-time": STAMP,
    "date": "2026-03-01",
    "time": "12:00:00Z",
    "uuid": "182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e",
    "byte": "AAE=",
    "uri": "http://a/%7e",
    "ipv6": "::1",
    "made-up\n": "x",
}


@dataclass(frozen=True)
class Case:
    """A schema, a value of an answer that fits it, and one of a request."""

    schema: Schema
    answer: Json
    sent: Json

    @staticmethod
    def of(schema: Schema, value: Json) -> Case:
        """Return a case whose value is the same both ways."""
        return Case(schema, value, value)


@dataclass
class World:
    """The components of one document while it is being drawn."""

    components: dict[str, Schema] = field(default_factory=dict)

    def ref(self, case: Case, name: str) -> Case:
        """Return the case with its schema as a component."""
        key = f"{''.join(filter(str.isalnum, name.encode('ascii', 'ignore').decode())) or 'Part'}{len(self.components)}"
        self.components[key] = case.schema
        return Case({"$ref": f"#/components/schemas/{key}"}, case.answer, case.sent)


def scalar(draw: st.DrawFn) -> Case:
    """A scalar, an enum, a constant or anything."""
    kind = draw(st.sampled_from(["string", "integer", "number", "boolean", "format", "enum", "const", "any"]))
    match kind:
        case "string":
            return Case.of({"type": "string"}, draw(TEXT))
        case "integer":
            return Case.of({"type": "integer", "format": "int64"}, draw(st.integers(-(2**63), 2**63 - 1)))
        case "number":
            return Case.of({"type": "number"}, draw(st.floats(-1e6, 1e6, allow_nan=False)))
        case "boolean":
            return Case.of({"type": "boolean"}, draw(st.booleans()))
        case "format":
            name = draw(st.sampled_from(sorted(_FORMATS)))
            return Case.of({"type": "string", "format": name}, _FORMATS[name])
        case "any":
            return Case.of({}, draw(st.one_of(st.none(), st.booleans(), TEXT)))
        case _:
            values: list[Json] = [*draw(st.lists(st.one_of(TEXT, st.integers(-9, 9)), min_size=1, max_size=4))]
            value = draw(st.sampled_from(values))
            return Case.of({"const": value} if kind == "const" else {"enum": values}, value)


def null(draw: st.DrawFn, case: Case) -> Case:
    """The case, or null, in one of the spellings."""
    either: list[Json] = [case.schema, {"type": "null"}]
    schema: Schema = {draw(st.sampled_from(["oneOf", "anyOf"])): either[:: draw(st.sampled_from([1, -1]))]}
    return draw(st.sampled_from([Case.of(schema, None), Case(schema, case.answer, case.sent)]))


def list_of(draw: st.DrawFn, case: Case) -> Case:
    """A list of equal items, or a tuple."""
    count = draw(st.integers(0, 2))
    if draw(st.booleans()):
        return Case({"type": "array", "items": case.schema}, [case.answer] * count, [case.sent] * count)
    schema: Schema = {"type": "array", "prefixItems": [case.schema, {"type": "string"}], "minItems": 2, "maxItems": 2}
    return Case(schema, [case.answer, "x"], [case.sent, "x"])


def map_of(draw: st.DrawFn, case: Case) -> Case:
    """An object with any keys, or with keys of a pattern."""
    keys = sorted(draw(st.sets(TEXT, max_size=2)))
    word: Schema = {"additionalProperties": case.schema}
    if draw(st.booleans()):
        word = {"patternProperties": {".*": case.schema}, "additionalProperties": False}
    return Case({"type": "object", **word}, dict.fromkeys(keys, case.answer), dict.fromkeys(keys, case.sent))


def object_of(draw: st.DrawFn, inner: Callable[[], Case], names: st.SearchStrategy[str] = NAMES) -> Case:
    """An object: some properties required, some for one side only, some left out."""
    properties: dict[str, Json] = {}
    required: list[Json] = []
    answer: dict[str, Json] = {}
    sent: dict[str, Json] = {}
    for name in sorted(draw(st.sets(names, min_size=1, max_size=4))):
        case = inner()
        side = draw(st.sampled_from(["", "", "", "readOnly", "writeOnly"]))
        properties[name] = {"allOf": [case.schema], side: True} if side else case.schema
        must = draw(st.booleans())
        required += [name] if must else []
        if side != "writeOnly" and (must or draw(st.booleans())):
            answer[name] = case.answer
        if side != "readOnly" and (must or draw(st.booleans())):
            sent[name] = case.sent
    schema: Schema = {"type": "object", "properties": properties}
    return Case({**schema, "required": required} if required else schema, answer, sent)


def union_of(draw: st.DrawFn, world: World, inner: Callable[[], Case]) -> Case:
    """A union of objects with a tag of their own, perhaps with a scalar beside them."""
    tag = draw(NAMES)
    variants: list[Case] = []
    for value in draw(st.lists(st.one_of(TEXT, st.integers(-9, 9)), min_size=2, max_size=3, unique_by=repr)):
        case = inner()
        tagged: Schema = {
            "type": "object",
            "required": [tag],
            "properties": {tag: {"const": value}, f"{tag}v": case.schema},
        }
        variant = Case(tagged, {tag: value, f"{tag}v": case.answer}, {tag: value, f"{tag}v": case.sent})
        variants.append(world.ref(variant, tag) if draw(st.booleans()) else variant)
    if draw(st.booleans()):
        variants.append(Case.of({"type": "boolean"}, True))
    schema: Schema = {draw(st.sampled_from(["oneOf", "anyOf"])): [variant.schema for variant in variants]}
    chosen = draw(st.sampled_from(variants))
    return Case(schema, chosen.answer, chosen.sent)


def joined(draw: st.DrawFn, world: World, inner: Callable[[], Case]) -> Case:
    """Objects laid over each other by `allOf`: a component, and one in place with other names."""
    base = object_of(draw, inner)
    more = object_of(draw, inner, NAMES.map(lambda name: f"more {name}"))
    schema: Schema = {"allOf": [world.ref(base, draw(NAMES)).schema, more.schema]}
    return Case(schema, {**members(base.answer), **members(more.answer)}, {**members(base.sent), **members(more.sent)})


def members(value: Json) -> dict[str, Json]:
    """Return the members of an object, none of anything else."""
    return value if isinstance(value, dict) else {}


def recursive(draw: st.DrawFn, world: World, inner: Callable[[], Case]) -> Case:
    """A component that holds itself: directly, in lists or in maps."""
    case = inner()
    link = world.ref(Case.of({}, None), draw(NAMES))
    form = draw(st.sampled_from(["one", "list", "map", "null"]))
    again: dict[str, Json] = {
        "one": link.schema,
        "list": {"type": "array", "items": link.schema},
        "map": {"type": "object", "additionalProperties": link.schema},
        "null": {"oneOf": [link.schema, {"type": "null"}]},
    }
    key = str(link.schema["$ref"]).rpartition("/")[2]
    world.components[key] = {"type": "object", "properties": {"value": case.schema, "next": again[form]}}

    def value(inside: Json) -> Json:
        end: dict[str, Json] = {"value": inside}
        following: dict[str, Json] = {"list": [end, end], "map": {"": end}}
        return {"value": inside, "next": following.get(form, end)}

    return Case(link.schema, value(case.answer), value(case.sent))


def case_of(draw: st.DrawFn, world: World, depth: int) -> Case:
    """A case of any kind, nested up to ``depth`` levels."""
    kind = draw(st.sampled_from(["scalar", "null", "list", "map", "object", "union", "joined", "recursive", "ref"]))
    if depth <= 0 or kind == "scalar":
        return scalar(draw)

    def inner() -> Case:
        return case_of(draw, world, depth - 1)

    match kind:
        case "null":
            return null(draw, inner())
        case "list":
            return list_of(draw, inner())
        case "map":
            return map_of(draw, inner())
        case "object":
            return object_of(draw, inner)
        case "union":
            return union_of(draw, world, inner)
        case "joined":
            return joined(draw, world, inner)
        case "recursive":
            return recursive(draw, world, inner)
        case _:
            return world.ref(inner(), draw(NAMES))
