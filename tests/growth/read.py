"""Families of texts and files that are hard to read, to refer to or to report on."""

from __future__ import annotations

import json

from tests.growth.building import TEXT, Family, Files, Json, document, operation, ref, schemas, written


def repeated(text: str, joint: str = ", ") -> Family:
    """Return a family of texts that repeat one value in an extension."""

    def make(size: int) -> Files:
        values = joint.join([text] * size)
        return {"openapi.json": json.dumps(document())[:-1] + f', "x-a": [{values}]}}'}

    return make


def one_string(size: int) -> Files:
    """One long string in an extension."""
    return written({**document(), "x-a": "a" * size})


def escapes(size: int) -> Files:
    """One long string of escapes, surrogates among them."""
    return {"openapi.json": json.dumps(document())[:-1] + ', "x-a": "' + "\\ud83d\\ude00\\u0041\\n" * size + '"}'}


def many_keys(size: int) -> Files:
    """An object of many keys in an extension."""
    return written({**document(), "x-a": {f"key {n}": n for n in range(size)}})


def duplicate_keys(size: int) -> Files:
    """An object with one key twice, at its end."""
    keys = ", ".join(f'"k{n}": {n}' for n in range(size))
    return {"openapi.json": json.dumps(document())[:-1] + f', "x-a": {{{keys}, "k0": 1}}}}'}


def deep(opening: str, closing: str) -> Family:
    """Return a family of texts that are nested deeper than a document may be."""

    def make(size: int) -> Files:
        return {"openapi.json": json.dumps(document())[:-1] + ', "x-a": ' + opening * size + "1" + closing * size + "}"}

    return make


def unclosed(text: str) -> Family:
    """Return a family of texts that are no JSON and hardly YAML."""

    def make(size: int) -> Files:
        return {"openapi.yaml": text * size}

    return make


def broken_json(size: int) -> Files:
    """A long document in JSON that breaks off."""
    whole = json.dumps({**document(), "x-a": {f"key {n}": [n] for n in range(size)}})
    return {"openapi.json": whole[:-3]}


def broken_json_as_yaml(size: int) -> Files:
    """A long document in JSON with a comma too many, which YAML allows."""
    return {"openapi.yaml": json.dumps({**document(), "x-a": {f"key {n}": [n] for n in range(size)}})[:-1] + ",}"}


_HEAD = "openapi: 3.1.0\ninfo: {title: Orchard, version: '1'}\npaths: {}\n"


def yaml_values(size: int) -> Files:
    """A list in YAML."""
    return {"openapi.yaml": _HEAD + "x-a:\n" + "- {a: 1, b: [x, 'y', \"z\"]}\n" * size}


def yaml_aliases(size: int) -> Files:
    """Many aliases of one value."""
    return {"openapi.yaml": _HEAD + "x-b: &b {a: 1}\nx-a:\n" + "- *b\n" * size}


def yaml_bomb(size: int) -> Files:
    """Aliases that double the document with each line."""
    lines = [f"x-{n}: &a{n} [*a{n - 1}, *a{n - 1}]\n" if n else "x-0: &a0 [1]\n" for n in range(size)]
    return {"openapi.yaml": _HEAD + "".join(lines)}


def yaml_schema_bomb(size: int) -> Files:
    """Schemas in place that double with each line by aliases."""
    head = _HEAD + "components:\n  schemas:\n    S0: &s0 {type: object, properties: {a: {type: string}}}\n"
    lines = [f"    S{n}: &s{n} {{type: object, properties: {{a: *s{n - 1}, b: *s{n - 1}}}}}\n" for n in range(1, size)]
    return {"openapi.yaml": head + "".join(lines)}


def yaml_merges(size: int) -> Files:
    """Merge keys, each of which takes the one before."""
    head = _HEAD + "x-0: &m0 {k0: 0}\n"
    return {"openapi.yaml": head + "".join(f"x-{n}: &m{n} {{<<: *m{n - 1}, k{n}: 0}}\n" for n in range(1, size))}


def yaml_merge_bomb(size: int) -> Files:
    """Merge keys of lists of all those before, whose keys are alike."""
    head = _HEAD + "x-0: &m0 {k0: 0}\n"
    lines = [f"x-{n}: &m{n} {{<<: [*m{n - 1}, *m{n - 1}, *m{n - 1}], k: {n}}}\n" for n in range(1, size)]
    return {"openapi.yaml": head + "".join(lines)}


def yaml_flow(size: int) -> Files:
    """Flow collections nested deeply."""
    return {"openapi.yaml": _HEAD + "x-a: " + "[" * size + "]" * size + "\n"}


def yaml_block(size: int) -> Files:
    """Block collections nested deeply."""
    return {"openapi.yaml": _HEAD + "x-a:\n  " + "- " * size + "1\n"}


def yaml_indents(size: int) -> Files:
    """Mappings nested deeply by indents."""
    return {"openapi.yaml": _HEAD + "x-a:\n" + "".join(" " * (n + 1) + "a:\n" for n in range(size))}


def yaml_strings(size: int) -> Files:
    """Texts of many lines in all styles."""
    lines = "some words of a line\n"
    block = "x-a: |\n" + ("  " + lines) * size + "x-b: >\n" + ("  " + lines) * size
    quoted = "x-c: 'a\n" + ("\n  " + lines) * size + "  '\nx-d: \"a\n" + ("  " + lines) * size + '  "\n'
    return {"openapi.yaml": _HEAD + block + quoted + "x-e: a\n" + ("  " + lines) * size}


def yaml_comments(size: int) -> Files:
    """Comments and empty lines."""
    return {"openapi.yaml": _HEAD + "# a\n\n" * size}


def yaml_documents(size: int) -> Files:
    """Many documents in one file."""
    return {"openapi.yaml": (_HEAD + "---\n") * size}


def yaml_duplicates(size: int) -> Files:
    """A mapping with a key twice, at its end."""
    return {"openapi.yaml": _HEAD + "x-a:\n" + "".join(f"  k{n}: 1\n" for n in range(size)) + "  k0: 1\n"}


def yaml_keys(size: int) -> Files:
    """Keys that are no texts, and long ones."""
    lines = "".join(f"  ? [{n}, {{a: b}}]\n  : 1\n  {n}: 2\n" for n in range(size))
    return {"openapi.yaml": _HEAD + "x-a:\n" + lines}


def yaml_scalars(size: int) -> Files:
    """Values that look like numbers and times."""
    lines = "".join(
        f"- {n}:{n % 60}:30\n- 0o{n % 8}7\n- 1_{n}\n- .{n}e5\n- 2020-01-01T10:00:{n % 60:02}Z\n" for n in range(size)
    )
    return {"openapi.yaml": _HEAD + "x-a:\n" + lines}


def long_number(size: int) -> Files:
    """A number of many digits."""
    return {"openapi.json": json.dumps(document())[:-1] + ', "x-a": [' + "1" * size + "]}"}


def long_numbers(size: int) -> Files:
    """Numbers of as many digits as may be."""
    return {"openapi.json": json.dumps(document())[:-1] + ', "x-a": [' + ", ".join(["1" * 390] * size) + "]}"}


def files_row(size: int) -> Files:
    """Files that refer to the next one."""
    found = {
        f"f{n}.json": json.dumps({"type": "object", "properties": {"a": {"$ref": f"f{n + 1}.json"}}})
        for n in range(size)
    }
    first = written(document(schemas={"S": {"$ref": "f0.json"}}))
    return {**first, **found, f"f{size}.json": '{"type": "string"}'}


def files_ring(size: int) -> Files:
    """Files that refer to the next one, the last one to the first."""
    found = {f"f{n}.json": json.dumps({"allOf": [{"$ref": f"f{(n + 1) % size}.json"}]}) for n in range(size)}
    return {**written(document(schemas={"S": {"$ref": "f0.json"}})), **found}


def files_tangle(size: int) -> Files:
    """Files of which each refers to all others: as many references as the document is long."""
    found = {
        f"f{n}.json": json.dumps(
            {
                "type": "object",
                "$id": f"https://a.test/{n}",
                "properties": {f"p{k}": {"$ref": f"f{k}.json"} for k in range(size)},
            }
        )
        for n in range(size)
    }
    return {**written(document(schemas={"S": {"$ref": "f0.json"}})), **found}


def files_missing(size: int) -> Files:
    """References to files that are not there."""
    return schemas({f"S{n}": {"$ref": f"no{n}.json"} for n in range(size)})


def ids(size: int) -> Files:
    """Schemas with ids, referred to by them."""
    found: Json = {
        f"S{n}": {"$id": f"https://a.test/{n}", "type": "object", "properties": {"a": {"$ref": f"/{(n + 1) % size}"}}}
        for n in range(size)
    }
    return schemas(found, ["S0"])


def nested_ids(size: int) -> Files:
    """Schemas with ids in each other."""
    found: Json = {}
    for n in range(size):
        inner: Json = {"type": "object", "properties": {"a": {"$ref": "#/$defs/b"}}, "$defs": {"b": TEXT}}
        for level in range(40):
            inner = {"$id": f"i{n}-{level}/", "type": "object", "properties": {"a": inner}, "$defs": {"b": TEXT}}
        found[f"S{n}"] = inner
    return schemas(found, ["S0"])


def anchors(size: int) -> Files:
    """Schemas with anchors, referred to by them."""
    found: Json = {
        f"S{n}": {"$anchor": f"a{n}", "type": "object", "properties": {"a": {"$ref": f"#a{(n + 1) % size}"}}}
        for n in range(size)
    }
    return schemas(found, ["S0"])


def dynamic_anchors(size: int) -> Files:
    """Generic schemas, completed by each schema that refers to them."""
    lists: Json = {
        "$id": "https://a.test/list",
        "$defs": {"item": {"$dynamicAnchor": "item", "type": "string"}},
        "type": "array",
        "items": {"$dynamicRef": "#item"},
    }
    found: Json = {
        f"S{n}": {
            "$id": f"https://a.test/s{n}",
            "$ref": "list",
            "$defs": {"item": {"$dynamicAnchor": "item", "type": "object", "properties": {f"p{n}": TEXT}}},
        }
        for n in range(size)
    }
    return schemas({"List": lists, **found}, ["S0"])


def dynamic_levels(size: int) -> Files:
    """Dynamic scopes that double with each level."""
    found: Json = {}
    for n in range(size):
        for side in "LR":
            found[f"{side}{n}"] = {
                "$id": f"https://a.test/{side}{n}",
                "type": "object",
                "$defs": {"x": {"$dynamicAnchor": f"x{n}", "type": "object", "properties": {f"{side}{n}": TEXT}}},
                "properties": {"l": {"$ref": f"L{n + 1}"}, "r": {"$ref": f"R{n + 1}"}},
            }
    last: Json = {
        "type": "object",
        "properties": {f"p{n}": {"$dynamicRef": f"#x{n}"} for n in range(size)},
        "$defs": {f"d{n}": {"$dynamicAnchor": f"x{n}"} for n in range(size)},
    }
    ends = {f"{side}{size}": {"$id": f"https://a.test/{side}{size}", **last} for side in "LR"}
    return schemas({**found, **ends}, ["L0"])


def _dangling(names: int, letters: int, references: int) -> Files:
    found: Json = {"x" * letters + str(n): TEXT for n in range(names)}
    wrong: Json = {f"W{n}": ref("x" * letters + f"y{n}") for n in range(references)}
    return schemas({**found, **wrong})


def dangling_many(size: int) -> Files:
    """Many references that lead nowhere beside many names."""
    return _dangling(size, 12, size)


def dangling_long(size: int) -> Files:
    """References that lead nowhere beside long names."""
    return _dangling(20, size, 20)


def dangling_deep(size: int) -> Files:
    """References that lead nowhere, with many steps."""
    return schemas({f"S{n}": {"$ref": "#/components/schemas/S0" + "/properties/a" * size} for n in range(10)})


def dangling_anchors(size: int) -> Files:
    """Anchors that are not there beside many that are."""
    found: Json = {f"S{n}": {"$anchor": f"anchor{n}"} for n in range(size)}
    return schemas({**found, **{f"W{n}": {"$ref": f"#anker{n}"} for n in range(size)}})


def unknown_keys(size: int) -> Files:
    """Keys that are no fields, in each operation and schema."""
    paths = {f"/t{n}": {"get": operation(**{f"sumary{k}": 1 for k in range(5)})} for n in range(size)}
    return written(document(paths, schemas={f"S{n}": {"typ": "string", "porperties": {}} for n in range(size)}))


def unknown_words(size: int) -> Files:
    """Types, places and versions that are none."""
    found: Json = {f"S{n}": {"type": "strng" + "g" * (n % 9)} for n in range(size)}
    parameters = [{"name": f"p{n}", "in": "qeury", "schema": TEXT} for n in range(size)]
    return written(document({"/t": {"get": operation(parameters=parameters)}}, schemas=found))


def long_unknown_words(size: int) -> Files:
    """Long keys, types, places and versions that are none."""
    word = "strin" * (size // 5)
    found: Json = {"S": {"type": word, word: 1, "format": word}}
    parameters = [{"name": "p", "in": word, "style": word, "schema": TEXT}]
    made = operation(parameters=parameters, security=[{word: []}], **{word: 1})
    return written(document({"/t": {"get": made}}, schemas=found))


def wrong_kinds(size: int) -> Files:
    """Values of wrong kinds all over: as many errors."""
    return written(document({f"/t{n}": {"get": {"responses": [], "parameters": {}, "tags": 3}} for n in range(size)}))


def missing_parts(size: int) -> Files:
    """Operations without responses, parameters without names."""
    return written(document({f"/t{n}/{{a}}": {"get": {"parameters": [{"in": "query"}]}} for n in range(size)}))
