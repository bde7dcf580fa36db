"""Families of documents with many or long names, texts and paths."""

from __future__ import annotations

import itertools

from tests.growth.building import TEXT, Files, Json, content, document, operation, ref, schemas, written


def wide_object(size: int) -> Files:
    """An object of many properties, sent and returned."""
    found: Json = {"W": {"type": "object", "properties": {f"property_{n}": TEXT for n in range(size)}}}
    paths = {"/w": {"post": operation(ref("W"), requestBody=content(ref("W")))}}
    return written(document(paths, schemas=found))


def wide_inline(size: int) -> Files:
    """An object of many properties that are objects."""
    inner = {"type": "object", "properties": {"a": TEXT}}
    return schemas({"W": {"type": "object", "properties": {f"p{n}": inner for n in range(size)}}}, ["W"])


def deep_inline(size: int) -> Files:
    """Many objects nested as deep as may be."""
    found: Json = {}
    for n in range(size):
        inner: Json = TEXT
        for _ in range(60):
            inner = {"type": "object", "properties": {"a": inner}}
        found[f"S{n}"] = inner
    return schemas(found, ["S0"])


def deep_arrays(size: int) -> Files:
    """Many arrays nested as deep as may be."""
    found: Json = {}
    for n in range(size):
        inner: Json = {"type": "object", "properties": {"a": TEXT}}
        for _ in range(150):
            inner = {"type": "array", "items": inner}
        found[f"S{n}"] = inner
    return schemas(found, [f"S{n}" for n in range(size)])


def _spellings(size: int) -> list[str]:
    """Return different texts that are one name in snake case and in capitals."""
    words = ["aa", "bb", "cc", "dd", "ee", "ff", "gg", "hh"]
    marks = itertools.product(("_", "-", ".", "__", "-_"), repeat=len(words) - 1)
    return ["".join(w + m for w, m in zip(words, (*each, ""), strict=True)) for each in itertools.islice(marks, size)]


def alike_schemas(size: int) -> Files:
    """Schemas of one name after normalisation."""
    found: Json = {name: {"type": "object", "properties": {f"p{n}": TEXT}} for n, name in enumerate(_spellings(size))}
    return schemas(found, list(found)[:1])


def alike_properties(size: int) -> Files:
    """Properties of one name after normalisation."""
    return schemas({"W": {"type": "object", "properties": dict.fromkeys(_spellings(size), TEXT)}}, ["W"])


def alike_parameters(size: int) -> Files:
    """Parameters of one name after normalisation."""
    parameters = [{"name": name, "in": "query", "schema": TEXT} for name in _spellings(size)]
    return written(document({"/t": {"get": operation(parameters=parameters)}}))


def alike_inline(size: int) -> Files:
    """Inline objects that want one name."""
    inner: Json = {"type": "object", "title": "Inner", "properties": {"a": TEXT}}
    found: Json = {f"S{n}": {"type": "object", "properties": {"inner": inner}} for n in range(size)}
    return schemas(found, list(found))


def alike_titles(size: int) -> Files:
    """Members of a union with one title."""
    members = [{"type": "object", "title": "Inner", "properties": {f"a{n}": TEXT}} for n in range(size)]
    return schemas({"U": {"oneOf": members}}, ["U"])


def alike_paths(size: int) -> Files:
    """Paths of one name after normalisation."""
    return written(document({f"/{name}": {"get": operation()} for name in _spellings(size)}))


def alike_operation_ids(size: int) -> Files:
    """Operations with one operationId."""
    return written(document({f"/a/b{n}": {"get": operation(operationId="getIt")} for n in range(size)}))


def alike_operations(size: int) -> Files:
    """Operations whose ids are one name after normalisation, all of one tag."""
    paths = {f"/a/b{n}": {"get": operation(operationId=name, tags=["t"])} for n, name in enumerate(_spellings(size))}
    return written(document(paths))


def alike_variables(size: int) -> Files:
    """Paths that differ by the name of a variable alone."""
    return written(document({f"/a/{{v{n}}}": {"get": operation()} for n in range(size)}))


def alike_enum(size: int) -> Files:
    """Values of one name after normalisation."""
    return schemas({"E": {"type": "string", "enum": _spellings(size)}}, ["E"])


def alike_headers(size: int) -> Files:
    """Headers that differ by letters alone, and security schemes."""
    spelt = [
        "".join(pick)
        for pick in itertools.islice(itertools.product(*zip("abcdefghijklm", "ABCDEFGHIJKLM", strict=True)), size)
    ]
    parameters = [{"name": f"X-{name}", "in": "header", "schema": TEXT} for name in spelt]
    return written(document({"/t": {"get": operation(parameters=parameters)}}))


def alike_tags(size: int) -> Files:
    """Tags of one name after normalisation."""
    paths = {f"/a/b{n}": {"get": operation(tags=[tag])} for n, tag in enumerate(_spellings(size))}
    return written({**document(paths), "tags": [{"name": tag} for tag in _spellings(size)]})


def one_prefix(size: int) -> Files:
    """Operations below one path."""
    paths = {f"/a/b/c/{{id}}/d{n}": {"get": operation(), "post": operation()} for n in range(size)}
    return written(document(paths))


def one_prefix_models(size: int) -> Files:
    """Operations below one path, each with models of its own."""
    body: Json = {"type": "object", "properties": {"a": {"type": "object", "properties": {"b": TEXT}}}}
    paths = {f"/a/b{n}": {"post": operation(body, requestBody=content(body))} for n in range(size)}
    return written(document(paths))


def growing_paths(size: int) -> Files:
    """Each path goes on where the one before ends."""
    return written(document({"/a" + "".join(f"/b{k}" for k in range(n)): {"get": operation()} for n in range(size)}))


def deep_path(size: int) -> Files:
    """A path of many segments."""
    return written(document({"/" + "/".join(f"s{n}" for n in range(size)): {"get": operation()}}))


def deep_variables(size: int) -> Files:
    """A path of many variables."""
    return written(document({"/a" + "".join(f"/{{v{n}}}" for n in range(size)): {"get": operation()}}))


def deep_same(size: int) -> Files:
    """A path of many alike segments."""
    return written(document({"/a" * size: {"get": operation()}}))


def joined_variables(size: int) -> Files:
    """Many variables in one segment."""
    return written(document({"/a/" + "".join(f"{{v{n}}}" for n in range(size)): {"get": operation()}}))


def query_in_path(size: int) -> Files:
    """A path that goes on with many variables of its query."""
    return written(document({"/a?" + "&".join(f"q{n}={{v{n}}}" for n in range(size)): {"get": operation()}}))


def wide_path(size: int) -> Files:
    """A path of one long segment."""
    return written(document({"/" + "a" * size: {"get": operation()}}))


def wordy_path(size: int) -> Files:
    """A path of one long segment of many words, digits and capitals."""
    return written(document({"/" + "aB1c-" * (size // 5): {"get": operation()}}))


def braces_path(size: int) -> Files:
    """A path of braces that no variable comes of."""
    return written(
        document({"/" + "{" * size: {"get": operation()}, "/b" + "{a" * size + "}" * size: {"get": operation()}})
    )


def many_tags(size: int) -> Files:
    """An operation with many tags, and as many tags of the document."""
    tags = [f"tag {n}" for n in range(size)]
    root = document({"/t": {"get": operation(tags=tags)}})
    return written({**root, "tags": [{"name": tag, "description": tag} for tag in tags]})


def tag_each(size: int) -> Files:
    """Operations with a tag each."""
    paths = {f"/t{n}/{{id}}": {"get": operation(tags=[f"tag {n}"])} for n in range(size)}
    return written(document(paths))


def _long(size: int) -> str:
    return ("Abc1" * size)[:size]


def long_names(size: int) -> Files:
    """Long names of everything."""
    name = _long(size)
    found: Json = {name: {"type": "object", "title": name, "properties": {name: TEXT, "e": {"enum": [name, "b"]}}}}
    parameters = [{"name": name, "in": where, "schema": TEXT} for where in ("query", "header", "cookie")]
    made = operation(ref(name), operationId=name, tags=[name], parameters=parameters)
    root = document({"/t": {"post": {**made, "requestBody": content(ref(name))}}}, schemas=found)
    return written({**root, "info": {"title": name, "version": name}})


def long_schema_names(size: int) -> Files:
    """Twenty schemas with long names that differ at their ends."""
    found: Json = {f"{_long(size)}{n}": {"type": "object", "properties": {f"p{n}": TEXT}} for n in range(20)}
    return schemas(found, list(found))


def long_property_names(size: int) -> Files:
    """Nested objects under long names."""
    inner: Json = TEXT
    for n in range(20):
        inner = {"type": "object", "properties": {f"{_long(size)}{n}": inner}}
    return schemas({"S": inner}, ["S"])


def long_underscores(size: int) -> Files:
    """Names of marks alone."""
    marks = "_-" * (size // 2)
    found: Json = {"S": {"type": "object", "properties": {marks: TEXT, marks + "a": TEXT, "a" + marks: TEXT}}}
    return written(document({"/t": {"get": operation(ref("S"), operationId="a" + marks)}}, schemas=found))


def long_version(size: int) -> Files:
    """Long title, version, server, terms and contact."""
    text = _long(size)
    root = document()
    info = {"title": text, "version": "1" * size, "termsOfService": text, "contact": {"email": text, "url": text}}
    return written({**root, "info": info, "servers": [{"url": "https://a.test/" + text}]})


def _texts(text: str) -> Files:
    found: Json = {"S": {"type": "object", "description": text, "properties": {"a": {**TEXT, "description": text}}}}
    parameters = [{"name": "a", "in": "query", "schema": TEXT, "description": text}]
    made = operation(ref("S"), description=text, summary=text, parameters=parameters)
    root = document({"/t": {"get": made}}, schemas=found)
    return written({**root, "info": {"title": "Orchard", "version": "1", "description": text}})


def long_words(size: int) -> Files:
    """Descriptions of many words."""
    return _texts("some words " * (size // 11))


def long_word(size: int) -> Files:
    """Descriptions of one long word."""
    return _texts("a" * size)


def long_lines(size: int) -> Files:
    """Descriptions of many lines."""
    return _texts("word\n" * (size // 5))


def long_blank(size: int) -> Files:
    """Descriptions of blanks between two words."""
    return _texts("a" + " " * size + "b")


def long_newlines(size: int) -> Files:
    """Descriptions of empty lines between two words."""
    return _texts("a" + "\n" * size + "b")


def long_marks(size: int) -> Files:
    """Descriptions of quotes and backslashes."""
    return _texts("\\\"'`" * (size // 4))


def long_html(size: int) -> Files:
    """Descriptions of unclosed tags and links."""
    return _texts("<a href='" * (size // 18) + "[a](" * (size // 8) + "**`" * (size // 6))


def long_defaults(size: int) -> Files:
    """Long defaults, examples, constants and patterns."""
    text = _long(size)
    long: Json = {"type": "string", "default": text, "examples": [text], "pattern": "^" + "a?" * (size // 2) + "$"}
    found: Json = {"S": {"type": "object", "properties": {"a": long, "b": {"const": text}}}}
    parameters = [{"name": "q", "in": "query", "schema": long, "example": text}]
    paths = {"/t": {"post": operation(ref("S"), parameters=parameters, requestBody=content(ref("S")))}}
    return written(document(paths, schemas=found))


def big_numbers(size: int) -> Files:
    """Many numbers as limits and values."""
    found = {f"S{n}": {"type": "number", "minimum": -n, "maximum": 10**300, "multipleOf": 1e-300} for n in range(size)}
    return schemas({"W": {"type": "object", "properties": found}}, ["W"])


def long_key_above(size: int) -> Files:
    """Long keys with much below them: a path, a schema, a property, an extension."""
    name = "a" * (20 * size)
    inner: Json = {f"p{n}": {"type": "object", "properties": {"a": TEXT}} for n in range(size)}
    whole: Json = {"type": "object", "properties": {name: {"type": "object", "properties": inner}}}
    parameters = [{"name": f"q{n}", "in": "query", "schema": {"type": "string"}} for n in range(size)]
    paths = {f"/{name}": {"get": operation(ref(name), parameters=parameters)}}
    root = document(paths, schemas={name: whole})
    return written({**root, "x-a": {name: [{"a": []} for _ in range(size)]}})
