"""Random valid OpenAPI 3.1 documents with hostile names, and for each schema a JSON value that fits it."""

from __future__ import annotations

from typing import TypeAlias

from hypothesis import strategies as st

Json: TypeAlias = "bool | int | float | str | list[Json] | dict[str, Json] | None"
Schema: TypeAlias = "dict[str, Json]"
Pair: TypeAlias = "tuple[Schema, Json]"
"""A schema and a value that fits it."""

NAMES = st.sampled_from(
    [
        *[
            "class",
            "from",
            "self",
            "model_config",
            "json",
            "copy",
            "@type",
            "a-b",
            "a_b",
            "1st",
            "",
            "🌱",
            "id",
            "type",
        ],
        *[
            "None",
            "list",
            "__init__",
            "dict",
            "model_fields",
            "schema",
            "validate",
            "import os",
            "x\n'''\"\"\"",
            "{{ x }}",
        ],
        *["\\N{DIGIT ONE}", "#", "Über", "\u202e", "_private", "fields", "self_", "datetime", "typing", "Optional"],
    ]
)
TEXT = st.text(st.characters(exclude_categories=["Cs"]), max_size=12)
SCALARS = st.one_of(
    st.tuples(st.just({"type": "string"}), TEXT),
    st.tuples(st.just({"type": "integer"}), st.integers(-(2**53), 2**53)),
    st.tuples(st.just({"type": "number"}), st.floats(-1e6, 1e6, allow_nan=False).map(lambda value: value + 0.5)),
    st.tuples(st.just({"type": "boolean"}), st.booleans()),
    st.tuples(st.just({"type": ["string", "null"]}), st.one_of(st.none(), TEXT)),
    st.lists(TEXT, min_size=1, max_size=4, unique=True).map(
        lambda values: ({"type": "string", "enum": values}, values[-1])
    ),
    st.tuples(st.just({}), st.one_of(st.none(), st.booleans(), TEXT)),
)


def array_of(pairs: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """An array whose items are all the same value."""
    return st.tuples(pairs, st.integers(0, 2)).map(
        lambda drawn: ({"type": "array", "items": drawn[0][0]}, [drawn[0][1]] * drawn[1])
    )


def map_of(pairs: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """An object with any keys."""
    return st.tuples(pairs, st.sets(TEXT, max_size=2)).map(
        lambda drawn: (
            {"type": "object", "additionalProperties": drawn[0][0]},
            dict.fromkeys(sorted(drawn[1]), drawn[0][1]),
        )
    )


def object_of(pairs: st.SearchStrategy[Pair]) -> st.SearchStrategy[Pair]:
    """An object with named properties, all of them there and some required."""

    def build(drawn: tuple[dict[str, Pair], bool]) -> Pair:
        properties, required = drawn
        schema: Schema = {"type": "object", "properties": {name: pair[0] for name, pair in properties.items()}}
        if required:
            schema["required"] = sorted(properties)
        return schema, {name: pair[1] for name, pair in properties.items()}

    return st.tuples(st.dictionaries(NAMES, pairs, min_size=1, max_size=5), st.booleans()).map(build)


PAIRS: st.SearchStrategy[Pair] = st.recursive(
    SCALARS, lambda inner: st.one_of(array_of(inner), map_of(inner), object_of(inner)), max_leaves=8
)
OBJECTS = object_of(PAIRS)


@st.composite
def documents(draw: st.DrawFn) -> tuple[Schema, list[Json]]:
    """A document with operations `/things0`, `/things1`, ... and for each an answer that fits."""
    paths: dict[str, Json] = {}
    answers: list[Json] = []
    for number, (schema, answer) in enumerate(draw(st.lists(OBJECTS, min_size=1, max_size=3))):
        places = draw(
            st.lists(st.tuples(NAMES, st.sampled_from(["query", "header", "cookie"])), max_size=4, unique=True)
        )
        parameters: list[Json] = [
            {"name": f"x-{index}" if place == "header" else name, "in": place, "schema": draw(SCALARS)[0]}
            for index, (name, place) in enumerate(places)
        ]
        operation: dict[str, Json] = {
            "operationId": f"{draw(NAMES)}{number}",
            "summary": draw(NAMES),
            "tags": [draw(NAMES)],
            "parameters": parameters,
            "responses": {"200": {"description": draw(NAMES), "content": {"application/json": {"schema": schema}}}},
        }
        if draw(st.booleans()):
            operation["requestBody"] = {"content": {"application/json": {"schema": draw(PAIRS)[0]}}}
        paths[f"/things{number}"] = {"post": operation}
        answers.append(answer)
    info: Json = {"title": "Random", "version": "1", "description": draw(NAMES)}
    return {"openapi": "3.1.0", "info": info, "servers": [{"url": "http://127.0.0.1"}], "paths": paths}, answers
