"""The names that generated clients and tests import; page classes load on first use."""

from __future__ import annotations

import importlib
import platform
from typing import TYPE_CHECKING

from ._constants import (
    DEFAULT_CONNECTION_LIMITS as DEFAULT_CONNECTION_LIMITS,
)
from ._constants import (
    DEFAULT_MAX_RETRIES as DEFAULT_MAX_RETRIES,
)
from ._constants import (
    DEFAULT_TIMEOUT as DEFAULT_TIMEOUT,
)
from ._constants import (
    HTTPX_DEFAULT_TIMEOUT as HTTPX_DEFAULT_TIMEOUT,
)
from ._constants import (
    INITIAL_RETRY_DELAY as INITIAL_RETRY_DELAY,
)
from ._constants import (
    MAX_RETRY_DELAY as MAX_RETRY_DELAY,
)
from ._runtime.calls import BaseClient as BaseClient
from ._runtime.client_async import AsyncAPIClient as AsyncAPIClient
from ._runtime.client_sync import SyncAPIClient as SyncAPIClient
from ._runtime.http_clients import (
    DefaultAioHttpClient as DefaultAioHttpClient,
)
from ._runtime.http_clients import (
    DefaultAsyncHttpxClient as DefaultAsyncHttpxClient,
)
from ._runtime.http_clients import (
    DefaultHttpxClient as DefaultHttpxClient,
)
from ._runtime.options import (
    read_option as read_option,
)
from ._runtime.options import (
    require_option as require_option,
)
from ._runtime.options import (
    select_base_url as select_base_url,
)
from ._runtime.options import (
    select_environment as select_environment,
)
from ._runtime.paginator import AsyncPaginator as AsyncPaginator
from ._runtime.paginator import PageInfo as PageInfo
from ._runtime.request import FinalRequestOptions as FinalRequestOptions
from ._runtime.request import make_request_options as make_request_options

if TYPE_CHECKING:
    from ._runtime.pagination import BaseAsyncPage as BaseAsyncPage
    from ._runtime.pagination import BasePage as BasePage
    from ._runtime.pagination import BaseSyncPage as BaseSyncPage

_PAGES = frozenset({"BasePage", "BaseSyncPage", "BaseAsyncPage"})


def __getattr__(name: str) -> object:
    if name not in _PAGES:
        raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
    value: object = getattr(importlib.import_module("._runtime.pagination", __package__), name)
    globals()[name] = value
    return value


class OtherPlatform:
    """An operating system that has no name here."""

    def __init__(self, name: str) -> None:
        self.name = name

    def __str__(self) -> str:
        return f"Other:{self.name}"


def get_platform() -> OtherPlatform | str:
    """The name of the operating system."""
    system = platform.system()
    return {"Darwin": "MacOS", "Linux": "Linux", "Windows": "Windows"}.get(system) or OtherPlatform(system)
