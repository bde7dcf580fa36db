"""Names that lead out of the output folder, onto files of ours, or that mean something to Python or pydantic."""

from __future__ import annotations

import json
from pathlib import Path

PLACES = """types resources _client __init__ _base_client pagination .. ../../etc /etc/passwd _models _version con NUL
shared class async lib py.typed .specloom.json __pycache__ site conftest setup client"""
TYPES = """BaseModel List Dict Optional Union Literal object str int None True Any Type TypedDict Required Annotated
Exception Omit NotGiven httpx Response Stream Path datetime date __builtins__ typing _ 9 self cls"""
PROPERTIES = """self cls model_config model_fields __class__ __init__ __slots__ __dict__ __pydantic_extra__ json copy
dict schema validate construct to_dict str int list date datetime float bool object type id extra_headers extra_query
extra_body timeout body options cast_to omit not_given httpx None True class import _private __mangled Optional
List Union Literal FieldInfo"""


def some(number: int) -> list[str]:
    names = PROPERTIES.split()
    return [names[(number * 3 + step) % len(names)] for step in range(4)]


def schema(number: int) -> dict[str, object]:
    return {"type": "object", "properties": {name: property_(name) for name in some(number)}}


def property_(name: str) -> dict[str, object]:
    formats = {"date": "date", "datetime": "date-time"}
    if name in ("list", "List"):
        return {"type": "array", "items": {"type": "string"}}
    if name in ("dict", "object"):
        return {"type": "object", "additionalProperties": {"type": "string"}}
    return {"type": "string", "format": formats[name]} if name in formats else {"type": "string"}


def operation(tag: str, model: str, number: int) -> dict[str, object]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/{model}"}}}
    return {
        "tags": [tag],
        "parameters": [{"name": name, "in": "query", "schema": property_(name)} for name in some(number)],
        "requestBody": {"content": {"application/json": {"schema": schema(number + 1)}}},
        "responses": {"200": {"description": "ok", "content": content}},
    }


def make(directory: Path) -> None:
    places, types = PLACES.split(), TYPES.split()
    document = {
        "openapi": "3.0.3",
        "info": {"title": "../../orchard", "version": "1"},
        "servers": [{"url": "https://orchard.test"}],
        "paths": {
            f"/{place.strip('/')}/{number}": {"put": operation(place, types[number % len(types)], number)}
            for number, place in enumerate(places)
        },
        "components": {"schemas": {name: schema(number) for number, name in enumerate(types)}},
    }
    (directory / "openapi.json").write_text(json.dumps(document))
