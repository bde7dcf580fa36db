"""Run errands: with a key, dates, cursors, unions, and errors with their types."""

from __future__ import annotations

import datetime as dt
from typing import Optional, TypeVar

from sdk import AsyncErrands, AuthenticationError, BadRequestError, NotFoundError, types

NOON = dt.datetime(2024, 1, 2, 12, 0, 0, tzinfo=dt.timezone.utc)
T = TypeVar("T")


def there(value: Optional[T]) -> T:
    assert value is not None
    return value


async def job(base_url: str) -> None:
    async with AsyncErrands(base_url=base_url, api_key="wrong") as visitor:
        try:
            await visitor.errands.create(title="x")
            raise AssertionError("a visitor was let in")
        except AuthenticationError as error:
            assert there(error.body_as(types.Fault)).message == "no such key"
    async with AsyncErrands(base_url=base_url, api_key="key-of-ada") as client:
        await keep_errands(client)
        await list_pages(client)
        await send_values(client)
        await provoke(client)
        await clear_up(client)


async def keep_errands(client: AsyncErrands) -> None:
    for number in range(13):
        errand = await client.errands.create(
            title=f"errand {number}",
            due=NOON + dt.timedelta(days=number) if number else None,
            tags=["home", "now & then"] if number % 2 else [],
            details={"number": number, "half": 0.5, "text": "ä"},
        )
        found = await client.errands.retrieve(errand.id)
        assert found == errand
        assert found.due == (NOON + dt.timedelta(days=number) if number else None)
        assert found.details == {"number": number, "half": 0.5, "text": "ä"}
    errands = [errand async for errand in client.errands.list()]
    last = errands[-1]
    changed = await client.errands.update(last.id, done=True, due=NOON)
    assert (changed.done, changed.due, changed.title) == (True, NOON, "errand 12")
    changed = await client.errands.update(last.id, due=None)
    assert (changed.done, changed.due) == (True, None)


async def list_pages(client: AsyncErrands) -> None:
    titles = [errand.title async for errand in client.errands.list(limit=4)]
    assert titles == [f"errand {number}" for number in range(13)]
    assert len([errand async for errand in client.errands.list(limit=4, tags=["home", "now & then"])]) == 6
    assert len([errand async for errand in client.errands.list(limit=4, tags="home")]) == 6
    early = [errand.title async for errand in client.errands.list(due_before=NOON + dt.timedelta(days=3))]
    assert early == ["errand 1", "errand 2"]


async def send_values(client: AsyncErrands) -> None:
    circle = await client.shapes.area(kind="circle", radius=2)
    assert circle.area == 12
    assert circle.shape.kind == "circle"
    assert circle.shape.radius == 2
    pair = await client.pair.retrieve()
    assert (pair[0], pair[1]) == ("a", 1)
    flag = await client.flags.update("bell", body=False)
    assert (flag.on, flag.level) == (False, None)


async def provoke(client: AsyncErrands) -> None:
    try:
        await client.errands.retrieve("00000000-0000-4000-8000-000000000000")
        raise AssertionError("an errand was found")
    except NotFoundError as error:
        assert there(error.body_as(types.Fault)).status_code == 404
    try:
        await client.errands.create(title="")
        raise AssertionError("an errand without a title was made")
    except BadRequestError as error:
        assert "title" in there(error.body_as(types.Fault)).message


async def clear_up(client: AsyncErrands) -> None:
    errands = [errand.id async for errand in client.errands.list()]
    for errand_id in errands:
        await client.errands.delete(errand_id)
    left = await client.errands.list()
    assert left.items == []
