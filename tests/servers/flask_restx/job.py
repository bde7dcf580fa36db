"""A day in the garden: keep plants and pictures, with a key or with a password."""

from __future__ import annotations

import datetime as dt
import io

from sdk import AsyncGarden, AuthenticationError, BadRequestError, NotFoundError


async def job(base_url: str) -> None:
    async with AsyncGarden(base_url=base_url, api_key="wrong") as visitor:
        await knock(visitor)
    async with AsyncGarden(base_url=base_url, username="ada", password="sec ret&1") as client:
        assert [plant async for plant in client.plants.list()] == []
    async with AsyncGarden(base_url=base_url, api_key="key") as client:
        await keep_plants(client)
        await list_pages(client)
        await keep_files(client)
        await provoke(client)
        await clear_up(client)


async def knock(visitor: AsyncGarden) -> None:
    try:
        await visitor.plants.list()
        raise AssertionError("a visitor was let in")
    except AuthenticationError as error:
        assert error.body == {"message": "Sign in first"}


async def keep_plants(client: AsyncGarden) -> None:
    for number in range(23):
        plant = await client.plants.create(
            name=f"plant {number:02} ä",
            kind="herb" if number % 3 else "tree",
            planted=dt.date(2019, 4, 1 + number),
            soil={"ph": 6.5, "kind": "loam"},
            tags=["green", "a & b"] if number % 2 else ["green"],
        )
        found = await client.plants.retrieve(plant.id)
        assert found == plant
        assert found.added is not None
        assert (found.added.year, found.planted) == (2024, dt.date(2019, 4, 1 + number))
        assert found.soil is not None
        assert (found.soil.ph, found.soil.kind) == (6.5, "loam")
    plant = (await client.plants.list(page=3, per_page=10)).items[-1]
    changed = await client.plants.patch(plant.id, name="renamed", tags=[])
    assert (changed.name, changed.tags, changed.kind) == ("renamed", [], "herb")
    replaced = await client.plants.update(plant.id, name="new", kind="shrub")
    assert (replaced.id, replaced.name, replaced.planted, replaced.tags) == (plant.id, "new", None, [])
    masked = await client.plants.retrieve(plant.id, x_fields="{id,name}")
    assert masked.to_dict() == {"id": plant.id, "name": "new"}


async def list_pages(client: AsyncGarden) -> None:
    names = [plant.name async for plant in client.plants.list(per_page=5)]
    assert names == [*(f"plant {number:02} ä" for number in range(22)), "new"]
    trees = [
        plant.name
        async for plant in client.plants.list(kind=["tree", "shrub"], planted_after=dt.date(2019, 4, 9), per_page=2)
    ]
    assert trees == [f"plant {number:02} ä" for number in (9, 12, 15, 18, 21)]
    tagged = [plant.name async for plant in client.plants.list(tag=["green", "a & b"])]
    assert tagged == [f"plant {number:02} ä" for number in range(1, 22, 2)]


async def keep_files(client: AsyncGarden) -> None:
    content = bytes(range(256)) * 300
    picture = await client.files.create(file=("rose ä.png", content, "image/png"), note="in bloom")
    assert (picture.name, picture.size, picture.note) == ("rose ä.png", len(content), "in bloom")
    downloaded = await client.files.retrieve(picture.id or 0)
    assert await downloaded.read() == content
    pictures = await client.files.several(pictures=[io.BytesIO(b"one"), ("two.png", b"two!")])
    assert [each.size for each in pictures] == [3, 4]


async def provoke(client: AsyncGarden) -> None:
    try:
        await client.plants.retrieve(999_999)
        raise AssertionError("a plant was found")
    except NotFoundError as error:
        assert "No plant 999999" in str(error.body)
    try:
        await client.plants.create(name="x", kind="herb")
        raise AssertionError("the name was long enough")
    except BadRequestError as error:
        assert "Input payload validation failed" in str(error.body)


async def clear_up(client: AsyncGarden) -> None:
    ids = [plant.id async for plant in client.plants.list(per_page=50)]
    for plant_id in ids:
        await client.plants.delete(plant_id)
    assert (await client.plants.list()).items == []
