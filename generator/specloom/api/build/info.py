"""Reads what every schema has whatever its kind: texts, flags, limits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from specloom.api.build.nodes import LANGUAGE
from specloom.api.ir import Constraints, Info, Schema
from specloom.base.json import JsonObject, JsonValue, as_object, as_str

_LIMITS = frozenset(
    ("minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf", "minLength", "maxLength", "pattern")
) | {"minItems", "maxItems", "uniqueItems"}


def info_of(raw: JsonObject, pointer: str, *, nullable: bool = False) -> Info:
    """Return the texts and flags of a schema; `nullable` makes it nullable in any case."""
    deprecation = as_str(raw.get("x-stainless-deprecation-message"))
    return Info(
        pointer=pointer,
        title=_optional_text(raw.get("title")),
        description=_optional_text(raw.get("description")),
        deprecated=raw.get("deprecated") is True or deprecation is not None,
        deprecation=deprecation,
        nullable=nullable or raw.get("nullable") is True,
        read_only=raw.get("readOnly") is True,
        write_only=raw.get("writeOnly") is True,
        default=raw.get("default"),
        has_default="default" in raw,
        constraints=constraints_of(raw),
        type_hint=python_naming(raw).get("type_name"),
        example=first_example(raw),
        has_example=first_example(raw) is not None,
    )


def first_example(raw: JsonObject) -> JsonValue:
    """Return the first example of a schema, a parameter or a media type, null if there is none."""
    examples = raw.get("examples")
    if "example" in raw:
        return raw["example"]
    if isinstance(examples, list):
        return next(iter(examples), None)
    return next((as_object(example).get("value") for example in as_object(examples).values()), None)


def with_example(schema: Schema, holder: JsonObject) -> Schema:
    """Return `schema` with the example beside it in `holder`, if there is one."""
    example = first_example(holder)
    if example is None:
        return schema
    return replace(schema, info=replace(schema.info, example=example, has_example=True))


def python_naming(raw: JsonObject) -> dict[str, str]:
    """Return the names that `x-stainless-naming` sets for Python: `property_name`, `type_name`, `method_argument`."""
    if "x-stainless-naming" not in raw:
        return {}
    spec = as_object(raw["x-stainless-naming"])
    own = as_object(spec.get(LANGUAGE)) or {key: value for key, value in spec.items() if isinstance(value, str)}
    return {key: value for key, value in own.items() if isinstance(value, str)}


def constraints_of(raw: JsonObject) -> Constraints | None:
    """Return the limits that a schema sets, or None."""
    if _LIMITS.isdisjoint(raw):
        return None
    found = Constraints(
        minimum=_optional_number(raw, "minimum"),
        maximum=_optional_number(raw, "maximum"),
        exclusive_minimum=_optional_number(raw, "exclusiveMinimum"),
        exclusive_maximum=_optional_number(raw, "exclusiveMaximum"),
        multiple_of=_optional_number(raw, "multipleOf"),
        min_length=_optional_count(raw, "minLength"),
        max_length=_optional_count(raw, "maxLength"),
        pattern=as_str(raw.get("pattern")),
        min_items=_optional_count(raw, "minItems"),
        max_items=_optional_count(raw, "maxItems"),
        unique_items=raw.get("uniqueItems") is True,
    )
    return None if found == Constraints() else found


def _optional_text(value: JsonValue) -> str | None:
    text = as_str(value)
    return text.strip() or None if text is not None else None


def _optional_number(raw: Mapping[str, JsonValue], key: str) -> float | int | None:
    value = raw.get(key)
    return value if isinstance(value, (int, float)) and not isinstance(value, bool) else None


def _optional_count(raw: Mapping[str, JsonValue], key: str) -> int | None:
    value = _optional_number(raw, key)
    return int(value) if value is not None and value >= 0 and value == value // 1 else None
