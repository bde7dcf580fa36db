"""A description of any size, alike in every part: each ten operations have models and parameters of their own."""

from __future__ import annotations

from collections.abc import Sequence

GROUP = 10
"""Operations that share a resource and its models."""

Json = dict[str, object]


def document(operations: int) -> Json:
    """Return a description with so many operations."""
    paths: Json = {}
    schemas: Json = {}
    for group in range(operations // GROUP):
        schemas |= _schemas(group)
        paths |= _paths(group)
    return {
        "openapi": "3.1.0",
        "info": {"title": "Synthetic", "version": "1.0.0"},
        "servers": [{"url": "https://synthetic.example/v1"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }


def three_operations() -> Json:
    """Return a description as a first one often is: one model, made, read and listed."""
    pet: Json = {"$ref": "#/components/schemas/Pet"}

    def response(schema: Json) -> Json:
        return {"200": {"description": "OK", "content": {"application/json": {"schema": schema}}}}

    create: Json = {
        "operationId": "createPet",
        "requestBody": {"required": True, "content": {"application/json": {"schema": pet}}},
        "responses": response(pet),
    }
    name: Json = {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}}
    names = {key: {"type": "string"} for key in ("id", "name", "tag")}
    return {
        "openapi": "3.1.0",
        "info": {"title": "Small", "version": "1.0.0"},
        "servers": [{"url": "https://small.example"}],
        "paths": {
            "/pets": {
                "get": {"operationId": "listPets", "responses": response({"type": "array", "items": pet})},
                "post": create,
            },
            "/pets/{id}": {"get": {"operationId": "getPet", "parameters": [name], "responses": response(pet)}},
        },
        "components": {"schemas": {"Pet": {"type": "object", "required": ["id", "name"], "properties": names}}},
    }


def _schemas(group: int) -> Json:
    address: Json = {
        "type": "object",
        "properties": {name: {"type": "string", "description": f"The {name}."} for name in ("street", "city", "code")},
    }
    item: Json = {
        "type": "object",
        "required": ["id", "name", "state"],
        "description": f"A thing of kind {group}.",
        "properties": {
            "id": {"type": "string", "format": "uuid"},
            "name": {"type": "string", "description": "What people call it, which need not be unique."},
            "state": {"type": "string", "enum": ["new", "used", "broken", "gone"]},
            "made_at": {"type": "string", "format": "date-time"},
            "size": {"type": ["number", "null"]},
            "tags": {"type": "array", "items": {"type": "string"}},
            "address": {"$ref": f"#/components/schemas/Address{group}"},
            "parts": {"type": "array", "items": {"type": "object", "properties": {"weight": {"type": "integer"}}}},
        },
    }
    return {f"Thing{group}": item, f"Address{group}": address}


def _paths(group: int) -> Json:
    thing: Json = {"$ref": f"#/components/schemas/Thing{group}"}
    many: Json = {"type": "array", "items": thing}
    filters: list[Json] = [
        {"name": name, "in": "query", "schema": {"type": kind}, "description": f"Only those with this {name}."}
        for name, kind in (("name", "string"), ("size", "number"), ("limit", "integer"))
    ]
    base, one = f"/things-{group}", f"/things-{group}/{{thing_id}}"
    paths: Json = {
        base: {"get": _operation(many, filters), "post": _operation(thing, body=thing)},
        one: {
            "parameters": [{"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "get": _operation(thing),
            "put": _operation(thing, body=thing),
            "patch": _operation(thing, body=thing),
            "delete": {"responses": {"204": {"description": "Gone."}}},
        },
    }
    for name in ("repair", "sell", "move", "paint"):
        paths[f"{one}/{name}"] = {
            "parameters": [{"name": "thing_id", "in": "path", "required": True, "schema": {"type": "string"}}],
            "post": _operation(thing, body={"type": "object", "properties": {"note": {"type": "string"}}}),
        }
    return paths


def _operation(answer: Json, parameters: Sequence[Json] = (), body: Json | None = None) -> Json:
    operation: Json = {
        "summary": "Do what the path says, and return what has come of it",
        "parameters": list(parameters),
        "responses": {"200": {"description": "Done.", "content": {"application/json": {"schema": answer}}}},
    }
    if body is not None:
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": body}}}
    return operation
