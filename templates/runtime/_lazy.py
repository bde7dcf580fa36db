"""Functions whose modules are loaded by the first call."""

from __future__ import annotations

import importlib
from typing import Any, Callable


def lazy_callable(module: str, name: str, package: str | None) -> Callable[..., Any]:
    """A function of a module that is loaded by its first call: `lazy_callable("._parse", "parse", __package__)`."""
    loaded: Callable[..., Any] | None = None

    def call(*args: Any, **kwargs: Any) -> Any:
        nonlocal loaded
        if loaded is None:
            loaded = getattr(importlib.import_module(module, package), name)
        assert loaded is not None
        return loaded(*args, **kwargs)

    return call
