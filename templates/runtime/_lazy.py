"""Modules that are loaded when one of their names is first used."""

from __future__ import annotations

import importlib


class LazyModule:
    """Stands for a module: `LazyModule("._parse", __package__)`."""

    def __init__(self, name: str, package: str | None) -> None:
        self.__dict__["_target"] = (name, package)

    def __getattr__(self, name: str) -> object:
        target, package = self.__dict__["_target"]
        value: object = getattr(importlib.import_module(target, package), name)
        self.__dict__[name] = value
        return value

    def __repr__(self) -> str:
        return f"<lazy module {self.__dict__['_target'][0]!r}>"
