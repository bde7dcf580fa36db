"""What the families of documents are built of."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from typing import TypeAlias

Json: TypeAlias = dict[str, object]
Files: TypeAlias = dict[str, str]
"""Texts by file name; the document is `openapi.json` or `openapi.yaml`."""
Family: TypeAlias = Callable[[int], Files]

TEXT: Json = {"type": "string"}


def ref(name: str, section: str = "schemas") -> Json:
    """Return a reference to a component."""
    return {"$ref": f"#/components/{section}/{name}"}


def content(schema: object) -> Json:
    """Return the content of a body or response in JSON."""
    return {"content": {"application/json": {"schema": schema}}}


def responses(schema: object) -> Json:
    """Return the responses of an operation that returns `schema`."""
    return {"200": {"description": "ok", **content(schema)}}


def operation(schema: object = TEXT, **more: object) -> Json:
    """Return an operation that returns `schema`."""
    return {"responses": responses(schema), **more}


def document(paths: Mapping[str, object] | None = None, **components: object) -> Json:
    """Return a document with these paths, and components by section."""
    return {
        "openapi": "3.1.0",
        "info": {"title": "Orchard", "version": "1"},
        "servers": [{"url": "https://orchard.test"}],
        "paths": {"/trees": {"get": operation()}} if paths is None else paths,
        "components": components,
    }


def written(root: object) -> Files:
    """Return the files of a document in JSON."""
    return {"openapi.json": json.dumps(root)}


def schemas(found: Mapping[str, object], use: Sequence[str] = ()) -> Files:
    """Return a document with these schemas, the ones in `use` returned by an operation each."""
    paths = {f"/{name}": {"get": operation(ref(name))} for name in use}
    return written(document(paths or None, schemas=found))
