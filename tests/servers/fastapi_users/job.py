"""A day in the harbour: register, log in with a token and with a cookie, keep boats, and walk three kinds of pages."""

from __future__ import annotations

from typing import Optional, TypeVar

from sdk import (
    AsyncHarbour,
    AuthenticationError,
    BadRequestError,
    NotFoundError,
    PermissionDeniedError,
    UnprocessableEntityError,
    types,
)

NAMES = [f"boat {number:02}" for number in range(13)]
EMAIL = "ada@example.com"
PASSWORD = "sec ret&1"
T = TypeVar("T")


def there(value: Optional[T]) -> T:
    assert value is not None
    return value


async def job(base_url: str) -> None:
    async with AsyncHarbour(base_url=base_url) as visitor:
        await register(visitor)
        await use_token(visitor)
        await visitor.auth.cookie.login(username=EMAIL, password=PASSWORD)
        await keep_boats(visitor)
        await list_pages(visitor)
        await provoke(visitor)
        await clear_up(visitor)
        await visitor.auth.cookie.logout()


async def register(visitor: AsyncHarbour) -> None:
    try:
        member = await visitor.auth.register(email=EMAIL, password=PASSWORD)
        assert (member.email, member.is_active) == (EMAIL, True)
    except BadRequestError as error:
        # The job runs twice, and nobody can leave this harbour.
        assert there(error.body_as(types.ErrorModel)).detail == "REGISTER_USER_ALREADY_EXISTS"
    try:
        await visitor.auth.jwt.login(username=EMAIL, password="wrong")
        raise AssertionError("a visitor was let in")
    except BadRequestError as error:
        assert there(error.body_as(types.ErrorModel)).detail == "LOGIN_BAD_CREDENTIALS"


async def use_token(visitor: AsyncHarbour) -> None:
    token = await visitor.auth.jwt.login(username=EMAIL, password=PASSWORD)
    client = visitor.with_options(api_key=token.access_token)
    member = await client.users.me.retrieve()
    assert member.email == EMAIL
    changed = await client.users.me.update(password=PASSWORD)
    assert changed.id == member.id
    try:
        await client.users.retrieve(member.id)
        raise AssertionError("a member reads all members")
    except PermissionDeniedError as error:
        assert error.status_code == 403
    try:
        await visitor.with_options(api_key="wrong").users.me.retrieve()
        raise AssertionError("a visitor was let in")
    except AuthenticationError as error:
        assert error.status_code == 401


async def keep_boats(client: AsyncHarbour) -> None:
    for name in NAMES:
        boat = await client.boats.create(name=name, length=4.5)
        found = await client.boats.retrieve(boat.id)
        assert found == boat
    first = [boat async for boat in client.boats.list()][0]
    changed = await client.boats.update(first.id, length=None)
    assert (changed.name, changed.length) == (NAMES[0], None)


async def list_pages(client: AsyncHarbour) -> None:
    pages = client.boats.list(size=5)
    assert [boat.name async for boat in pages] == NAMES
    page = await pages
    assert (page.total, page.pages) == (13, 3)
    assert [boat.name async for boat in client.boats.list_by_offset(limit=5)] == NAMES
    assert [boat.name async for boat in client.boats.cursor.list(size=5)] == NAMES


async def provoke(client: AsyncHarbour) -> None:
    try:
        await client.boats.retrieve(0)
        raise AssertionError("a boat was found")
    except NotFoundError as error:
        assert error.body == {"detail": "Boat not found"}
    try:
        await client.boats.list(size=1000)
        raise AssertionError("a page of a thousand boats was read")
    except UnprocessableEntityError as error:
        fault = there(there(error.body_as(types.HTTPValidationError)).detail)[0]
        assert fault.loc == ["query", "size"]


async def clear_up(client: AsyncHarbour) -> None:
    boats = [boat.id async for boat in client.boats.list()]
    for boat_id in boats:
        await client.boats.delete(boat_id)
    left = await client.boats.list()
    assert left.items == []
