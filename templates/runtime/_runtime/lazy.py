"""Names and functions whose modules are loaded on first use."""

from __future__ import annotations

import importlib
import sys
from typing import Any, Callable, Mapping

from .forks import unforkable


def lazy_callable(module: str, name: str, package: str | None) -> Callable[..., Any]:
    """A function of a module that is loaded by its first call: `lazy_callable(".parse", "parse", __package__)`."""
    loaded: Callable[..., Any] | None = None

    def call(*args: Any, **kwargs: Any) -> Any:
        nonlocal loaded
        if loaded is None:
            with unforkable:
                loaded = getattr(importlib.import_module(module, package), name)
        assert loaded is not None
        return loaded(*args, **kwargs)

    return call


def lazy_names(module: str, sources: Mapping[str, str]) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a module whose names load when they are first used.

    `sources` says which module has a name (`{"Tree": ".tree"}`); it is empty where the name is a submodule itself.
    `from module import *` takes all of these names, unless the module has an `__all__` of its own.
    """

    def load(name: str) -> object:
        source = sources.get(name)
        if source is None:
            if name == "__all__":
                return sorted(sources)
            raise AttributeError(f"module {module!r} has no attribute {name!r}")
        with unforkable:
            found = importlib.import_module(source or f".{name}", parent_of(module))
            value: object = getattr(found, name) if source else found
        setattr(sys.modules[module], name, value)
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[module]), *sources})

    return load, names


def parent_of(module: str) -> str:
    """The package that a module's relative imports start from."""
    return module if hasattr(sys.modules[module], "__path__") else module.rpartition(".")[0]
