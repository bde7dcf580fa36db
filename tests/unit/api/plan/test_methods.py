"""Arguments of methods: order, names, bodies of every kind."""

from __future__ import annotations

from pathlib import Path

from specloom.plan.planned import BodyEncoding, PlannedMethod
from tests.support.planning import arguments, methods, module, planned, returned, spelled, types


def operation(parameters: str = "[]", body: str = "", verb: str = "post", path: str = "/things/{id}") -> str:
    """Return a document with one operation."""
    text = f"paths:\n  {path}:\n    {verb}:\n      parameters: {' '.join(parameters.split())}\n"
    text += f"      requestBody: {' '.join(body.split())}\n" if body else ""
    return text + "      responses: {'204': {description: x}}\n"


def only(directory: Path, document: str, extra: str = "") -> PlannedMethod:
    """Return the only method of a document."""
    verb = document.split("\n")[2].strip(" :")
    path = document.split("\n")[1].strip(" ").removesuffix(":")
    config = f"resources: {{things: {{methods: {{do: '{verb} {path}'}}}}}}\n{extra}"
    return methods(planned(directory, document, config))["things.do"]


def json(schema: str, *, required: bool = True) -> str:
    """Return a JSON request body."""
    return f"{{required: {str(required).lower()}, content: {{application/json: {{schema: {schema}}}}}}}"


ID = "{name: id, in: path, required: true, schema: {type: string}}"


def test_order(tmp_path: Path) -> None:
    """The last path parameter alone is positional; then path, required query, body, optional query, body, header."""
    parameters = f"""[{ID}, {{name: org, in: path, required: true, schema: {{type: string}}}},
        {{name: b, in: query, schema: {{type: string}}}}, {{name: a, in: query, schema: {{type: string}}}},
        {{name: z, in: query, required: true, schema: {{type: string}}}},
        {{name: X-Trace, in: header, schema: {{type: string}}}}]"""
    body = json("{type: object, required: [y], properties: {c: {type: string}, y: {type: string}}}")
    method = only(tmp_path, operation(parameters, body, path="/orgs/{org}/things/{id}"))
    assert arguments(method.parameters) == "id, *, org, z, y, a?, b?, c?, x_trace?"
    assert method.params_type is not None


def test_names_of_two_places(tmp_path: Path) -> None:
    parameters = f"[{ID}, {{name: size, in: query, schema: {{type: string}}}}]"
    body = json("{type: object, properties: {id: {type: string}, size: {type: string}, Size: {type: string}}}")
    method = only(tmp_path, operation(parameters, body))
    assert arguments(method.parameters) == "path_id, *, query_size?, body_id?, body_size_1?, body_size_2?"
    assert method.path == "/things/{path_id}"


def test_names_that_methods_need_themselves(tmp_path: Path) -> None:
    names = "timeout self extra_query class httpx"
    fields = ", ".join(f"{name}: {{type: string}}" for name in names.split())
    method = only(tmp_path, operation(f"[{ID}]", json(f"{{type: object, properties: {{{fields}}}}}")))
    assert arguments(method.parameters) == "id, *, class_?, api_extra_query?, httpx_?, self_?, api_timeout?"


def test_whole_bodies(tmp_path: Path) -> None:
    """What is no object is one keyword argument, raw content a positional one."""
    array = only(tmp_path, operation(f"[{ID}]", json("{type: array, items: {type: string}}")))
    assert arguments(array.parameters) == "id, *, body"
    assert spelled(array.parameters[-1].type) == "SequenceNotStr[str]"
    anything = only(tmp_path, operation(f"[{ID}]", json("{}", required=False)))
    assert arguments(anything.parameters) == "id, *, body?"
    raw = "{content: {application/octet-stream: {schema: {type: string, format: binary}}}}"
    binary = only(tmp_path, operation(f"[{ID}]", raw))
    assert arguments(binary.parameters) == "id, body"
    assert binary.body.encoding is BodyEncoding.CONTENT
    assert binary.params_type is None


def test_multipart(tmp_path: Path) -> None:
    file = "{type: string, format: binary}"
    fields = f"file: {file}, note: {{type: string}}, images: {{type: array, items: {file}}}"
    schema = f"{{type: object, required: [file], properties: {{{fields}}}}}"
    body = f"{{content: {{multipart/form-data: {{schema: {schema}}}}}}}"
    method = only(tmp_path, operation(f"[{ID}]", body))
    assert arguments(method.parameters) == "id, *, file, images?, note?"
    assert spelled(method.parameters[1].type) == "FileTypes"
    assert method.body.encoding is BodyEncoding.MULTIPART
    assert method.body.file_paths == (("file",), ("images", "<array>"))


def test_union_bodies(tmp_path: Path) -> None:
    """One overload for each object; the implementation requires what all require."""
    schema = """{oneOf: [
        {type: object, title: by name, required: [kind, name], properties: {kind: {const: n}, name: {type: string}}},
        {type: object, required: [kind, key],
         properties: {kind: {const: k}, key: {type: object, properties: {x: {type: string}}}}}]}"""
    document = operation(f"[{ID}]", json(schema))
    method = only(tmp_path, document)
    assert arguments(method.parameters) == "id, *, kind, name?, key?"
    assert [arguments(overload.parameters) for overload in method.overloads] == [
        "id, *, kind, name",
        "id, *, key, kind",
    ]
    assert method.required_sets == (("kind", "name"), ("key", "kind"))
    result = planned(tmp_path, document, "resources: {things: {methods: {do: 'post /things/{id}'}}}")
    found = module(result, "types/thing_do_params")
    assert types(found) == {
        "ByName": "kind: <'n'>, name: str",
        "K": "key: KKey, kind: <'k'>",
        "KKey": "x?: str",
        "ThingDoParams": "(ByName | K)",
    }
    assert dict(found.legacy_aliases) == {"Variant1": "K", "Variant1Key": "KKey"}


def test_transforms_only_where_a_nested_key_needs_one(tmp_path: Path) -> None:
    plain = json(
        "{type: object, properties: {from: {type: string}, in: {type: object, properties: {at: {type: string}}}}}"
    )
    assert only(tmp_path, operation(f"[{ID}]", plain)).body.transform is None
    nested = json("{type: object, properties: {at: {type: object, properties: {fromWhere: {type: string}}}}}")
    method = only(tmp_path, operation(f"[{ID}]", nested))
    assert method.body.transform == method.params_type
    data = json("{type: object, properties: {data: {type: string, format: byte}}}")
    assert only(tmp_path, operation(f"[{ID}]", data)).body.transform is not None


def test_idempotency_key(tmp_path: Path) -> None:
    extra = "client_settings: {idempotency: {header: Idempotency-Key}}\n"
    header = "{name: idempotency-key, in: header, schema: {type: string}}"
    method = only(tmp_path, operation(f"[{ID}, {header}]"), extra)
    assert method.idempotent_key
    assert arguments(method.parameters) == "id"
    assert not only(tmp_path, operation(f"[{ID}]", verb="get"), extra).idempotent_key


def test_nothing_comes_back(tmp_path: Path) -> None:
    method = only(tmp_path, operation(f"[{ID}]"))
    assert (returned(method), method.result.accept) == ("None", "*/*")


STREAM = """
paths:
  /chats:
    post:
      requestBody:
        required: true
        content:
          application/json:
            schema:
              type: object
              required: [model]
              properties: {model: {type: string}, stream: {type: boolean}, n: {type: integer}}
      responses:
        '200':
          description: x
          content: {application/json: {schema: {type: object, properties: {text: {type: string}}}}}
components: {schemas: {Chunk: {type: object, properties: {delta: {type: string}}}}}
"""


def test_streaming(tmp_path: Path) -> None:
    config = """
    resources:
      chats:
        models: {chunk: Chunk}
        methods:
          create: {endpoint: post /chats, streaming: {param_discriminator: stream, stream_event_model: chats.chunk}}
    """
    result = planned(tmp_path, STREAM, config)
    method = methods(result)["chats.create"]
    assert method.stream is not None
    assert (spelled(method.stream.event), method.stream.param) == ("Chunk", "stream")
    assert [(o.stream, arguments(o.parameters)) for o in method.overloads] == [
        (False, "*, model, n?, stream?"),
        (True, "*, model, stream, n?"),
        (None, "*, model, stream, n?"),
    ]
    assert method.required_sets == (("model",), ("model", "stream"))
    assert types(module(result, "types/chat_create_params")) == {
        "ChatCreateParamsBase": "model: str, n?: int",
        "ChatCreateParamsNonStreaming": "(ChatCreateParamsBase) stream?: <False>",
        "ChatCreateParamsStreaming": "(ChatCreateParamsBase) stream: <True>",
        "ChatCreateParams": "(ChatCreateParamsNonStreaming | ChatCreateParamsStreaming)",
    }
