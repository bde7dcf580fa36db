"""A day in the harbour: sign in, keep boats, list them by all three kinds of pages, keep papers, watch the tides."""

from __future__ import annotations

import datetime as dt
import io

from sdk import AsyncHarbour, AuthenticationError, BadRequestError, NotFoundError


async def job(base_url: str) -> None:
    async with AsyncHarbour(base_url=base_url) as visitor:
        token = await sign_in(visitor)
    async with AsyncHarbour(base_url=base_url, api_key=token) as client:
        await keep_boats(client)
        await list_pages(client)
        await keep_papers(client)
        await watch(client)
        await provoke(client)
        await clear_up(client)


async def sign_in(visitor: AsyncHarbour) -> str:
    try:
        await visitor.with_options(api_key="wrong").boats.list()
        raise AssertionError("a visitor was let in")
    except AuthenticationError as error:
        assert error.body == {"status_code": 401, "detail": "Sign in first"}
    for password in ("wrong", "sec ret&1"):
        try:
            return (await visitor.login(username="ada", password=password)).access_token
        except AuthenticationError as error:
            assert "Wrong name or password" in str(error.body)
    raise AssertionError("nobody was let in")


async def keep_boats(client: AsyncHarbour) -> None:
    for number in range(23):
        boat = await client.boats.create(
            name=f"boat {number:02} ä",
            kind="sloop" if number % 3 else "ketch",
            built=dt.date(1990, 3, 1 + number),
            engine={"maker": "Volvo", "power": 29.5} if number % 2 else None,
            tags=["blue", "a & b"],
        )
        found = await client.boats.retrieve(boat.id)
        assert found == boat
        assert (found.built, found.tags) == (dt.date(1990, 3, 1 + number), ["blue", "a & b"])
        assert found.engine is None or (found.engine.maker, found.engine.power) == ("Volvo", 29.5)
    boat = (await client.boats.list(limit=1, offset=22)).items[0]
    changed = await client.boats.update(boat.id, name="renamed", engine=None)
    assert (changed.name, changed.engine, changed.kind) == ("renamed", None, "sloop")
    replaced = await client.boats.replace(boat.id, name="new", kind="ketch")
    assert (replaced.id, replaced.name, replaced.built, replaced.tags) == (boat.id, "new", None, [])


async def list_pages(client: AsyncHarbour) -> None:
    names = [boat.name async for boat in client.boats.list(limit=5)]
    assert names == [*(f"boat {number:02} ä" for number in range(22)), "new"]
    assert [boat.name async for boat in client.boats.list_by_page(page_size=6)] == names[::-1]
    assert [boat.name async for boat in client.boats.list_by_cursor(results_per_page=4)] == names
    ketches = [boat.name async for boat in client.boats.list(kind=["ketch"], built_after=dt.date(1990, 3, 9), limit=2)]
    assert ketches == [f"boat {number:02} ä" for number in (9, 12, 15, 18, 21)]
    assert len([boat async for boat in client.boats.list(kind=["ketch", "sloop"], limit=9)]) == 23


async def keep_papers(client: AsyncHarbour) -> None:
    boat_id = (await client.boats.list(limit=1)).items[0].id
    content = bytes(range(256)) * 300
    paper = await client.boats.upload_paper(boat_id, file=("paper ä.pdf", content, "application/pdf"), note="new")
    assert (paper.name, paper.size, paper.note) == ("paper ä.pdf", len(content), "new")
    downloaded = await client.papers.retrieve(paper.id)
    assert await downloaded.read() == content
    papers = await client.boats.papers.create(
        boat_id, files=[io.BytesIO(b"one"), ("two.png", b"two!")], labels=["x", "y"]
    )
    assert [(each.size, each.note) for each in papers] == [(3, "x,y"), (4, "x,y")]


async def watch(client: AsyncHarbour) -> None:
    assert await client.log.retrieve(lines=2) == "line 0\nline 1\n"
    async with client.log.with_streaming_response.stream(lines=3) as log:
        lines = [line async for line in log.iter_lines()]
    assert lines == ["line 0", "line 1", "line 2"]
    async with await client.tides.list() as tides:
        seen = [str(tide) async for tide in tides]
    assert seen == ["tide 0", "tide 1", "tide 2"]


async def provoke(client: AsyncHarbour) -> None:
    try:
        await client.boats.retrieve(999_999)
        raise AssertionError("a boat was found")
    except NotFoundError as error:
        assert error.body == {"status_code": 404, "detail": "no boat 999999"}
    try:
        await client.boats.create(name="x", kind="sloop")
        raise AssertionError("the name was long enough")
    except BadRequestError as error:
        assert "name" in str(error.body)


async def clear_up(client: AsyncHarbour) -> None:
    ids = [boat.id async for boat in client.boats.list(limit=100)]
    for boat_id in ids:
        await client.boats.delete(boat_id)
    assert (await client.boats.list()).items == []
