"""Unions that lead back to themselves: the right members, in time that grows with the length of the answer alone."""

from __future__ import annotations

import asyncio
import json
import random
import resource
import sys
import time
import traceback
from collections.abc import Callable
from types import ModuleType
from typing import Any

import pydantic
import pytest

from tests.support.loopback import Loopback, Reply

SECONDS = 1.0
"""Processor time that an answer of one or two kilobytes may take at the very most, on a slow machine."""

SHAPES = {
    "Choice": ('{"alt": ', "}"),
    "Branch": ('{"items": [', "]}"),
    "Place": ('{"inside": {"a": ', "}}"),
    "Expression": ('{"op": "sum", "terms": [', "]}"),
    "Expression of unknown kinds": ('{"op": "?", "terms": [', "]}"),
    "First": ('{"next": ', "}"),
    "Extended": ('{"parent": ', "}"),
    "Either": ('{"inner": ', "}"),
    "Either of lists": ("[", "]"),
    "Open": ('{"z": ', "}"),
    "Inline": ('{"next": ', "}"),
    "Pair": ('{"both": [', "]}"),
    "Value": ('{"a": [', "]}"),
    "Level1": ('{"next": ', "}"),
    "Node": ('{"value": 1, "next": ', "}"),
}
LEAVES = {
    "nothing": "{}",
    "a wrong type": '{"size": "x", "leaves": "x", "mayor": 5, "king": 5, "a": [], "b": [], "c": [], "twin": 5}',
    "a number": "5",
    "null": "null",
    "unknown fields": '{"unknown": [1, {"a": 2}]}',
    "a list": "[[]]",
    "two that could be": '{"name": "x", "size": 1, "a": "x", "b": "y"}',
}
DEPTHS = [18, 60, 95, 110, 198]


def body_of(shape: str, depth: int, leaf: str) -> bytes:
    opened, closed = SHAPES[shape]
    return (opened * depth + leaf + closed * depth).encode()


def type_of(package: ModuleType, shape: str) -> Any:
    return getattr(package.types, shape.partition(" ")[0])


def reply(server: Loopback, body: bytes) -> None:
    server.reply(Reply(body=body, headers={"content-type": "application/json"}))


def get(package: ModuleType, server: Loopback, type_: Any, *, strict: bool, is_async: bool = False) -> Any:
    async def run() -> Any:
        async with package.AsyncRecursiveUnions(base_url=server.url, _strict_response_validation=strict) as client:
            return await client.get("/x", cast_to=type_)

    if is_async:
        return asyncio.run(run())
    with package.RecursiveUnions(base_url=server.url, _strict_response_validation=strict) as client:
        return client.get("/x", cast_to=type_)


def timed(call: Callable[[], Any]) -> Any:
    """A result or an error that is not too late, nor large."""
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    started = time.process_time()
    try:
        found = call()
    except pydantic.ValidationError:
        raise
    except Exception as error:
        found = error
    assert time.process_time() - started < SECONDS
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 200 * 1024
    return found


@pytest.mark.one_in(5)
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("shape", SHAPES)
def test_a_kilobyte_takes_no_second(package: ModuleType, server: Loopback, shape: str, leaf: str, strict: bool) -> None:
    type_ = type_of(package, shape)
    reply(server, body_of(shape, 1, "{}"))
    get(package, server, type_, strict=False)  # builds the validator
    for depth in DEPTHS:
        reply(server, body_of(shape, depth, LEAVES[leaf]))
        found = timed(lambda: get(package, server, type_, strict=strict))
        if isinstance(found, Exception):
            assert type(found) is package.APIResponseValidationError
            assert strict
            assert len(str(found)) < 2_000
            assert len("".join(traceback.format_exception(found))) < 100_000


@pytest.mark.parametrize("is_async", [False, True])
def test_from_either_client(package: ModuleType, server: Loopback, is_async: bool) -> None:
    for leaf in LEAVES.values():
        reply(server, body_of("Choice", 90, leaf))
        found = timed(lambda: get(package, server, package.types.Choice, strict=False, is_async=is_async))
        assert type(found) is package.types.Alt


def test_many_of_them_take_proportionally_long(package: ModuleType, server: Loopback) -> None:
    """Forty times the length, about forty times the time."""
    times: list[float] = []
    for count in (5, 200):
        one = body_of("Choice", 18, "5").decode()
        reply(server, f"[{','.join([one] * count)}]".encode())
        started = time.process_time()
        assert len(get(package, server, list[package.types.Choice], strict=False)) == count
        times.append(time.process_time() - started)
    assert times[1] < 200 * max(times[0], 0.01)


def test_much_that_is_wrong_deep_inside_takes_little_memory(package: ModuleType, server: Loopback) -> None:
    """Each error of the validator has a location of as many parts as there are levels."""
    wrong = ",".join(['{"value": "x"}'] * 5_000)
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for strict in (False, True):
        reply(server, body_of("Node", 150, f'{{"value": 1, "children": [{wrong}]}}'))
        started = time.process_time()
        try:
            found = get(package, server, package.types.Node, strict=strict)
        except package.APIResponseValidationError as error:
            found = error
        assert strict is isinstance(found, Exception)
        assert time.process_time() - started < 10
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 150 * 1024


@pytest.mark.parametrize("strict", [False, True])
def test_the_members_are_the_right_ones(package: ModuleType, server: Loopback, strict: bool) -> None:
    types = package.types
    sent = {"alt": {"alt": {"name": "x", "madeAt": "2026-01-02T03:04:05Z"}, "size": 5}, "name": "y"}
    reply(server, json.dumps(sent).encode())
    found = get(package, server, types.Choice, strict=strict)
    assert [type(found), type(found.alt), type(found.alt.alt)] == [types.Alt, types.Other, types.Alt]
    assert (found.alt.alt.made_at.year, found.alt.size, found.alt.model_extra) == (2026, 5, {})
    assert found.to_dict(mode="json") == sent
    reply(server, b'{"op": "product", "terms": [1, {"op": "sum", "terms": [2.5]}]}')
    found = get(package, server, types.Expression, strict=strict)
    assert [type(found), found.terms[0], type(found.terms[1])] == [types.Product, 1, types.Sum]
    assert type(found.terms[0]) is int


def test_equal_values_stay_two_values(package: ModuleType, server: Loopback) -> None:
    reply(server, b'{"items": [{"items": []}, {"items": []}]}')
    first, second = get(package, server, package.types.Branch, strict=False).items
    assert first == second
    assert first is not second


def test_what_fits_no_member_is_built_all_the_same(package: ModuleType, server: Loopback) -> None:
    types = package.types
    reply(server, b'{"items": [{"items": "all", "leaves": "many"}, {"leaves": 1, "items": [5, {"items": []}]}, "x"]}')
    found = get(package, server, types.Branch, strict=False)
    assert [type(item) for item in found.items] == [types.Twig, types.Twig, str]
    assert (found.items[0].items, found.items[0].leaves) == ("all", "many")
    assert [type(item) for item in found.items[1].items] == [int, types.Branch]
    reply(server, b'{"op": "sum", "terms": [{"op": "product", "terms": "none"}]}')
    found = get(package, server, types.Expression, strict=False)
    assert [type(found), type(found.terms[0]), found.terms[0].terms] == [types.Sum, types.Product, "none"]
    reply(server, b'{"op": "sum", "terms": [{"op": "product", "terms": "none"}]}')
    with pytest.raises(package.APIResponseValidationError, match=r"Sum\.terms\.0\.Product\.terms: Input should be"):
        get(package, server, types.Expression, strict=True)


def value_of(keys: list[str], rest: random.Random, depth: int) -> Any:
    if depth == 0 or rest.random() < 0.25:
        return rest.choice([1, "x", "5", True, None, 2.5, "2026-01-02T03:04:05Z"])
    if rest.random() < 0.2:
        return [value_of(keys, rest, depth - 1) for _ in range(rest.randint(0, 3))]
    made = {key: value_of(keys, rest, depth - 1) for key in rest.sample(keys, rest.randint(0, len(keys)))}
    return {**made, **({"op": rest.choice(["sum", "product", "?"])} if "op" in made else {})}


def described(value: Any) -> Any:
    """A value with the classes in it."""
    if isinstance(value, pydantic.BaseModel):
        fields = {key: described(item) for key, item in vars(value).items() if key in value.model_fields_set}
        return type(value).__name__, fields, described(value.model_extra)
    if isinstance(value, dict):
        return {key: described(item) for key, item in value.items()}
    return [described(item) for item in value] if isinstance(value, list) else (type(value).__name__, value)


def plainly(union: Any) -> Any:
    """The validator that pydantic makes of a union without a word about it."""
    members = union.__value__ if hasattr(union, "__value__") else union
    return pydantic.TypeAdapter(members.__origin__ if hasattr(members, "__metadata__") else members)


@pytest.mark.parametrize(
    ("name", "keys"),
    [
        ("First", ["next", "b", "c", "d"]),
        ("Level1", ["next", "b", "c", "d"]),
        ("Choices", ["inner", "a", "b", "c"]),
    ],
)
def test_they_are_those_that_pydantic_would_choose(
    package: ModuleType, server: Loopback, name: str, keys: list[str]
) -> None:
    """At the top, where both can be asked; what is inside is read by the same rule."""
    union, rest = getattr(package.types, name), random.Random(7)
    oracle = plainly(union)
    kinds: set[str] = set()
    for _ in range(300):
        body = json.dumps(value_of(keys, rest, 3)).encode()
        try:
            wanted = described(oracle.validate_json(body))
        except pydantic.ValidationError:
            wanted = None
        reply(server, body)
        try:
            found = described(get(package, server, union, strict=True))
        except package.APIResponseValidationError:
            found = None
        assert found == wanted
        kinds.add(str(found and found[0]))
    assert len(kinds) >= 3


def test_only_those_are_marked_that_need_it(generated: Any) -> None:
    marked = {path.rpartition("/")[2] for path, text in generated.files.items() if "recursive=True" in text}
    assert {"choice.py", "twig.py", "place.py", "expression.py", "open.py", "inline.py", "pair.py"} <= marked
    assert not {"value.py", "node.py", "filter_param.py", "choice_param.py", "level16.py"} & marked


@pytest.mark.parametrize("type_name", ["Choice", "Branch", "Place", "Expression", "Either"])
def test_schemas_and_dumps_are_what_they_were(package: ModuleType, type_name: str) -> None:
    adapter = pydantic.TypeAdapter(getattr(package.types, type_name))
    assert adapter.json_schema()
    body = {"Branch": b'{"items": []}', "Expression": b"5"}.get(type_name, b"{}")
    assert adapter.validate_python(adapter.validate_json(body)) is not None


def sent_choice(depth: int) -> dict[str, Any]:
    made: dict[str, Any] = {"made_at": "x"}
    for number in range(depth):
        made = {"alt": made, "name": str(number)}
    return made


@pytest.mark.parametrize("is_async", [False, True])
def test_requests_take_no_longer(package: ModuleType, server: Loopback, is_async: bool) -> None:
    """Every type of a union writes its keys; what is inside is written once."""

    def call() -> None:
        async def run() -> None:
            async with package.AsyncRecursiveUnions(base_url=server.url) as client:
                await client.choices.create(**sent_choice(90))
                await client.values.create(body=nested(80))

        if is_async:
            asyncio.run(run())
        else:
            with package.RecursiveUnions(base_url=server.url) as client:
                client.choices.create(**sent_choice(90))
                client.values.create(body=nested(80))

    def nested(depth: int) -> Any:
        return {"a": [nested(depth - 1)]} if depth else None

    server.reply(*[Reply(json={})] * 2)
    assert not isinstance(timed(call), Exception)
    at: Any = server.requests[0].json
    for _ in range(90):
        at = at["alt"]
    assert at == {"madeAt": "x"}


def test_parameters_that_hold_themselves_are_refused(package: ModuleType, server: Loopback) -> None:
    loop: dict[str, Any] = {}
    loop["alt"] = loop
    deep: dict[str, Any] = {}
    for _ in range(5 * sys.getrecursionlimit()):  # black and others raise the limit
        deep = {"a": deep}
    with package.RecursiveUnions(base_url=server.url) as client:
        for value in (loop, deep):
            with pytest.raises(ValueError, match=r"(`alt`|The body) is nested too deep"):
                client.choices.create(alt=value)
            with pytest.raises(ValueError, match="`filter` is nested too deep"):
                client.searches.list(filter=value)
            with pytest.raises(ValueError, match="`where` is nested too deep"):
                client.searches.list(where=value)
    assert server.requests == []


@pytest.mark.parametrize("is_async", [False, True])
def test_events_take_no_longer(package: ModuleType, server: Loopback, is_async: bool) -> None:
    lines = b"".join(b"data: " + body_of("Choice", 90, leaf) + b"\n\n" for leaf in LEAVES.values())
    server.reply(Reply(body=lines, headers={"content-type": "text/event-stream"}))

    def call() -> list[Any]:
        async def run() -> list[Any]:
            async with package.AsyncRecursiveUnions(base_url=server.url) as client:
                return [each async for each in await client.events.create(message="x")]

        if is_async:
            return asyncio.run(run())
        with package.RecursiveUnions(base_url=server.url) as client:
            return list(client.events.create(message="x"))

    started = time.process_time()
    assert [type(each) for each in call()] == [package.types.Alt] * len(LEAVES)
    assert time.process_time() - started < SECONDS * len(LEAVES)
