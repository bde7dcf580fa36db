"""A day in a shop on Spring: log in, keep orders, list them by `Pageable`, keep documents, watch events."""

from __future__ import annotations

import datetime as dt
import io

from sdk import AsyncOrders, AuthenticationError, BadRequestError, NotFoundError


async def job(base_url: str) -> None:
    async with AsyncOrders(base_url=base_url) as visitor:
        token = await log_in(visitor)
    async with AsyncOrders(base_url=base_url, api_key=token) as client:
        await keep_orders(client)
        await list_pages(client)
        await keep_documents(client)
        await watch(client)
        await provoke(client)
        await clear_up(client)


async def log_in(visitor: AsyncOrders) -> str:
    try:
        await visitor.with_options(api_key="wrong").orders.list()
        raise AssertionError("a visitor was let in")
    except AuthenticationError as error:
        assert error.status_code == 401
    for password in ("wrong", "sec ret&1"):
        try:
            token = await visitor.auth.login(username="ada", password=password)
            assert token.token_type == "Bearer"
            return token.access_token or ""
        except AuthenticationError as error:
            assert "Unauthorized" in str(error.body)
    raise AssertionError("nobody was let in")


async def keep_orders(client: AsyncOrders) -> None:
    for number in range(45):
        order = await client.orders.create(
            customer=f"customer {number:02} ä",
            status="PAID" if number % 3 else "NEW",
            lines=[{"sku": "A-1", "quantity": number + 1}, {"sku": "B & C"}],
            total_amount=12.5,
        )
        found = await client.orders.retrieve(order.id or 0)
        assert found == order
        assert found.placed_at is not None
        assert found.placed_at.utcoffset() == dt.timedelta(hours=2)
        assert [(line.sku, line.quantity) for line in found.lines or []] == [("A-1", number + 1), ("B & C", None)]
    order = [order async for order in client.orders.list(sort=["id,desc"], size=7)][0]
    changed = await client.orders.patch(order.id or 0, note="call first", status="SENT")
    assert (changed.note, changed.status, changed.customer) == ("call first", "SENT", "customer 44 ä")
    replaced = await client.orders.update(order.id or 0, customer="somebody else")
    assert (replaced.id, replaced.customer, replaced.note, replaced.status) == (order.id, "somebody else", None, "NEW")


async def list_pages(client: AsyncOrders) -> None:
    customers = [order.customer async for order in client.orders.list()]
    assert customers == [*(f"customer {number:02} ä" for number in range(44)), "somebody else"]
    assert [order.customer async for order in client.orders.list(size=7, sort=["customer,desc"])] == customers[::-1]
    third = await client.orders.list(page=2, size=20)
    assert [order.customer for order in third.content] == customers[40:]
    assert not third.has_next_page()
    after = dt.datetime(2024, 5, 1, 8, 0, 40, tzinfo=dt.timezone.utc)
    new = [order.customer async for order in client.orders.list(status=["NEW"], placed_after=after, size=1)]
    assert new == ["customer 42 ä", "somebody else"]
    both = [order.customer async for order in client.orders.list(status=["NEW", "PAID"], size=11)]
    assert both == customers
    found = [order.customer async for order in client.orders.search(text="customer 1", pageable={"size": 4})]
    assert found == [f"customer {number:02} ä" for number in range(10, 20)]


async def keep_documents(client: AsyncOrders) -> None:
    order_id = (await client.orders.list(size=1)).content[0].id or 0
    content = bytes(range(256)) * 300
    document = await client.orders.documents.create(
        order_id, file=("bill ä.pdf", content, "application/pdf"), meta={"title": "The bill"}
    )
    assert (document.name, document.size, document.title) == ("bill ä.pdf", len(content), "The bill")
    downloaded = await client.documents.retrieve(document.id or 0)
    assert await downloaded.read() == content
    documents = await client.orders.documents.batch(
        order_id, title="a & b", files=[io.BytesIO(b"one"), ("two.pdf", b"two!")]
    )
    assert [(each.size, each.title) for each in documents] == [(3, "a & b"), (4, "a & b")]


async def watch(client: AsyncOrders) -> None:
    order_id = (await client.orders.list(size=1)).content[0].id or 0
    async with await client.orders.events.list(order_id) as events:
        seen = [(event.order_id, event.step) async for event in events]
    assert seen == [(order_id, 0), (order_id, 1), (order_id, 2)]
    assert await client.version.retrieve() == "3.2.1"


async def provoke(client: AsyncOrders) -> None:
    try:
        await client.orders.retrieve(999_999)
        raise AssertionError("an order was found")
    except NotFoundError as error:
        assert "/api/orders/999999" in str(error.body)
    try:
        await client.orders.create(customer="x")
        raise AssertionError("the name was long enough")
    except BadRequestError as error:
        assert "Bad Request" in str(error.body)


async def clear_up(client: AsyncOrders) -> None:
    ids = [order.id async for order in client.orders.list(size=100)]
    for order_id in ids:
        await client.orders.delete(order_id or 0)
    assert (await client.orders.list()).content == []
