"""Plans the arguments of a multipart body that take a file beside the URL that the document describes."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from specloom.api.ir import ArraySchema, Body, Info, ScalarKind, ScalarSchema, Schema, UnionSchema, Variant
from specloom.plan.arguments import Argument
from specloom.plan.catalogue import Catalogue
from specloom.plan.partvalues import text_or_file


def with_uploads(arguments: Iterable[Argument], body: Body, catalogue: Catalogue) -> tuple[Argument, ...]:
    """Return the arguments of a body, in which those for an uploaded file take files as well as text."""
    return tuple(
        replace(each, schema=_file_schema(each.schema, catalogue)) if each.wire in body.uploads else each
        for each in arguments
    )


def _file_schema(schema: Schema, catalogue: Catalogue) -> Schema:
    found = catalogue.resolve_schema(schema)
    nullable = schema.info.nullable or found.info.nullable
    info = replace(schema.info, nullable=nullable)
    match found:
        case ArraySchema():
            return replace(found, items=_file_schema(found.items, catalogue), info=info)
        case UnionSchema():
            file = Variant(ScalarSchema(Info(pointer=info.pointer), ScalarKind.BINARY))
            return replace(found, variants=(*found.variants, file), info=info)
        case _:
            return text_or_file(info)
