"""Shapes of a size that few expect: 500 properties, unions of 200 objects, 500 parameters, 100 media types."""

from __future__ import annotations

import json
from pathlib import Path


def ref(name: str) -> dict[str, object]:
    return {"$ref": f"#/components/schemas/{name}"}


def content(schema: object) -> dict[str, object]:
    return {"content": {"application/json": {"schema": schema}}}


def arm(number: int) -> dict[str, object]:
    return {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": {"const": f"k{number}"}, f"p{number}": {"type": "integer"}, "next": ref("Union")},
    }


def make(directory: Path) -> None:
    wide = {f"property{number}": {"type": ["string", "null"]} for number in range(500)}
    schemas: dict[str, object] = {f"Arm{number}": arm(number) for number in range(200)}
    schemas["Union"] = {"oneOf": [ref(f"Arm{number}") for number in range(200)]}
    schemas["Wide"] = {"type": "object", "properties": wide}
    query = [{"name": f"q{number}", "in": "query", "schema": {"type": "string"}} for number in range(500)]
    many = {f"application/vnd.tree.v{number}+json": {"schema": ref(f"Arm{number}")} for number in range(100)}
    union, every, none = content(ref("Union")), content(ref("Wide")), {"204": {"description": "ok"}}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Orchard", "version": "1"},
        "servers": [{"url": "https://orchard.test"}],
        "paths": {
            "/unions": {"post": {"requestBody": union, "responses": {"200": {"description": "ok", **union}}}},
            "/wides": {"post": {"requestBody": every, "responses": {"200": {"description": "ok", **every}}}},
            "/queries": {"get": {"parameters": query, "responses": none}},
            "/media": {
                "post": {
                    "requestBody": {"content": many},
                    "responses": {"200": {"description": "ok", "content": many}},
                }
            },
        },
        "components": {"schemas": schemas},
    }
    (directory / "openapi.json").write_text(json.dumps(document))
