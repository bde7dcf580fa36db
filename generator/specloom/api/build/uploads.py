"""Finds the properties of a body that take a file although the document describes the URL of one.

Django REST Framework has one schema for both directions: its file fields are URLs in the response, and so they are URLs
in the multipart body that uploads them.
"""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.build.lookup import Lookup
from specloom.api.ir import Field, ScalarKind, ScalarSchema, Schema


def upload_names(sent: Schema, returned: Schema | None, lookup: Lookup) -> tuple[str, ...]:
    """Return the wire names of what a form sends as a file, because the response returns its URL under the same name.

    The response may be an object, a list of objects, or a union of these.
    """
    if returned is None:
        return ()
    links = {field.wire_name for field in _fields_in(returned, lookup) if _is_link(field.schema, lookup)}
    shared = (field for field in _fields_in(sent, lookup) if field.wire_name in links) if links else ()
    found = (each for each in shared if _is_link(each.schema, lookup) and not each.schema.info.read_only)
    return tuple(dict.fromkeys(field.wire_name for field in found))


def _fields_in(schema: Schema, lookup: Lookup) -> Iterator[Field]:
    for leaf in lookup.leaf_schemas(schema):
        yield from lookup.fields_of(leaf).values()


def _is_link(schema: Schema, lookup: Lookup) -> bool:
    return any(_is_upload_link(leaf) for leaf in lookup.leaf_schemas(schema))


def _is_upload_link(schema: Schema) -> bool:
    """Return whether a schema may be the URL of an uploaded file; one of limited length is any URL."""
    if not isinstance(schema, ScalarSchema) or schema.kind is not ScalarKind.STRING or schema.format != "uri":
        return False
    return schema.info.constraints is None or schema.info.constraints.max_length is None
