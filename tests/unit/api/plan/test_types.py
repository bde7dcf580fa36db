"""Names and places of types: nested ones, twins, unions, inheritance, recursion."""

from __future__ import annotations

from pathlib import Path

from tests.support.planning import methods, module, modules, planned, returned, types

DOCUMENT = """
paths:
  /trees:
    post:
      requestBody:
        required: true
        content: {application/json: {schema: {$ref: '#/components/schemas/NewTree'}}}
      responses:
        '200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Tree'}}}}
    get:
      responses:
        '200':
          description: x
          content: {application/json: {schema: {type: array, items: {$ref: '#/components/schemas/Tree'}}}}
  /trees/count:
    get:
      responses:
        '200': {description: x, content: {application/json: {schema: {type: integer}}}}
components:
  schemas:
    Kind: {type: string, enum: [oak, elm]}
    Place:
      type: object
      required: [lat]
      properties: {lat: {type: number}, seen: {type: string, format: date-time}, id: {type: string, readOnly: true}}
    NewTree:
      type: object
      required: [place, kinds]
      properties:
        place: {$ref: '#/components/schemas/Place'}
        kinds: {type: array, items: {$ref: '#/components/schemas/Kind'}}
        tags: {type: array, items: {type: string}}
        rings: {type: array, items: {type: array, items: {type: integer}}}
        leaves: {type: array, items: {type: object, properties: {size: {type: integer}}}}
        labels: {type: object, additionalProperties: {type: object, properties: {text: {type: string}}}}
    Tree:
      allOf:
        - $ref: '#/components/schemas/Place'
        - type: object
          required: [token, zone, from]
          properties:
            zone: {type: string}
            token: {type: string}
            from: {type: [string, 'null']}
            roots:
              type: array
              items: {type: object, properties: {depth: {type: object, properties: {m: {type: number}}}}}
"""

CONFIG = """
resources:
  trees:
    models: {place: Place, kind: Kind}
    methods: {create: post /trees, list: get /trees, count: get /trees/count}
"""


def test_modules(tmp_path: Path) -> None:
    """Models only where something uses them, with twins for requests; plain values have none."""
    assert modules(planned(tmp_path, DOCUMENT, CONFIG)) == [
        "types/kind",
        "types/place",
        "types/place_param",
        "types/tree_count_response",
        "types/tree_create_params",
        "types/tree_create_response",
        "types/tree_list_response",
    ]


def test_requests(tmp_path: Path) -> None:
    result = planned(tmp_path, DOCUMENT, CONFIG)
    assert types(module(result, "types/tree_create_params")) == {
        "TreeCreateParams": "kinds: List[Kind], place: PlaceParam, labels?: Dict[Labels], leaves?: Iterable[Leaf], "
        "rings?: Iterable[Iterable[int]], tags?: SequenceNotStr[str]",
        "Labels": "text?: str",
        "Leaf": "size?: int",
    }
    assert types(module(result, "types/place_param")) == {"PlaceParam": "lat: float, seen?: iso8601(str | datetime)"}


def test_a_root_that_inherits_spells_out_nested_names(tmp_path: Path) -> None:
    result = planned(tmp_path, DOCUMENT, CONFIG)
    assert types(module(result, "types/tree_create_response")) == {
        "TreeCreateResponseRootDepth": "m?: float",
        "TreeCreateResponseRoot": "depth?: TreeCreateResponseRootDepth",
        "TreeCreateResponse": "(Place) token: str, from_: str?, zone: str, roots?: List[TreeCreateResponseRoot]",
    }


def test_lists_and_scalars_are_named_too(tmp_path: Path) -> None:
    result = planned(tmp_path, DOCUMENT, CONFIG)
    assert list(types(module(result, "types/tree_list_response"))) == [
        "TreeListResponseItemRootDepth",
        "TreeListResponseItemRoot",
        "TreeListResponseItem",
        "TreeListResponse",
    ]
    assert types(module(result, "types/tree_count_response")) == {"TreeCountResponse": "int"}
    assert returned(methods(result)["trees.list"]) == "TreeListResponse"


UNIONS = """
paths:
  /pets:
    get:
      responses:
        '200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Pet'}}}}
components:
  schemas:
    Cat: {type: object, title: ignored, required: [kind], properties: {kind: {const: cat}, lives: {type: integer}}}
    Pet:
      type: object
      properties:
        either:
          oneOf:
            - {$ref: '#/components/schemas/Cat'}
            - {type: object, title: big dog, properties: {x: {type: string}}}
        tagged:
          oneOf:
            - {type: object, required: [type], properties: {type: {const: a}, one: {type: string}}}
            - {type: object, required: [type], properties: {type: {const: b}, two: {type: string}}}
        loose: {anyOf: [{type: string}, {type: object, properties: {p: {type: string}, q: {type: string}}}]}
        plain: {anyOf: [{type: string}, {type: integer}, {type: 'null'}]}
        lists: {type: array, items: {anyOf: [{type: string}, {$ref: '#/components/schemas/Cat'}]}}
"""


def test_unions(tmp_path: Path) -> None:
    """Unions with objects are named; arms by component, title, constant, or what else tells them apart."""
    config = "resources: {pets: {methods: {list: get /pets}}}"
    found = module(planned(tmp_path, UNIONS, config), "types/pet_list_response")
    named = types(found)
    assert {name: text for name, text in named.items() if text.startswith("(")} == {
        "Either": "(EitherCat | EitherBigDog)",
        "PetListResponseList": "(str | PetListResponseListCat)",
        "Loose": "(str | LooseObject)",
        "Tagged": "(TaggedA | TaggedB)@type",
    }
    assert "plain?: (str | int)?" in named["PetListResponse"]
    assert dict(found.legacy_aliases) == {
        "ListCat": "PetListResponseListCat",
        "LooseUnionMember1": "LooseObject",
        "TaggedUnionMember0": "TaggedA",
        "TaggedUnionMember1": "TaggedB",
    }


RECURSIVE = """
paths:
  /nodes:
    get:
      responses:
        '200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Node'}}}}
    post:
      requestBody:
        required: true
        content: {application/json: {schema: {type: object, properties: {json: {$ref: '#/components/schemas/Json'}}}}}
      responses: {'204': {description: x}}
components:
  schemas:
    Node:
      type: object
      properties:
        next: {$ref: '#/components/schemas/Node'}
        children: {type: array, items: {$ref: '#/components/schemas/Branch'}}
    Branch:
      type: object
      properties: {owner: {$ref: '#/components/schemas/Node'}, tip: {$ref: '#/components/schemas/Branch'}}
    Json:
      anyOf: [{type: string}, {type: array, items: {$ref: '#/components/schemas/Json'}}]
"""


def test_recursion_closes_on_the_enclosing_name(tmp_path: Path) -> None:
    config = "resources: {nodes: {methods: {list: get /nodes, create: post /nodes}}}"
    result = planned(tmp_path, RECURSIVE, config)
    assert types(module(result, "types/node_list_response")) == {
        "Child": "owner?: NodeListResponse, tip?: Child",
        "NodeListResponse": "children?: List[Child], next?: NodeListResponse",
    }
    assert types(module(result, "types/node_create_params")) == {
        "NodeCreateParams": "json?: Json",
        "Json": "recursive (str | Iterable[Json])",
    }


def test_models_in_a_circle_are_imported_late(tmp_path: Path) -> None:
    config = "resources: {nodes: {models: {node: Node, branch: Branch}, methods: {list: get /nodes}}}"
    result = planned(tmp_path, RECURSIVE, config)
    assert types(module(result, "types/node")) == {"Node": "children?: List[Branch!], next?: Node"}
    assert types(module(result, "types/branch")) == {"Branch": "owner?: Node!, tip?: Branch"}
    assert [item.name for item in module(result, "types/node").late_imports] == ["Branch"]


INHERITED = """
paths:
  /nodes:
    get:
      responses:
        '200': {description: x, content: {application/json: {schema: {$ref: '#/components/schemas/Leaf'}}}}
components:
  schemas:
    Node:
      type: object
      properties:
        owner: {$ref: '#/components/schemas/Owner'}
        special: {allOf: [{$ref: '#/components/schemas/Leaf'}, {type: object, properties: {why: {type: string}}}]}
    Owner: {type: object, properties: {node: {$ref: '#/components/schemas/Node'}}}
    Leaf: {allOf: [{$ref: '#/components/schemas/Node'}, {type: object, properties: {green: {type: boolean}}}]}
"""


def test_bases_in_a_circle(tmp_path: Path) -> None:
    """Inherited fields that are late are stated again; of two bases of each other, the nested one goes."""
    config = "resources: {nodes: {models: {node: Node, owner: Owner, leaf: Leaf}, methods: {list: get /nodes}}}"
    result = planned(tmp_path, INHERITED, config)
    assert types(module(result, "types/leaf")) == {"Leaf": "(Node) owner?: Owner, green?: bool"}
    assert types(module(result, "types/node")) == {
        "Special": "owner?: Owner!, special?: Special, green?: bool, why?: str",
        "Node": "owner?: Owner!, special?: Special",
    }
