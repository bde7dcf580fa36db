"""Data that is nested deep: a result or the documented error, never a `RecursionError` and never a crash."""

from __future__ import annotations

import asyncio
import functools
import json
import subprocess
import sys
from collections.abc import Callable
from typing import Any, Optional, Union

import pytest
from server import Server, head, reply, then_close

pytestmark = pytest.mark.usefixtures("no_leaks")

DEPTHS = [1, 50, 120, 150, 160, 170, 190, 199, 201, 300, 500, 899, 950, 5_000, 100_000]
LEAVES = {"that fits": '{"value": 1}', "of a wrong type": '{"value": "x"}', "of another kind": "[]", "of text": '"x"'}
STACKS = [0, 300, 600, 850]


@pytest.fixture(scope="module")
def node(kit: Any) -> Any:
    """A model that holds itself: in a field, a list, a map and a union."""
    members = {
        "value": int,
        "next": "Optional[Node]",
        "children": "Optional[List[Node]]",
        "by_name": "Optional[Dict[str, Node]]",
        "either": "Union[Node, str, None]",
    }
    names = {"Optional": Optional, "List": list, "Dict": dict, "Union": Union}
    defaults = dict.fromkeys(("next", "children", "by_name", "either"))
    made = type("Node", (kit.package.BaseModel,), {"__annotations__": members, **defaults})
    made.model_rebuild(_types_namespace={"Node": made, **names})
    return made


def chain(depth: int, leaf: str, way: str = "next") -> bytes:
    """JSON of nodes, each inside the one before."""
    opened, closed = {
        "next": ('{"value": 1, "next": ', "}"),
        "children": ('{"value": 1, "children": [', "]}"),
        "by_name": ('{"value": 1, "by_name": {"a": ', "}}"),
        "either": ('{"value": 1, "either": ', "}"),
        "unknown": ('{"value": 1, "unknown": ', "}"),
    }[way]
    return (opened * depth + leaf + closed * depth).encode()


def on_a_deep_stack(levels: int, call: Callable[[], Any]) -> Any:
    return on_a_deep_stack(levels - 1, call) if levels else call()


def outcome(kit: Any, call: Callable[[], Any]) -> Any:
    """A result, or None for the documented error."""
    found = result_or_error(call, kit.package.APIResponseValidationError)
    assert not isinstance(found, Exception) or len(str(found)) < 2000
    return None if isinstance(found, Exception) else found


def result_or_error(call: Callable[[], Any], kind: type[Exception]) -> Any:
    try:
        return call()
    except kind as error:
        return error


@pytest.mark.one_in(4)
@pytest.mark.parametrize("strict", [False, pytest.param(True, marks=pytest.mark.slow)])
@pytest.mark.parametrize("leaf", LEAVES)
@pytest.mark.parametrize("way", ["next", "children", "by_name", "either", "unknown"])
def test_a_response_of_any_depth(kit: Any, node: Any, server: Server, way: str, leaf: str, strict: bool) -> None:
    for depth in DEPTHS:
        server.answers(reply(body=chain(depth, LEAVES[leaf], way)))
        with kit.client(base_url=server.url, _strict_response_validation=strict) as client:
            found = outcome(kit, lambda client=client: client.get("/x", cast_to=node))
        levels = depth * (1 if way in ("next", "either", "unknown") else 2)
        if levels < 190 and (leaf == "that fits" or not strict):
            assert isinstance(found, node)
        assert found is None or isinstance(found, node)


@pytest.mark.one_in(3)
@pytest.mark.parametrize("strict", [False, True])
@pytest.mark.parametrize("way", ["next", "children", "either"])
def test_wherever_the_caller_stands(kit: Any, node: Any, way: str, strict: bool) -> None:
    for leaf in LEAVES.values():
        for depth in (20, 95, 180, 400):
            body = chain(depth, leaf, way)
            client = kit.mocked(
                lambda _, body=body: kit.httpx.Response(200, content=body), _strict_response_validation=strict
            )
            for levels in STACKS:
                found = on_a_deep_stack(
                    levels, lambda client=client: outcome(kit, lambda: client.get("/x", cast_to=node))
                )
                assert found is None or isinstance(found, node)


@pytest.mark.anyio
@pytest.mark.parametrize("strict", [False, True])
async def test_from_the_async_client(kit: Any, node: Any, server: Server, strict: bool) -> None:
    async with kit.async_client(base_url=server.url, _strict_response_validation=strict) as client:
        for leaf in LEAVES.values():
            for depth in DEPTHS:
                server.answers(reply(body=chain(depth, leaf)))
                try:
                    assert isinstance(await client.get("/x", cast_to=node), node)
                except kit.package.APIResponseValidationError:
                    assert strict or depth > 850


def test_all_of_it_is_there(kit: Any, node: Any) -> None:
    """Neither the depth nor a value that does not fit loses anything."""
    for leaf in ('{"value": 1}', '{"value": "x"}'):
        for depth in (100, 198):
            body = chain(depth, leaf)
            with kit.mocked(lambda _, body=body: kit.httpx.Response(200, content=body)) as client:
                found = client.get("/x", cast_to=node)
            assert json.loads(found.to_json(warnings=False)) == json.loads(body)
            assert found.to_dict(warnings=False) == json.loads(body)
            at = found
            for _ in range(depth):
                assert (type(at), at.value) == (node, 1)
                at = at.next
            assert type(at) is node


@pytest.mark.parametrize("to_text", ["to_json", "to_dict", "model_dump", "model_dump_json", "__repr__", "__str__"])
def test_what_came_can_be_written_or_is_refused(kit: Any, node: Any, to_text: str) -> None:
    for depth in (150, 199, 500, 850):
        body = chain(depth, '{"value": "x"}')
        client = kit.mocked(lambda _, body=body: kit.httpx.Response(200, content=body))
        found = client.get("/x", cast_to=node)
        options = {} if to_text.startswith("__") else {"warnings": False}
        for levels in STACKS:
            write = functools.partial(getattr(found, to_text), **options)
            written = result_or_error(functools.partial(on_a_deep_stack, levels, write), ValueError)
            assert isinstance(written, str | dict) or depth > 199


def test_a_user_may_have_raised_the_limit(kit: Any, tmp_path: Any) -> None:
    """Then the stack itself ends, and the process with it, unless somebody counts."""
    code = f"""
import sys
sys.setrecursionlimit(10**6)
sys.path.insert(0, {kit.package.__path__[0].rpartition("/")[0]!r})
import {kit.package.__name__} as package, {kit.library} as httpx
for body in (b"[" * 10**6, b'["\\\\ud800",' + b"[" * 10**6 + b"]" * 10**6 + b"]", b'{{"a":' * 10**6):
    for status in (200, 400):
        transport = httpx.MockTransport(lambda request: httpx.Response(status, content=body))
        with package.Orchard(api_token="x", http_client=httpx.Client(transport=transport)) as client:
            try:
                client.get("/x", cast_to=package.types.Tree)
            except package.APIError as error:
                print(type(error).__name__)
            response = client.with_raw_response
"""
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=300)
    assert done.stdout.split() == ["APIResponseValidationError", "BadRequestError"] * 3


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("strict", [False, True])
def test_events(kit: Any, node: Any, server: Server, strict: bool, is_async: bool) -> None:
    streaming = kit.module("_streaming")
    for leaf in LEAVES.values():
        for depth in DEPTHS[:-2]:
            body = b"data: " + chain(depth, leaf) + b"\n\n"
            server.answers(then_close(head(200, {"Content-Type": "text/event-stream", "Connection": "close"}), body))

            def blocking() -> list[Any]:
                with kit.client(base_url=server.url, _strict_response_validation=strict) as client:
                    return list(client.get("/x", cast_to=object, stream=True, stream_cls=streaming.Stream[node]))

            async def asynchronous() -> list[Any]:
                async with kit.async_client(base_url=server.url, _strict_response_validation=strict) as client:
                    kind = streaming.AsyncStream[node]
                    return [each async for each in await client.get("/x", cast_to=object, stream=True, stream_cls=kind)]

            found = outcome(kit, lambda: asyncio.run(asynchronous()) if is_async else blocking())
            assert found is None or isinstance(found[0], node)
            if depth < 190 and not strict:
                assert found is not None


@pytest.mark.parametrize("depth", DEPTHS)
def test_errors(kit: Any, node: Any, depth: int) -> None:
    body = chain(depth, '{"value": "x"}')
    client = kit.mocked(lambda _: kit.httpx.Response(400, content=body), max_retries=0)
    for levels in STACKS:
        with pytest.raises(kit.package.BadRequestError) as caught:
            on_a_deep_stack(levels, lambda: client.get("/x", cast_to=object))
        error = caught.value
        assert len(str(error)) <= 4000
        assert on_a_deep_stack(levels, lambda error=error: error.errors) == []
        built = on_a_deep_stack(levels, lambda error=error: error.body_as(node))
        assert isinstance(built, node) if isinstance(error.body, dict) else built is None
        assert isinstance(error.body, dict) or levels + depth > 180


@pytest.mark.parametrize("depth", DEPTHS)
def test_json_of_a_response_and_of_an_event(kit: Any, depth: int) -> None:
    body = chain(depth, "1")
    client = kit.mocked(lambda _: kit.httpx.Response(200, content=body))
    event = kit.module("_runtime.sse").ServerSentEvent(data=body.decode())
    response = client.trees.with_raw_response.photo("t1")
    for levels in STACKS:
        for read in (response.json, event.json):
            found = result_or_error(functools.partial(on_a_deep_stack, levels, read), ValueError)
            if isinstance(found, Exception):
                assert depth + levels > 180
                assert "nested too deep" in str(found)


@pytest.mark.parametrize("depth", DEPTHS)
def test_a_cursor_that_is_nested_deep(kit: Any, depth: int) -> None:
    cursor = json.loads(chain(depth, "1")) if depth < 900 else 1
    info = kit.module("_runtime.paginator").PageInfo(json={"cursor": cursor})
    for levels in STACKS:
        mark = functools.partial(on_a_deep_stack, levels, lambda: kit.module("_runtime.pagination")._mark_of(info))
        found = result_or_error(mark, kit.package.OrchardError)
        assert isinstance(found, str) or "next page are nested too deep" in str(found)


def deep_list(levels: int) -> list[Any]:
    made: list[Any] = []
    for _ in range(levels):
        made = [made]
    return made


def deep_dict(levels: int) -> dict[str, Any]:
    made: dict[str, Any] = {}
    for _ in range(levels):
        made = {"a": made}
    return made


def circular() -> dict[str, Any]:
    made: dict[str, Any] = {}
    made["a"] = [made, made]
    return made


ARGUMENTS = {"lists": deep_list(50_000), "dicts": deep_dict(50_000), "itself": circular()}
PLACES: dict[str, Callable[[Any, Any], dict[str, Any]]] = {
    "the body": lambda _, value: {"body": {"deep": value}},
    "lines of the body": lambda request, value: {"body": request.json_lines_body([value])},
    "extra for the body": lambda _, value: {"extra_body": {"deep": value}},
    "`deep` in the query": lambda _, value: {"query": {"deep": value}},
    "`deep` in the query as JSON": lambda request, value: {"query": {"deep": request.json_param(value)}},
    "`deep` as the whole query": lambda request, value: {"query": {"deep": request.whole_query(value, json=True)}},
    "`deep` as a cookie": lambda request, value: {"cookies": {"deep": request.json_param(value)}},
    "parameter in a header": lambda request, value: {"headers": {"deep": request.json_param(value)}},
    "parameter in a path": lambda request, value: {"path": request.path_template("/{p}", p=request.json_param(value))},
    "`deep` in a form": lambda request, value: {"body": request.form_body({"deep": value})},
    "`deep` in a part": lambda request, value: {"body": request.multipart_body({"deep": value})},
    "`deep` in JSON of a part": lambda request, value: {
        "body": request.multipart_body({"deep": request.json_param(value)})
    },
}


@pytest.mark.one_in(6)
@pytest.mark.parametrize("value", ARGUMENTS)
@pytest.mark.parametrize("place", PLACES)
def test_an_argument_that_is_nested_too_deep(kit: Any, server: Server, place: str, value: str) -> None:
    """It is refused by name, and nothing is sent."""
    request = kit.module("_runtime.request")

    def send() -> None:
        options = PLACES[place](request, ARGUMENTS[value])
        body, path = options.pop("body", None), options.pop("path", "/x")
        with kit.client(base_url=server.url, max_retries=0) as client:
            client.request(object, request.final_options("post", path, request.request_options(**options), body, None))

    with pytest.raises(ValueError, match="is nested too deep to be sent, or holds itself") as caught:
        send()
    name = "deep`" if "`deep`" in place else "parameter" if "parameter" in place else "The body"
    assert name in str(caught.value)
    assert server.requests == []


@pytest.mark.parametrize("value", ARGUMENTS)
def test_parameters_of_methods_are_refused_by_name(kit: Any, server: Server, value: str) -> None:
    transform = kit.module("_runtime.transform").transform
    typing = kit.module("_runtime.type_hints").typing_extensions
    params = typing.TypedDict("Params", {"fine": int, "deep": "Params", "many": "list[Params]"}, total=False)
    namespace = sys.modules[__name__].__dict__
    namespace["Params"] = params
    shape: Any = {"fine": 1, "deep": {}}
    if value == "itself":
        shape["deep"]["deep"] = shape["deep"]
    else:
        for _ in range(50_000):
            shape["deep"] = {"deep": shape["deep"]} if value == "dicts" else {"many": [shape["deep"]]}
    with pytest.raises(ValueError, match="The argument `deep` is nested too deep"):
        transform(shape, params)


@pytest.mark.parametrize("value", ARGUMENTS)
def test_models_are_built_of_any_data(kit: Any, node: Any, value: str) -> None:
    """Or refused, with a word about why."""
    given: Any = {"value": 1}
    if value == "itself":
        given["next"] = given
    else:
        for _ in range(50_000):
            given = {"value": 1, "next": given} if value == "dicts" else {"value": 1, "children": [given]}
    with pytest.raises(ValueError, match="nested deeper than"):
        node.construct(**given)
    assert isinstance(node.construct(value="x", next={"next": {"value": 5}}).next.next, node)
