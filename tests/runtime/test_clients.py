"""Clients: options, environment, authentication, copies, raw verbs."""

from __future__ import annotations

import math
from typing import Any

import pytest


def headers_of(client: Any) -> Any:
    request = client._build_request(client._build_request.__globals__["FinalRequestOptions"](method="get", url="/x"))
    return request.headers


def test_options_come_from_arguments_then_from_the_environment(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORCHARD_API_TOKEN", "from-env")
    monkeypatch.setenv("ORCHARD_BASE_URL", "https://env.example/base")
    monkeypatch.setenv("ORCHARD_CUSTOM_HEADERS", "X-One: 1\nX-Two:2:3\nnonsense")
    client = kit.package.Orchard(default_headers={"X-One": "mine"})
    assert client.api_token == "from-env"
    assert str(client.base_url) == "https://env.example/base/"
    sent = headers_of(client)
    assert (sent["x-one"], sent["x-two"], sent["authorization"]) == ("mine", "2:3", "Bearer from-env")
    assert kit.package.Orchard(api_token="mine", base_url="https://arg.example").api_token == "mine"
    client.api_token = "changed"
    assert headers_of(client)["authorization"] == "Bearer changed"


def test_environments(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    assert kit.client().base_url.host == "api.orchard.example"
    assert kit.client(environment="sandbox").base_url.host == "sandbox.orchard.example"
    with pytest.raises(ValueError, match="Unknown environment: moon"):
        kit.client(environment="moon")
    monkeypatch.setenv("ORCHARD_BASE_URL", "https://env.example")
    assert kit.client().base_url.host == "env.example"
    with pytest.raises(
        ValueError, match="Ambiguous URL; The `ORCHARD_BASE_URL` env var and the `environment` argument"
    ):
        kit.client(environment="sandbox")
    assert kit.client(environment="sandbox", base_url=None).base_url.host == "sandbox.orchard.example"
    assert kit.client(environment="sandbox", base_url="https://x.example").base_url.host == "x.example"


def test_without_credentials_a_call_says_what_is_missing(kit: Any) -> None:
    client = kit.package.Orchard()
    message = (
        '"Could not resolve authentication method. Expected one of api_email, api_key or api_token to be set. '
        'Or for one of the `X-Auth-Email`, `X-Auth-Key` or `Authorization` headers to be explicitly omitted"'
    )
    with pytest.raises(TypeError) as caught:
        headers_of(client)
    assert str(caught.value) == message
    for given in ({"Authorization": kit.package.omit}, {"X-Auth-Key": "mine"}):
        assert "authorization" not in headers_of(client.copy(default_headers=given))


def test_the_first_alternative_that_is_complete_is_sent(kit: Any) -> None:
    both = headers_of(kit.package.Orchard(api_email="stray@example.com", api_token="t"))
    assert both["authorization"] == "Bearer t"
    assert "x-auth-email" not in both
    keys = headers_of(kit.package.Orchard(api_email="e", api_key="k"))
    assert (keys["x-auth-email"], keys["x-auth-key"]) == ("e", "k")
    assert "authorization" not in keys


def test_other_schemes(kit: Any) -> None:
    auth = kit.module("_runtime.auth")

    class Client(kit.package.Orchard):
        user, password, key, session = "u", "p", "k y", "s"
        _security = (
            (auth.BasicAuth("user", "password"), auth.QueryAuth("key", "key"), auth.CookieAuth("sid", "session")),
        )

    options = kit.module("_runtime.request").FinalRequestOptions(method="get", url="/x", params={"a": 1})
    request = Client()._build_request(options)
    assert request.headers["authorization"] == "Basic dTpw"
    assert request.url.query == b"key=k+y&a=1"
    assert request.headers["cookie"] == "sid=s"

    class Open(Client):
        _security = ((auth.BearerAuth("nothing"),), ())

    assert "authorization" not in Open()._build_request(options).headers


def test_client_credentials_fetch_a_token_once(kit: Any) -> None:
    oauth = kit.module("_runtime.oauth")
    calls: list[Any] = []

    def handle(request: Any) -> Any:
        calls.append((request.url.path, request.headers.get("authorization"), request.content))
        if request.url.path == "/token":
            return kit.httpx.Response(200, json={"access_token": "fetched", "expires_in": 600})
        return kit.httpx.Response(200, json={})

    class Client(kit.package.Orchard):
        client_id, client_secret = "id", "s:cret"
        _security = (
            (oauth.OAuth2ClientCredentials("https://auth.example/token", "client_id", "client_secret", ("a", "b")),),
        )

    with Client(http_client=kit.httpx.Client(transport=kit.httpx.MockTransport(handle))) as client:
        client.get("/x", cast_to=object)
        client.get("/x", cast_to=object)
    assert calls[0][0] == "/token"
    assert calls[0][1].startswith("Basic ")
    assert calls[0][2] == b"grant_type=client_credentials&scope=a+b"
    assert [call[1] for call in calls[1:]] == ["Bearer fetched"] * 2


def test_wrong_arguments(kit: Any) -> None:
    with pytest.raises(TypeError, match=r"max_retries cannot be None.*math\.inf"):
        kit.client(max_retries=None)
    message = r"Invalid `http_client` argument; Expected an instance of `httpx.Client` but got <class"
    with pytest.raises(TypeError, match=message):
        kit.client(http_client=kit.httpx.AsyncClient())
    with pytest.raises(TypeError, match=r"httpx\.AsyncClient"):
        kit.async_client(http_client=kit.httpx.Client())
    assert kit.client(max_retries=math.inf).max_retries == math.inf


def test_copies_share_the_http_client(kit: Any) -> None:
    with kit.client(api_key="k", timeout=7, default_headers={"X-A": "1"}, default_query={"q": 1}) as client:
        twin = client.with_options(api_token="other", max_retries=9)
        assert (twin.api_token, twin.api_key, twin.max_retries, twin.timeout) == ("other", "k", 9, 7)
        assert client.api_token == "secret-token"
        assert twin._client is client._client
        assert twin.base_url == client.base_url
        assert client.copy(default_headers={"X-B": "2"}).default_headers.items() >= {"X-A": "1", "X-B": "2"}.items()
        assert "X-A" not in client.copy(set_default_headers={}).default_headers
        assert client.copy(default_query={"r": 2}).default_query == {"q": 1, "r": 2}
        assert client.copy(timeout=None).timeout is None
        assert client.copy(base_url="https://x.example").base_url.host == "x.example"
        with pytest.raises(
            ValueError, match="`default_headers` and `set_default_headers` arguments are mutually exclusive"
        ):
            client.copy(default_headers={}, set_default_headers={})
    assert client.is_closed()
    assert twin.is_closed()


def test_an_option_can_be_cleared(kit: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("ORCHARD_API_TOKEN", "from-env")
    client = kit.client(api_key="k", api_email="e")
    assert client.with_options(api_token=None).api_token == "secret-token"
    cleared = client.with_options(api_token=kit.package.omit)
    assert cleared.api_token is None
    assert headers_of(cleared)["x-auth-key"] == "k"


def test_timeouts(kit: Any) -> None:
    httpx, package = kit.httpx, kit.package
    assert httpx.Timeout(60, connect=5) == package.DEFAULT_TIMEOUT
    assert kit.client().timeout == package.DEFAULT_TIMEOUT
    assert kit.client(http_client=httpx.Client(timeout=9)).timeout == httpx.Timeout(9)
    assert kit.client(http_client=httpx.Client()).timeout == package.DEFAULT_TIMEOUT
    seen: list[Any] = []

    def handle(request: Any) -> Any:
        seen.append(request.extensions["timeout"]["read"])
        return httpx.Response(200, json={"result": None})

    with kit.mocked(handle, timeout=3) as client:
        client.trees.get("t", orchard_id="o")
        client.trees.get("t", orchard_id="o", timeout=None)
        client.get("/x", cast_to=object, options={"timeout": 1.5})
    assert seen == [3, None, 1.5]


def test_closing(kit: Any) -> None:
    client = kit.client()
    assert not client.is_closed()
    with client:
        assert client._client is not None
    assert client.is_closed()
    with pytest.raises(RuntimeError, match="closed"):
        client.trees.get("t", orchard_id="o")
    unused = kit.client()
    unused.close()
    with pytest.raises(RuntimeError, match="closed"):
        unused.trees.get("t", orchard_id="o")


@pytest.mark.parametrize("method", ["get", "post", "put", "patch", "delete"])
def test_raw_verbs(kit: Any, method: str) -> None:
    def handle(request: Any) -> Any:
        shown = {"method": request.method, "url": str(request.url), "body": request.content.decode()}
        return kit.httpx.Response(200, json={**shown, "x": request.headers.get("x-a")})

    extra = {} if method == "get" else {"body": {"b": 1}}
    options = {"headers": {"X-A": "1"}, "params": {"q": [1, 2]}}
    with kit.mocked(handle) as client:
        answer = getattr(client, method)("/p", cast_to=dict[str, Any], options=options, **extra)
    assert answer == {
        "method": method.upper(),
        "url": "https://api.orchard.example/v1/p?q=1&q=2",
        "body": "" if method == "get" else '{"b":1}',
        "x": "1",
    }


def test_the_client_makes_no_http_client_before_it_is_needed(kit: Any) -> None:
    client = kit.client()
    assert client.trees.leaves is client.trees.leaves
    assert client._http.peek() is None
    assert isinstance(client._client, kit.package.DefaultHttpxClient)
    assert client._client.follow_redirects is True


def test_hooks_of_subclasses(kit: Any) -> None:
    class Client(kit.package.Orchard):
        @property
        def default_headers(self) -> Any:
            return {**super().default_headers, "X-Sub": "1"}

        @property
        def auth_headers(self) -> Any:
            return {"X-Auth": "own"}

        def _prepare_options(self, options: Any) -> Any:
            return options.copy(params={"hook": 1})

        def _prepare_request(self, request: Any) -> None:
            request.headers["X-Signed"] = "yes"

        def _validate_headers(self, headers: Any, custom_headers: Any) -> None:
            assert headers["X-Sub"] == "1"

    seen: list[Any] = []

    def handle(request: Any) -> Any:
        seen.append(request)
        return kit.httpx.Response(200, json={})

    with Client(api_token="t", http_client=kit.httpx.Client(transport=kit.httpx.MockTransport(handle))) as client:
        client.get("/x", cast_to=object)
    assert (seen[0].headers["x-sub"], seen[0].headers["x-auth"], seen[0].headers["x-signed"]) == ("1", "own", "yes")
    assert seen[0].url.query == b"hook=1"


def test_deprecated_methods_warn(kit: Any) -> None:
    with kit.mocked(lambda _: kit.httpx.Response(204)) as client:
        with pytest.warns(DeprecationWarning, match="deprecated"):
            assert client.trees.fell("t", orchard_id="o") is None
        with pytest.warns(DeprecationWarning, match="deprecated"):
            client.trees.with_raw_response.fell("t", orchard_id="o")


def test_names_of_the_package(kit: Any) -> None:
    package = kit.package
    for name in package.__all__:
        assert getattr(package, name) is not None
    assert package.NotFoundError.__module__ == package.__name__
    assert package.resources.TreesResource is kit.module("resources.trees").TreesResource
    assert package.APIResponse is kit.module("_response").APIResponse
    with pytest.raises(AttributeError, match="no attribute 'nothing'"):
        _ = package.nothing
