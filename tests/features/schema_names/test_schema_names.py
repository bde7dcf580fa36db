"""Names, formats and sizes: a property of any name keeps its value, in answers, arguments and nested bodies."""

from __future__ import annotations

import importlib
import inspect
import json
import sys
from collections.abc import Iterator
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml

from specloom.base.diagnostics import Diagnostics
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run
from tests.support.generated import import_from, write
from tests.support.loopback import Loopback, Reply

DOCUMENT = yaml.safe_load(Path(__file__).with_name("openapi.yaml").read_text())
SCHEMAS = DOCUMENT["components"]["schemas"]
STAMP = "2026-03-01T12:00:00Z"
TYPED = {
    "int": 1,
    "float": 1.5,
    "bool": True,
    "bytes": "AAE=",
    "list": ["a"],
    "date": "2026-03-01",
    "datetime": STAMP,
    "object_with": {"List": ["a"], "str": "b", "Optional": None},
}
THING = {name: TYPED.get(name, f"<{name}>") for name in SCHEMAS["Thing"]["properties"]}
FORMATS = {
    "date_time": [STAMP, "2026-03-01T12:00:00+02:00"],
    "date": ["2026-03-01"],
    "time": ["12:00:00Z"],
    "duration": ["P1DT2H"],
    "uuid": ["182bd5e5-6e1a-4fe4-a799-aa6d9a6ab26e", "182BD5E5-6E1A-4FE4-A799-AA6D9A6AB26E"],
    "byte": ["AAE="],
    "content": ["AAE="],
    "binary": ["text"],
    "decimal": ["1.10"],
    "number_decimal": [1.1],
    "uri": ["http://a", "HTTP://A/%7e?#"],
    "email": ["a@b"],
    "hostname": ["h"],
    "ipv4": ["127.0.0.1"],
    "ipv6": ["::1"],
    "int32": [1],
    "int64": [2**63 - 1],
    "big": [10**30],
    "big_choice": [0, 10**23],
    "float": [1.5],
    "double": [1e300],
    "password": ["p"],
    "regex": ["["],
    "unix": [1700000000],
    "text_integer": ["9007199254740993"],
    "unknown": ["u"],
    "dates": [[STAMP]],
    "date_map": [{"a": "2026-03-01"}],
    "with_default": ["given"],
    "default_object": [{}, {"a": 3}],
    "default_list": [[3]],
    "default_wrong": [1],
    "default_null": [None, "a"],
    "old": ["o"],
    "old_ref": [{"a": "b"}],
}


@pytest.fixture
def client(package: ModuleType, server: Loopback) -> Iterator[Any]:
    with package.Names(base_url=server.url, max_retries=0, _strict_response_validation=True) as client:
        yield client


def python_names(model: Any) -> dict[str, str]:
    """Return the attribute of each property."""
    return {name if field.alias is None else field.alias: name for name, field in type(model).model_fields.items()}


def test_each_name_is_read(client: Any, server: Loopback) -> None:
    server.reply(Reply(json=THING), Reply(json={}))

    thing, empty = client.things.list(), client.things.list()

    names = python_names(thing)
    assert set(names) == set(THING)
    assert len(set(names.values())) == len(names)
    for wire, value in THING.items():
        found = getattr(thing, names[wire])
        if isinstance(value, str) and wire not in ("date", "datetime"):
            assert found == value, wire
        assert getattr(empty, names[wire]) is None, wire
    assert thing.to_dict(mode="json") == THING
    assert json.loads(thing.to_json()) == THING
    assert thing.model_copy() == thing
    assert type(thing).construct(**THING).to_dict(mode="json", warnings=False) == THING


def test_usual_names_are_what_a_user_expects(client: Any, server: Loopback) -> None:
    server.reply(Reply(json=THING))
    names = python_names(client.things.list())
    expected = {"class": "class_", "from": "from_", "json": "json_", "copy": "copy_", "schema": "schema_"}
    expected |= {"register": "register_", "mro": "mro_"}
    expected |= {"1st": "api_1st", "_private": "api_private", "model_config": "api_model_config", "self": "self"}
    expected |= {"type": "type", "@type": "type_2", "a_b": "a_b", "list": "list", "List": "list_2", "thing": "thing"}
    assert {wire: names[wire] for wire in expected} == expected


def test_each_name_is_sent(client: Any, server: Loopback) -> None:
    server.reply(*[Reply(204)] * len(THING))
    parameters = [
        name
        for name, each in inspect.signature(client.things.create).parameters.items()
        if each.kind is inspect.Parameter.KEYWORD_ONLY
    ][: -len(["extra_headers", "extra_query", "extra_body", "timeout"])]
    assert len(parameters) == len(THING)
    sent: dict[str, str] = {}
    for name in parameters:
        client.things.create(**{name: "v"})
        (wire,) = server.last.json
        sent[wire] = name
    assert set(sent) == set(THING)


def test_each_name_is_sent_from_a_nested_body(client: Any, server: Loopback) -> None:
    server.reply(Reply(204))
    client.inner.create(things=[THING])
    assert server.last.json == {"things": [THING]}


def test_classes_of_clashing_names(client: Any, server: Loopback, package: ModuleType) -> None:
    body = {
        "list": {"list": "a"},
        "optional": {"optional": None, "more": {"list": "b"}},
        "datetime": {"datetime": STAMP},
        "base": {"base": "a"},
        "base2": {"model": "a"},
        "field": {"fieldInfo": "a"},
        "none": {"none": "a"},
        "class": {"class": "a"},
        "emoji": {"seed": "a"},
        "titled": {"a": "a"},
        "twins": {"b": "a"},
        "foo_bar": {"baz": {"x": "a"}},
        "foo": {"bar_baz": {"y": "a"}, "bar": {"baz": {"z": "a"}}},
        "FooBar": {"q": "a"},
        "dotted": {"dot": "a"},
        "dashed": {"dash": "a"},
        "types": {"t": "a"},
        "client": {"c": "a"},
        "annotated": {"a": {"k": "b"}},
        "名前": {"名前": {"名": "a"}},
        "字": {"字": {"text": "a"}},
        "hidden": {"str": {}, "int": "a", "more": 1},
    }
    assert list(body) == list(SCHEMAS["Clashes"]["properties"])
    server.reply(Reply(json=body))

    clashes = client.clashes.retrieve()

    assert clashes.to_dict(mode="json") == body
    assert clashes.foo_bar_1.baz.x == "a" if hasattr(clashes, "foo_bar_1") else clashes.foo_bar.baz.x == "a"
    assert clashes.foo.bar.baz.z == "a"
    assert type(clashes.twins).model_fields["b"].is_required()


@pytest.mark.parametrize(("name", "value"), [(name, value) for name, values in FORMATS.items() for value in values])
def test_formats_and_defaults(client: Any, server: Loopback, name: str, value: object) -> None:
    server.reply(Reply(json={name: value}), Reply(204))

    assert client.formats.list().to_dict(mode="json") == {name: value}
    client.formats.create(**{name: value})

    assert server.last.json == {name: value}


def test_every_format_is_tried() -> None:
    assert list(FORMATS) == list(SCHEMAS["Formats"]["properties"])


def test_what_is_deprecated_says_so(package: ModuleType) -> None:
    source = inspect.getsource(importlib.import_module(f"{package.__name__}.types.formats"))
    assert "deprecated" in source


def large_document() -> dict[str, Any]:
    """Return a document with 500 properties, a union of 200 variants, and a chain of 60 objects."""
    wide = {f"property{number}": {"type": "string"} for number in range(500)}
    variants = [
        {
            "type": "object",
            "required": ["kind"],
            "properties": {"kind": {"const": f"k{number}"}, "v": {"type": "integer"}},
        }
        for number in range(200)
    ]
    deep: dict[str, Any] = {"type": "string"}
    for _ in range(60):
        deep = {"type": "object", "properties": {"inner": deep}}
    answer = {
        "type": "object",
        "properties": {"wide": {"type": "object", "properties": wide}, "one": {"oneOf": variants}, "deep": deep},
    }
    json_of = {"content": {"application/json": {"schema": answer}}}
    operation = {"responses": {"200": {"description": "ok", **json_of}}, "requestBody": json_of}
    return {"openapi": "3.1.0", "info": {"title": "Large", "version": "1"}, "paths": {"/things": {"post": operation}}}


def test_large_schemas(tmp_path: Path, server: Loopback) -> None:
    (tmp_path / "openapi.json").write_text(json.dumps(large_document()))
    result = generate(Options(str(tmp_path / "openapi.json"), package="feature_large", jobs=1), Run(Diagnostics()))
    write(result, tmp_path)
    package = import_from(tmp_path, "feature_large")
    deep: Any = "end"
    for _ in range(60):
        deep = {"inner": deep}
    body = {"wide": {f"property{number}": "v" for number in range(500)}, "one": {"kind": "k177", "v": 1}, "deep": deep}
    server.reply(Reply(json=body), Reply(json={"one": {"kind": "k177", "v": "x"}}))
    try:
        with package.Large(base_url=server.url) as client:
            answer = client.things.create(**body)
            broken = client.things.create()
        assert server.requests[0].json == body
        assert answer.to_dict(mode="json") == body
        assert type(answer.one).__name__ == type(broken.one).__name__ == "OneK177"
    finally:
        for name in [name for name in sys.modules if name.split(".")[0] == "feature_large"]:
            del sys.modules[name]
