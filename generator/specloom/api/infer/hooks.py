"""Infers the method that reads webhooks, if the document has any."""

from __future__ import annotations

from specloom.api.build.nodes import DocumentNode
from specloom.api.build.operations import operations_of
from specloom.base.json import JsonObject, as_object
from specloom.base.names import environment_name
from specloom.base.words import Casing

_RESOURCE, _METHOD = "webhooks", "unwrap"


def has_webhooks(document: DocumentNode) -> bool:
    """Return whether the document has webhooks or callbacks."""
    if any(document.raw.get(word) for word in ("webhooks", "x-webhooks")):
        return True
    items = (item for _, item in document.entries("paths"))
    return any(node.raw.get("callbacks") for item in items for _, node in operations_of(item))


def key_option(organization: str) -> JsonObject:
    """Return the option for the key that webhooks are signed with."""
    variable = environment_name(f"{organization}_webhook_key", Casing())
    text = "The key that webhooks are signed with, such as `whsec_...`."
    return {"type": "string", "nullable": True, "read_env": variable, "description": text}


def with_unwrap(resources: JsonObject) -> JsonObject:
    """Return the resources with a method that reads webhooks, unless one of that name exists."""
    resource = as_object(resources.get(_RESOURCE))
    methods = as_object(resource.get("methods"))
    if _METHOD in methods or _METHOD in as_object(resource.get("subresources")):
        return resources
    method: JsonObject = {"type": "webhook_unwrap"}
    found: JsonObject = {**resource, "methods": {**methods, _METHOD: method}}
    return {**resources, _RESOURCE: found}
