"""Builds webhooks and callbacks: requests that the API sends to its users."""

from __future__ import annotations

from specloom.api.build import media
from specloom.api.build.nodes import BuildContext, DocumentNode
from specloom.api.build.operations import BuiltOperation, operations_of
from specloom.api.build.schemas import SchemaBuilder
from specloom.api.ir import Webhook
from specloom.base.json import as_object, as_str


def webhooks_of(schemas: SchemaBuilder, operations: dict[str, BuiltOperation]) -> tuple[Webhook, ...]:
    """Return the webhooks of the document, then the callbacks of its operations, each with its payload."""
    context: BuildContext = schemas.context
    document = DocumentNode(context.document, "")
    named: list[tuple[str, str | None, DocumentNode]] = []
    for word in ("webhooks", "x-webhooks"):
        for name, item in document.entries(word):
            named += [(as_str(node.raw.get("operationId")) or name, None, node) for _, node in operations_of(item)]
    for key, built in operations.items():
        for name, callback in built.node.entries("callbacks"):
            for _, item in [(path, callback.at(path)) for path in callback.raw if not path.startswith("x-")]:
                named += [(as_str(node.raw.get("operationId")) or name, key, node) for _, node in operations_of(item)]
    found = [_build_webhook(name, key, node, schemas) for name, key, node in named]
    return tuple(webhook for webhook in found if webhook is not None)


def _build_webhook(name: str, operation_key: str | None, node: DocumentNode, schemas: SchemaBuilder) -> Webhook | None:
    content = as_object(node.at("requestBody").raw.get("content"))
    chosen = media.preferred_media_type(content)
    if chosen is None:
        return None
    payload = schemas.build(node.at("requestBody", "content", chosen, "schema"))
    description = as_str(node.raw.get("description")) or as_str(node.raw.get("summary"))
    return Webhook(name, operation_key, payload, description, node.pointer)
