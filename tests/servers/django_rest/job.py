"""A day in the library: log in by token and by session, keep authors, books, files and events, by all pages."""

from __future__ import annotations

import io
from http.cookies import SimpleCookie

from sdk import AsyncLibrary, BadRequestError, NotFoundError, PermissionDeniedError


async def job(base_url: str) -> None:
    async with AsyncLibrary(base_url=base_url) as visitor:
        token = await log_in(visitor)
        session = await start_session(visitor)
    async with AsyncLibrary(base_url=base_url, api_key=session) as reader:
        assert (await reader.authors.list()).results == []
    async with AsyncLibrary(base_url=base_url, bearer_token=token) as client:
        await keep_authors(client)
        await keep_books(client)
        await filter_books(client)
        await keep_attachments(client)
        await keep_events(client)
        await provoke(client)
        await clear_up(client)


async def log_in(visitor: AsyncLibrary) -> str:
    for password in ("wrong", "sec ret&1"):
        try:
            return (await visitor.token.create(username="ada", password=password)).token
        except BadRequestError as error:
            assert error.body == {"non_field_errors": ["Unable to log in with provided credentials."]}
    raise AssertionError("nobody was let in")


async def start_session(visitor: AsyncLibrary) -> str:
    for password in ("wrong", "sec ret&1"):
        try:
            response = await visitor.session.with_raw_response.create(username="ada", password=password)
            return SimpleCookie(response.headers["set-cookie"])["sessionid"].value
        except PermissionDeniedError as error:
            assert error.body == {"detail": "Wrong name or password."}
    raise AssertionError("nobody was let in")


async def keep_authors(client: AsyncLibrary) -> None:
    for number in range(25):
        author = await client.authors.create(name=f"Author {number:02}", born="1815-12-10" if number else None)
        assert (await client.authors.retrieve(author.id)).name == f"Author {number:02}"
    names = [author.name async for author in client.authors.list()]
    assert names == [f"Author {number:02}" for number in range(25)]
    names = [author.name async for author in client.authors.list(page_size=7, ordering="-name", search="Author 1")]
    assert names == [f"Author {number:02}" for number in (21, *range(19, 9, -1), 1)]
    page = await client.authors.list(page=3)
    assert (page.count, len(page.results), page.has_next_page()) == (25, 5, False)
    author = page.results[0]
    assert author.born is not None
    assert author.born.year == 1815
    changed = await client.authors.update(author.id, name="Ada Lovelace", website="https://ada.example/")
    assert (changed.name, changed.website) == ("Ada Lovelace", "https://ada.example/")
    changed = await client.authors.partial_update(author.id, born=None)
    assert (changed.name, changed.born) == ("Ada Lovelace", None)


async def keep_books(client: AsyncLibrary) -> None:
    page = await client.authors.list(page_size=2)
    for number in range(23):
        book = await client.books.create(
            title=f"Book {number:02} & more",
            author=page.results[number % 2].id,
            genre="novel" if number % 3 else "poetry",
            price="9.90",
            pages=100 + number,
            keywords=["a", "b c"],
        )
        found = await client.books.retrieve(book.id)
        assert found == book
        assert found.author_name == page.results[number % 2].name
        assert (found.price, found.keywords) == ("9.90", ["a", "b c"])
    titles = [book.title async for book in client.books.list()]
    assert titles == [f"Book {number:02} & more" for number in range(23)]
    titles = [book.title async for book in client.books.list(limit=4, offset=2)]
    assert titles == [f"Book {number:02} & more" for number in range(2, 23)]
    newest = await client.books.list_recent()
    assert [book.title for book in newest] == [f"Book {number:02} & more" for number in (22, 21, 20)]
    lent = await client.books.lend(newest[0].id, days=14, to="ada@example.com")
    assert (lent.lent, lent.until) == (True, "in 14 days")
    blank = await client.books.partial_update(newest[0].id, genre="", price=None)
    assert (blank.genre, blank.price, blank.lent) == ("", None, True)


async def filter_books(client: AsyncLibrary) -> None:
    books = [book async for book in client.books.list(genre=["poetry", "history"], limit=3)]
    assert len(books) == 8
    assert {book.genre for book in books} == {"poetry"}
    assert [book.pages async for book in client.books.list(pages_gte=120)] == [120, 121, 122]
    assert [book.pages async for book in client.books.list(lent=True)] == [122]
    assert [book.pages async for book in client.books.list(author=books[0].author, limit=2, pages_gte=119)] == [
        120,
        122,
    ]
    assert len([book async for book in client.books.list(created_after=books[0].created, limit=9)]) == 22
    ids = [book.id for book in books[:2]]
    assert [book.id async for book in client.books.list(id_in=ids)] == ids


async def keep_attachments(client: AsyncLibrary) -> None:
    book = (await client.books.list(limit=1)).results[0]
    content = bytes(range(256)) * 300
    made = await client.attachments.create(book=book.id, file=("cover ä.png", content, "image/png"), label="cover")
    assert (made.size, made.label, made.book) == (len(content), "cover", book.id)
    assert made.file.startswith(base_url_of(client))
    downloaded = await client.attachments.retrieve_content(made.id)
    assert await downloaded.read() == content
    many = await client.books.attach(book.id, files=[io.BytesIO(b"one"), ("two.txt", b"two")], label="more")
    assert [each.size for each in many] == [3, 3]
    listed = await client.attachments.list(book=book.id)
    assert [each.id for each in listed] == [made.id, many[0].id, many[1].id]
    for attachment in listed:
        await client.attachments.delete(attachment.id)
    assert await client.attachments.list() == []


def base_url_of(client: AsyncLibrary) -> str:
    return str(client.base_url).rstrip("/")


async def keep_events(client: AsyncLibrary) -> None:
    for number in range(20):
        await client.events.create(text=f"event {number:02}")
    texts = [event.text async for event in client.events.list()]
    assert texts == [f"event {number:02}" for number in range(19, -1, -1)]
    await client.events.clear()
    assert (await client.events.list()).results == []


async def provoke(client: AsyncLibrary) -> None:
    try:
        await client.authors.retrieve(0)
        raise AssertionError("an author was found")
    except NotFoundError as error:
        assert error.body == {"detail": "No Author matches the given query."}
    try:
        await client.authors.create(name="x" * 81)
        raise AssertionError("a name was too short")
    except BadRequestError as error:
        assert error.body == {"name": ["Ensure this field has no more than 80 characters."]}


async def clear_up(client: AsyncLibrary) -> None:
    authors = [author.id async for author in client.authors.list(page_size=100)]
    for author_id in authors:
        await client.authors.delete(author_id)
    assert (await client.books.list()).results == []
