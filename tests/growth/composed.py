"""Families of documents whose schemas are composed: rows, diamonds, chains, wide and nested ones."""

from __future__ import annotations

from tests.growth.building import TEXT, Family, Files, Json, content, document, operation, ref, schemas, written


def _object(number: object) -> Json:
    return {"type": "object", "properties": {f"p{number}": TEXT}}


def diamond(word: str) -> Family:
    """Return a family in which each schema names the next one twice."""

    def make(size: int) -> Files:
        found: Json = {f"S{n}": {word: [ref(f"S{n + 1}"), ref(f"S{n + 1}")]} for n in range(size)}
        return schemas({**found, f"S{size}": _object(0)}, ["S0"])

    return make


def wide_diamond(size: int) -> Files:
    """Each schema is two others, both of which are the next one and a property of their own."""
    found: Json = {}
    for n in range(size):
        found[f"S{n}"] = {"allOf": [ref(f"L{n}"), ref(f"R{n}")]}
        found[f"L{n}"] = {"allOf": [ref(f"S{n + 1}"), _object(2 * n)]}
        found[f"R{n}"] = {"allOf": [ref(f"S{n + 1}"), _object(2 * n + 1)]}
    return schemas({**found, f"S{size}": _object(-1)}, ["S0"])


def mixed_diamond(size: int) -> Files:
    """Unions of `allOf`s of unions of the same."""
    found: Json = {}
    for n in range(size):
        found[f"S{n}"] = {"oneOf": [ref(f"L{n}"), ref(f"R{n}")]}
        found[f"L{n}"] = {"allOf": [ref(f"S{n + 1}"), _object(2 * n)]}
        found[f"R{n}"] = {"allOf": [ref(f"S{n + 1}"), _object(2 * n + 1)]}
    return schemas({**found, f"S{size}": _object(-1)}, ["S0"])


def row(word: str) -> Family:
    """Return a family in which each schema names the next one and a property of its own."""

    def make(size: int) -> Files:
        found: Json = {f"S{n}": {word: [ref(f"S{n + 1}"), _object(n)]} for n in range(size)}
        return schemas({**found, f"S{size}": _object(size)}, ["S0"])

    return make


def row_unused(word: str) -> Family:
    """Return a family like `row` that no operation names."""

    def make(size: int) -> Files:
        found: Json = {f"S{n}": {word: [ref(f"S{n + 1}"), _object(n)]} for n in range(size)}
        return schemas({**found, f"S{size}": _object(size)})

    return make


def bare_row(word: str) -> Family:
    """Return a family in which each schema is the next one alone, under `word`."""

    def make(size: int) -> Files:
        found: Json = {f"S{n}": {word: [ref(f"S{n + 1}")]} for n in range(size)}
        return schemas({**found, f"S{size}": _object(size)}, ["S0"])

    return make


def keyword_row(word: str) -> Family:
    """Return a family in which each schema names the next one under a keyword that takes one schema."""

    def make(size: int) -> Files:
        found: Json = {f"S{n}": {"type": "object", word: ref(f"S{n + 1}")} for n in range(size)}
        return schemas({**found, f"S{size}": _object(size)}, ["S0"])

    return make


def conditions(size: int) -> Files:
    """Each schema names the next one in `if`, `then`, `else` and `not`."""
    found: Json = {f"S{n}": {word: ref(f"S{n + 1}") for word in ("if", "then", "else", "not")} for n in range(size)}
    return schemas({**found, f"S{size}": _object(size)}, ["S0"])


def same_base(size: int) -> Files:
    """Many schemas extend one that has many properties."""
    base: Json = {"type": "object", "properties": {f"q{n}": TEXT for n in range(200)}}
    found: Json = {f"S{n}": {"allOf": [ref("Base"), _object(n)]} for n in range(size)}
    return schemas({**found, "Base": base}, ["S0"])


def many_bases(size: int) -> Files:
    """One schema extends many others."""
    found: Json = {f"S{n}": _object(n) for n in range(size)}
    return schemas({"All": {"allOf": [ref(name) for name in found]}, **found}, ["All"])


def many_bases_twice(size: int) -> Files:
    """One schema extends many others, each of which says the same properties."""
    found: Json = {f"S{n}": _object(n % 7) for n in range(size)}
    return schemas({"All": {"allOf": [ref(name) for name in found]}, **found}, ["All"])


def inline_all_of(size: int) -> Files:
    """One schema has many members of `allOf`, written in place."""
    return schemas({"All": {"allOf": [_object(n) for n in range(size)]}}, ["All"])


def same_inline_all_of(size: int) -> Files:
    """One schema has many alike members of `allOf`, each with a keyword that differs from the one before."""
    members = [
        {"type": "object", "minProperties": n, "properties": {"p": {"type": "string", "minLength": n}}}
        for n in range(size)
    ]
    return schemas({"All": {"allOf": members}}, ["All"])


def nested_inline_all_of(size: int) -> Files:
    """Inline `allOf`s in each other, at most as deep as a document may be, many times."""
    made: Json = {}
    for n in range(size):
        inner: Json = _object(0)
        for level in range(60):
            inner = {"allOf": [inner, _object(level)]}
        made[f"S{n}"] = inner
    return schemas(made, ["S0"])


def wide_union(word: str) -> Family:
    """Return a family with one union of many named objects."""

    def make(size: int) -> Files:
        found: Json = {f"S{n}": _object(n) for n in range(size)}
        return schemas({"All": {word: [ref(name) for name in found]}, **found}, ["All"])

    return make


def inline_union(size: int) -> Files:
    """One union of many objects in place."""
    return schemas({"All": {"oneOf": [_object(n) for n in range(size)]}}, ["All"])


def alike_union(size: int) -> Files:
    """One union of many objects in place, all alike."""
    return schemas({"All": {"oneOf": [_object(0) for _ in range(size)]}}, ["All"])


def scalar_union(size: int) -> Files:
    """One union of many constants, strings, numbers and arrays."""
    members = [{"const": f"c{n}"} for n in range(size)]
    members += [{"type": "array", "items": {"type": "array", "items": {"const": n}}} for n in range(size)]
    members += [{"type": "string", "maxLength": n} for n in range(size)]
    return schemas({"All": {"oneOf": members}}, ["All"])


def nested_union(size: int) -> Files:
    """Unions in unions, in place, each with one more member."""
    found: Json = {}
    for n in range(size):
        inner: Json = _object(0)
        for level in range(60):
            inner = {"oneOf": [inner, _object(level)]}
        found[f"S{n}"] = inner
    return schemas(found, ["S0"])


def nested_named_union(size: int) -> Files:
    """A union of unions of unions, all named, none a model of its own."""
    found: Json = {f"U{n}": {"oneOf": [ref(f"U{n + 1}"), ref(f"S{n}")]} for n in range(size)}
    found |= {f"S{n}": _object(n) for n in range(size)}
    return schemas({**found, f"U{size}": _object(-1)}, [f"U{n}" for n in range(size)])


def unions_beside(size: int) -> Files:
    """Many unions in one `allOf`, all with two members."""
    members: list[Json] = [{"oneOf": [_object(2 * n), _object(2 * n + 1)]} for n in range(size)]
    return schemas({"All": {"allOf": members}}, ["All"])


def union_beside_properties(size: int) -> Files:
    """A union of many members beside many properties."""
    found: Json = {
        "type": "object",
        "properties": {f"q{n}": TEXT for n in range(size)},
        "oneOf": [_object(n) for n in range(size)],
    }
    return schemas({"All": found}, ["All"])


def union_bases(size: int) -> Files:
    """A union of many members, each of which extends one that refers to the union."""
    found: Json = {f"S{n}": {"allOf": [ref("Base"), _object(n)]} for n in range(size)}
    mapping = {f"s{n}": f"#/components/schemas/S{n}" for n in range(size)}
    base: Json = {
        "type": "object",
        "required": ["kind"],
        "properties": {"kind": TEXT, "other": ref("Any")},
        "discriminator": {"propertyName": "kind", "mapping": mapping},
    }
    union: Json = {"oneOf": [ref(name) for name in found], "discriminator": base["discriminator"]}
    return schemas({"Any": union, "Base": base, **found}, ["Any", "Base"])


def discriminator(size: int) -> Files:
    """A union with as many values of its discriminator, half of which lead nowhere."""
    found: Json = {f"S{n}": {"type": "object", "properties": {"kind": {"const": f"s{n}"}}} for n in range(size)}
    mapping = {f"s{n}": f"#/components/schemas/S{n}" if n % 2 else f"Nowhere{n}" for n in range(size)}
    union = {"oneOf": [ref(name) for name in found], "discriminator": {"propertyName": "kind", "mapping": mapping}}
    return schemas({"Any": union, **found}, ["Any"])


def discriminator_twice(size: int) -> Files:
    """One schema under many values of a discriminator."""
    mapping = {f"s{n}": "#/components/schemas/S" for n in range(size)}
    found: Json = {"type": "object", "required": ["kind"], "properties": {"kind": TEXT}}
    union = {"oneOf": [ref("S"), ref("T")], "discriminator": {"propertyName": "kind", "mapping": mapping}}
    return schemas({"Any": union, "S": found, "T": found}, ["Any"])


def enum(size: int) -> Files:
    """An enum of many values, and one of two of them."""
    values = [f"value {n}" for n in range(size)]
    found: Json = {"E": {"type": "string", "enum": values}, "F": {"allOf": [ref("E"), {"enum": values}]}}
    return schemas(found, ["E", "F"])


def short_enums(size: int) -> Files:
    """Many enums that a model has room for, in unions and `allOf`s."""
    values = [f"value {n}" for n in range(100)]
    found: Json = {f"E{n}": {"type": "string", "enum": values} for n in range(size)}
    both: Json = {"allOf": [ref(name) for name in found]}
    return schemas({**found, "Both": both, "Any": {"oneOf": [ref(name) for name in found]}}, ["Both", "Any"])


def mixed_enum(size: int) -> Files:
    """An enum of numbers, texts, objects and arrays."""
    values: list[object] = []
    for n in range(size):
        values += [n, f"v{n}", {"a": n}, [n], n / 2]
    return schemas({"E": {"enum": values}, "F": {"allOf": [ref("E"), {"enum": values}]}}, ["E", "F"])


def chain(size: int) -> Files:
    """Each schema is a reference to the next."""
    found: Json = {f"S{n}": ref(f"S{n + 1}") for n in range(size)}
    return schemas({**found, f"S{size}": _object(0)}, ["S0"])


def chain_beside(size: int) -> Files:
    """Each schema is a reference to the next with something beside it."""
    found: Json = {f"S{n}": {**ref(f"S{n + 1}"), "minProperties": n, "description": f"d{n}"} for n in range(size)}
    return schemas({**found, f"S{size}": _object(0)}, ["S0"])


def chain_used(size: int) -> Files:
    """Each schema is a reference to the next, and an operation returns each."""
    found: Json = {f"S{n}": ref(f"S{n + 1}") for n in range(size)}
    return schemas({**found, f"S{size}": _object(0)}, [f"S{n}" for n in range(size)])


def chain_dangling(size: int) -> Files:
    """A chain of references that ends nowhere."""
    return schemas({f"S{n}": ref(f"S{n + 1}") for n in range(size)}, ["S0"])


def chain_ring(size: int) -> Files:
    """A chain of references that leads back to its beginning."""
    return schemas({f"S{n}": ref(f"S{(n + 1) % size}") for n in range(size)}, ["S0"])


def chain_through(section: str) -> Family:
    """Return a family with a chain of references in another section of the components."""

    def make(size: int) -> Files:
        last: dict[str, Json] = {
            "parameters": {"name": "p", "in": "query", "schema": TEXT},
            "responses": {"description": "ok", **content(TEXT)},
            "headers": {"schema": TEXT},
            "requestBodies": content(TEXT),
            "examples": {"value": 1},
            "links": {"operationId": "x"},
            "callbacks": {"{$url}": {"post": operation()}},
            "pathItems": {"get": operation()},
            "securitySchemes": {"type": "http", "scheme": "bearer"},
        }
        found: Json = {f"S{n}": ref(f"S{n + 1}", section) for n in range(size)}
        found[f"S{size}"] = last[section]
        first = ref("S0", section)
        paths: Json = {"/trees": {"post": operation(operationId="x", **_with(section, first))}}
        if section == "pathItems":
            paths["/other"] = first
        root = document(paths, **{section: found})
        if section == "securitySchemes":
            root["security"] = [{"S0": []}]
        return written(root)

    return make


def _with(section: str, first: Json) -> Json:
    """Return what an operation must say for `first` to be used."""
    match section:
        case "parameters":
            return {"parameters": [first]}
        case "responses":
            return {"responses": {"200": first}}
        case "headers":
            return {"responses": {"200": {"description": "ok", "headers": {"X-A": first}}}}
        case "requestBodies":
            return {"requestBody": first}
        case "examples":
            media = {"application/json": {"schema": TEXT, "examples": {"a": first}}}
            return {"requestBody": {"content": media}}
        case "links":
            return {"responses": {"200": {"description": "ok", "links": {"a": first}}}}
        case "callbacks":
            return {"callbacks": {"a": first}}
        case _:
            return {}


def ring(size: int) -> Files:
    """Objects that refer to the next one, the last one to the first: one component of a graph."""
    found: Json = {f"S{n}": {"type": "object", "properties": {"next": ref(f"S{(n + 1) % size}")}} for n in range(size)}
    return schemas(found, ["S0"])


def tangle(size: int) -> Files:
    """Objects that refer to three others each: one component of a graph."""
    found: Json = {}
    for n in range(size):
        locations = {f"p{step}": ref(f"S{(n * step + step) % size}") for step in (1, 2, 3)}
        found[f"S{n}"] = {"type": "object", "properties": {**locations, "all": {"type": "array", "items": ref("S0")}}}
    return schemas(found, ["S0"])


def union_ring(size: int) -> Files:
    """Unions that hold each other in a ring."""
    found: Json = {
        f"S{n}": {"oneOf": [ref(f"S{(n + 1) % size}"), {"type": "array", "items": ref(f"S{n}")}, _object(n)]}
        for n in range(size)
    }
    return schemas(found, ["S0"])


def all_of_ring(size: int) -> Files:
    """`allOf`s that hold each other in a ring."""
    found: Json = {f"S{n}": {"allOf": [ref(f"S{(n + 1) % size}"), _object(n)]} for n in range(size)}
    return schemas(found, ["S0"])


def array_row(size: int) -> Files:
    """Arrays of arrays of arrays, by name."""
    found: Json = {f"S{n}": {"type": "array", "items": ref(f"S{n + 1}")} for n in range(size)}
    return schemas({**found, f"S{size}": _object(0)}, ["S0"])


def map_row(size: int) -> Files:
    """Maps of maps of maps, by name."""
    found: Json = {f"S{n}": {"type": "object", "additionalProperties": ref(f"S{n + 1}")} for n in range(size)}
    return schemas({**found, f"S{size}": _object(0)}, ["S0"])


def body_row(size: int) -> Files:
    """Objects that hold the next one, as the body of a request."""
    found: Json = {f"S{n}": {"type": "object", "properties": {"next": ref(f"S{n + 1}")}} for n in range(size)}
    body = {"requestBody": content(ref("S0"))}
    return written(document({"/t": {"post": operation(ref("S0"), **body)}}, schemas={**found, f"S{size}": _object(0)}))


def tuple_diamond(size: int) -> Files:
    """Tuples that hold the next one twice, behind as many classes as a file spells out."""
    found: Json = {f"S{n}": {"type": "array", "prefixItems": [ref(f"S{n + 1}"), ref(f"S{n + 1}")]} for n in range(size)}
    many = {f"p{n}": _object(n) for n in range(450)}
    whole: Json = {"type": "object", "properties": {**many, "a": ref("S0"), "b": ref("S0"), "c": ref("S1")}}
    return schemas({**found, f"S{size}": {"type": "integer"}, "W": whole}, ["W"])


def laid_tree(size: int) -> Files:
    """Properties that lay the next schema over one that describes the same anew, twice each."""
    anew: Json = {"type": "object", "properties": {"a": {"description": "anew"}, "q": TEXT}}
    found: Json = {
        f"S{n}": {"type": "object", "properties": {name: {"allOf": [ref(f"S{n + 1}"), anew]} for name in "ab"}}
        for n in range(size)
    }
    return schemas({**found, f"S{size}": {"type": "object", "properties": {"a": TEXT}}}, ["S0"])


def laid_row(size: int) -> Files:
    """Properties that lay the next schema over one that describes the same anew, once each."""
    anew: Json = {"type": "object", "properties": {"a": {"description": "anew"}, "q": TEXT}}
    found: Json = {
        f"S{n}": {"type": "object", "properties": {"a": {"allOf": [ref(f"S{n + 1}"), anew]}}} for n in range(size)
    }
    return schemas({**found, f"S{size}": {"type": "object", "properties": {"a": TEXT}}}, ["S0"])


def array_unions(size: int) -> Files:
    """Unions without any object that hold the next two."""
    found: Json = {
        f"S{n}": {"oneOf": [ref(f"S{n + 1}"), ref(f"S{n + 2}"), {"type": "array", "items": {"const": n}}]}
        for n in range(size)
    }
    ends: Json = {f"S{n}": {"type": "integer"} for n in (size, size + 1)}
    return schemas({**found, **ends}, ["S0"])


def base_diamond(size: int) -> Files:
    """Each schema extends two others that each extend the next two."""
    found: Json = {}
    for n in range(size):
        for side in "LR":
            found[f"{side}{n}"] = {"allOf": [ref(f"{each}{n + 1}") for each in "LR"] + [_object(f"{side}{n}")]}
    return schemas({**found, **{f"{side}{size}": _object(side) for side in "LR"}}, ["L0"])


def enum_everywhere(size: int) -> Files:
    """Many properties and parameters that are one long enum, which is no model of its own."""
    one: Json = {"name": "p", "in": "query", "schema": {"enum": [f"value {n}" for n in range(1000)]}}
    paths = {f"/t{n}": {"get": operation(parameters=[ref("P", "parameters")])} for n in range(size)}
    return written(document(paths, parameters={"P": one}))


def text_everywhere(size: int) -> Files:
    """Many parameters and properties with one long description."""
    long: Json = {"type": "string", "description": "some words " * (100 * size)}
    one: Json = {"name": "p", "in": "query", "schema": TEXT, "description": "some words " * (100 * size)}
    whole: Json = {"type": "object", "properties": {f"p{n}": ref("T") for n in range(size)}}
    paths = {f"/t{n}": {"get": operation(ref("W"), parameters=[ref("P", "parameters")])} for n in range(size)}
    return written(document(paths, parameters={"P": one}, schemas={"T": long, "W": whole}))
