"""Names and functions whose modules are loaded on first use."""

from __future__ import annotations

import importlib
import sys
from typing import Any, Callable, Mapping, Sequence


def lazy_callable(module: str, name: str, package: str | None) -> Callable[..., Any]:
    """A function of a module that is loaded by its first call: `lazy_callable(".parse", "parse", __package__)`."""
    loaded: Callable[..., Any] | None = None

    def call(*args: Any, **kwargs: Any) -> Any:
        nonlocal loaded
        if loaded is None:
            loaded = getattr(importlib.import_module(module, package), name)
        assert loaded is not None
        return loaded(*args, **kwargs)

    return call


def lazy_package(
    package: str, exports: Mapping[str, str], submodules: Sequence[str] = ()
) -> tuple[Callable[[str], object], Callable[[], list[str]]]:
    """The `__getattr__` and `__dir__` of a package whose names load when they are first used.

    `exports` says in which submodule a name is (`{"Tree": ".tree"}`), `submodules` names those that are names
    themselves.
    """
    places = {**dict.fromkeys(submodules, ""), **exports}

    def load(name: str) -> object:
        place = places.get(name)
        if place is None:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        module = importlib.import_module(place or f".{name}", parent_of(package))
        value: object = getattr(module, name) if place else module
        setattr(sys.modules[package], name, value)
        return value

    def names() -> list[str]:
        return sorted({*vars(sys.modules[package]), *places})

    return load, names


def parent_of(module: str) -> str:
    """The package that a module's relative imports start from."""
    return module if hasattr(sys.modules[module], "__path__") else module.rpartition(".")[0]
