"""Random valid OpenAPI 3.1 documents with hostile names: operations, and for each what is sent and answered."""

from __future__ import annotations

from dataclasses import dataclass

from hypothesis import strategies as st

from tests.property.schemas import NAMES, Case, Json, Schema, World, case_of, object_of, scalar

HEADERS = st.sampled_from(["x-a", "X_A", "1st", "class", "self", "If-Match", "x.y", "!#$%&'*+^`|~", "timeout"])
MEDIA_TYPES = st.sampled_from(
    ["application/json", "application/merge-patch+json", "application/x-www-form-urlencoded", "multipart/form-data"]
)


@dataclass(frozen=True)
class Exchange:
    """One operation, at ``/things<number>/...``: the answer to it, and what its body has as `payload`, if any."""

    path: str
    answer: Json
    payload: Json
    has_json: bool


def parameters(draw: st.DrawFn) -> list[Json]:
    """Parameters of query, header and cookie, each name once in a place."""
    found: dict[tuple[str, str], Json] = {}
    for location in draw(st.lists(st.sampled_from(["query", "header", "cookie"]), max_size=4)):
        name = draw(HEADERS if location == "header" else NAMES)
        schema: Schema = scalar(draw).schema
        if location == "query" and draw(st.booleans()):
            schema = {"type": "array", "items": schema}
        parameter: Schema = {"name": name, "in": location, "schema": schema}
        found[location, name.lower()] = parameter
    return [*found.values()]


def body_of(case: Case, media_type: str) -> Schema:
    """A body with one property, `payload`, so that a call can name it."""
    schema: Schema = {"type": "object", "required": ["payload"], "properties": {"payload": case.schema}}
    return {"required": True, "content": {media_type: {"schema": schema}}}


@st.composite
def documents(draw: st.DrawFn) -> tuple[Schema, list[Exchange]]:
    """A document with operations at `/things0`, `/things1/{id}`, ... and the exchange of each."""
    world = World()
    paths: dict[str, Json] = {}
    exchanges: list[Exchange] = []
    for number in range(draw(st.integers(1, 3))):
        made = object_of(draw, lambda: case_of(draw, world, 3))
        operation: dict[str, Json] = {
            "operationId": f"{draw(NAMES)}{number}",
            "summary": draw(NAMES),
            "tags": [draw(NAMES)],
            "responses": {
                "200": {"description": draw(NAMES), "content": {"application/json": {"schema": made.schema}}}
            },
        }
        listed = parameters(draw)
        path = f"/things{number}"
        if draw(st.booleans()):
            path += "/{id}"
            listed.append({"name": "id", "in": "path", "required": True, "schema": {"type": "string"}})
        operation["parameters"] = listed
        media_type = draw(MEDIA_TYPES) if draw(st.booleans()) else None
        is_json = media_type is not None and "json" in media_type
        payload = case_of(draw, world, 3) if is_json else scalar(draw)
        if media_type is not None:
            operation["requestBody"] = body_of(payload, media_type)
        paths[path] = {"post": operation}
        exchanges.append(Exchange(path, made.answer, payload.sent, is_json))
    info: Json = {"title": "Random", "version": "1", "description": draw(NAMES)}
    servers: list[Json] = [{"url": "http://127.0.0.1"}]
    components: Json = {"schemas": {**world.components}}
    return {"openapi": "3.1.0", "info": info, "servers": servers, "paths": paths, "components": components}, exchanges
