"""A day in the bookshop: books, their covers, an order by a form, and a password."""

from __future__ import annotations

import datetime as dt

from sdk import AsyncBookshop, AuthenticationError, BadRequestError, NotFoundError

DAY = dt.date(2024, 1, 2)
PICTURE = b"\x89PNG\x00\xff"


async def job(base_url: str) -> None:
    async with AsyncBookshop(base_url=base_url, username="ada", password="wrong") as visitor:
        try:
            await visitor.books.list()
        except AuthenticationError as error:
            assert error.status_code == 401
        else:
            raise AssertionError
    async with AsyncBookshop(base_url=base_url, username="ada", password="sec ret&1") as client:
        numbers = await add_books(client)
        await find_books(client, numbers)
        await change_books(client, numbers)
        await keep_covers(client, numbers[0])
        await provoke(client)
        for number in numbers:
            await client.books.delete(number)
        assert [book async for book in client.books.list()] == []


async def add_books(client: AsyncBookshop) -> list[int]:
    numbers: list[int] = []
    for count in range(12):
        book = await client.books.create(title=f"b{count}", price=count, published=DAY if count % 2 else None)
        found = await client.books.retrieve(book.id)
        assert found.to_dict() == book.to_dict()
        assert found.published == (DAY if count % 2 else None)
        numbers.append(book.id)
    return numbers


async def find_books(client: AsyncBookshop, numbers: list[int]) -> None:
    page = await client.books.list()
    assert (page.count, page.has_next_page()) == (12, True)
    assert [book.id async for book in client.books.list()] == numbers
    assert [book.id async for book in client.books.list(limit=2, price={"min": 3, "max": 8})] == numbers[3:9]
    assert [book.title async for book in client.books.list(titles=["b1", "b3"])] == ["b1", "b3"]


async def change_books(client: AsyncBookshop, numbers: list[int]) -> None:
    changed = await client.books.update(numbers[1], title="new")
    assert (changed.title, changed.price, changed.published) == ("new", None, None)
    order = await client.orders.create(book=numbers[1], count=3, gift=True, notes=["a b", "c&d"])
    assert (order.book, order.count, order.gift, order.notes) == (numbers[1], 3, True, ["a b", "c&d"])


async def keep_covers(client: AsyncBookshop, number: int) -> None:
    kept = await client.books.update_cover(
        number, cover=PICTURE, caption="hé", pages=[("1.txt", b"1"), ("2.txt", b"22")], tags=["a", "b"]
    )
    assert (kept.size, kept.pages, kept.caption, kept.tags) == (len(PICTURE), [1, 2], "hé", ["a", "b"])
    cover = await client.books.retrieve_cover(number)
    assert await cover.read() == PICTURE


async def provoke(client: AsyncBookshop) -> None:
    try:
        await client.books.retrieve(4040)
    except NotFoundError as error:
        assert error.body == {
            "type": "about:blank",
            "title": "Not Found",
            "detail": "There is no book 4040.",
            "status": 404,
        }
    else:
        raise AssertionError
    try:
        await client.books.create(title="")
    except BadRequestError as error:
        assert "non-empty" in error.message
    else:
        raise AssertionError
