"""Notices that functions of other libraries were replaced, as packages for tests and for tracing do."""

from __future__ import annotations

import importlib
import operator
from types import FunctionType
from typing import List, Sequence, Tuple, Union, cast

Owner = Union[type, str]
"""A class; as text `module:class` it is imported when it is first needed."""


class OriginalFunctions:
    """Functions of classes that come from some packages."""

    __slots__ = ("_known", "_names", "_owners", "_packages")

    def __init__(self, packages: Sequence[str], functions: Sequence[Tuple[Owner, str]]) -> None:
        self._packages = frozenset(packages)
        self._names = functions
        self._owners: List[Tuple[type, str]] | None = None
        self._known: Tuple[object, ...] | None = None

    def are_there(self) -> bool:
        """Whether none of them was replaced."""
        owners = self._owners
        if owners is None:
            owners = self._owners = [(_class_of(owner), name) for owner, name in self._names]
        current = tuple([getattr(owner, name, None) for owner, name in owners])
        if self._known is not None and all(map(operator.is_, current, self._known)):  # wrappers may say that they equal
            return True
        if not all(map(self._is_original, current)):
            return False
        self._known = current
        return True

    def _is_original(self, function: object) -> bool:
        if type(function) is not FunctionType:
            return False
        return str(function.__globals__.get("__name__")).partition(".")[0] in self._packages


def _class_of(owner: Owner) -> type:
    if isinstance(owner, type):
        return owner
    module, _, name = owner.partition(":")
    return cast(type, getattr(importlib.import_module(module), name))
