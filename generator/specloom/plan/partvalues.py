"""Plans the values for a part of a multipart body that has media types of its own."""

from __future__ import annotations

import re
from dataclasses import replace

from specloom.api.build.media import is_json
from specloom.api.ir import (
    AnySchema,
    ArraySchema,
    EnumSchema,
    Info,
    MapSchema,
    ObjectSchema,
    ScalarKind,
    ScalarSchema,
    Schema,
    TupleSchema,
    UnionSchema,
    Variant,
)
from specloom.plan.catalogue import Catalogue

_TEXT = re.compile(r"text/|application/(?:xml|yaml|x-yaml|javascript|graphql|sql|x-www-form-urlencoded|(?:.*\+)?json)")


def as_part(schema: Schema, media_types: tuple[str, ...], catalogue: Catalogue) -> Schema:
    """Return the schema of the values for a part: files if a value of `schema` can't be sent as this part."""
    if any(map(is_json, media_types)) and isinstance(catalogue.resolve_schema(schema), UnionSchema):
        return schema
    is_text = all(_TEXT.match(name.lower()) or name.lower().endswith("+xml") for name in media_types)
    return _content_schema(schema, is_text, catalogue)


def _content_schema(schema: Schema, is_text: bool, catalogue: Catalogue) -> Schema:
    found = catalogue.resolve_schema(schema)
    match found:
        case ScalarSchema(kind=ScalarKind.STRING):
            return schema if is_text else text_or_file(schema.info)
        case ScalarSchema() | EnumSchema():
            return schema
        case ArraySchema():
            return replace(found, items=_content_schema(found.items, is_text, catalogue))
        case AnySchema():
            return text_or_file(schema.info) if is_text else ScalarSchema(schema.info, ScalarKind.BINARY)
        case UnionSchema():
            plain = all(_is_scalar(catalogue.resolve_schema(variant.schema)) for variant in found.variants)
            return schema if plain else text_or_file(schema.info)
        case ObjectSchema() | MapSchema() | TupleSchema():
            return text_or_file(schema.info)
        case _:
            return schema


def _is_scalar(schema: Schema) -> bool:
    return isinstance(schema, ScalarSchema | EnumSchema)


def text_or_file(info: Info) -> UnionSchema:
    """Return text or a file."""
    inner = Info(pointer=info.pointer)
    kinds = (ScalarKind.STRING, ScalarKind.BINARY)
    return UnionSchema(info, tuple(Variant(ScalarSchema(inner, kind)) for kind in kinds))
