"""A day with Kinto: open an account, keep a bucket, a collection and its records, list, change, and clear up."""

from __future__ import annotations

import base64
from urllib.parse import parse_qs, urlsplit

from sdk import APIStatusError, AsyncKinto, AuthenticationError, BadRequestError, NotFoundError, omit

BASIC = base64.b64encode(b"ada:sec ret&1").decode()


async def job(base_url: str) -> None:
    async with AsyncKinto(base_url=base_url) as visitor:
        await open_account(visitor)
    async with AsyncKinto(base_url=base_url, default_headers={"Authorization": f"Basic {BASIC}"}) as client:
        await keep_records(client)
        await list_pages(client)
        await send_batch(client)
        await provoke(client)
        await clear_up(client)


async def open_account(visitor: AsyncKinto) -> None:
    assert (await visitor.get_root())["project_name"] == "kinto"
    try:
        await visitor.buckets.create(data={})
        raise AssertionError("a visitor was let in")
    except AuthenticationError as error:
        assert "authenticate yourself" in str(error.body)
    account = await visitor.accounts.update("ada", data={"password": "sec ret&1"})
    assert account.data is not None


async def keep_records(client: AsyncKinto) -> None:
    bucket = await client.buckets.update("library", data={}, permissions={"read": ["system.Everyone"]})
    assert bucket.permissions is not None
    assert bucket.permissions.read == ["system.Everyone"]
    await client.buckets.collections.update("books", bucket_id="library")
    records = client.buckets.collections.records
    for number in range(23):
        made = await records.create(
            "books", bucket_id="library", data={"title": f"book {number:02} ä", "pages": number, "tags": ["a", None]}
        )
        assert made.data is not None
        found = await records.retrieve(str(made.data["id"]), bucket_id="library", collection_id="books")
        assert found.data == made.data
        assert found.data is not None
        assert (found.data["title"], found.data["tags"]) == (f"book {number:02} ä", ["a", None])
    newest = await records.list("books", bucket_id="library", _sort=["-title"], _limit=1)
    record_id = str((newest.data or [])[0]["id"])
    changed = await records.patch(
        record_id, bucket_id="library", collection_id="books", data={"pages": 99}, response_behavior="full"
    )
    assert changed.data is not None
    assert (changed.data["title"], changed.data["pages"]) == ("book 22 ä", 99)
    replaced = await records.update(record_id, bucket_id="library", collection_id="books", data={"title": "new"})
    assert replaced.data is not None
    assert (replaced.data["title"], "pages" in replaced.data) == ("new", False)


async def list_pages(client: AsyncKinto) -> None:
    records = client.buckets.collections.records
    titles: list[object] = []
    token: str | None = None
    while True:
        # The next page is in a header that the document does not describe.
        response = await records.with_raw_response.list(
            "books", bucket_id="library", _limit=5, _sort=["title"], _token=token or omit
        )
        page = await response.parse()
        titles += [record["title"] for record in page.data or []]
        following = response.headers.get("next-page")
        if following is None:
            break
        token = parse_qs(urlsplit(following).query)["_token"][0]
    assert titles == [*(f"book {number:02} ä" for number in range(22)), "new"]
    backwards = await records.list("books", bucket_id="library", _sort=["-title"], _limit=3, _fields=["title", "id"])
    assert [record["title"] for record in backwards.data or []] == ["new", "book 21 ä", "book 20 ä"]
    assert all(set(record) == {"title", "id", "last_modified"} for record in backwards.data or [])
    filtered = await records.list("books", bucket_id="library", extra_query={"min_pages": "20", "_sort": "pages"})
    assert [record["pages"] for record in filtered.data or [] if "pages" in record] == [20, 21]


async def send_batch(client: AsyncKinto) -> None:
    batch = await client.batch(
        defaults={"method": "GET"},
        requests=[{"path": "/buckets/library"}, {"path": "/buckets/nothing"}, {"path": "/", "method": "HEAD"}],
    )
    assert [response.status for response in batch.responses or []] == [200, 403, 200]
    history = await client.buckets.history.list("library", _limit=2)
    assert len(history.data or []) == 2


async def provoke(client: AsyncKinto) -> None:
    try:
        await client.buckets.collections.records.retrieve("no-such", bucket_id="library", collection_id="books")
        raise AssertionError("a record was found")
    except NotFoundError as error:
        assert "'errno': 110" in str(error.body)
    try:
        await client.buckets.update("not a name")
        raise AssertionError("the name was good enough")
    except BadRequestError as error:
        assert "'errno': 107" in str(error.body)
    try:
        await client.buckets.update("library", data={}, if_none_match="*")
        raise AssertionError("the bucket was made twice")
    except APIStatusError as error:
        assert error.status_code == 412


async def clear_up(client: AsyncKinto) -> None:
    deleted = await client.buckets.collections.records.bulk_delete("books", bucket_id="library", _limit=7)
    assert len(deleted.data or []) == 7
    await client.buckets.delete("library")
    assert (await client.buckets.list()).data == []
    await client.accounts.delete("ada")
