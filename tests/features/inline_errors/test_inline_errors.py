"""Bodies of errors that the document describes inline have a type, which the docstring names."""

from __future__ import annotations

import inspect
from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply


def test_each_has_a_type(package: ModuleType, server: Loopback) -> None:
    server.reply(
        Reply(409, json={"detail": "no", "sinceWhen": "2024-01-02T12:00:00Z"}),
        Reply(422, json={"errors": [{"loc": "a"}]}),
    )
    types = package.types
    with package.Orchard(base_url=server.url, max_retries=0) as client:
        with pytest.raises(package.ConflictError) as taken:
            client.trees.create()
        with pytest.raises(package.UnprocessableEntityError) as wrong:
            client.trees.create()
    body = taken.value.body_as(types.TreeCreateError)
    assert (body.detail, body.since_when.year) == ("no", 2024)
    assert wrong.value.body_as(types.TreeCreate422Error).errors[0].loc == "a"


def test_the_docstring_names_it_and_equal_ones_are_one(package: ModuleType) -> None:
    made, listed = (
        " ".join((inspect.getdoc(getattr(package.resources.TreesResource, name)) or "").split())
        for name in ("create", "list")
    )
    assert "`types.TreeCreateError` (409), `types.TreeCreate422Error` (422)." in made
    assert "`types.TreeCreateError` (403)." in listed
