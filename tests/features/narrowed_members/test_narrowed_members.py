"""A property that several members of `allOf` describe has the type that all of them allow."""

from __future__ import annotations

from types import ModuleType
from typing import Any, get_type_hints

import pytest

from tests.support.loopback import Loopback, Reply


@pytest.mark.parametrize(
    ("name", "field", "annotation"),
    [
        ("MemberListResponse", "result", "typing.List[{types}.member.Member]"),
        ("BikeListResponse", "data", "typing.List[{types}.member.Member]"),
        ("CodeRetrieveResponse", "result", "<class 'str'>"),
        ("Envelope", "result", "<class 'object'>"),
        ("GarageListResponse", "data", "typing.List[str]"),
        ("GarageListResponse", "total", "<class 'str'>"),
    ],
)
def test_the_type_is_what_all_members_allow(package: ModuleType, name: str, field: str, annotation: str) -> None:
    hints = get_type_hints(getattr(package.types, name))
    assert str(hints[field]) == annotation.format(types=package.types.__name__)


def test_items_are_read_as_the_narrower_type(package: ModuleType, server: Loopback) -> None:
    server.reply(Reply(json={"success": True, "result": [{"id": "a"}]}))
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        listed: Any = client.members.list()
    assert isinstance(listed.result[0], package.types.Member)
