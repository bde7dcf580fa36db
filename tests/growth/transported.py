"""Families of documents with much about one operation, and of Swagger 2 documents."""

from __future__ import annotations

from tests.growth.building import TEXT, Files, Json, content, document, operation, ref, responses, written

OBJECT: Json = {"type": "object", "properties": {"a": TEXT}}


def media_types(size: int) -> Files:
    """An operation with many media types of request and response."""
    many = {f"application/vnd.t{n}+json": {"schema": OBJECT} for n in range(size)}
    made = {"requestBody": {"content": many}, "responses": {"200": {"description": "ok", "content": many}}}
    return written(document({"/t": {"post": made}}))


def strange_media_types(size: int) -> Files:
    """An operation with many media types that are none."""
    many = {f"a{n}" + "*/;=" * (n % 5): {"schema": OBJECT} for n in range(size)}
    made = {"requestBody": {"content": many}, "responses": {"200": {"description": "ok", "content": many}}}
    return written(document({"/t": {"post": made}}))


def many_responses(size: int) -> Files:
    """Operations with all the responses that there are."""
    every = {str(status): {"description": "ok", **content(OBJECT)} for status in range(100, 600)}
    return written(document({f"/t{n}": {"get": {"responses": every}} for n in range(size)}))


def response_headers(size: int) -> Files:
    """A response with many headers."""
    headers = {f"X-H{n}": {"schema": TEXT, "description": "h"} for n in range(size)}
    return written(document({"/t": {"get": {"responses": {"200": {"description": "ok", "headers": headers}}}}}))


def servers(size: int) -> Files:
    """Many servers with variables, of the document and of an operation."""
    many = [{"url": f"https://{{v{n}}}.test/{n}", "variables": {f"v{n}": {"default": "a"}}} for n in range(size)]
    return written({**document({"/t": {"get": operation(servers=many)}}), "servers": many})


def server_variables(size: int) -> Files:
    """One server with many variables."""
    url = "https://a.test/" + "/".join(f"{{v{n}}}" for n in range(size))
    one = {"url": url, "variables": {f"v{n}": {"default": "a", "enum": ["a", "b"]} for n in range(size)}}
    return written({**document(), "servers": [one]})


def security_schemes(size: int) -> Files:
    """Many schemes, each an alternative, and all together."""
    kinds: list[Json] = [{"type": "apiKey", "in": "header", "name": "X-K"}, {"type": "http", "scheme": "bearer"}]
    schemes = {f"s{n}": kinds[n % 2] for n in range(size)}
    root = document({"/t": {"get": operation(security=[{name: []} for name in schemes])}}, securitySchemes=schemes)
    return written({**root, "security": [{name: [] for name in schemes}]})


def parameters(size: int) -> Files:
    """An operation with many parameters of all places."""
    many = [{"name": f"p{n}", "in": ("query", "header", "cookie")[n % 3], "schema": TEXT} for n in range(size)]
    return written(document({"/t": {"get": operation(parameters=many)}}))


def shared_parameters(size: int) -> Files:
    """Many parameters of a path item, of which all of its operations are made."""
    many = [
        {"name": f"p{n}", "in": "query", "schema": {"type": "object", "properties": {"a": TEXT}}} for n in range(size)
    ]
    verbs = ("get", "put", "post", "delete", "patch", "head", "options", "trace")
    return written(document({"/t": {"parameters": many, **{verb: operation() for verb in verbs}}}))


def same_parameters(size: int) -> Files:
    """An operation with one parameter many times."""
    many = [{"name": "p", "in": "query", "schema": {**TEXT, "maxLength": n}} for n in range(size)]
    return written(document({"/t": {"get": operation(parameters=many)}}))


def parameters_ref(size: int) -> Files:
    """Many operations with all parameters of a list of components: the output alone is large."""
    many = {f"p{n}": {"name": f"p{n}", "in": "query", "schema": OBJECT} for n in range(40)}
    paths = {f"/t{n}": {"get": operation(parameters=[ref(name, "parameters") for name in many])} for n in range(size)}
    return written(document(paths, parameters=many))


def shared_responses(size: int) -> Files:
    """Many operations with one large response in place of a component."""
    big: Json = {"type": "object", "properties": {f"p{n}": OBJECT for n in range(50)}}
    paths = {f"/t{n}": {"get": {"responses": {"200": ref("R", "responses")}}} for n in range(size)}
    return written(document(paths, responses={"R": {"description": "ok", **content(big)}}))


def path_item_refs(size: int) -> Files:
    """Many paths that are one path item."""
    item = {"get": operation(OBJECT), "post": operation(OBJECT, requestBody=content(OBJECT))}
    return written(document({f"/t{n}": ref("I", "pathItems") for n in range(size)}, pathItems={"I": item}))


def methods(size: int) -> Files:
    """A path with many additional operations (3.2)."""
    made = {f"VERB{n}": operation() for n in range(size)}
    return written({**document({"/t": {"additionalOperations": made}}), "openapi": "3.2.0"})


def callbacks(size: int) -> Files:
    """An operation with many callbacks, in each other and beside each other."""
    item: Json = {"post": operation()}
    for _ in range(15):
        item = {"post": operation(callbacks={"a": {"{$url}": item}})}
    many = {f"c{n}": {"{$url}": item} for n in range(size)}
    return written(document({"/t": {"get": operation(callbacks=many)}}))


def webhooks(size: int) -> Files:
    """Many webhooks with bodies of their own."""
    many = {f"hook{n}": {"post": operation(requestBody=content({**OBJECT, "title": f"T{n}"}))} for n in range(size)}
    return written({**document(), "webhooks": many})


def forms(size: int) -> Files:
    """A form of many parts with an encoding each."""
    parts: Json = {
        "type": "object",
        "properties": {f"p{n}": {"type": "string", "format": "binary"} for n in range(size)},
    }
    encoding = {f"p{n}": {"contentType": "image/png", "headers": {"X-A": {"schema": TEXT}}} for n in range(size)}
    body = {"content": {"multipart/form-data": {"schema": parts, "encoding": encoding}}}
    return written(document({"/t": {"post": operation(requestBody=body)}}))


def paged(size: int) -> Files:
    """Operations that are paged in one way, each with items of its own."""
    paths: Json = {}
    for n in range(size):
        page: Json = {
            "type": "object",
            "properties": {"items": {"type": "array", "items": OBJECT}, "next_cursor": TEXT, "has_more": TEXT},
        }
        query = [{"name": name, "in": "query", "schema": TEXT} for name in ("cursor", "limit")]
        paths[f"/t{n}"] = {"get": operation(page, parameters=query)}
    return written(document(paths))


def examples(size: int) -> Files:
    """Many examples of one body, each as large as the next."""
    many = {f"e{n}": {"value": {"a": [n] * 20, "b": {"c": str(n)}}} for n in range(size)}
    body = {"content": {"application/json": {"schema": OBJECT, "examples": many}}}
    return written(document({"/t": {"post": operation(requestBody=body)}}))


def wrong_examples(size: int) -> Files:
    """Many examples, defaults and values that do not fit their schema."""
    found: Json = {
        f"S{n}": {"type": "integer", "default": "a", "examples": ["a"], "enum": ["a", 1]} for n in range(size)
    }
    return written(document({f"/t{n}": {"get": operation(ref(f"S{n}"))} for n in range(size)}, schemas=found))


def vendor_keys(size: int) -> Files:
    """Many extensions of all vendors."""
    extra = {f"x-stainless-{n}": n for n in range(size)} | {f"x-speakeasy-{n}": n for n in range(size)}
    found: Json = {"S": {**OBJECT, **extra}}
    return written({**document({"/t": {"get": operation(ref("S"), **extra)}}, schemas=found), **extra})


def links(size: int) -> Files:
    """A response with many links to operations, half of which are not there."""
    many = {f"l{n}": {"operationId": f"op{n * 2}"} for n in range(size)}
    made = operation(operationId="op0")
    made["responses"] = {"200": {"description": "ok", "links": many}}
    others = {f"/o{n}": {"get": operation(operationId=f"op{n}")} for n in range(1, size)}
    return written(document({"/t": {"get": made}, **others}))


def swagger(size: int) -> Files:
    """A Swagger 2 document of definitions, parameters and responses in chains, and bodies."""
    definitions: Json = {f"D{n}": {"allOf": [{"$ref": f"#/definitions/D{n + 1}"}, OBJECT]} for n in range(size)}
    definitions[f"D{size}"] = OBJECT
    shared = {f"P{n}": {"in": "body", "name": "b", "schema": {"$ref": f"#/definitions/D{n}"}} for n in range(size)}
    back = {f"R{n}": {"description": "ok", "schema": {"$ref": f"#/definitions/D{n}"}} for n in range(size)}
    paths = {
        f"/t{n}": {
            "post": {
                "parameters": [{"$ref": f"#/parameters/P{n}"}],
                "responses": {"200": {"$ref": f"#/responses/R{n}"}},
            }
        }
        for n in range(size)
    }
    return written(_swagger(paths, definitions=definitions, parameters=shared, responses=back))


def swagger_forms(size: int) -> Files:
    """A Swagger 2 operation with many fields of a form, schemes, types and hosts."""
    fields = [{"in": "formData", "name": f"f{n}", "type": "string", "enum": ["a", "b"]} for n in range(size)]
    types = [f"application/vnd.t{n}+json" for n in range(size)]
    made = {"parameters": fields, "consumes": ["multipart/form-data"], "produces": types}
    paths = {"/t": {"post": {**made, "responses": {"200": {"description": "ok", "schema": OBJECT}}}}}
    keys = {f"k{n}": {"type": "apiKey", "in": "header", "name": f"X-{n}"} for n in range(size)}
    return written(_swagger(paths, schemes=["https"] * size, securityDefinitions=keys))


def swagger_diamond(size: int) -> Files:
    """A Swagger 2 document of definitions that hold the next one twice."""
    found: Json = {f"D{n}": {"allOf": [{"$ref": f"#/definitions/D{n + 1}"}] * 2} for n in range(size)}
    back = {"200": {"description": "ok", "schema": {"$ref": "#/definitions/D0"}}}
    return written(_swagger({"/t": {"get": {"responses": back}}}, definitions={**found, f"D{size}": OBJECT}))


def _swagger(paths: Json, **more: object) -> Json:
    info = {"title": "Orchard", "version": "1"}
    return {"swagger": "2.0", "info": info, "host": "orchard.test", "paths": paths, **more}


def many_bodies(size: int) -> Files:
    """Operations that send and return one recursive model."""
    tree: Json = {"type": "object", "properties": {"a": TEXT, "kids": {"type": "array", "items": ref("Tree")}}}
    paths = {f"/t{n}": {"post": operation(ref("Tree"), requestBody=content(ref("Tree")))} for n in range(size)}
    return written(document(paths, schemas={"Tree": tree}))


def bodies_of_one(size: int) -> Files:
    """Operations that send one large model: its parameters stand in each of them."""
    wide: Json = {"type": "object", "properties": {f"p{n}": TEXT for n in range(60)}}
    paths = {f"/t{n}": {"post": {"requestBody": content(ref("W")), "responses": responses(TEXT)}} for n in range(size)}
    return written(document(paths, schemas={"W": wide}))
