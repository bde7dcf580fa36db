"""Every kind of file and iterator as a raw body and in a multipart body, over real sockets."""

from __future__ import annotations

import asyncio
import gc
import io
import os
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from server import Server, reply

# The files of these tests are closed when they are collected.
pytestmark = pytest.mark.filterwarnings("ignore::ResourceWarning", "ignore::pytest.PytestUnraisableExceptionWarning")
CONTENT = b"0123456789" * 20_000


@pytest.fixture(autouse=True)
def _collect() -> Iterator[None]:
    yield
    gc.collect()


class UploadFile:
    """A file as Starlette gives it to its users: `read` must be awaited, `file` has the content."""

    def __init__(self) -> None:
        self.file = spooled()
        self.filename = "tree.png"
        self.content_type = "image/png"

    async def read(self, size: int = -1) -> bytes:
        return self.file.read(size)

    async def seek(self, offset: int) -> None:
        self.file.seek(offset)


class AwaitedFile:
    """A file of which nothing can be read without `await`, like those of aiofiles."""

    def __init__(self) -> None:
        self._held = io.BytesIO(CONTENT)

    async def read(self, size: int = -1) -> bytes:
        return self._held.read(size)

    async def seek(self, offset: int, whence: int = 0) -> int:
        return self._held.seek(offset, whence)

    async def tell(self) -> int:
        return self._held.tell()


SPOOLED: Any = tempfile.SpooledTemporaryFile


def spooled() -> Any:
    made = SPOOLED(max_size=10**6)
    made.write(CONTENT)
    made.seek(0)
    return made


def pipe() -> Any:
    reading, writing = os.pipe()
    os.write(writing, CONTENT[:1000])
    os.close(writing)
    return os.fdopen(reading, "rb")


def path() -> Path:
    made = Path(tempfile.mkdtemp()) / "tree.bin"
    made.write_bytes(CONTENT)
    return made


async def pieces() -> Any:
    for start in range(0, len(CONTENT), 50_000):
        yield CONTENT[start : start + 50_000]


FILES: dict[str, Callable[[], Any]] = {
    "bytes": lambda: CONTENT,
    "bytearray": lambda: bytearray(CONTENT),
    "memoryview": lambda: memoryview(CONTENT),
    "BytesIO": lambda: io.BytesIO(CONTENT),
    "open": lambda: path().open("rb"),
    "path": path,
    "spooled": spooled,
    "pipe": pipe,
    "upload": UploadFile,
    "anyio": lambda: anyio.wrap_file(io.BytesIO(CONTENT)),
}
ITERATORS: dict[str, Callable[[], Any]] = {
    "generator": lambda: (CONTENT[start : start + 50_000] for start in range(0, len(CONTENT), 50_000)),
    "views": lambda: [memoryview(CONTENT)[:5], bytearray(CONTENT[5:])],
}
AWAITED: dict[str, Callable[[], Any]] = {"aiofiles": AwaitedFile, "async generator": pieces}


def send(kit: Any, server: Server, is_async: bool, call: Callable[[Any], Any], **options: Any) -> None:
    if not is_async:
        with kit.client(base_url=server.url, **options) as client:
            call(client)
        return

    async def run() -> None:
        async with kit.async_client(base_url=server.url, **options) as client:
            await call(client)

    asyncio.run(run())


@pytest.mark.one_in(4)
@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("kind", [*FILES, *ITERATORS, *AWAITED])
def test_a_raw_body(kit: Any, server: Server, is_async: bool, kind: str) -> None:
    server.answers(reply({}, status=204, body=b""))
    made = {**FILES, **ITERATORS, **AWAITED}[kind]()
    if kind in AWAITED and not is_async:
        with pytest.raises(TypeError, match=r"request body to be bytes, a path.* is read with `await`"):
            send(kit, server, is_async, lambda client: client.trees.replace_photo("t1", made))
        assert server.requests == []
        return
    send(kit, server, is_async, lambda client: client.trees.replace_photo("t1", made))
    assert server.requests[0].body == (CONTENT[:1000] if kind == "pipe" else CONTENT)


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("kind", FILES)
def test_a_part_of_a_multipart_body(kit: Any, server: Server, is_async: bool, kind: str) -> None:
    server.answers(reply({"a": 1}))
    send(kit, server, is_async, lambda client: client.trees.attach("t1", photo=FILES[kind](), tags=["a"]))
    body = server.requests[0].body
    assert (CONTENT[:1000] if kind == "pipe" else CONTENT) in body
    names = {"upload": b"tree.png", "path": b"tree.bin", "open": b"tree.bin"}
    assert b'name="photo"; filename="%s"\r\n' % names.get(kind, b"upload") in body
    if kind == "upload":
        assert b"Content-Type: image/png\r\n" in body


@pytest.mark.parametrize(("made", "message"), [
    (io.StringIO("text"), r"`photo` to give bytes, but it was opened in text mode"),
    (AwaitedFile(), r"`photo` to be bytes, a path.* read with `await`: pass `await file.read\(\)`"),
    (("name.txt", io.StringIO("text")), r"`photo` to give bytes"),
])  # fmt: skip
def test_a_part_that_cannot_be_sent_is_named(kit: Any, made: Any, message: str) -> None:
    with pytest.raises(TypeError, match=message):
        kit.answer({}).trees.attach("t1", photo=made)


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("made", [io.StringIO("text"), 5, {"a": 1}, object()], ids=lambda made: type(made).__name__)
def test_what_can_be_no_body_is_refused(kit: Any, server: Server, made: Any, is_async: bool) -> None:
    with pytest.raises(TypeError, match="Expected the request body to be bytes, a path, a file"):
        send(kit, server, is_async, lambda client: client.trees.replace_photo("t1", made))
    assert server.requests == []


def test_a_piece_that_is_no_bytes_is_refused(kit: Any) -> None:
    with pytest.raises(TypeError, match="a piece of it is of type <class 'str'>"):
        kit.mocked(lambda request: request.read()).trees.replace_photo("t1", iter(["text"]))
    with pytest.raises(FileNotFoundError):
        kit.answer({}).trees.replace_photo("t1", Path("/nowhere/at/all"))


@pytest.mark.parametrize("is_async", [False, True])
@pytest.mark.parametrize("kind", ["path", "open", "spooled", "upload", "pipe", "generator", "anyio"])
def test_a_body_is_sent_again_only_where_it_can_be(kit: Any, server: Server, is_async: bool, kind: str) -> None:
    server.answers(reply({}, status=503, Retry_After_Ms="1"), reply({}, status=204, body=b""))
    made = {**FILES, **ITERATORS}[kind]()
    whole = kind not in ("pipe", "generator")
    if whole:
        send(kit, server, is_async, lambda client: client.trees.replace_photo("t1", made))
        assert [request.body for request in server.requests] == [CONTENT, CONTENT]
        return
    with pytest.raises(kit.package.InternalServerError):
        send(kit, server, is_async, lambda client: client.trees.replace_photo("t1", made))
    assert len(server.requests) == 1
