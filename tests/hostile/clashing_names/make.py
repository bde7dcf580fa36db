"""Names that fall together once they are Python: by case, by accents, by what is left out, on names of ours."""

from __future__ import annotations

import json
from pathlib import Path

OURS = """_client __init__ types resources py.typed pagination webhooks _base_client _models lib CON nul aux.py com1
.specloom.json _runtime _settings _http __main__ __pycache__ shared shared_params _utils Client AsyncClient Orchard"""
ALIKE = [
    "tree",
    "Tree",
    "TREE",
    "trEE",
    "tree_",
    "_tree",
    "tree.",
    "t-ree",
    "t_ree",
    "t ree",
    "Träe",
    "Tra\u0308e",
    "трее",
]
ALIKE += [
    "tree/",
    "tree\\",
    "tree?",
    "tree#",
    "tree%2f..",
    "..",
    ".",
    "...",
    "~",
    "$",
    "@",
    "1tree",
    "\uff11tree",
    "\U0001f34e",
    "",
    " ",
]
ARGUMENTS = """self cls timeout extra_headers extra_query extra_body client httpx List Dict Union Optional Literal
cast_to _client super print omit not_given request_options path_template maybe_transform body options headers query
stream idempotency_key str int list dict object type id None True class import lambda __class__ __init__ builtins
api_types NoneType Body Headers Query Omit NotGiven cast overload"""


def make(directory: Path) -> None:
    names = [*OURS.split(), *ALIKE]
    paths: dict[str, object] = {}
    for number, name in enumerate(names):
        places = ("query", "header", "cookie")
        arguments = [*ARGUMENTS.split(), *ALIKE]
        chosen = [arguments[(number * 5 + step) % len(arguments)] for step in range(5)]
        parameters = [
            {"name": word, "in": places[step % 3], "schema": {"type": "string"}} for step, word in enumerate(chosen)
        ]
        properties = {word: {"type": "string"} for word in chosen}
        paths[f"/p{number}/{{id}}"] = {
            "post": {
                "operationId": name,
                "tags": [name],
                "parameters": [
                    {"name": "id", "in": "path", "required": True, "schema": {"type": "string"}},
                    *parameters,
                ],
                "requestBody": {
                    "content": {"application/json": {"schema": {"type": "object", "properties": properties}}}
                },
                "responses": {
                    "200": {
                        "description": "ok",
                        "content": {"application/json": {"schema": {"$ref": f"#/components/schemas/M{number}"}}},
                    }
                },
            }
        }
    schemas: dict[str, object] = {
        f"M{number}": {
            "type": "object",
            "title": name,
            "properties": {name: {"type": "object", "properties": {"a": {}}}},
        }
        for number, name in enumerate(names)
    }
    schemas |= {name: {"type": "object", "properties": {name: {"type": "string"}}} for name in names if name.isalnum()}
    document = {
        "openapi": "3.1.0",
        "info": {"title": "Orchard", "version": "1"},
        "servers": [{"url": "https://orchard.test"}],
        "paths": paths,
        "components": {"schemas": schemas},
    }
    (directory / "openapi.json").write_text(json.dumps(document))
