"""A day in the workshop: log in, keep tools, list them by both kinds of pages, keep manuals and pictures."""

from __future__ import annotations

import datetime as dt
import io
from decimal import Decimal

from sdk import AsyncWorkshop, AuthenticationError, NotFoundError, PermissionDeniedError, UnprocessableEntityError


async def job(base_url: str) -> None:
    async with AsyncWorkshop(base_url=base_url) as visitor:
        token = await log_in(visitor)
    async with AsyncWorkshop(base_url=base_url, api_key="key-of-shop") as machine:
        assert (await machine.tools.list()).items == []
    async with AsyncWorkshop(base_url=base_url, bearer_token=token) as client:
        await keep_tools(client)
        await list_pages(client)
        await keep_files(client)
        await provoke(client)
        await clear_up(client)


async def log_in(visitor: AsyncWorkshop) -> str:
    try:
        await visitor.with_options(bearer_token="wrong").tools.list()
        raise AssertionError("a visitor was let in")
    except AuthenticationError as error:
        assert error.body == {"detail": "Unauthorized"}
    for password in ("wrong", "sec ret&1"):
        try:
            token = await visitor.login(username="ada", password=password)
            return token.message
        except PermissionDeniedError as error:
            assert error.body == {"message": "Wrong name or password"}
    raise AssertionError("nobody was let in")


async def keep_tools(client: AsyncWorkshop) -> None:
    for number in range(23):
        tool = await client.tools.create(
            name=f"tool {number:02} ä",
            kind="saw" if number % 3 else "drill",
            price="12.50" if number % 2 else None,
            bought=dt.date(2021, 2, 1 + number),
            tags=["sharp", "a & b"],
        )
        found = await client.tools.retrieve(tool.id or 0)
        assert found == tool
        assert (found.bought, found.tags) == (dt.date(2021, 2, 1 + number), ["sharp", "a & b"])
        assert found.price is None or Decimal(found.price) == Decimal("12.50")
    tool = (await client.tools.list(limit=1, offset=22)).items[0]
    changed = await client.tools.update(tool.id or 0, name="renamed", tags=[])
    assert (changed.name, changed.tags, changed.kind) == ("renamed", [], "saw")
    replaced = await client.tools.replace(tool.id or 0, name="new", kind="drill")
    assert (replaced.id, replaced.name, replaced.bought, replaced.tags) == (tool.id, "new", None, [])


async def list_pages(client: AsyncWorkshop) -> None:
    names = [tool.name async for tool in client.tools.list(limit=5)]
    assert names == [*(f"tool {number:02} ä" for number in range(22)), "new"]
    backwards = [tool.name async for tool in client.tools.list_by_page(page_size=6)]
    assert backwards == names[::-1]
    drills = [tool.name async for tool in client.tools.list(kind=["drill"], bought_gte=dt.date(2021, 2, 10), limit=2)]
    assert drills == [f"tool {number:02} ä" for number in (9, 12, 15, 18, 21)]
    assert len([tool async for tool in client.tools.list(kind=["drill", "saw"], limit=9)]) == 23


async def keep_files(client: AsyncWorkshop) -> None:
    tool_id = (await client.tools.list(limit=1)).items[0].id or 0
    content = bytes(range(256)) * 300
    upload = await client.tools.upload_manual(tool_id, file=("manual ä.pdf", content, "application/pdf"), note="new")
    assert (upload.name, upload.size, upload.note) == ("manual ä.pdf", len(content), "new")
    assert await client.tools.retrieve_manual(tool_id) == content
    uploads = await client.tools.pictures.create(tool_id, files=[io.BytesIO(b"one"), ("two.png", b"two!")])
    assert [(each.size, each.note) for each in uploads] == [(3, None), (4, None)]
    assert await client.log.retrieve(lines=2) == "line 0\nline 1\n"
    async with client.log.with_streaming_response.retrieve(lines=3) as log:
        lines = [line async for line in log.iter_lines()]
    assert lines == ["line 0", "line 1", "line 2"]


async def provoke(client: AsyncWorkshop) -> None:
    try:
        await client.tools.retrieve(999_999)
        raise AssertionError("a tool was found")
    except NotFoundError as error:
        assert "Not Found" in str(error.body)
    try:
        await client.tools.create(name="x", kind="saw")
        raise AssertionError("the name was long enough")
    except UnprocessableEntityError as error:
        assert "string_too_short" in str(error.body)


async def clear_up(client: AsyncWorkshop) -> None:
    ids = [tool.id async for tool in client.tools.list()]
    for tool_id in ids:
        await client.tools.delete(tool_id or 0)
    assert (await client.tools.list()).items == []
