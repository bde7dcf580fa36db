"""What the `__init__` module of the package does when it is imported."""

from __future__ import annotations

from typing import Any, Dict, Iterable

from .logs import setup_logging as setup_logging


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
