"""Writes the signatures of a client's constructor and of its `copy`, one parameter per line."""

from __future__ import annotations

from collections.abc import Sequence

from specloom.api.ir import Environment
from specloom.emit.layout import LINE_WIDTH, lay_out_signature
from specloom.emit.literals import string_literal
from specloom.emit.resources.options import NamedOption

_INDENT = 4
_TIMEOUT = "timeout: float | Timeout | None | NotGiven = not_given"
_DEFAULTS = ("default_headers: Headers | None = None", "default_query: Query | None = None")
_COPIED_DEFAULTS = (
    "default_headers: Headers | None = None",
    "set_default_headers: Headers | None = None",
    "default_query: Query | None = None",
    "set_default_query: Query | None = None",
)


def constructor_signature(options: Sequence[NamedOption], environments: Sequence[Environment], http_client: str) -> str:
    """Return the first lines of a client's `__init__`; `http_client` is the class of the HTTP library."""
    url = "base_url: str | httpx.URL | None"
    chosen = (
        (f"environment: {_names_of(environments)} | NotGiven = not_given", f"{url} | NotGiven = not_given")
        if len(environments) > 1
        else (f"{url} = None",)
    )
    parameters = [
        *(option.parameter for option in options),
        *chosen,
        _TIMEOUT,
        "max_retries: int = DEFAULT_MAX_RETRIES",
        *_DEFAULTS,
        f"http_client: {http_client} | None = None",
        "_strict_response_validation: bool = False",
    ]
    return _signature("def __init__", parameters, "None")


def copy_signature(options: Sequence[NamedOption], environments: Sequence[Environment], http_client: str) -> str:
    """Return the first lines of a client's `copy`."""
    chosen = (f"environment: {_names_of(environments)} | None = None",) if len(environments) > 1 else ()
    parameters = [
        *(option.copy_parameter for option in options),
        *chosen,
        "base_url: str | httpx.URL | None = None",
        _TIMEOUT,
        "max_retries: int | NotGiven = not_given",
        *_COPIED_DEFAULTS,
        f"http_client: {http_client} | None = None",
        "_extra_kwargs: Mapping[str, Any] = {}",
    ]
    return _signature("def copy", parameters, "Self")


def _names_of(environments: Sequence[Environment]) -> str:
    return f"Literal[{', '.join(string_literal(environment.name) for environment in environments)}]"


def _signature(head: str, parameters: Sequence[str], returns: str) -> str:
    """Return a signature; black breaks its lines if a parameter is too long for one."""
    if all(_INDENT * 2 + len(f"{parameter},") <= LINE_WIDTH for parameter in parameters):
        return lay_out_signature(head, ["self", "*", *parameters], returns, ":", _INDENT)
    return f"{head}(self, *, {', '.join(parameters)}) -> {returns}:"
