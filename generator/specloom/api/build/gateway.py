"""Recognises the streams of grpc-gateway, which describe each line as an object with `result` or `error`."""

from __future__ import annotations

from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.base.json import as_object, as_str

_MARK = "(streaming responses)"
_TITLE = "Stream result of "
_DEFINITIONS = "x-stream-definitions"


def is_gateway_stream(
    operation: DocumentNode, response: DocumentNode, schema: DocumentNode, work: BuildContext
) -> bool:
    """Return whether a JSON response is a stream of lines with a `result` or an `error`.

    The schema must be that envelope, and the document must say so: in the texts of the operation or the response, in
    the title of the schema, or by where it is defined.
    """
    key = schema.ref
    target = work.component(key) if key is not None else schema
    if set(as_object(target.raw.get("properties"))) != {"result", "error"}:
        return False
    texts = (operation.raw.get("summary"), operation.raw.get("description"), response.raw.get("description"))
    return (
        (key or "").startswith(_DEFINITIONS)
        or (as_str(target.raw.get("title")) or "").startswith(_TITLE)
        or any(_MARK in (as_str(text) or "") for text in texts)
    )
