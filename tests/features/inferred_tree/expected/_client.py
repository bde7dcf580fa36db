# File generated from an OpenAPI document by specloom. Edits will be lost when it is generated again.

from __future__ import annotations

from typing import TYPE_CHECKING, Any, Mapping
from typing_extensions import Self

from ._base_client import AsyncAPIClient, SyncAPIClient, select_base_url
from ._compat import cached_property
from ._constants import DEFAULT_MAX_RETRIES
from ._runtime.auth import Security
from ._runtime.http_library import httpx
from ._types import Headers, NotGiven, Query, Timeout, not_given
from ._version import __version__

if TYPE_CHECKING:
    from .resources.orchards.orchards import (
        AsyncOrchardsResource,
        AsyncOrchardsResourceWithRawResponse,
        AsyncOrchardsResourceWithStreamingResponse,
        OrchardsResource,
        OrchardsResourceWithRawResponse,
        OrchardsResourceWithStreamingResponse,
    )

__all__ = ["Orchard", "AsyncOrchard", "Client", "AsyncClient"]

_SECURITY: Security = ()


class Orchard(SyncAPIClient):
    """A client for Orchard."""

    _security = _SECURITY

    def __init__(
        self,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx.Client | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        """Configure the client. Nothing is sent before the first call."""
        super().__init__(
            version=__version__,
            base_url=select_base_url(base_url, "https://orchard.test/v1"),
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
            {},
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
    def with_raw_response(self) -> OrchardWithRawResponse:
        """The same resources, returning responses with their headers instead of parsed values."""
        return OrchardWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> OrchardWithStreamedResponse:
        """The same resources, returning responses whose bodies are read only as you ask for them."""
        return OrchardWithStreamedResponse(self)

    @cached_property
    def orchards(self) -> OrchardsResource:
        """The methods of `orchards`."""
        from .resources.orchards.orchards import OrchardsResource

        return OrchardsResource(self)


class AsyncOrchard(AsyncAPIClient):
    """An asynchronous client for Orchard."""

    _security = _SECURITY

    def __init__(
        self,
        *,
        base_url: str | httpx.URL | None = None,
        timeout: float | Timeout | None | NotGiven = not_given,
        max_retries: int = DEFAULT_MAX_RETRIES,
        default_headers: Headers | None = None,
        default_query: Query | None = None,
        http_client: httpx.AsyncClient | None = None,
        _strict_response_validation: bool = False,
    ) -> None:
        """Configure the client. Nothing is sent before the first call."""
        super().__init__(
            version=__version__,
            base_url=select_base_url(base_url, "https://orchard.test/v1"),
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
            {},
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
    def with_raw_response(self) -> AsyncOrchardWithRawResponse:
        """The same resources, returning responses with their headers instead of parsed values."""
        return AsyncOrchardWithRawResponse(self)

    @cached_property
    def with_streaming_response(self) -> AsyncOrchardWithStreamedResponse:
        """The same resources, returning responses whose bodies are read only as you ask for them."""
        return AsyncOrchardWithStreamedResponse(self)

    @cached_property
    def orchards(self) -> AsyncOrchardsResource:
        """The methods of `orchards`."""
        from .resources.orchards.orchards import AsyncOrchardsResource

        return AsyncOrchardsResource(self)


class OrchardWithRawResponse:
    """The methods of `Orchard`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: Orchard) -> None:
        self._resource = resource

    @cached_property
    def orchards(self) -> OrchardsResourceWithRawResponse:
        """The methods of `orchards`."""
        from .resources.orchards.orchards import OrchardsResourceWithRawResponse

        return OrchardsResourceWithRawResponse(self._resource.orchards)


class AsyncOrchardWithRawResponse:
    """The methods of `AsyncOrchard`, returning the response with its headers instead of the parsed value."""

    def __init__(self, resource: AsyncOrchard) -> None:
        self._resource = resource

    @cached_property
    def orchards(self) -> AsyncOrchardsResourceWithRawResponse:
        """The methods of `orchards`."""
        from .resources.orchards.orchards import AsyncOrchardsResourceWithRawResponse

        return AsyncOrchardsResourceWithRawResponse(self._resource.orchards)


class OrchardWithStreamedResponse:
    """The methods of `Orchard`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: Orchard) -> None:
        self._resource = resource

    @cached_property
    def orchards(self) -> OrchardsResourceWithStreamingResponse:
        """The methods of `orchards`."""
        from .resources.orchards.orchards import OrchardsResourceWithStreamingResponse

        return OrchardsResourceWithStreamingResponse(self._resource.orchards)


class AsyncOrchardWithStreamedResponse:
    """The methods of `AsyncOrchard`, returning a response whose body is read only as you ask for it."""

    def __init__(self, resource: AsyncOrchard) -> None:
        self._resource = resource

    @cached_property
    def orchards(self) -> AsyncOrchardsResourceWithStreamingResponse:
        """The methods of `orchards`."""
        from .resources.orchards.orchards import AsyncOrchardsResourceWithStreamingResponse

        return AsyncOrchardsResourceWithStreamingResponse(self._resource.orchards)


Client = Orchard
AsyncClient = AsyncOrchard
