from __future__ import annotations

from pathlib import Path

import pytest

from specloom.base import pointers
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.document.references import ValueLocation
from tests.support.documents import canonical, findings, head

PATHS = """
paths:
  /trees:
    parameters: [{$ref: '#/components/parameters/Limit'}]
    get:
      responses:
        '200': {$ref: '#/components/responses/Trees'}
"""


def schemas(document: JsonObject) -> JsonObject:
    return as_object(as_object(document["components"])["schemas"])


def at(document: JsonObject, pointer: str) -> JsonValue:
    return pointers.resolve(document, pointer)


def response_schema(schema: str) -> str:
    return (
        "paths:\n  /trees:\n    get:\n      responses:\n        '200':\n          description: ok\n"
        f"          content: {{application/json: {{schema: {schema}}}}}\n"
    )


SCHEMA = "/paths/~1trees/get/responses/200/content/application~1json/schema"


def test_everything_but_schemas_is_written_in_place(tmp_path: Path) -> None:
    text = (
        head()
        + PATHS
        + """
components:
  parameters: {Limit: {name: limit, in: query, schema: {$ref: '#/components/schemas/Count'}}}
  responses:
    Trees: {$ref: '#/components/responses/Other'}
    Other:
      description: Trees.
      headers: {X-Count: {$ref: '#/components/headers/Count'}}
      content:
        application/json:
          schema: {$ref: '#/components/schemas/Tree'}
          examples: {a: {$ref: '#/components/examples/A'}}
  headers: {Count: {schema: {type: integer}}}
  examples: {A: {value: {$ref: stays}}}
  schemas: {Tree: {type: object}, Count: {type: integer}}
"""
    )
    made = canonical(tmp_path, text)
    response = "/paths/~1trees/get/responses/200"
    assert at(made.document, response + "/headers/X-Count/schema/type") == "integer"
    assert at(made.document, response + "/content/application~1json/examples/a/value") == {"$ref": "stays"}
    assert at(made.document, response + "/content/application~1json/schema") == {"$ref": "#/components/schemas/Tree"}
    assert at(made.document, "/paths/~1trees/get/parameters/0/schema") == {"$ref": "#/components/schemas/Count"}
    main = str(tmp_path / "openapi.yaml")
    assert made.source(response) == ValueLocation(main, "/components/responses/Other")
    assert made.source("/paths/~1trees/get/parameters/0/schema").pointer == "/components/parameters/Limit/schema"


def test_several_files(tmp_path: Path) -> None:
    text = (
        head()
        + """
paths:
  /trees: {$ref: 'paths/trees.yaml'}
components:
  schemas:
    Tree: {$ref: 'schemas/Tree.yaml'}
"""
    )
    others = {
        "paths/trees.yaml": "get: {responses: {'200': {$ref: '../common.yaml#/responses/Trees'}}}\n",
        "common.yaml": (
            "responses: {Trees: {description: ok, content: {application/json: {schema: {type: array, items: "
            "{$ref: schemas/Tree.yaml}}}}}}\nLeaf: {type: object, properties: {tree: {$ref: 'schemas/Tree.yaml'}}}\n"
        ),
        "schemas/Tree.yaml": "type: object\nproperties: {leaf: {$ref: '../common.yaml#/Leaf'}, self: {$ref: '#'}}\n",
    }
    made = canonical(tmp_path, text, others)
    tree, leaf = "#/components/schemas/Tree", "#/components/schemas/Leaf"
    assert at(made.document, SCHEMA) == {"type": "array", "items": {"$ref": tree}}
    named = schemas(made.document)
    assert list(named) == ["Tree", "Leaf"]
    assert at(named, "/Tree/properties") == {"leaf": {"$ref": leaf}, "self": {"$ref": tree}}
    location = made.location_of("/components/schemas/Leaf/properties/tree")
    assert (Path(location.file or "").name, location.line, location.column) == ("common.yaml", 2, 35)


@pytest.mark.parametrize(
    ("reference", "key"),
    [
        ("#/components/schemas/Tree/properties/leaf", "Tree_leaf"),
        ("#/components/schemas/Tree/properties/leaves/items", "Tree_leaves_item"),
        ("#/components/responses/Broken/content/application~1json/schema", "Broken"),
        ("#/paths/~1forests~1{id}/post/requestBody/content/application~1json/schema", "post_forests_id_request"),
        ("#/paths/~1forests~1{id}/post/responses/201/content/application~1json/schema", "post_forests_id_201"),
        ("#/$defs/Bark", "Bark"),
        ("#bark", "Bark"),
        ("https://orchard.test/bark", "Bark"),
    ],
)
def test_schemas_that_have_no_name_get_one_from_their_place(tmp_path: Path, reference: str, key: str) -> None:
    text = (
        head()
        + response_schema(f"{{$ref: '{reference}'}}")
        + """
  /forests/{id}:
    post:
      requestBody: {content: {application/json: {schema: {title: request}}}}
      responses: {'201': {description: ok, content: {application/json: {schema: {title: response}}}}}
components:
  schemas:
    Tree: {properties: {leaf: {type: string}, leaves: {type: array, items: {type: string}}}}
  responses:
    Broken: {description: no, content: {application/json: {schema: {type: string}}}}
$defs: {Bark: {$id: 'https://orchard.test/bark', $anchor: bark, type: string}}
"""
    )
    made = canonical(tmp_path, text)
    assert at(made.document, SCHEMA) == {"$ref": f"#/components/schemas/{key}"}
    assert key in schemas(made.document)


def test_a_component_with_the_name_of_a_keyword_is_no_schema(tmp_path: Path) -> None:
    text = (
        head()
        + """
paths:
  /trees: {get: {parameters: [{$ref: '#/components/parameters/schema'}], responses: {'200': {description: ok}}}}
components:
  parameters:
    schema: {name: tree, in: query, schema: {properties: {parent: {$ref: '#'}}}}
"""
    )
    document = canonical(tmp_path, text).document
    schema = at(document, "/paths/~1trees/get/parameters/0/schema")
    named = as_object(schemas(document)[str(at(as_object(schema), "/properties/parent/$ref")).rpartition("/")[2]])
    assert "parent" in as_object(named["properties"])
    assert findings(tmp_path, text) == [("warning", "ref-misplaced", 8)]


@pytest.mark.parametrize("home", ["$defs", "definitions", "schemas"])
def test_a_definition_that_was_moved_to_the_components_is_found_there(home: str, tmp_path: Path) -> None:
    text = (
        head()
        + response_schema(f"{{type: object, properties: {{bark: {{$ref: '#/{home}/Bark-Input'}}}}}}")
        + """
components:
  schemas: {Bark-Input: {type: string, enum: [rough]}}
"""
    )
    document = canonical(tmp_path, text).document
    schema = as_object(at(document, "/paths/~1trees/get/responses/200/content/application~1json/schema"))
    assert as_object(as_object(schema["properties"])["bark"])["$ref"] == "#/components/schemas/Bark-Input"
    assert [(level, code) for level, code, _ in findings(tmp_path, text)] == [("warning", "ref-misplaced")]


def test_a_definition_that_is_nowhere_is_unresolved(tmp_path: Path) -> None:
    text = head() + response_schema("{properties: {bark: {$ref: '#/$defs/Bark'}, leaf: {$ref: '#/x/Leaf'}}}")
    text += "\ncomponents: {schemas: {Leaf: {type: string}}}\n"
    assert [code for _, code, _ in findings(tmp_path, text)] == ["ref-dangling", "ref-dangling"]


def test_a_pointer_goes_through_references(tmp_path: Path) -> None:
    text = (
        head()
        + response_schema("{$ref: '#/components/schemas/Alias/properties/leaf'}")
        + """
components:
  schemas:
    Alias: {$ref: '#/components/schemas/Tree'}
    Tree: {properties: {leaf: {type: string}}}
"""
    )
    made = canonical(tmp_path, text)
    assert at(made.document, SCHEMA) == {"$ref": "#/components/schemas/Tree_leaf"}
    assert schemas(made.document)["Alias"] == {"$ref": "#/components/schemas/Tree"}


def test_ids_make_their_own_ground(tmp_path: Path) -> None:
    text = (
        head()
        + "paths: {}\n"
        + """
components:
  schemas:
    Tree:
      $id: https://orchard.test/tree
      properties: {bark: {$ref: '#/$defs/bark'}, node: {$dynamicRef: '#node'}, leaf: {$ref: leaf}}
      $defs: {bark: {type: string}, node: {$dynamicAnchor: node, type: integer}}
    Leaf: {$id: https://orchard.test/leaf, type: object}
"""
    )
    named = schemas(canonical(tmp_path, text).document)
    assert at(named, "/Tree/properties") == {
        "bark": {"$ref": "#/components/schemas/Tree_bark"},
        "node": {"$ref": "#/components/schemas/Tree_node"},
        "leaf": {"$ref": "#/components/schemas/Leaf"},
    }
    assert at(named, "/Tree_bark") == {"type": "string"}
    assert at(named, "/Tree_node") == {"type": "integer"}


def test_siblings_of_a_reference(tmp_path: Path) -> None:
    body = "components: {schemas: {A: {$ref: '#/components/schemas/B', description: d, %s}, B: {type: object}}}\n"
    reference = {"$ref": "#/components/schemas/B"}
    for version, beside, expected in (
        ("3.0.3", "type: object", {**reference, "description": "d"}),
        ("3.1.0", "minProperties: 1", {"allOf": [reference, {"minProperties": 1}], "description": "d"}),
        ("3.0.3", "nullable: true", {"anyOf": [reference, {"type": "null"}], "description": "d"}),
    ):
        made = canonical(tmp_path, head(version) + "paths: {}\n" + body % beside)
        assert schemas(made.document)["A"] == expected


def test_discriminator_mappings_are_settled(tmp_path: Path) -> None:
    text = (
        head()
        + "paths: {}\n"
        + """
components:
  schemas:
    Plant:
      oneOf: [{$ref: '#/components/schemas/Tree'}, {$ref: other.yaml#/Moss}]
      discriminator: {propertyName: kind, mapping: {t: Tree, m: other.yaml#/Moss}}
    Tree: {type: object}
"""
    )
    named = schemas(canonical(tmp_path, text, {"other.yaml": "Moss: {type: object}\n"}).document)
    assert at(named, "/Plant/discriminator/mapping") == {
        "t": "#/components/schemas/Tree",
        "m": "#/components/schemas/Moss",
    }


def test_discriminators_that_name_no_schema(tmp_path: Path) -> None:
    text = (
        head()
        + "paths: {}\n"
        + """
components:
  schemas:
    A:
      oneOf: [{$ref: '#/components/schemas/B'}]
      discriminator:
        propertyName: kind
        mapping:
          b: B
          c: Ghost
          d: ghost.yaml
    B: {type: object}
"""
    )
    found = [(rule, line) for _, rule, line in findings(tmp_path, text)]
    assert found == [("discriminator-mapping", 13), ("discriminator-mapping", 14)]


def test_cycles_of_every_kind(tmp_path: Path) -> None:
    text = (
        head()
        + """
paths:
  /trees:
    post:
      responses: {'200': {description: ok}}
      callbacks: {grown: {$ref: '#/components/callbacks/Grown'}}
components:
  callbacks:
    Grown:
      '{$request.body#/url}':
        post: {responses: {'200': {description: ok}}, callbacks: {again: {$ref: '#/components/callbacks/Grown'}}}
  schemas:
    A: {properties: {b: {$ref: '#/components/schemas/B'}}}
    B: {properties: {a: {$ref: '#/components/schemas/A'}, b: {$ref: '#/components/schemas/B'}}}
    C: {allOf: [{$ref: '#/components/schemas/C'}]}
"""
    )
    made = canonical(tmp_path, text)
    assert at(schemas(made.document), "/B/properties/a") == {"$ref": "#/components/schemas/A"}
    assert [rule for _, rule, _ in findings(tmp_path, text)] == []


def test_files_refer_to_each_other_in_a_circle(tmp_path: Path) -> None:
    text = head() + response_schema("{$ref: 'a.yaml'}")
    others = {"a.yaml": "properties: {b: {$ref: b.yaml}}\n", "b.yaml": "properties: {a: {$ref: a.yaml}}\n"}
    assert list(schemas(canonical(tmp_path, text, others).document)) == ["a", "b"]


def test_the_input_is_never_written_to(tmp_path: Path) -> None:
    text = head("3.0.3") + response_schema(
        "{type: object, nullable: true, properties: {a: {type: file, example: [1]}}}"
    )
    made = canonical(tmp_path, text)
    assert at(made.document, SCHEMA + "/type") == ["object", "null"]
    again = canonical(tmp_path, text)
    assert made.document == again.document


@pytest.mark.parametrize(
    ("reference", "rule"),
    [
        ("file:///etc/passwd", "ref-remote"),
        ("http://127.0.0.1:9/tree.yaml", "ref-remote"),
        ("//127.0.0.1/tree.yaml", "ref-remote"),
        ("/etc/passwd", "ref-outside"),
        ("../../etc/passwd", "ref-outside"),
        ("..%2f..%2fetc/passwd", "ref-outside"),
        ("http://[bad/tree.yaml", "ref-syntax"),
        ("C:/tree.yaml", "ref-outside"),
    ],
)
def test_references_that_are_not_followed(tmp_path: Path, reference: str, rule: str) -> None:
    text = head() + response_schema(f"{{$ref: '{reference}'}}")
    assert findings(tmp_path, text) == [("error", rule, 9)]


@pytest.mark.parametrize("reference", ["#/components/schemas/Nope", "nope.yaml#/Tree"])
def test_references_that_lead_nowhere_stand_for_anything(tmp_path: Path, reference: str) -> None:
    text = head() + response_schema(f"{{$ref: '{reference}'}}")
    assert findings(tmp_path, text) == [("warning", "ref-dangling", 9)]
    assert at(canonical(tmp_path, text).document, SCHEMA) == {}


def test_references_in_examples_are_data(tmp_path: Path) -> None:
    text = head() + response_schema("{example: {$ref: 'http://127.0.0.1:9/x'}, enum: [{$ref: ../../x}]}")
    assert all(severity != "error" for severity, _, _ in findings(tmp_path, text))


def test_a_document_may_say_where_it_is_at_home(tmp_path: Path) -> None:
    home = "$self: https://orchard.test/api/main\n"
    text = head("3.2.0") + home + response_schema("{$ref: 'https://orchard.test/api/parts/tree.yaml#/Tree'}")
    other = "$self: https://orchard.test/api/parts/tree\n"
    other += "Tree: {properties: {leaf: {$ref: '../main#/components/schemas/Leaf'}}}"
    text += "components: {schemas: {Leaf: {type: object}, Own: {$ref: 'https://orchard.test/api/main#/components/schemas/Leaf'}}}\n"
    made = canonical(tmp_path, text, {"parts/tree.yaml": other}).document
    assert at(made, SCHEMA) == {"$ref": "#/components/schemas/Tree"}
    assert schemas(made)["Tree"] == {
        "type": "object",
        "properties": {"leaf": {"$ref": "#/components/schemas/Leaf"}},
    }
    assert schemas(made)["Own"] == {"$ref": "#/components/schemas/Leaf"}


def test_a_home_opens_no_other_place(tmp_path: Path) -> None:
    for reference in ("https://elsewhere.test/api/tree.yaml", "https://orchard.test/tree.yaml"):
        text = head("3.2.0") + "$self: https://orchard.test/api/main\n" + response_schema(f"{{$ref: '{reference}'}}")
        assert [rule for _, rule, _ in findings(tmp_path, text)] == ["ref-remote"]


def test_what_is_ignored_beside_a_reference_is_reported(tmp_path: Path) -> None:
    text = """
paths:
  /trees:
    get:
      parameters: [{$ref: '#/components/parameters/Limit', required: true, x-note: 1}]
      responses: {'200': {$ref: '#/components/responses/Ok', description: fine}}
components:
  parameters: {Limit: {name: limit, in: query, schema: {type: integer}}}
  responses: {Ok: {description: ok}}
  schemas:
    A: {$ref: '#/components/schemas/B', description: d, nullable: true, minProperties: 1}
    B: {type: object}
"""
    for version, rules in (("3.0.3", ["ref-siblings", "ref-siblings"]), ("3.1.0", ["ref-siblings"])):
        found = findings(tmp_path, head(version) + text)
        assert [rule for _, rule, _ in found if rule.startswith("ref")] == rules
        made = canonical(tmp_path, head(version) + text).document
        assert "required" not in as_object(at(made, "/paths/~1trees/get/parameters/0"))
        assert at(made, "/paths/~1trees/get/responses/200/description") == "fine"


def test_ids_of_other_files_are_known(tmp_path: Path) -> None:
    text = head() + response_schema("{$ref: 'schemas/tree.yaml'}")
    others = {
        "schemas/tree.yaml": "$id: https://orchard.test/s/tree\n"
        "properties: {leaf: {$ref: leaf}, bud: {$ref: parts.yaml#/bud}}\n",
        "schemas/parts.yaml": "leaf: {$id: 'https://orchard.test/s/leaf', type: string}\nbud: {type: integer}\n",
    }
    named = schemas(canonical(tmp_path, text, others).document)
    assert named["leaf"] == {"type": "string"}
    assert named["bud"] == {"type": "integer"}


def test_anchors_belong_to_their_resource(tmp_path: Path) -> None:
    schema = "{$id: 'https://orchard.test/%s', properties: {x: {$ref: '#x'}}, $defs: {x: {$anchor: x, type: %s}}}"
    text = head() + "paths: {}\ncomponents:\n  schemas:\n"
    text += f"    A: {schema % ('a', 'string')}\n    B: {schema % ('b', 'integer')}\n"
    named = schemas(canonical(tmp_path, text).document)
    assert (named["A_x"], named["B_x"]) == ({"type": "string"}, {"type": "integer"})
