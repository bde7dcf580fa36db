"""Guesses what a file is that is not an OpenAPI document: users pass the wrong file, or save an error page."""

from __future__ import annotations

from specloom.base.json import JsonValue, as_object

_ALL = "pass the main file of a document"
_FORMATS = {
    "asyncapi": ("an AsyncAPI document", "specloom generates clients of HTTP APIs from OpenAPI documents"),
    "swaggerVersion": ("a Swagger 1 document", "convert it to OpenAPI 3 first"),
    "overlay": ("an overlay", "pass the document, and this file with --overlay"),
    "arazzo": ("an Arazzo document", "pass the OpenAPI document that it refers to"),
    "$schema": ("a JSON Schema", _ALL),
    "__schema": ("a GraphQL schema", "specloom generates clients of HTTP APIs from OpenAPI documents"),
    "resources": ("an SDK config", "pass the document, and this file with --config"),
    "paths": ("a part of a document", "add its version, such as `openapi: 3.1.0`"),
}


def guess_other_format(root: JsonValue) -> tuple[str, str]:
    """Return what a file without `openapi` and `swagger` seems to be, and what to do about it."""
    if root is None or root == "":
        return "the file is empty", _ALL
    if isinstance(root, str) and root.lstrip().startswith("<"):
        hint = "look at the file: it may be an error or login page that was saved instead of the document"
        return "this is a web page or XML, not an OpenAPI document", hint
    keys = as_object(root)
    if "_postman_id" in as_object(keys.get("info")) or {"info", "item"} <= keys.keys():
        return "this is a Postman collection, not an OpenAPI document", "export the API as OpenAPI and pass that file"
    for key, (name, hint) in _FORMATS.items():
        if key in keys:
            return f"this is {name}: it has no key `openapi` or `swagger`", hint
    return "this is not an OpenAPI document: it has no key `openapi` or `swagger`", _ALL
