"""Every name stands once, whatever the document calls things, and every name is one that Python takes."""

from __future__ import annotations

import json
import keyword
from collections import Counter
from collections.abc import Iterable
from pathlib import Path

from specloom.plan.planned import Plan, PlannedAlias, PlannedClass
from tests.support.planning import methods, module, modules, planned, resources, types

WORDS = (
    "class self model_config json copy @type a-b a_b 1st List Optional BaseModel __init__ __class__ true None timeout"
)
HOSTILE = [
    *WORDS.split(),
    "extra_body",
    "../../etc",
    "",
    "_",
    "a\nb",
    "x'); import os #",
    "\u00e9",
    "\u0435",
    "\U0001f984",
]


def assert_sound(result: Plan) -> None:
    """Check that no two things share a name and that each name is an identifier."""
    assert_once(modules(result), "modules")
    for found in result.type_modules:
        names = [planned_type.name for planned_type in found.types] + [old for old, _ in found.legacy_aliases]
        assert_once(names, "/".join(found.path))
        for part in found.path:
            assert_identifier(part)
        for planned_type in found.types:
            assert isinstance(planned_type, PlannedClass | PlannedAlias)
            if isinstance(planned_type, PlannedClass):
                assert_once([field.name for field in planned_type.fields], planned_type.name)
    for path, resource in resources(result).items():
        attributes = [method.name for method in resource.methods] + [child.attribute for child in resource.children]
        assert_once(attributes, path)
    for path, method in methods(result).items():
        assert_once([parameter.name for parameter in method.parameters], path)


def assert_once(names: Iterable[str], where: str) -> None:
    """Check that each name is an identifier, is no keyword and stands once, letter case aside for modules."""
    names = list(names)
    for name in names:
        for part in name.split("/"):
            assert_identifier(part)
    assert [name for name, uses in Counter(names).items() if uses > 1] == [], where


def assert_identifier(name: str) -> None:
    assert name.isidentifier(), repr(name)
    assert not keyword.iskeyword(name), name


def test_hostile_names(tmp_path: Path) -> None:
    properties = {name: {"type": "object", "properties": {"x": {"type": "string"}}} for name in HOSTILE}
    schema = json.dumps({"type": "object", "properties": properties, "required": HOSTILE[:4]}, ensure_ascii=False)
    parameters = json.dumps(
        [{"name": name, "in": "query", "schema": {"enum": [name]}} for name in HOSTILE if name]
        + [{"name": name, "in": "header", "schema": {"type": "string"}} for name in ("class", "timeout")],
        ensure_ascii=False,
    )
    document = f"""
    paths:
      /things:
        post:
          parameters: {parameters}
          requestBody: {{required: true, content: {{application/json: {{schema: {schema}}}}}}}
          responses:
            '200': {{description: x, content: {{application/json: {{schema: {schema}}}}}}}
    """
    config = "resources: {things: {methods: {do: post /things}}}"
    assert_sound(planned(tmp_path, document, config))
    assert_sound(planned(tmp_path, document))


def test_types_of_one_name(tmp_path: Path) -> None:
    """A property's class gives way to the root; one structure under one name is one class."""
    point = "{type: object, properties: {x: {type: integer}}}"
    other = "{type: object, properties: {y: {type: integer}}}"
    document = f"""
    paths:
      /charts:
        get:
          responses:
            '200':
              description: x
              content:
                application/json:
                  schema:
                    type: object
                    properties:
                      chart_list_response: {point}
                      mark: {point}
                      marks: {{type: array, items: {point}}}
                      line: {point}
                      lines: {{type: array, items: {other}}}
    """
    config = "resources: {charts: {methods: {list: get /charts}}}"
    result = planned(tmp_path, document, config)
    assert_sound(result)
    found = types(module(result, "types/chart_list_response"))
    assert list(found) == [
        "ChartListResponseChartListResponse",
        "Line",
        "ChartListResponseLine",
        "Mark",
        "ChartListResponse",
    ]
    assert "mark?: Mark, marks?: List[Mark]" in found["ChartListResponse"]


def test_resources_of_one_name(tmp_path: Path) -> None:
    """Methods go before children; the types of `user` and `users` do not meet; a child may be called as its parent."""
    answer = (
        "responses: {'200': {description: x, content: {application/json: "
        "{schema: {type: object, properties: {a: {type: string}}}}}}}"
    )
    document = "paths:\n" + "".join(f"  /p{n}: {{get: {{{answer}}}}}\n" for n in range(7))
    config = """
    resources:
      user: {methods: {list: get /p0}}
      users: {methods: {list: get /p1}, models: {}}
      import: {methods: {class: get /p2}}
      devices:
        methods: {list: get /p3}
        subresources:
          devices: {methods: {list: get /p4}}
          list: {methods: {list: get /p5}}
          with_raw_response: {methods: {list: get /p6}}
    """
    result = planned(tmp_path, document, config)
    assert_sound(result)
    tree = ["user", "users", "import_", "devices", "devices.devices", "devices.list_", "devices.with_raw_response_"]
    assert list(resources(result)) == ["", *tree]
    locations = {path: "/".join(found.module) for path, found in resources(result).items()}
    assert locations["import_"] == "resources/import_"
    assert locations["devices"] == "resources/devices/devices"
    assert locations["devices.devices"] == "resources/devices/devices_"
    assert list(methods(result))[2] == "import_.class_"
    assert {"types/user_list_response", "types/users_list_response"} <= set(modules(result))


def test_models_of_one_name(tmp_path: Path) -> None:
    document = """
    paths:
      /a: {get: {responses: {'200': {description: x, content: {application/json: {schema:
        {type: object, properties: {one: {$ref: '#/components/schemas/TreeList'},
         two: {$ref: '#/components/schemas/treeList'}, three: {$ref: '#/components/schemas/tree-list'}}}}}}}}}
    components:
      schemas:
        TreeList: {type: object, properties: {a: {type: string}}}
        treeList: {type: object, properties: {b: {type: string}}}
        tree-list: {type: object, properties: {c: {type: string}}}
    """
    result = planned(tmp_path, document)
    assert_sound(result)
    assert len([path for path in modules(result) if "tree_list" in path]) == 3


def test_a_component_that_doubles_at_each_level_is_shared(tmp_path: Path) -> None:
    """2^30 classes if each use were spelled out."""
    chain = "".join(
        f"    L{n}: {{type: object, properties: {{a: {{$ref: '#/components/schemas/L{n + 1}'}}, "
        f"b: {{$ref: '#/components/schemas/L{n + 1}'}}}}}}\n"
        for n in range(30)
    )
    document = (
        "paths:\n  /a: {get: {responses: {'200': {description: x, content: {application/json: {schema: "
        "{$ref: '#/components/schemas/L0'}}}}}}}\n"
        f"components:\n  schemas:\n{chain}    L30: {{type: object, properties: {{x: {{type: string}}}}}}\n"
    )
    result = planned(tmp_path, document, "resources: {things: {methods: {list: get /a}}}")
    assert_sound(result)
    assert len(module(result, "types/thing_list_response").types) < 1000
