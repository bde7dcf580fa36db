"""A document that does not say where its server is: the caller must, and hears so at once."""

from __future__ import annotations

from types import ModuleType

import pytest

from tests.support.loopback import Loopback, Reply


def test_the_base_url_is_required(package: ModuleType) -> None:
    with pytest.raises(package.OrchardError) as caught:
        package.Orchard()
    assert str(caught.value) == (
        "The base_url client option must be set either by passing base_url to the client or by setting the "
        "ORCHARD_BASE_URL environment variable: an absolute URL such as https://api.example.com "
        "(the API describes its server only as `/api/v3`)"
    )


@pytest.mark.parametrize("url", ["orchard.test", "/v1", "", "https://"])
def test_a_base_url_must_be_absolute(package: ModuleType, url: str) -> None:
    with pytest.raises(package.OrchardError, match=r"absolute URL|has no scheme"):
        package.Orchard(base_url=url)


def test_any_base_url_does(package: ModuleType, server: Loopback, monkeypatch: pytest.MonkeyPatch) -> None:
    server.reply(Reply(204))
    monkeypatch.setenv("ORCHARD_BASE_URL", f"{server.url}/api/v3")
    package.Orchard().trees.list()
    assert server.last.target == "/api/v3/trees"
