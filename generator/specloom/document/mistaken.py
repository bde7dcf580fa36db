"""What a file is that was taken for a description: people name the wrong one, or save a page of errors."""

from __future__ import annotations

from specloom.base.json import JsonValue, as_object

_ALL = "name the main file of a description"
_FORMATS = {
    "asyncapi": ("an AsyncAPI description", "specloom makes clients of HTTP interfaces, described by OpenAPI"),
    "swaggerVersion": ("a Swagger 1 description", "convert it to OpenAPI 3 first"),
    "overlay": ("an overlay", "name the description, and this file with --overlay"),
    "arazzo": ("an Arazzo description", "name the OpenAPI description that it refers to"),
    "$schema": ("a JSON Schema", _ALL),
    "__schema": ("a GraphQL schema", "specloom makes clients of HTTP interfaces, described by OpenAPI"),
    "resources": ("an SDK config", "name the description, and this file with --config"),
    "paths": ("a part of a description", "add the version that it is written in, such as `openapi: 3.1.0`"),
}


def guess_other_format(root: JsonValue) -> tuple[str, str]:
    """Return what a root without `openapi` and `swagger` looks like, and what to do about it."""
    if root is None or root == "":
        return "the file is empty", _ALL
    if isinstance(root, str) and root.lstrip().startswith("<"):
        hint = "look at the file: it may be a page of errors or of a login that was saved instead of the description"
        return "this is a web page or XML, no description", hint
    keys = as_object(root)
    if "_postman_id" in as_object(keys.get("info")) or {"info", "item"} <= keys.keys():
        return "this is a Postman collection, no OpenAPI description", "export the API as OpenAPI and name that file"
    for key, (name, hint) in _FORMATS.items():
        if key in keys:
            return f"this is {name}: it has no key `openapi` or `swagger`", hint
    return "this is neither an OpenAPI nor a Swagger description: it has no key `openapi` or `swagger`", _ALL
