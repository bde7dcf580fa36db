"""What a client reads at construction: options, environment variables, the base URL."""

from __future__ import annotations

import os
import re
from typing import Callable, Mapping, TypeVar, overload

from .._types import NotGiven
from .http_library import httpx
from .settings import ENV_PREFIX, BaseError

_T = TypeVar("_T")
_HOST = re.compile(r"(?:localhost|[\w-]+(?:\.[\w-]+)+|[\w.-]+:[0-9]+|\[[0-9A-Fa-f:.]+\])(?::[0-9]+)?(?:[/?#]|$)")
"""The beginning of a URL that lacks its scheme."""


@overload
def read_option(value: str | None, *, env: str | None = None) -> str | None: ...
@overload
def read_option(value: str | None, *, env: str | None = None, default: str) -> str: ...
@overload
def read_option(value: _T | None, *, env: str | None = None, parse: Callable[[str], _T]) -> _T | None: ...
@overload
def read_option(value: _T | None, *, env: str | None = None, parse: Callable[[str], _T], default: _T) -> _T: ...
def read_option(
    value: object,
    *,
    env: str | None = None,
    default: object = None,
    parse: Callable[[str], object] = str,
) -> object:
    """The argument, else the environment variable (an empty one counts as not set), else the default."""
    if value is not None:
        return value
    text = os.environ.get(env) if env else None
    return parse(text) if text else default


def require_option(value: _T | None, *, name: str, env: str | None = None) -> _T:
    """The value; raises this package's base error if there is none, naming the option and its variable."""
    if value is not None:
        return value
    hint = f" or by setting the {env} environment variable" if env else ""
    raise BaseError(f"The {name} client option must be set either by passing {name} to the client{hint}")


def select_base_url(base_url: str | httpx.URL | None, default: str) -> str | httpx.URL:
    """The argument, else `<PREFIX>_BASE_URL`, else the default."""
    if base_url is not None:
        return base_url
    return os.environ.get(f"{ENV_PREFIX}_BASE_URL") or default


def select_environment(
    base_url: str | httpx.URL | NotGiven | None,
    *,
    environment: str | NotGiven,
    environments: Mapping[str, str],
) -> tuple[str, str | httpx.URL]:
    """The name of the environment and the base URL.

    An explicit `base_url` wins, then the `environment` argument, then `<PREFIX>_BASE_URL`, then the first
    environment. Raises `ValueError` for an unknown name, and where argument and variable contradict each other.
    """
    variable = f"{ENV_PREFIX}_BASE_URL"
    name = next(iter(environments)) if isinstance(environment, NotGiven) else environment
    if name not in environments:
        raise ValueError(f"Unknown environment: {name}")
    if base_url is not None and not isinstance(base_url, NotGiven):
        return name, base_url
    from_env = os.environ.get(variable)
    if isinstance(environment, NotGiven):
        return name, from_env or environments[name]
    if from_env and base_url is not None:
        raise ValueError(
            f"Ambiguous URL; The `{variable}` env var and the `environment` argument are given. "
            "If you want to use the environment, you must pass base_url=None"
        )
    return name, environments[name]


def fill_variables(url: str, variables: Mapping[str, str], client: object) -> str:
    """The URL with its `{variables}` replaced by attributes of the client; raises the base error if one is not set."""
    for variable, attribute in variables.items():
        mark = f"{{{variable}}}"
        if mark in url:
            url = url.replace(mark, str(require_option(getattr(client, attribute), name=attribute)))
    return url


def missing_url(url: str) -> BaseError:
    """The error that no server is known, or that its URL is not a whole one."""
    bare = url.strip().removeprefix("//")
    if _HOST.match(bare):
        return BaseError(f"The base_url `{url}` has no scheme: write `https://{bare}`, or `http://{bare}`")
    variable = f"{ENV_PREFIX}_BASE_URL"
    known = f" (the API describes its server only as `{url}`)" if url.strip("/") else ""
    return BaseError(
        "The base_url client option must be set either by passing base_url to the client or by setting the "
        f"{variable} environment variable: an absolute URL such as https://api.example.com{known}"
    )


def custom_headers_from_env() -> dict[str, str]:
    """The headers of `<PREFIX>_CUSTOM_HEADERS`: one `Name: value` a line."""
    text = os.environ.get(f"{ENV_PREFIX}_CUSTOM_HEADERS")
    if not text:
        return {}
    lines = (line.partition(":") for line in text.split("\n"))
    return {name.strip(): value.strip() for name, colon, value in lines if colon}
