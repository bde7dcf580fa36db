"""Code, and what could let it out of its quotes, in every string of a description."""

from __future__ import annotations

import json
from pathlib import Path

CALL = "__import__('os').system('touch pwned')"
STRINGS = [
    f'"""\n{CALL}\n"""',
    f"'''\n{CALL}\n'''",
    f'" + {CALL} + "',
    f"' + {CALL} + '",
    f'\\"""; {CALL}; """',
    f"\\\n{CALL}",
    f"x\r{CALL}",
    f"x\u2028{CALL}\u2029{CALL}\x85{CALL}\x0b{CALL}\x0c{CALL}",
    f"# type: ignore\n{CALL}",
    f"{{{{ {CALL} }}}}",
    f"{{% if {CALL} %}}",
    f"{{{CALL}}}",
    f"\\N{{BULLET}}\\x27+{CALL}+\\u0027",
    f"\u202e{CALL}\u202c\u200b\u200d\ufeff",
    f"ends with a backslash {CALL}\\",
    f'ends with a quote {CALL}"',
    f'ends with quotes {CALL}"""',
    "\U0001f34e" + CALL,
    f"%s %(a)s {{0}} {CALL}",
    f"../../{CALL}",
    f"*/ --> {CALL}",
]


def schema(text: str) -> dict[str, object]:
    return {
        "type": "object",
        "title": text,
        "description": text,
        "required": [text],
        "properties": {
            text: {"type": "string", "description": text, "default": text, "example": text, "pattern": text},
            "list": {"type": "array", "items": {"type": "object", "properties": {text: {"type": "integer"}}}},
            "enum": {"type": "string", "enum": [text, text + "x"], "description": text},
            "const": {"const": text},
            "format": {"type": "string", "format": text},
            "choice": {
                "oneOf": [
                    {"type": "object", "title": text, "properties": {text: {"const": text}}, "required": [text]},
                    {"type": "object", "title": text + "x", "properties": {text: {"const": "b"}}, "required": [text]},
                ],
                "discriminator": {"propertyName": text},
            },
        },
        "additionalProperties": {"type": "object", "title": text, "properties": {text: {"type": "string"}}},
        "x-" + text: text,
        "x-stainless-naming": {"python": {"type_name": text, "property_name": text}},
    }


def operation(text: str, number: int) -> dict[str, object]:
    content = {"application/json": {"schema": {"$ref": f"#/components/schemas/S{number}"}, "example": text}}
    return {
        "operationId": text,
        "summary": text,
        "description": text,
        "tags": [text],
        "deprecated": True,
        "x-stainless-deprecation-message": text,
        "parameters": [
            {"name": text, "in": place, "description": text, "schema": {"type": "string", "default": text}}
            for place in ("query", "header", "cookie")
        ]
        + [{"name": "id", "in": "path", "required": True, "schema": {"type": "string", "enum": [text]}}],
        "requestBody": {"description": text, "content": content},
        "responses": {
            "200": {"description": text, "content": {"application/json": {"schema": schema(text)}}},
            "400": {"description": text, "content": {text: {"schema": {"type": "string"}}}},
        },
        "security": [{text: []}],
        "servers": [{"url": "https://orchard.test/" + text, "description": text}],
    }


def path_of(text: str) -> str:
    return "/" + text.replace("{", "").replace("}", "") + "/{id}"


def make(directory: Path) -> None:
    document = {
        "openapi": "3.1.0",
        "info": {"title": STRINGS[0], "version": STRINGS[1], "description": "\n".join(STRINGS), "summary": STRINGS[2]},
        "servers": [{"url": "https://orchard.test/" + STRINGS[3], "description": STRINGS[4]}],
        "tags": [{"name": text, "description": text} for text in STRINGS],
        "paths": {path_of(text): {"post": operation(text, number)} for number, text in enumerate(STRINGS)},
        "components": {
            "schemas": {f"S{number}": schema(text) for number, text in enumerate(STRINGS)},
            "securitySchemes": {
                text: {"type": "apiKey", "in": "header", "name": text, "description": text} for text in STRINGS
            },
        },
    }
    (directory / "openapi.json").write_text(json.dumps(document))
