from __future__ import annotations

from pathlib import Path

from specloom.base import pointers
from specloom.base.json import JsonValue, as_object
from tests.support.documents import canonical, findings, head

TEXT = (
    head("2.0")
    + """
host: orchard.test
basePath: /v1/
schemes: [http, https]
consumes: [application/json]
produces: [application/json]
securityDefinitions:
  basic: {type: basic, description: d}
  key: {type: apiKey, in: header, name: X-Key}
  oauth: {type: oauth2, flow: application, tokenUrl: https://orchard.test/token, scopes: {a: b}}
parameters:
  Page: {name: page, in: query, type: integer, minimum: 1, exclusiveMinimum: true, default: 2}
  Tree: {name: tree, in: body, required: true, schema: {$ref: '#/definitions/Tree'}}
responses:
  Trees:
    description: Trees.
    schema: {type: array, items: {$ref: '#/definitions/Tree'}}
    headers: {X-Count: {type: integer, description: n}}
    examples: {application/json: [{id: 1}]}
definitions:
  Tree: {type: object, properties: {id: {type: integer, x-nullable: true}}}
paths:
  /trees:
    parameters: [{$ref: '#/parameters/Page'}]
    get:
      parameters:
        - {name: ids, in: query, type: array, items: {type: string}, collectionFormat: multi}
        - {name: tags, in: query, type: array, items: {type: string}}
        - {name: pipes, in: query, type: array, items: {type: string}, collectionFormat: pipes}
        - {name: X-Ids, in: header, type: array, items: {type: string}}
      responses: {200: {$ref: '#/responses/Trees'}}
    post:
      parameters: [{$ref: '#/parameters/Tree'}]
      responses: {201: {description: made}}
  /photo:
    post:
      consumes: [multipart/form-data]
      produces: [image/png]
      parameters:
        - {name: photo, in: formData, type: file, required: true}
        - {name: tags, in: formData, type: array, items: {type: string}, collectionFormat: csv, description: t}
      responses: {200: {description: ok, schema: {type: file}}}
  /form:
    post:
      parameters: [{name: a, in: formData, type: string, x-nullable: true}]
      responses: {200: {$ref: '#/responses/Trees'}}
      produces: [text/csv]
  /archive:
    get:
      produces: [application/x-tar]
      responses: {200: {description: ok}, 404: {description: none}}
    head:
      produces: [application/x-tar]
      responses: {200: {description: ok}}
"""
)


def make(directory: Path) -> dict[str, JsonValue]:
    return canonical(directory, TEXT).document


def test_nothing_is_wrong_with_the_example(tmp_path: Path) -> None:
    assert findings(tmp_path, TEXT) == []


def test_the_root(tmp_path: Path) -> None:
    document = make(tmp_path)
    assert list(document) == ["info", "paths", "servers", "openapi", "components"]
    assert document["servers"] == [{"url": "https://orchard.test/v1"}, {"url": "http://orchard.test/v1"}]
    schemes = pointers.resolve(document, "/components/securitySchemes")
    assert schemes == {
        "basic": {"type": "http", "scheme": "basic", "description": "d"},
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "oauth": {
            "type": "oauth2",
            "flows": {"clientCredentials": {"tokenUrl": "https://orchard.test/token", "scopes": {"a": "b"}}},
        },
    }
    tree = pointers.resolve(document, "/components/schemas/Tree/properties/id")
    assert tree == {"type": ["integer", "null"]}


def test_parameters(tmp_path: Path) -> None:
    made = pointers.resolve(make(tmp_path), "/paths/~1trees/get/parameters")
    strings = {"type": "array", "items": {"type": "string"}}
    assert made == [
        {"name": "page", "in": "query", "schema": {"type": "integer", "exclusiveMinimum": 1, "default": 2}},
        {"name": "ids", "in": "query", "schema": strings, "style": "form", "explode": True},
        {"name": "tags", "in": "query", "schema": strings, "style": "form", "explode": False},
        {"name": "pipes", "in": "query", "schema": strings, "style": "pipeDelimited", "explode": False},
        {"name": "X-Ids", "in": "header", "schema": strings, "style": "simple", "explode": False},
    ]


def test_bodies(tmp_path: Path) -> None:
    document = make(tmp_path)
    assert pointers.resolve(document, "/paths/~1trees/post/requestBody") == {
        "required": True,
        "x-body-name": "tree",
        "content": {"application/json": {"schema": {"$ref": "#/components/schemas/Tree"}}},
    }
    photo = {
        "type": "object",
        "properties": {
            "photo": {"type": "string", "format": "binary"},
            "tags": {"type": "array", "items": {"type": "string"}, "description": "t"},
        },
        "required": ["photo"],
    }
    encoding = {"tags": {"style": "form", "explode": False}}
    assert pointers.resolve(document, "/paths/~1photo/post/requestBody") == {
        "required": True,
        "content": {"multipart/form-data": {"schema": photo, "encoding": encoding}},
    }
    form = pointers.resolve(document, "/paths/~1form/post/requestBody/content")
    properties = {"a": {"type": ["string", "null"]}}
    assert form == {"application/x-www-form-urlencoded": {"schema": {"type": "object", "properties": properties}}}


def test_responses_take_the_media_types_of_their_operation(tmp_path: Path) -> None:
    document = make(tmp_path)
    trees = {"type": "array", "items": {"$ref": "#/components/schemas/Tree"}}
    response = pointers.resolve(document, "/paths/~1trees/get/responses/200")
    assert response == {
        "description": "Trees.",
        "headers": {"X-Count": {"schema": {"type": "integer"}, "description": "n"}},
        "content": {"application/json": {"schema": trees, "example": [{"id": 1}]}},
    }
    assert pointers.resolve(document, "/paths/~1form/post/responses/200/content") == {"text/csv": {"schema": trees}}
    image = pointers.resolve(document, "/paths/~1photo/post/responses/200/content")
    assert image == {"image/png": {"schema": {"type": "string", "format": "binary"}}}


def test_an_operation_that_produces_files_alone_gives_one(tmp_path: Path) -> None:
    archive = as_object(pointers.resolve(make(tmp_path), "/paths/~1archive"))
    file = {"description": "ok", "content": {"application/x-tar": {"schema": {"type": "string", "format": "binary"}}}}
    assert pointers.resolve(archive, "/get/responses") == {"200": file, "404": {"description": "none"}}
    assert pointers.resolve(archive, "/head/responses") == {"200": {"description": "ok"}}


def test_places_of_what_was_moved(tmp_path: Path) -> None:
    made = canonical(tmp_path, TEXT)
    lines = TEXT.splitlines()
    for pointer, text in (
        ("/paths/~1trees/post/requestBody", "  Tree: {name"),
        ("/paths/~1trees/get/responses/200/headers/X-Count", "    headers: {"),
        ("/components/schemas/Tree", "  Tree: {type"),
        ("/paths/~1trees/get/parameters/0", "  Page:"),
    ):
        assert lines[made.location_of(pointer).line - 1].startswith(text)
