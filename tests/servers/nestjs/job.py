"""A day in the bicycle shop: log in, keep bikes and files, list pages, watch events."""

from __future__ import annotations

import datetime as dt
import io

from sdk import AsyncBicycles, AuthenticationError, BadRequestError, NotFoundError, omit
from sdk.types import Bike


async def job(base_url: str) -> None:
    async with AsyncBicycles(base_url=base_url) as visitor:
        token = await log_in(visitor)
    async with AsyncBicycles(base_url=base_url, api_key=token) as client:
        await keep_bikes(client)
        await list_pages(client)
        await keep_files(client)
        await watch(client)
        await provoke(client)
        await clear_up(client)


async def log_in(visitor: AsyncBicycles) -> str:
    try:
        await visitor.with_options(api_key="wrong").bikes.list()
        raise AssertionError("a visitor was let in")
    except AuthenticationError as error:
        assert "Sign in first" in str(error.body)
    for password in ("wrong", "sec ret&1"):
        try:
            return (await visitor.auth.login(username="ada", password=password)).access_token
        except AuthenticationError as error:
            assert "Wrong name or password" in str(error.body)
    raise AssertionError("nobody was let in")


async def keep_bikes(client: AsyncBicycles) -> None:
    for number in range(23):
        bike = await client.bikes.create(
            name=f"bike {number:02} ä",
            kind="tour" if number % 3 else "city",
            bought=dt.datetime(2023, 5, 1 + number, 12, tzinfo=dt.timezone.utc),
            tags=["red", "a & b"],
            size={"height": 54.5, "unit": "cm"} if number % 2 else omit,
        )
        found = await client.bikes.retrieve(bike.id)
        assert found == bike
        assert found.bought == dt.datetime(2023, 5, 1 + number, 12, tzinfo=dt.timezone.utc)
        assert found.tags == ["red", "a & b"]
        assert found.size is None or (found.size.height, found.size.unit) == (54.5, "cm")
    bike = (await client.bikes.list(page=23, take=1)).data[0]
    changed = await client.bikes.update(bike.id, name="renamed", bought=None)
    assert (changed.name, changed.bought, changed.kind) == ("renamed", None, "tour")
    replaced = await client.bikes.replace(bike.id, name="new", kind="city", tags=[])
    assert (replaced.id, replaced.name, replaced.bought, replaced.tags) == (bike.id, "new", None, [])


async def list_pages(client: AsyncBicycles) -> None:
    bikes: list[Bike] = [bike async for bike in client.bikes.list(take=5)]
    names = [bike.name for bike in bikes]
    assert names == [*(f"bike {number:02} ä" for number in range(22)), "new"]
    city = [bike.name async for bike in client.bikes.list(kind=["city"], take=2, sized=True)]
    assert city == [f"bike {number:02} ä" for number in (3, 9, 15, 21)]
    assert len([bike async for bike in client.bikes.list(kind=["city", "tour"], take=9)]) == 23
    last = await client.bikes.list(page=3)
    assert (len(last.data), last.has_next_page()) == (3, False)


async def keep_files(client: AsyncBicycles) -> None:
    content = bytes(range(256)) * 300
    file = await client.files.upload(file=("bill ä.pdf", content, "application/pdf"), note="a & b")
    assert (file.original_name, file.size, file.note) == ("bill ä.pdf", len(content), "a & b")
    downloaded = await client.files.download(file.id)
    assert await downloaded.read() == content
    files = await client.files.upload_many(files=[io.BytesIO(b"one"), ("two.pdf", b"two!")])
    assert [(each.size, each.note) for each in files] == [(3, None), (4, None)]


async def watch(client: AsyncBicycles) -> None:
    # The document does not say what these two respond.
    assert await client.auth.profile() == {"username": "ada"}
    assert str(await client.bikes.events()).count("data: ") == 3
    async with client.bikes.with_streaming_response.events() as events:
        data = [line async for line in events.iter_lines() if line.startswith("data: ")]
    assert data == [f'data: {{"step":{step}}}' for step in range(3)]


async def provoke(client: AsyncBicycles) -> None:
    try:
        await client.bikes.retrieve(999_999)
        raise AssertionError("a bike was found")
    except NotFoundError as error:
        assert error.body == {"message": "No bike 999999", "error": "Not Found", "statusCode": 404}
    try:
        await client.bikes.create(name="x", kind="city", tags=[])
        raise AssertionError("the name was long enough")
    except BadRequestError as error:
        assert "name must be longer than or equal to 2 characters" in str(error.body)


async def clear_up(client: AsyncBicycles) -> None:
    ids = [bike.id async for bike in client.bikes.list(take=50)]
    for bike_id in ids:
        await client.bikes.delete(bike_id)
    assert (await client.bikes.list()).data == []
