"""What goes out: paths, queries, headers, cookies and bodies."""

from __future__ import annotations

import dataclasses
import io
import json
from datetime import UTC, date, datetime
from decimal import Decimal
from enum import Enum
from pathlib import Path
from typing import Any
from uuid import UUID

import pytest
from server import Server, reply, tree


class Colour(Enum):
    RED = "red"


def sent(
    kit: Any, path: str = "/x", *, method: str = "get", body: Any = None, content: Any = None, **options: Any
) -> Any:
    """The request that a call with these options makes."""
    request = kit.module("_runtime.request")
    final = request.final_options(method, path, request.request_options(**options), body, content)
    with kit.client(base_url="https://api.example/v1") as client:
        return client._build_request(final)


def query(kit: Any, **values: Any) -> str:
    return sent(kit, query=values).url.query.decode()


@pytest.mark.parametrize(
    ("value", "segment"),
    [
        ("a b", "a%20b"),
        ("a/b", "a%2Fb"),
        ("..x/.y", "..x%2F.y"),
        ("%2e%2ea", "%252e%252ea"),
        ("a?b#c", "a%3Fb%23c"),
        ("Bäume", "B%C3%A4ume"),
        ("a;b=c,d:e@f+g$h&i!j*k(l)'m", "a;b=c,d:e@f+g$h&i!j*k(l)'m"),
        (7, "7"),
        (True, "true"),
        ("...", "..."),
    ],
)
def test_a_path_value_stays_in_its_segment(kit: Any, value: Any, segment: str) -> None:
    path = kit.module("_runtime.request").path_template("/a/{b}/c", b=value)
    assert path == f"/a/{segment}/c"
    assert sent(kit, path).url.raw_path == f"/v1/a/{segment}/c".encode()


@pytest.mark.parametrize("value", [".", "..", "%2e", "%2E%2e"])
def test_dot_segments_are_refused(kit: Any, value: str) -> None:
    template = kit.module("_runtime.request").path_template
    if "%" in value:
        with pytest.raises(ValueError, match="dot-segment"):
            template(f"/a/{value}/{{b}}", b="x")
    else:
        with pytest.raises(ValueError, match="dot-segment"):
            template("/a/{b}/c", b=value)


def test_empty_path_values_are_refused_in_the_order_of_the_url(kit: Any) -> None:
    template = kit.module("_runtime.request").path_template
    with pytest.raises(ValueError, match=r"^Expected a non-empty value for `a` but received ''$"):
        template("/{a}/{b}", b="", a="")
    with pytest.raises(ValueError, match=r"^Expected a non-empty value for `b` but received None$"):
        template("/{a}/{b}", b=None, a="x")


@pytest.mark.parametrize(
    ("style", "explode", "value", "segment"),
    [
        ("simple", False, ["a", "b/c"], "a,b%2Fc"),
        ("simple", False, {"x": 1, "y": "z"}, "x,1,y,z"),
        ("simple", True, {"x": 1, "y": "z"}, "x=1,y=z"),
        ("label", False, 5, ".5"),
        ("label", False, [3, 4], ".3,4"),
        ("label", True, [3, 4], ".3.4"),
        ("label", True, {"x": 1}, ".x=1"),
        ("matrix", False, 5, ";id=5"),
        ("matrix", False, [3, 4], ";id=3,4"),
        ("matrix", True, [3, 4], ";id=3;id=4"),
        ("matrix", True, {"x": 1}, ";x=1"),
        ("matrix", False, {"x": 1}, ";id=x,1"),
    ],
)
def test_path_styles(kit: Any, style: str, explode: bool, value: Any, segment: str) -> None:
    request = kit.module("_runtime.request")
    param = request.path_param(value, style=style, explode=explode, name="id")
    assert request.path_template("/a/{b}", b=param) == f"/a/{segment}"


def test_an_empty_styled_path_value_is_refused(kit: Any) -> None:
    request = kit.module("_runtime.request")
    with pytest.raises(ValueError, match=r"non-empty value for `b` but received \[\]"):
        request.path_template("/a/{b}", b=request.path_param([], style="label"))


@pytest.mark.parametrize(
    ("style", "explode", "value", "expected"),
    [
        ("form", True, ["a", "b c"], "q=a&q=b%20c"),
        ("form", False, ["a", "b,c"], "q=a,b%2Cc"),
        ("form", True, {"x": 1, "y": None}, "x=1"),
        ("form", False, {"x": 1, "y": 2}, "q=x,1,y,2"),
        ("spaceDelimited", False, ["a", "b"], "q=a%20b"),
        ("pipeDelimited", False, ["a", "b"], "q=a%7Cb"),
        ("deepObject", True, {"x": 1, "y": {"z": [True]}}, "q%5Bx%5D=1&q%5By%5D%5Bz%5D=true"),
        ("form", True, [], ""),
        ("form", True, None, ""),
    ],
)
def test_query_styles(kit: Any, style: str, explode: bool, value: Any, expected: str) -> None:
    assert query(kit, q=kit.module("_runtime.request").styled(value, style, explode=explode)) == expected


def test_json_in_a_query(kit: Any) -> None:
    assert (
        query(kit, q=kit.module("_runtime.request").json_param({"a": [1, None]})) == "q=%7B%22a%22%3A%5B1%2Cnull%5D%7D"
    )


def test_plain_query_values(kit: Any) -> None:
    omit = kit.package.omit
    assert (
        query(kit, a=omit, b=None, c=True, d=1.5, e=date(2024, 1, 2), f=Colour.RED) == "c=true&d=1.5&e=2024-01-02&f=red"
    )
    assert query(kit, a=["x", "y"], o={"p": {"q": 1}}) == "a=x&a=y&o.p.q=1"
    assert query(kit, at=datetime(2024, 1, 2, tzinfo=UTC)) == "at=2024-01-02T00%3A00%3A00%2B00%3A00"


@pytest.mark.parametrize(
    ("array_format", "expected"),
    [
        ("comma", "a=1%2Ctrue%2Cx+y"),
        ("repeat", "a=1&a=true&a=x+y"),
        ("brackets", "a%5B%5D=1&a%5B%5D=true&a%5B%5D=x+y"),
        ("indices", "a%5B0%5D=1&a%5B1%5D=true&a%5B3%5D=x+y"),
    ],
)
def test_array_formats_of_the_configuration(kit: Any, array_format: Any, expected: str) -> None:
    qs = kit.module("_qs").Querystring(array_format=array_format)
    assert qs.stringify({"a": [1, True, None, "x y"]}) == expected


def test_extra_query_wins_and_merges(kit: Any) -> None:
    request = sent(kit, query={"a": 1, "b": 2}, extra_query={"b": 3, "c": ["x"]})
    assert request.url.query == b"a=1&b=3&c=x"
    assert sent(kit, "/x?fixed=1#part", query={"a": 1}).url.query == b"fixed=1&a=1"


def test_headers_and_cookies(kit: Any) -> None:
    omit = kit.package.omit
    headers = {"X-A": ["a", 1, True], "X-B": omit, "X-C": None, "X-D": 5, "X-E": {"k": 1}, "X-F": date(2024, 1, 2)}
    request = sent(kit, headers=headers, cookies={"c": "1", "d": omit, "e": 2}, extra_headers={"x-d": "six"})
    assert {name: request.headers.get(name) for name in headers} == {
        "X-A": "a,1,true",
        "X-B": None,
        "X-C": None,
        "X-D": "six",
        "X-E": "k,1",
        "X-F": "2024-01-02",
    }
    assert request.headers["cookie"] == "c=1; e=2"


def test_extra_headers_remove_headers(kit: Any) -> None:
    omit = kit.package.Omit()
    request = sent(kit, extra_headers={"accept": omit, "User-Agent": omit, "authorization": omit})
    assert not {"accept", "user-agent", "authorization"} & set(request.headers)


def test_default_headers(kit: Any) -> None:
    request = sent(kit)
    assert request.headers["user-agent"] == "Orchard/Python 1.2.3"
    assert request.headers["accept"] == "application/json"
    assert "content-type" not in request.headers
    assert not [name for name in request.headers if "stainless" in name.lower() or "specloom" in name.lower()]


def test_json_bodies(kit: Any) -> None:
    omit, not_given = kit.package.omit, kit.package.not_given
    value = {
        "text": "ü",
        "left": omit,
        "deep": [{"x": not_given, "y": None}, omit],
        "at": datetime(2024, 1, 2, 3, 4),
        "day": date(2024, 1, 2),
        "id": UUID(int=0),
        "money": Decimal("1.50"),
        "count": Decimal(3),
        "colour": Colour.RED,
        "path": Path("a/b"),
        "many": (one for one in (1, 2)),
        "set": {1},
    }
    content = sent(kit, method="post", body=value).content
    assert (
        content
        == (
            '{"text":"ü","deep":[{"y":null}],"at":"2024-01-02T03:04:00","day":"2024-01-02",'
            '"id":"00000000-0000-0000-0000-000000000000","money":1.50,"count":3,"colour":"red","path":"a/b",'
            '"many":[1,2],"set":[1]}'
        ).encode()
    )


@dataclasses.dataclass
class Leaf:
    """A value of the caller's own."""

    size: int = 1


@pytest.mark.parametrize(
    ("value", "error", "words"),
    [
        (float("nan"), ValueError, "is nan"),
        (float("inf"), ValueError, "is inf"),
        (Decimal("NaN"), ValueError, "is NaN"),
        (b"bytes", TypeError, "is of type bytes, .*base64"),
        (io.BytesIO(b"bytes"), TypeError, "is of type BytesIO, .*base64"),
        (io.StringIO("text"), TypeError, "is of type StringIO, .*base64"),
        (object(), TypeError, "is of type object, .*a dict"),
        (Leaf(), TypeError, "is of type Leaf, .*dataclasses.asdict"),
        ({(1, 2): 3}, TypeError, "has a key of type tuple"),
    ],
)
def test_what_json_cannot_say_is_refused(kit: Any, value: Any, error: type[Exception], words: str) -> None:
    bodies = {"x": {"x": value}, r"a\.b\[1\]\.c": {"n": None, "a": {"b": ({}, {"t": "text", "c": value})}}}
    for path, body in bodies.items():
        with pytest.raises(error, match=f"^The body cannot be sent as JSON: the value at `{path}` {words}"):
            sent(kit, method="post", body=body)


def test_models_as_bodies(kit: Any) -> None:
    tree = kit.package.types.Tree.construct(id="1", ownerId="me", extra=[1], read=True)
    assert json.loads(sent(kit, method="post", body={"tree": tree}).content) == {
        "tree": {"id": "1", "ownerId": "me", "extra": [1], "read": True}
    }


@pytest.mark.parametrize(("body", "content"), [([1, {"a": None}], b'[1,{"a":null}]'), ("text", b'"text"'), (0, b"0")])
def test_bodies_that_are_no_objects(kit: Any, body: Any, content: bytes) -> None:
    request = sent(kit, method="post", body=body)
    assert (request.content, request.headers["content-type"]) == (content, "application/json")


def test_extra_body(kit: Any) -> None:
    assert sent(kit, method="post", body={"a": 1, "b": 2}, extra_body={"b": None}).content == b'{"a":1,"b":null}'
    assert sent(kit, method="post", extra_body={"b": 1}).content == b'{"b":1}'
    assert sent(kit, method="get", extra_body={"b": 1}).content == b""
    with pytest.raises(RuntimeError, match="extra_body"):
        sent(kit, method="post", body=[1], extra_body={"b": 1})


def test_without_a_body_there_is_no_content_type(kit: Any) -> None:
    request = sent(kit, method="post", body=kit.package.omit)
    assert "content-type" not in request.headers
    assert request.headers["content-length"] == "0"


def test_other_media_types(kit: Any) -> None:
    patch = sent(kit, method="patch", body={"a": 1}, content_type="application/merge-patch+json")
    assert patch.headers["content-type"] == "application/merge-patch+json"
    text = sent(kit, method="post", content="grüß", content_type="text/plain; charset=utf-8")
    assert text.content == "grüß".encode()


def test_forms(kit: Any) -> None:
    form = kit.module("_runtime.request").form_body
    request = sent(kit, method="post", body=form({"a": "x y", "b": [1, 2], "c": kit.package.omit, "d": None}))
    assert request.content == b"a=x+y&b=1&b=2"
    assert request.headers["content-type"] == "application/x-www-form-urlencoded"


def multipart(kit: Any, fields: dict[str, Any], files: Any = ()) -> bytes:
    request = sent(kit, method="post", body=kit.module("_runtime.request").multipart_body(fields, files=files))
    assert request.headers["content-type"].startswith("multipart/form-data; boundary=")
    return request.read()


def test_multipart_with_files(kit: Any, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"from-a-path")
    fields = {
        "path": path,
        "raw": b"bytes",
        "open": io.BytesIO(b"opened"),
        "named": ("n.txt", b"named", "text/plain", {"X-Part": "1"}),
        "list": [b"one", ("two.txt", b"two")],
        "nested": {"file": b"inside", "note": "kept"},
        "tags": ["a", "b"],
        "flag": True,
        "none": None,
        "left": kit.package.omit,
    }
    files = [["path"], ["raw"], ["open"], ["named"], ["list", "<array>"], ["nested", "file"]]
    body = multipart(kit, fields, files)
    for expected in (
        b'name="path"; filename="photo.png"\r\nContent-Type: image/png\r\n\r\nfrom-a-path',
        b'name="raw"; filename="upload"',
        b"\r\n\r\nopened\r\n",
        b'name="named"; filename="n.txt"\r\nX-Part: 1\r\nContent-Type: text/plain\r\n\r\nnamed',
        b'name="list[]"; filename="upload"',
        b'name="list[]"; filename="two.txt"',
        b'name="nested[file]"; filename="upload"',
        b'name="nested.note"\r\n\r\nkept',
        b'name="tags[]"\r\n\r\na\r\n',
        b'name="flag"\r\n\r\ntrue',
    ):
        assert expected in body
    assert b"none" not in body
    assert b"left" not in body
    assert fields["nested"] == {"file": b"inside", "note": "kept"}


EVIL = "a\r\nX-Evil: 1"


@pytest.mark.parametrize(
    "file", [("a", b"", EVIL), ("a", b"", "text/plain", {"X-A": EVIL}), ("a", b"", None, {EVIL: ""})]
)
def test_no_part_begins_another_line(kit: Any, file: Any) -> None:
    with pytest.raises(ValueError, match="line end"):
        multipart(kit, {"file": file}, [["file"]])


def test_names_of_parts_stay_in_their_line(kit: Any) -> None:
    body = multipart(kit, {"file": (f'"{EVIL}', b""), f'"{EVIL}': "text"}, [["file"]])
    assert b"\r\nX-Evil" not in body


def test_multipart_without_files(kit: Any) -> None:
    body = multipart(kit, {"a": "x", "j": kit.module("_runtime.request").json_param({"k": 1})})
    assert b'name="a"\r\n\r\nx' in body
    assert b'name="j"\r\nContent-Type: application/json\r\n\r\n{"k":1}' in body
    multipart(kit, {})


def test_a_file_must_be_a_file(kit: Any) -> None:
    message = (
        r"Expected entry at `photo` to be bytes, an io.IOBase instance, PathLike or a tuple but received <class 'int'>"
    )
    with pytest.raises(RuntimeError, match=message):
        multipart(kit, {"photo": 5}, [["photo"]])


@pytest.mark.anyio
async def test_async_uploads_read_paths(kit: Any, server: Server, tmp_path: Path) -> None:
    path = tmp_path / "photo.png"
    path.write_bytes(b"from-a-path")
    server.answers(reply({}))
    async with kit.async_client(base_url=server.url) as client:
        await client.trees.attach("t1", photo=path, others=[path])
    assert server.requests[0].body.count(b"from-a-path") == 2


@pytest.mark.parametrize("content", [b"raw", bytearray(b"raw"), [b"r", b"aw"], "file"])
def test_binary_bodies(kit: Any, server: Server, content: Any) -> None:
    server.answers(reply({}, status=204, body=b""))
    with kit.client(base_url=server.url) as client:
        sent_content = io.BytesIO(b"raw") if content == "file" else content
        assert client.trees.replace_photo("t1", sent_content) is None
    assert server.requests[0].body == b"raw"
    assert server.requests[0].headers["content-type"] == "application/octet-stream"


def test_parameters_get_their_wire_names(kit: Any) -> None:
    bodies: list[Any] = []

    def handle(request: Any) -> Any:
        bodies.append(json.loads(request.content))
        return kit.httpx.Response(200, json={"result": None})

    branch = {"from_": "a", "length": 1.5, "unknown_key": 1}
    with kit.mocked(handle) as client:
        client.trees.create(
            orchard_id="o",
            kind="apple",
            branches=[branch],
            owner_id="me",
            planted_on=datetime(2024, 1, 2),
            labels={"from_": "x"},
        )
    assert bodies[0] == {
        "kind": "apple",
        "branches": [{"from": "a", "length": 1.5, "unknown_key": 1}],
        "ownerId": "me",
        "planted_on": "2024-01-02T00:00:00",
        "labels": {"from_": "x"},
    }


def test_styled_values_get_their_wire_names(kit: Any) -> None:
    request = kit.module("_runtime.request")
    value = {"branches": request.styled([{"from_": "a"}], "form")}
    written = request.maybe_transform(value, kit.package.types.TreeCreateParams)
    assert written["branches"].value == [{"from": "a"}]


@pytest.mark.parametrize("base", ["/a?x=1", "/a/?x=1#part", "/a#part"])
def test_a_base_url_with_a_query(kit: Any, server: Server, base: str) -> None:
    server.answers(tree())
    with kit.client(base_url=server.url + base) as client:
        client.trees.get("t1", orchard_id="o")
        client.with_options(timeout=1).trees.get("t1", orchard_id="o", extra_query={"q": 2})
    own = ["x=1"] if "?" in base else []
    targets = [request.target for request in server.requests]
    assert targets == [
        "/a/orchards/o/trees/t1" + "?" * bool(own) + "&".join(own),
        "/a/orchards/o/trees/t1?" + "&".join([*own, "q=2"]),
    ]


def test_a_lone_surrogate_goes_back_as_it_came(kit: Any, server: Server) -> None:
    server.answers(tree())
    with kit.client(base_url=server.url) as client:
        client.trees.create(orchard_id="o", kind="apple", labels={"a": "\ud800é"})
    assert server.requests[0].body == '{"kind":"apple","labels":{"a":"\\ud800é"}}'.encode()
