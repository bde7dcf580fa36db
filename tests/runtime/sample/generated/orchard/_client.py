"""The clients of the Orchard API."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Dict, Mapping
from typing_extensions import Literal, Self

from ._runtime.auth import BearerAuth, HeaderAuth, Security
from ._base_client import AsyncAPIClient, SyncAPIClient, read_option, select_environment
from ._compat import cached_property
from ._constants import DEFAULT_MAX_RETRIES
from ._runtime.http_library import httpx
from ._types import Headers, NotGiven, Omit, Query, Timeout, not_given
from ._version import __version__

if TYPE_CHECKING:
    from .resources import trees

__all__ = ["ENVIRONMENTS", "Orchard", "AsyncOrchard", "Client", "AsyncClient"]

ENVIRONMENTS: Dict[str, str] = {
    "production": "https://api.orchard.example/v1",
    "sandbox": "https://sandbox.orchard.example/v1",
}

_SECURITY: Security = (
    (BearerAuth("api_token"),),
    (HeaderAuth("X-Auth-Email", "api_email"), HeaderAuth("X-Auth-Key", "api_key")),
)


class Orchard(SyncAPIClient):
    """The blocking client of the Orchard API."""

    api_token: str | None
    api_key: str | None
    api_email: str | None

    _security = _SECURITY

    def __init__(
        self,
        *,
        api_token: str | None = None,
        api_key: str | None = None,
        api_email: str | None = None,
        environment: Literal["production", "sandbox"] | NotGiven = not_given,
        base_url: str | httpx.URL | None | NotGiven = not_given,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx.Client | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        """Make a client; options that are not given come from the environment.

        - `api_token` from `ORCHARD_API_TOKEN`
        - `api_key` from `ORCHARD_API_KEY`
        - `api_email` from `ORCHARD_EMAIL`
        """
        self.api_token = read_option(api_token, env="ORCHARD_API_TOKEN")
        self.api_key = read_option(api_key, env="ORCHARD_API_KEY")
        self.api_email = read_option(api_email, env="ORCHARD_EMAIL")
        self._environment, url = select_environment(base_url, environment=environment, environments=ENVIRONMENTS)
        super().__init__(
            version=__version__,
            base_url=url,
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
            custom_headers=default_headers,
            custom_query=default_query,
            _strict_response_validation=_strict_response_validation,
        )

    @cached_property
    def trees(self) -> trees.TreesResource:
        """The trees of an orchard."""
        from .resources.trees import TreesResource

        return TreesResource(self)

    @cached_property
    def with_raw_response(self) -> OrchardWithRawResponse:
        """Methods that return the response instead of the parsed value."""
        return OrchardWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> OrchardWithStreamedResponse:
        """Methods that return the response without reading its body."""
        return OrchardWithStreamedResponse(self)

    def copy(
        self,
        *,
        api_token: str | Omit | None = None,
        api_key: str | Omit | None = None,
        api_email: str | Omit | None = None,
        environment: Literal["production", "sandbox"] | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        http_client: httpx.Client | None = None,
        max_retries: int | NotGiven = not_given,
        default_headers: Headers | None = None,
        set_default_headers: Headers | None = None,
        default_query: Query | None = None,
        set_default_query: Query | None = None,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        """A client like this one with some options changed; `omit` clears an option, `None` keeps it."""
        return self._copy(
            {"api_token": api_token, "api_key": api_key, "api_email": api_email},
            base_url=base_url or (ENVIRONMENTS[environment] if environment else None),
            timeout=timeout,
            http_client=http_client,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            extra=_extra_kwargs,
        )

    with_options = copy


class OrchardWithRawResponse:
    """The resources of the client, with methods that return the response."""

    def __init__(self, client: Orchard) -> None:
        self._client = client

    @cached_property
    def trees(self) -> trees.TreesResourceWithRawResponse:
        from .resources.trees import TreesResourceWithRawResponse

        return TreesResourceWithRawResponse(self._client.trees)


class OrchardWithStreamedResponse:
    """The resources of the client, with methods that return the response without reading its body."""

    def __init__(self, client: Orchard) -> None:
        self._client = client

    @cached_property
    def trees(self) -> trees.TreesResourceWithStreamingResponse:
        from .resources.trees import TreesResourceWithStreamingResponse

        return TreesResourceWithStreamingResponse(self._client.trees)


class AsyncOrchard(AsyncAPIClient):
    """The async client of the Orchard API."""

    api_token: str | None
    api_key: str | None
    api_email: str | None

    _security = _SECURITY

    def __init__(
        self,
        *,
        api_token: str | None = None,
        api_key: str | None = None,
        api_email: str | None = None,
        environment: Literal["production", "sandbox"] | NotGiven = not_given,
        base_url: str | httpx.URL | None | NotGiven = not_given,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx.AsyncClient | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        """Make a client; options that are not given come from the environment.

        - `api_token` from `ORCHARD_API_TOKEN`
        - `api_key` from `ORCHARD_API_KEY`
        - `api_email` from `ORCHARD_EMAIL`
        """
        self.api_token = read_option(api_token, env="ORCHARD_API_TOKEN")
        self.api_key = read_option(api_key, env="ORCHARD_API_KEY")
        self.api_email = read_option(api_email, env="ORCHARD_EMAIL")
        self._environment, url = select_environment(base_url, environment=environment, environments=ENVIRONMENTS)
        super().__init__(
            version=__version__,
            base_url=url,
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
            custom_headers=default_headers,
            custom_query=default_query,
            _strict_response_validation=_strict_response_validation,
        )

    @cached_property
    def trees(self) -> trees.AsyncTreesResource:
        """The trees of an orchard."""
        from .resources.trees import AsyncTreesResource

        return AsyncTreesResource(self)

    @cached_property
    def with_raw_response(self) -> AsyncOrchardWithRawResponse:
        """Methods that return the response instead of the parsed value."""
        return AsyncOrchardWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncOrchardWithStreamedResponse:
        """Methods that return the response without reading its body."""
        return AsyncOrchardWithStreamedResponse(self)

    def copy(
        self,
        *,
        api_token: str | Omit | None = None,
        api_key: str | Omit | None = None,
        api_email: str | Omit | None = None,
        environment: Literal["production", "sandbox"] | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        http_client: httpx.AsyncClient | None = None,
        max_retries: int | NotGiven = not_given,
        default_headers: Headers | None = None,
        set_default_headers: Headers | None = None,
        default_query: Query | None = None,
        set_default_query: Query | None = None,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        """A client like this one with some options changed; `omit` clears an option, `None` keeps it."""
        return self._copy(
            {"api_token": api_token, "api_key": api_key, "api_email": api_email},
            base_url=base_url or (ENVIRONMENTS[environment] if environment else None),
            timeout=timeout,
            http_client=http_client,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            extra=_extra_kwargs,
        )

    with_options = copy


class AsyncOrchardWithRawResponse:
    """The resources of the client, with methods that return the response."""

    def __init__(self, client: AsyncOrchard) -> None:
        self._client = client

    @cached_property
    def trees(self) -> trees.AsyncTreesResourceWithRawResponse:
        from .resources.trees import AsyncTreesResourceWithRawResponse

        return AsyncTreesResourceWithRawResponse(self._client.trees)


class AsyncOrchardWithStreamedResponse:
    """The resources of the client, with methods that return the response without reading its body."""

    def __init__(self, client: AsyncOrchard) -> None:
        self._client = client

    @cached_property
    def trees(self) -> trees.AsyncTreesResourceWithStreamingResponse:
        from .resources.trees import AsyncTreesResourceWithStreamingResponse

        return AsyncTreesResourceWithStreamingResponse(self._client.trees)


Client = Orchard

AsyncClient = AsyncOrchard
