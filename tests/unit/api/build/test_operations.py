"""Operations, responses, parameters and the resource tree of a config."""

from __future__ import annotations

from dataclasses import dataclass

import pytest

from specloom.api.build import build_api
from specloom.api.config import parse_config
from specloom.api.infer import infer_config
from specloom.api.ir import Api, BodyKind, ResultKind, StreamFormat
from specloom.base.diagnostics import Diagnostics, SourceLocation
from specloom.base.json import JsonObject, JsonValue


@dataclass(frozen=True)
class Fixed:
    document: JsonObject
    values: int = 0

    def location_of(self, pointer: str) -> SourceLocation:
        return SourceLocation("spec", pointer)


OBJECT: JsonObject = {"type": "object", "properties": {"a": {"type": "string"}, "data": {"type": "array", "items": {}}}}


def response(*media_types: str) -> JsonObject:
    return {"description": "x", "content": {name: {"schema": OBJECT} for name in media_types}}


def one(responses: JsonObject, **more: JsonValue) -> Fixed:
    return Fixed(
        {"openapi": "3.1.0", "info": {"title": "T"}, "paths": {"/a/{b}": {"post": {"responses": responses, **more}}}}
    )


def api_of(fixed: Fixed, config: str | None = None) -> tuple[Api, list[str]]:
    found = Diagnostics()
    read = infer_config(fixed) if config is None else parse_config(config, "c.yml", found)
    api = build_api(fixed, read, found)
    return api, [f"{item.line} {item.code}" for item in found.sorted() if item.severity.value != "info"]


RESULTS: list[tuple[JsonObject, str]] = [
    ({"200": response("application/json")}, "json"),
    ({"200": response("application/problem+json")}, "json application/problem+json"),
    ({"200": response("*/*")}, "json"),
    ({"2XX": response("application/json")}, "json"),
    ({"default": response("application/json")}, "json"),
    ({"default": {"description": "An error"}, "404": response("application/json")}, "none"),
    ({"204": {"description": "x"}}, "none"),
    ({"200": response("application/json"), "204": {"description": "x"}}, "json empty"),
    ({"200": response("text/plain")}, "text text/plain"),
    ({"200": response("application/pdf")}, "binary application/pdf"),
    ({"200": response("application/octet-stream", "application/json")}, "json"),
    ({"200": response("text/event-stream")}, "json text/event-stream stream"),
    ({}, "none"),
]


@pytest.mark.parametrize(("responses", "expected"), RESULTS)
def test_results(responses: JsonObject, expected: str) -> None:
    api, _ = api_of(one(responses))
    method = api.root.children[0].methods[0]
    result = method.operation.result
    words = [
        result.kind.value,
        result.media_type or "",
        "empty" * (result.empty_too and result.kind is not ResultKind.NONE),
    ]
    words.append("stream" * (method.streaming is not None))
    assert " ".join(word for word in words if word) == expected


BODIES = [
    (["application/xml", "application/json"], BodyKind.JSON, "application/json"),
    (["application/merge-patch+json"], BodyKind.JSON, "application/merge-patch+json"),
    (["application/x-www-form-urlencoded", "multipart/form-data"], BodyKind.MULTIPART, "multipart/form-data"),
    (["application/octet-stream"], BodyKind.BINARY, "application/octet-stream"),
    (["text/plain", "image/png"], BodyKind.BINARY, "image/png"),
    (["text/csv"], BodyKind.TEXT, "text/csv"),
    (["*/*"], BodyKind.JSON, "application/json"),
]


@pytest.mark.parametrize(("media_types", "kind", "chosen"), BODIES)
def test_bodies(media_types: list[str], kind: BodyKind, chosen: str) -> None:
    api, _ = api_of(one({}, requestBody={"content": {name: {"schema": OBJECT} for name in media_types}}))
    body = api.operations[0].body
    assert body is not None
    assert (body.kind, body.media_type) == (kind, chosen)


def test_streaming_by_a_flag_and_always() -> None:
    both = one(
        {"200": response("application/json", "text/event-stream")},
        requestBody={"content": {"application/json": {"schema": {"properties": {"stream": {"type": "boolean"}}}}}},
    )
    api, _ = api_of(both)
    streaming = api.root.children[0].methods[0].streaming
    assert streaming is not None
    assert (streaming.param, streaming.format) == ("stream", StreamFormat.SSE)
    api, _ = api_of(both, "resources: {a: {methods: {m: post /a/{b}}}}\n".replace("post /a/{b}", "'post /a/{b}'"))
    assert api.root.children[0].methods[0].streaming is None


PARAMETERS: list[tuple[JsonObject, str | None]] = [
    ({"in": "query", "schema": {"type": "array"}}, None),
    ({"in": "query", "schema": {"type": "array"}, "explode": False}, "form"),
    ({"in": "query", "schema": {"type": "string"}, "explode": False}, None),
    ({"in": "query", "schema": {"type": "array"}, "style": "pipeDelimited"}, "pipeDelimited"),
    ({"in": "query", "schema": OBJECT, "style": "deepObject"}, "deepObject"),
    ({"in": "query", "content": {"application/json": {"schema": OBJECT}}}, "json"),
    ({"in": "path", "schema": {"type": "string"}, "style": "matrix"}, "matrix"),
    ({"in": "header", "schema": {"type": "array"}}, None),
]


@pytest.mark.parametrize(("parameter", "style"), PARAMETERS)
def test_styles(parameter: JsonObject, style: str | None) -> None:
    api, _ = api_of(one({}, parameters=[{"name": "b", **parameter}]))
    assert [found.style for found in api.operations[0].parameters] == [style]


CONFIG = """\
organization: {name: acme}
client_settings:
  opts:
    key: {auth: {security_scheme: Nope}}
pagination: [{name: p, type: cursor}]
resources:
  $shared: {methods: {x: 'post /a/{b}'}}
  things:
    models:
      thing: Thingy
      leaf: '#/components/schemas/Thing/properties/leaf'
    methods:
      gone: get /gone
      make: {endpoint: 'post /a/{c}', positional_params: [d]}
      again: {type: alias, to: made}
      paged: {endpoint: 'post /a/{b}', paginated: q}
unspecified_endpoints: [get /never]
openapi:
  transforms:
    - {command: vanish}
    - {command: remove, args: {target: $.nowhere}}
"""


def test_each_fault_of_a_config_against_the_document_has_its_line() -> None:
    fixed = one({"200": response("application/json")}, parameters=[{"name": "b", "in": "path"}])
    fixed.document["components"] = {
        "schemas": {"Thing": {"properties": {"leaf": {"properties": {"b": {"type": "string"}}}}}}
    }
    api, found = api_of(fixed, CONFIG)
    assert found == [
        "4 config-unknown-scheme",
        "5 config-pagination",
        "5 config-pagination",
        "5 config-pagination",
        "7 config-shared-methods",
        "10 config-unknown-schema",
        "13 config-unknown-endpoint",
        "14 config-unknown-parameter",
        "15 config-unknown-method",
        "16 config-unknown-pagination",
        "17 config-unknown-endpoint",
        "20 config-unknown-transform",
        "21 config-transform-idle",
    ]
    things = api.root.children[0]
    assert [(model.name, model.schema) for model in things.models] == [("leaf", "Thing/properties/leaf")]
    assert [method.name for method in things.methods] == ["make", "paged"]


def test_unwrapping_needs_one_property_or_permission() -> None:
    fixed = one({"200": response("application/json")})
    base = "settings: {unwrap_response_fields: [data]%s}\nresources: {a: {methods: {m: 'post /a/{b}'}}}\n"
    assert api_of(fixed, base % "")[0].root.children[0].methods[0].unwrap is None
    permitted = base % ", unwrap_multiproperty_response_fields: true"
    assert api_of(fixed, permitted)[0].root.children[0].methods[0].unwrap == "data"


def test_skip_and_only_by_language_and_operations_left_out() -> None:
    config = "resources:\n  a: {methods: {m: {endpoint: 'post /a/{b}', only: [go]}}}\n  b: {skip: [python]}\n"
    api, found = api_of(one({}), config)
    assert [child.name for child in api.root.children] == ["a"]
    assert api.root.children[0].methods == ()
    assert [(key, reason) for key, _, reason in api.skipped] == [("post /a/{b}", "no method in the config names it")]
    assert found == ["1 endpoint-without-method"]


def test_a_method_that_the_document_places_itself() -> None:
    fixed = one({}, **{"x-stainless-method": "trees.leaves.pick"})
    api, found = api_of(fixed, "organization: {name: a}\n")
    assert api.root.children[0].children[0].methods[0].name == "pick"
    assert found == []


def test_webhooks_and_callbacks_have_payloads() -> None:
    hook: JsonObject = {"post": {"requestBody": {"content": {"application/json": {"schema": OBJECT}}}, "responses": {}}}
    fixed = one({}, callbacks={"done": {"{$request.body#/url}": hook}})
    fixed.document["webhooks"] = {"tree.felled": hook}
    api, _ = api_of(fixed)
    assert [(webhook.name, webhook.operation_key) for webhook in api.webhooks] == [
        ("tree.felled", None),
        ("done", "post /a/{b}"),
    ]
