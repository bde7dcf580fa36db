"""Of several media types of a response, the most specific one that the client can read gives the type."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply

ACCEPTED = {
    "any_first": "application/json",
    "any_last": "application/json",
    "application": "application/json",
    "ranges": "application/json",
    "vendor": "application/vnd.orchard+json",
    "vendor_and_json": "application/json",
    "problem": "application/json",
    "text": "application/json",
    "undescribed": "application/json",
    "parameters": "application/json",
    "two": "application/json",
}


@pytest.mark.parametrize("name", ACCEPTED)
def test_the_order_of_the_document_does_not_matter(package: ModuleType, server: Loopback, name: str) -> None:
    server.reply(Reply(json={"height": 2.5}, headers={"content-type": ACCEPTED[name]}))
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        found = getattr(client, name).retrieve()
    assert type(found) is package.types.Tree
    assert found.height == 2.5
    assert server.requests[0].headers["accept"].startswith(ACCEPTED[name])
