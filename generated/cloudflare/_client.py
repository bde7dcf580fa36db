# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping
from typing_extensions import Self

from ._base_client import AsyncAPIClient, SyncAPIClient, read_option, select_base_url
from ._compat import cached_property
from ._constants import DEFAULT_MAX_RETRIES
from ._runtime.auth import BearerAuth, HeaderAuth, Security
from ._runtime.http_library import httpx
from ._types import Headers, NotGiven, Omit, Query, Timeout, not_given
from ._version import __version__

if TYPE_CHECKING:
    from .resources.workflows.workflows import (
        AsyncWorkflowsResource,
        AsyncWorkflowsResourceWithRawResponse,
        AsyncWorkflowsResourceWithStreamingResponse,
        WorkflowsResource,
        WorkflowsResourceWithRawResponse,
        WorkflowsResourceWithStreamingResponse,
    )

__all__ = ["Cloudflare", "AsyncCloudflare", "Client", "AsyncClient"]

_SECURITY: Security = (
    (BearerAuth("api_token"),),
    (
        HeaderAuth("X-Auth-Email", "api_email"),
        HeaderAuth("X-Auth-Key", "api_key"),
    ),
    (HeaderAuth("X-Auth-User-Service-Key", "user_service_key"),),
)


class Cloudflare(SyncAPIClient):
    """A client for Cloudflare Workflows API.

    Deploys, starts and steers durable, multi-step Workflows that run on Cloudflare Workers. Every
    JSON answer is wrapped in the same envelope: the payload is in `result`, problems are in
    `errors`.
    """

    _security = _SECURITY

    def __init__(
        self,
        *,
        api_token: str | None = None,
        api_key: str | None = None,
        api_email: str | None = None,
        user_service_key: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx.Client | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        """Configure the client. Nothing is sent before the first call.

        Args:
            api_token: The preferred way to authenticate. Read from `CLOUDFLARE_API_TOKEN`
                if absent.
            api_key: The global API key. It needs `api_email` beside it. Read from
                `CLOUDFLARE_API_KEY` if absent.
            api_email: The e-mail address that belongs to `api_key`. Read from
                `CLOUDFLARE_EMAIL` if absent.
            user_service_key: A service key. Few accounts have one. Read from
                `CLOUDFLARE_API_USER_SERVICE_KEY` if absent.
        """
        self.api_token: str | None = read_option(api_token, env="CLOUDFLARE_API_TOKEN")
        self.api_key: str | None = read_option(api_key, env="CLOUDFLARE_API_KEY")
        self.api_email: str | None = read_option(api_email, env="CLOUDFLARE_EMAIL")
        self.user_service_key: str | None = read_option(user_service_key, env="CLOUDFLARE_API_USER_SERVICE_KEY")
        super().__init__(
            version=__version__,
            base_url=select_base_url(base_url, "https://api.cloudflare.com/client/v4"),
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
            custom_headers=default_headers,
            custom_query=default_query,
            _strict_response_validation=_strict_response_validation,
        )

    def copy(
        self,
        *,
        api_token: str | Omit | None = None,
        api_key: str | Omit | None = None,
        api_email: str | Omit | None = None,
        user_service_key: str | Omit | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Headers | None = None,
        set_default_headers: Headers | None = None,
        default_query: Query | None = None,
        set_default_query: Query | None = None,
        http_client: httpx.Client | None = None,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        """Return a client like this one with some options changed; `None` keeps an option, `omit` clears it."""
        return self._copy(
            {"api_token": api_token, "api_key": api_key, "api_email": api_email, "user_service_key": user_service_key},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            http_client=http_client,
            extra=_extra_kwargs,
        )

    with_options = copy

    @cached_property
    def with_raw_response(self) -> CloudflareWithRawResponse:
        """The same resources, returning responses with their headers instead of parsed values."""
        return CloudflareWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> CloudflareWithStreamedResponse:
        """The same resources, returning responses whose bodies are read only as you ask for them."""
        return CloudflareWithStreamedResponse(self)

    @cached_property
    def workflows(self) -> WorkflowsResource:
        """Workflow definitions of an account."""
        from .resources.workflows.workflows import WorkflowsResource

        return WorkflowsResource(self)


class AsyncCloudflare(AsyncAPIClient):
    """An asynchronous client for Cloudflare Workflows API.

    Deploys, starts and steers durable, multi-step Workflows that run on Cloudflare Workers. Every
    JSON answer is wrapped in the same envelope: the payload is in `result`, problems are in
    `errors`.
    """

    _security = _SECURITY

    def __init__(
        self,
        *,
        api_token: str | None = None,
        api_key: str | None = None,
        api_email: str | None = None,
        user_service_key: str | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx.AsyncClient | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        """Configure the client. Nothing is sent before the first call.

        Args:
            api_token: The preferred way to authenticate. Read from `CLOUDFLARE_API_TOKEN`
                if absent.
            api_key: The global API key. It needs `api_email` beside it. Read from
                `CLOUDFLARE_API_KEY` if absent.
            api_email: The e-mail address that belongs to `api_key`. Read from
                `CLOUDFLARE_EMAIL` if absent.
            user_service_key: A service key. Few accounts have one. Read from
                `CLOUDFLARE_API_USER_SERVICE_KEY` if absent.
        """
        self.api_token: str | None = read_option(api_token, env="CLOUDFLARE_API_TOKEN")
        self.api_key: str | None = read_option(api_key, env="CLOUDFLARE_API_KEY")
        self.api_email: str | None = read_option(api_email, env="CLOUDFLARE_EMAIL")
        self.user_service_key: str | None = read_option(user_service_key, env="CLOUDFLARE_API_USER_SERVICE_KEY")
        super().__init__(
            version=__version__,
            base_url=select_base_url(base_url, "https://api.cloudflare.com/client/v4"),
            max_retries=max_retries,
            timeout=timeout,
            http_client=http_client,
            custom_headers=default_headers,
            custom_query=default_query,
            _strict_response_validation=_strict_response_validation,
        )

    def copy(
        self,
        *,
        api_token: str | Omit | None = None,
        api_key: str | Omit | None = None,
        api_email: str | Omit | None = None,
        user_service_key: str | Omit | None = None,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int | NotGiven = not_given,
        default_headers: Headers | None = None,
        set_default_headers: Headers | None = None,
        default_query: Query | None = None,
        set_default_query: Query | None = None,
        http_client: httpx.AsyncClient | None = None,
        _extra_kwargs: Mapping[str, Any] = {},
    ) -> Self:
        """Return a client like this one with some options changed; `None` keeps an option, `omit` clears it."""
        return self._copy(
            {"api_token": api_token, "api_key": api_key, "api_email": api_email, "user_service_key": user_service_key},
            base_url=base_url,
            timeout=timeout,
            max_retries=max_retries,
            default_headers=default_headers,
            set_default_headers=set_default_headers,
            default_query=default_query,
            set_default_query=set_default_query,
            http_client=http_client,
            extra=_extra_kwargs,
        )

    with_options = copy

    @cached_property
    def with_raw_response(self) -> AsyncCloudflareWithRawResponse:
        """The same resources, returning responses with their headers instead of parsed values."""
        return AsyncCloudflareWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncCloudflareWithStreamedResponse:
        """The same resources, returning responses whose bodies are read only as you ask for them."""
        return AsyncCloudflareWithStreamedResponse(self)

    @cached_property
    def workflows(self) -> AsyncWorkflowsResource:
        """Workflow definitions of an account."""
        from .resources.workflows.workflows import AsyncWorkflowsResource

        return AsyncWorkflowsResource(self)


class CloudflareWithRawResponse:
    """The methods of `Cloudflare`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: Cloudflare) -> None:
        self._resource = resource

    @cached_property
    def workflows(self) -> WorkflowsResourceWithRawResponse:
        """Workflow definitions of an account."""
        from .resources.workflows.workflows import WorkflowsResourceWithRawResponse

        return WorkflowsResourceWithRawResponse(self._resource.workflows)


class AsyncCloudflareWithRawResponse:
    """The methods of `AsyncCloudflare`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncCloudflare) -> None:
        self._resource = resource

    @cached_property
    def workflows(self) -> AsyncWorkflowsResourceWithRawResponse:
        """Workflow definitions of an account."""
        from .resources.workflows.workflows import AsyncWorkflowsResourceWithRawResponse

        return AsyncWorkflowsResourceWithRawResponse(self._resource.workflows)


class CloudflareWithStreamedResponse:
    """The methods of `Cloudflare`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: Cloudflare) -> None:
        self._resource = resource

    @cached_property
    def workflows(self) -> WorkflowsResourceWithStreamingResponse:
        """Workflow definitions of an account."""
        from .resources.workflows.workflows import WorkflowsResourceWithStreamingResponse

        return WorkflowsResourceWithStreamingResponse(self._resource.workflows)


class AsyncCloudflareWithStreamedResponse:
    """The methods of `AsyncCloudflare`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncCloudflare) -> None:
        self._resource = resource

    @cached_property
    def workflows(self) -> AsyncWorkflowsResourceWithStreamingResponse:
        """Workflow definitions of an account."""
        from .resources.workflows.workflows import AsyncWorkflowsResourceWithStreamingResponse

        return AsyncWorkflowsResourceWithStreamingResponse(self._resource.workflows)


Client = Cloudflare
AsyncClient = AsyncCloudflare
