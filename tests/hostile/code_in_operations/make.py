"""Code in strings round operations: media types, headers, servers, variables, mappings, webhooks, flows, examples."""

from __future__ import annotations

import json
from pathlib import Path

CALL = "__import__('os').system('touch pwned')"
STRINGS = [
    f'"""\n{CALL}\n"""',
    f'" + {CALL} + "',
    f"' + {CALL} + '",
    f"\\\n{CALL}",
    f"x\r\n{CALL}\u2028{CALL}\x85{CALL}\x0c",
    f"# {CALL}\n{CALL}",
    f"{{{{ {CALL} }}}} {{% if {CALL} %}}",
    f"\\N{{BULLET}}\\x27+{CALL}",
    f"\u202e{CALL}\u202c\u200b\ufeff",
    f"{{{CALL}}}",
    f'ends with a quote {CALL}"',
]
OK = {"200": {"description": "ok"}}


def schema(text: str) -> dict[str, object]:
    return {"type": "object", "properties": {text: {"type": "string"}, "file": {"type": "string", "format": "binary"}}}


def union(number: int, text: str) -> dict[str, object]:
    arms = [{"$ref": f"#/components/schemas/{name}"} for name in (f"A{number}", f"B{number}")]
    mapping = {text: arms[0]["$ref"], text + "x": arms[1]["$ref"]}
    return {"oneOf": arms, "discriminator": {"propertyName": text, "mapping": mapping}}


def operation(number: int, text: str) -> dict[str, object]:
    return {
        "operationId": f"{text} {number}",
        "parameters": [
            {"name": text, "in": "query", "content": {text: {"schema": union(number, text), "example": text}}},
            {"name": text, "in": "header", "style": text, "schema": {"type": "array", "items": {"type": "string"}}},
        ],
        "requestBody": {
            "content": {
                "multipart/" + text: {
                    "schema": schema(text),
                    "encoding": {
                        text: {
                            "contentType": "application/json " + text,
                            "headers": {text: {"schema": {"type": "string"}}},
                        }
                    },
                },
                text: {"schema": schema(text), "examples": {text: {"summary": text, "value": text}}},
            }
        },
        "responses": {
            "200": {
                "description": text,
                "headers": {text: {"description": text, "schema": {"type": "string"}}},
                "content": {"application/" + text + "+json": {"schema": union(number, text)}, text: {}},
                "links": {text: {"operationId": text, "description": text}},
            },
            text: {"description": text},
            "4XX": {"description": text, "content": {text: {"schema": schema(text)}}},
        },
        "callbacks": {text: {text: {"post": hook(text)}}},
        "externalDocs": {"url": text, "description": text},
        "security": [{text: [text]}, {text + "o": [text]}],
        "servers": [server(text)],
        "x-" + text: {text: text},
    }


def hook(text: str) -> dict[str, object]:
    return {
        "summary": text,
        "requestBody": {"content": {"application/json": {"schema": schema(text)}}},
        "responses": OK,
    }


def server(text: str) -> dict[str, object]:
    variables = {text: {"default": text, "enum": [text, text + "x"], "description": text}}
    return {"url": "https://orchard.test/{" + text.strip("{}") + "}/{v}", "description": text, "variables": variables}


def make(directory: Path) -> None:
    flow = {"tokenUrl": "https://orchard.test/", "scopes": {}}
    schemes: dict[str, object] = {}
    schemas: dict[str, object] = {}
    for number, text in enumerate(STRINGS):
        schemes[text] = {"type": "apiKey", "in": "cookie", "name": text}
        flows = {"clientCredentials": {**flow, "tokenUrl": text, "scopes": {text: text}}}
        schemes[text + "o"] = {"type": "oauth2", "description": text, "flows": flows}
        tag = {"type": "string", "enum": [text, text + "x"]}
        for name in ("A", "B"):
            schemas[f"{name}{number}"] = {"type": "object", "required": [text], "properties": {text: tag}}
    document = {
        "openapi": "3.1.0",
        "info": {
            "title": "Orchard",
            "version": STRINGS[0],
            "contact": {"email": STRINGS[1]},
            "license": {"name": STRINGS[2]},
        },
        "servers": [server(text) for text in STRINGS],
        "paths": {f"/trees{number}": {"put": operation(number, text)} for number, text in enumerate(STRINGS)},
        "webhooks": {text: {"post": hook(text)} for text in STRINGS},
        "components": {"schemas": schemas, "securitySchemes": schemes},
    }
    (directory / "openapi.json").write_text(json.dumps(document))
