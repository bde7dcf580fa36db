"""What the `__init__` modules of a generated package are made of."""

from __future__ import annotations

from typing import Any, Callable, Dict, Iterable, Mapping

from .lazy import lazy_package
from .logs import setup_logging as setup_logging

_LATER: Mapping[str, str] = {
    "APIResponse": "._response",
    "AsyncAPIResponse": "._response",
    "AsyncStream": "._streaming",
    "BaseModel": "._models",
    "Stream": "._streaming",
    "pagination": "",
    "resources": "",
}


def lazy_names(module: str, places: Mapping[str, str]) -> Callable[[str], object]:
    """A module's `__getattr__` that loads a name from a module (relative to it) when it is first used.

    An empty place means that the name is a submodule itself.
    """

    return lazy_package(module, places)[0]


def lazy_exports(package: str, more: Mapping[str, str] | None = None) -> Callable[[str], object]:
    """The `__getattr__` of the package itself: names that need pydantic load on first use."""
    return lazy_names(package, {**_LATER, **(more or {})})


def rename_exports(package: str, names: Dict[str, Any], exported: Iterable[str]) -> None:
    """Let exported classes and functions say that they are the package's, for shorter tracebacks."""
    for name in exported:
        value = names.get(name)
        if name.startswith("__") or not callable(value):
            continue
        try:
            value.__module__ = package
        except (TypeError, AttributeError):
            continue
