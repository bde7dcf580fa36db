"""The way to the server: proxies and certificates of the environment, `verify`, and every form of `base_url`."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from typing import Any

import pytest
from server import CERTIFICATE, Server, tls_of_server, tree

PROXY_NAMES = ["HTTP_PROXY", "http_proxy", "ALL_PROXY", "all_proxy"]


@pytest.fixture(autouse=True)
def _own_certificates(monkeypatch: pytest.MonkeyPatch) -> None:
    for name in ("SSL_CERT_FILE", "SSL_CERT_DIR"):
        monkeypatch.delenv(name, raising=False)


@pytest.fixture
def proxy() -> Iterator[Server]:
    with Server(tunnel_tls=tls_of_server()) as running:
        yield running.answers(tree(id="by-proxy"))


@pytest.fixture
def secure() -> Iterator[Server]:
    with Server(tls=tls_of_server()) as running:
        yield running.answers(tree())


def get_tree(kit: Any, is_async: bool, *, http_options: Any = None, **options: Any) -> str:
    """The id of the tree that one call of a fresh client brings."""

    async def get() -> str:
        if http_options is not None:
            options["http_client"] = kit.package.DefaultAsyncHttpxClient(**http_options)
        async with kit.async_client(max_retries=0, **options) as client:
            return (await client.trees.get("t1", orchard_id="o")).id

    if is_async:
        return asyncio.run(get())
    if http_options is not None:
        options["http_client"] = kit.package.DefaultHttpxClient(**http_options)
    with kit.client(max_retries=0, **options) as client:
        return client.trees.get("t1", orchard_id="o").id


@pytest.mark.parametrize("http_options", [None, {}, {"timeout": 5}], ids=["none", "default", "timeout"])
@pytest.mark.parametrize("name", PROXY_NAMES)
@pytest.mark.parametrize("is_async", [False, True])
def test_calls_go_through_the_proxy_of_the_environment(
    kit: Any, is_async: bool, name: str, http_options: Any, proxy: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, proxy.url)
    found = get_tree(kit, is_async, http_options=http_options, base_url="http://nowhere.example:81/base")
    assert found == "by-proxy"
    assert [each.target for each in proxy.requests] == ["http://nowhere.example:81/base/orchards/o/trees/t1"]
    assert proxy.requests[0].headers["host"] == "nowhere.example:81"


@pytest.mark.parametrize("name", ["HTTPS_PROXY", "https_proxy", "ALL_PROXY"])
@pytest.mark.parametrize("is_async", [False, True])
def test_tls_goes_through_a_tunnel_and_no_credential_is_shown_to_the_proxy(
    kit: Any, is_async: bool, name: str, proxy: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(name, proxy.url.replace("://", "://user:password@"))
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert get_tree(kit, is_async) == "by-proxy"
    connect, request = proxy.requests
    assert (connect.method, connect.target) == ("CONNECT", "api.orchard.example:443")
    assert connect.headers["proxy-authorization"] == "Basic dXNlcjpwYXNzd29yZA=="
    assert "authorization" not in connect.headers
    assert request.target == "/v1/orchards/o/trees/t1"
    assert request.headers["authorization"] == "Bearer secret-token"
    assert "proxy-authorization" not in request.headers


@pytest.mark.parametrize("is_async", [False, True])
def test_a_proxy_that_is_passed_is_used(kit: Any, is_async: bool, proxy: Server) -> None:
    found = get_tree(kit, is_async, http_options={"proxy": proxy.url}, base_url="http://nowhere.example")
    assert found == "by-proxy"


@pytest.mark.parametrize("excepted", ["127.0.0.1", "other.example,127.0.0.1", "*"])
@pytest.mark.parametrize("is_async", [False, True])
def test_no_proxy_names_servers_that_are_called_directly(
    kit: Any, is_async: bool, excepted: str, proxy: Server, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers(tree(id="direct"))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    assert get_tree(kit, is_async, base_url=server.url) == "by-proxy"
    monkeypatch.setenv("NO_PROXY", excepted)
    assert get_tree(kit, is_async, base_url=server.url) == "direct"


@pytest.mark.parametrize("is_async", [False, True])
def test_without_trust_in_the_environment_no_proxy_is_used(
    kit: Any, is_async: bool, proxy: Server, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers(tree(id="direct"))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    assert get_tree(kit, is_async, http_options={"trust_env": False}, base_url=server.url) == "direct"
    assert proxy.connections == 0


@pytest.mark.parametrize("is_async", [False, True])
def test_an_unknown_certificate_is_refused(kit: Any, is_async: bool, secure: Server) -> None:
    with pytest.raises(kit.package.APIConnectionError) as caught:
        get_tree(kit, is_async, base_url=secure.url)
    assert "CERTIFICATE_VERIFY_FAILED" in str(caught.value.__cause__)
    assert secure.requests == []


@pytest.mark.parametrize("http_options", [None, {}], ids=["none", "default"])
@pytest.mark.parametrize("is_async", [False, True])
def test_the_certificates_of_the_environment_are_trusted(
    kit: Any, is_async: bool, http_options: Any, secure: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Also where another client of this process was made before the variable was set."""
    with pytest.raises(kit.package.APIConnectionError):
        get_tree(kit, is_async, base_url=secure.url)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert get_tree(kit, is_async, http_options=http_options, base_url=secure.url) == "t1"


@pytest.mark.parametrize("is_async", [False, True])
def test_a_certificate_for_another_host_is_refused(
    kit: Any, is_async: bool, proxy: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with pytest.raises(kit.package.APIConnectionError) as caught:
        get_tree(kit, is_async, base_url="https://elsewhere.example")
    assert "CERTIFICATE_VERIFY_FAILED" in str(caught.value.__cause__)
    assert [each.method for each in proxy.requests] == ["CONNECT"]


@pytest.mark.parametrize("is_async", [False, True])
def test_verify_false_accepts_any_certificate_for_this_client_only(kit: Any, is_async: bool, secure: Server) -> None:
    assert get_tree(kit, is_async, http_options={"verify": False}, base_url=secure.url) == "t1"
    with pytest.raises(kit.package.APIConnectionError):
        get_tree(kit, is_async, base_url=secure.url)


@pytest.mark.parametrize("is_async", [False, True])
def test_verify_false_holds_behind_a_proxy(
    kit: Any, is_async: bool, proxy: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HTTPS_PROXY", proxy.url)
    assert get_tree(kit, is_async, http_options={"verify": False}, base_url="https://elsewhere.example") == "by-proxy"


@pytest.mark.parametrize(
    ("suffix", "target"),
    [
        ("", "/orchards/o/trees/t1"),
        ("/", "/orchards/o/trees/t1"),
        ("/api/v2", "/api/v2/orchards/o/trees/t1"),
        ("/api/v2/", "/api/v2/orchards/o/trees/t1"),
        ("/a%20b/ä", "/a%20b/%C3%A4/orchards/o/trees/t1"),
        ("?key=1", "/orchards/o/trees/t1?key=1"),
        ("/api?key=1&b=a%26b", "/api/orchards/o/trees/t1?key=1&b=a%26b"),
        ("/api/?key=1", "/api/orchards/o/trees/t1?key=1"),
    ],
)
@pytest.mark.parametrize("is_async", [False, True])
def test_a_base_url_keeps_its_path_and_query(
    kit: Any, is_async: bool, suffix: str, target: str, server: Server
) -> None:
    server.answers(tree())
    for base_url in (server.url + suffix, kit.httpx.URL(server.url + suffix)):
        get_tree(kit, is_async, base_url=base_url)
    assert [each.target for each in server.requests] == [target, target]


@pytest.mark.parametrize("is_async", [False, True])
def test_a_server_is_called_by_its_ipv6_address(kit: Any, is_async: bool) -> None:
    with Server(host="::1") as server:
        server.answers(tree())
        assert get_tree(kit, is_async, base_url=f"{server.url}/v1") == "t1"
        assert server.requests[0].headers["host"] == f"[::1]:{server.port}"
        assert server.requests[0].target == "/v1/orchards/o/trees/t1"


@pytest.mark.parametrize("is_async", [False, True])
def test_tls_by_an_ipv6_address(kit: Any, is_async: bool, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    with Server(host="::1", tls=tls_of_server()) as server:
        server.answers(tree())
        assert get_tree(kit, is_async, base_url=server.url) == "t1"


def get_by_aiohttp(kit: Any, http_options: Any, base_url: str) -> str:
    """The same through aiohttp."""

    async def get() -> str:
        http_client = kit.package.DefaultAioHttpClient(**http_options)
        async with kit.async_client(max_retries=0, base_url=base_url, http_client=http_client) as client:
            return (await client.trees.get("t1", orchard_id="o")).id

    return asyncio.run(get())


def test_aiohttp_uses_the_proxy_of_the_environment_unless_it_is_not_trusted(
    kit: Any, proxy: Server, server: Server, monkeypatch: pytest.MonkeyPatch
) -> None:
    server.answers(tree(id="direct"))
    monkeypatch.setenv("HTTP_PROXY", proxy.url)
    assert get_by_aiohttp(kit, {}, server.url) == "by-proxy"
    assert get_by_aiohttp(kit, {"trust_env": False}, server.url) == "direct"
    monkeypatch.setenv("NO_PROXY", "127.0.0.1")
    assert get_by_aiohttp(kit, {}, server.url) == "direct"


def test_aiohttp_and_certificates(kit: Any, secure: Server, proxy: Server, monkeypatch: pytest.MonkeyPatch) -> None:
    with pytest.raises(kit.package.APIConnectionError):
        get_by_aiohttp(kit, {}, secure.url)
    assert get_by_aiohttp(kit, {"verify": False}, secure.url) == "t1"
    passed = {"verify": False, "proxy": proxy.url}
    assert get_by_aiohttp(kit, passed, "https://elsewhere.example") == "by-proxy"
    monkeypatch.setenv("SSL_CERT_FILE", str(CERTIFICATE))
    assert get_by_aiohttp(kit, {}, secure.url) == "t1"
