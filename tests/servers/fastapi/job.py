"""A day in the orchard: log in, plant, list, change, photograph, watch and clear up."""

from __future__ import annotations

import datetime as dt
import io
import uuid

from sdk import (
    APIStatusError,
    AsyncOrchard,
    AuthenticationError,
    BadRequestError,
    NotFoundError,
    UnprocessableEntityError,
)


async def job(base_url: str) -> None:
    async with AsyncOrchard(base_url=base_url) as visitor:
        token = await log_in(visitor)
        async with visitor.with_options(api_key=token) as client:
            await keep_trees(client)
            await list_pages(client)
            await watch(client)
            await provoke(client)
            await keep_photos(client)
            await clear_up(client)


async def log_in(visitor: AsyncOrchard) -> str:
    try:
        await visitor.with_options(api_key="wrong").me.retrieve()
        raise AssertionError("a visitor was let in")
    except AuthenticationError as error:
        assert error.status_code == 401
    passwords = ("wrong", "sec ret&1")
    for password in passwords:
        try:
            token = await visitor.auth.login_token(username="ada", password=password)
            assert password == "sec ret&1"
            assert token.token_type == "bearer"
            return token.access_token
        except BadRequestError as error:
            assert error.body == {"detail": "Incorrect username or password"}
    raise AssertionError("nobody was let in")


async def keep_trees(client: AsyncOrchard) -> None:
    assert (await client.me.retrieve())["username"] == "ada"
    for number in range(23):
        tree = await client.trees.create(
            name=f"tree {number:02} ä",
            kind="apple" if number % 2 else "pear",
            planted=dt.date(2020, 1, 1 + number),
            origin={"method": "graft", "rootstock": "M9"} if number % 3 else {"method": "seed", "packet": number},
            price="12.50",
            tags=["old", "tall & wide"],
        )
        assert tree.created_at.tzinfo is not None
        found = await client.trees.retrieve(tree.id)
        assert found == tree
        assert found.planted == dt.date(2020, 1, 1 + number)
        assert found.tags == ["old", "tall & wide"]
        assert found.notes is None
        if found.origin is not None and found.origin.method == "seed":
            assert found.origin.packet == number
        elif found.origin is not None and found.origin.method == "graft":
            assert found.origin.rootstock == "M9"
    tree = [tree async for tree in client.trees.list(q="tree 22")][0]
    changed = await client.trees.update(tree.id, notes="needs water", tags=[])
    assert (changed.notes, changed.tags, changed.name) == ("needs water", [], "tree 22 ä")
    changed = await client.trees.update(tree.id, notes=None)
    assert (changed.notes, changed.tags) == (None, [])
    replaced = await client.trees.replace(tree.id, name="a new tree", kind="plum")
    assert (replaced.id, replaced.kind, replaced.planted, replaced.origin) == (tree.id, "plum", None, None)


async def list_pages(client: AsyncOrchard) -> None:
    pages = client.trees.list(size=5)
    names = [tree.name async for tree in pages]
    assert len(names) == len(set(names)) == 23
    page = await client.trees.list(page=5, size=5)
    assert [tree.name for tree in page.items] == [*names[20:]]
    assert not page.has_next_page()
    kinds = [
        tree.kind async for tree in client.trees.list(kind=["pear", "plum"], planted_after=dt.date(2020, 1, 10), size=2)
    ]
    assert kinds == ["pear"] * 6
    assert [tree.name async for tree in client.trees.list(q="07 ä")] == ["tree 07 ä"]
    assert [harvest.step async for harvest in client.harvests.list()] == [*range(25)]
    assert [harvest.step async for harvest in client.harvests.list(skip=13, limit=5)] == [*range(13, 25)]


async def keep_photos(client: AsyncOrchard) -> None:
    page = await client.trees.list(size=1)
    tree = page.items[0]
    content = bytes(range(256)) * 400
    photo = await client.trees.upload_photo(tree.id, file=("bloom ä.png", content, "image/png"), caption="in bloom")
    assert (photo.filename, photo.content_type, photo.bytes) == ("bloom ä.png", "image/png", len(content))
    assert (photo.tree_id, photo.caption) == (tree.id, "in bloom")
    downloaded = await client.photos.retrieve(photo.id)
    assert await downloaded.read() == content
    many = await client.trees.photos.create(
        tree.id, files=[io.BytesIO(b"one"), ("two.bin", b"two"), b"three"], labels=["a", "b"]
    )
    assert [each.bytes for each in many] == [3, 3, 5]
    assert [each.caption for each in many] == ["a,b"] * 3
    assert many[1].filename == "two.bin"
    async with client.photos.with_streaming_response.retrieve(photo.id) as response:
        received = [chunk async for chunk in response.iter_bytes(10_000)]
    assert b"".join(received) == content
    assert await client.checksum.create(data=b"\x01\x02\xff") == 258


async def watch(client: AsyncOrchard) -> None:
    async with await client.watering.retrieve(steps=3) as progress:
        messages = [event.message async for event in progress]
    assert messages == ["watering 0", "watering 1", "watering 2"]
    async with await client.alerts.list() as alerts:
        levels = [alert async for alert in alerts]
    assert len(levels) == 2
    async with await client.measurements.list() as measurements:
        steps = [(measurement.step, measurement.message) async for measurement in measurements]
    assert steps == [(step, "measured\nhere") for step in range(4)]
    exported = await client.trees.export()
    assert str(exported).startswith("name,kind\n")
    plan = await client.plans.create(tree={"name": "a plan", "kind": "plum"}, budget=7.5, x_request_id="r-1")
    assert plan == {"name": "a plan", "budget": 7.5, "request": "r-1"}


async def provoke(client: AsyncOrchard) -> None:
    try:
        await client.trees.retrieve(str(uuid.UUID(int=0)))
        raise AssertionError("a tree was found")
    except NotFoundError as error:
        assert error.body == {"detail": "Tree not found"}
    faults: list[APIStatusError] = []
    for name in ("x", "y" * 41):
        try:
            await client.trees.create(name=name, kind="apple")
        except UnprocessableEntityError as error:
            assert "name" in str(error.body)
            faults.append(error)
    assert len(faults) == 2


async def clear_up(client: AsyncOrchard) -> None:
    trees = [tree.id async for tree in client.trees.list()]
    for tree_id in trees:
        await client.trees.delete(tree_id)
    left = await client.trees.list()
    assert left.items == []
