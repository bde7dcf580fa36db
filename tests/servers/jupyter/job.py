"""A day with a Jupyter server: write, read, list, move and copy files; checkpoints, terminals, configuration."""

from __future__ import annotations

import base64

from sdk import APIStatusError, AsyncJupyter, BadRequestError, NotFoundError

TOKEN = {"Authorization": "token token-of-ada"}


async def job(base_url: str) -> None:
    async with AsyncJupyter(base_url=base_url) as visitor:
        await knock(visitor)
    async with AsyncJupyter(base_url=base_url, default_headers=TOKEN) as client:
        assert (await client.api.retrieve()).version is not None
        assert (await client.status.retrieve()).kernels == 0
        identity = (await client.me.retrieve()).identity
        assert identity is not None
        await keep_files(client)
        await keep_checkpoints(client)
        await configure(client)
        await use_terminals(client)
        await provoke(client)
        await clear_up(client)


async def knock(visitor: AsyncJupyter) -> None:
    try:
        await visitor.sessions.list()
        raise AssertionError("a visitor was let in")
    except APIStatusError as error:
        assert error.status_code == 403


async def keep_files(client: AsyncJupyter) -> None:
    directory = await client.contents.update("papers ä", type="directory")
    assert (directory.name, directory.type) == ("papers ä", "directory")
    binary = bytes(range(256)) * 100
    for number in range(7):
        text = await client.contents.update(
            f"papers ä/note {number}.txt", type="file", format="text", content=f"line {number}\nä & b\n"
        )
        assert text.path == f"papers ä/note {number}.txt"
        found = await client.contents.retrieve(text.path)
        assert (found.name, found.content) == (f"note {number}.txt", f"line {number}\nä & b\n")
        assert found.writable is True
    uploaded = await client.contents.update(
        "papers ä/data.bin", type="file", format="base64", content=base64.b64encode(binary).decode()
    )
    assert uploaded.size == len(binary)
    downloaded = await client.contents.retrieve("papers ä/data.bin", type="file", format="base64", content=1)
    assert base64.b64decode(str(downloaded.content)) == binary
    without = await client.contents.retrieve("papers ä/data.bin", content=0)
    assert without.content is None
    listed = await client.contents.retrieve("papers ä", type="directory")
    assert all(f"note {number}.txt" in str(listed.content) for number in range(7))
    moved = await client.contents.edit("papers ä/data.bin", body_path="papers ä/moved.bin")
    assert (moved.name, moved.size) == ("moved.bin", len(binary))
    copied = await client.contents.create("papers ä", copy_from="papers ä/note 1.txt")
    assert copied.name == "note 1-Copy1.txt"
    await client.contents.delete("papers ä/note 1-Copy1.txt")


async def keep_checkpoints(client: AsyncJupyter) -> None:
    path = "papers ä/note 0.txt"
    checkpoint = await client.contents.checkpoints.create(path)
    assert [each.id for each in await client.contents.checkpoints.list(path)] == [checkpoint.id]
    await client.contents.update(path, type="file", format="text", content="changed")
    await client.contents.checkpoints.restore(checkpoint.id, path=path)
    assert (await client.contents.retrieve(path)).content == "line 0\nä & b\n"
    await client.contents.checkpoints.delete(checkpoint.id, path=path)
    assert await client.contents.checkpoints.list(path) == []


async def configure(client: AsyncJupyter) -> None:
    changed = await client.config.update("notebook", body={"theme": {"dark": True}})
    assert changed == {"theme": {"dark": True}}
    assert await client.config.retrieve("notebook") == {"theme": {"dark": True}}


async def use_terminals(client: AsyncJupyter) -> None:
    terminal = await client.terminals.create()
    assert (await client.terminals.retrieve(terminal.name)).name == terminal.name
    assert [each.name for each in await client.terminals.list()] == [terminal.name]
    await client.terminals.delete(terminal.name)
    assert await client.terminals.list() == []


async def provoke(client: AsyncJupyter) -> None:
    try:
        await client.contents.retrieve("papers ä/nothing.txt")
        raise AssertionError("a file was found")
    except NotFoundError as error:
        assert "nothing.txt" in str(error.body)
    try:
        await client.contents.update("papers ä/bad.bin", type="nonsense", content="?")
        raise AssertionError("a file was made of nonsense")
    except BadRequestError as error:
        assert "Must specify format" in str(error.body)


async def clear_up(client: AsyncJupyter) -> None:
    for number in range(7):
        await client.contents.delete(f"papers ä/note {number}.txt")
    await client.contents.delete("papers ä/moved.bin")
    await client.contents.delete("papers ä")
    try:
        await client.contents.retrieve("papers ä")
        raise AssertionError("the directory is still there")
    except NotFoundError:
        pass
