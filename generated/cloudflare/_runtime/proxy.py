"""An object that loads its value when it is first used."""

from __future__ import annotations

from abc import ABC, abstractmethod
from typing import Any, Generic, Iterable, TypeVar, cast

from typing_extensions import override

T = TypeVar("T")


class LazyProxy(Generic[T], ABC):
    """Acts as the object that `__load__` returns."""

    def __getattr__(self, attr: str) -> object:
        loaded = self.__get_proxied__()
        if issubclass(type(loaded), LazyProxy):
            return cast(Any, loaded)
        return getattr(loaded, attr)

    @override
    def __repr__(self) -> str:
        loaded = self.__get_proxied__()
        return type(self).__name__ if issubclass(type(loaded), LazyProxy) else repr(loaded)

    @override
    def __str__(self) -> str:
        loaded = self.__get_proxied__()
        return type(self).__name__ if issubclass(type(loaded), LazyProxy) else str(loaded)

    @override
    def __dir__(self) -> Iterable[str]:
        loaded = self.__get_proxied__()
        return [] if issubclass(type(loaded), LazyProxy) else dir(loaded)

    def __get_proxied__(self) -> T:
        """The object itself."""
        return self.__load__()

    @abstractmethod
    def __load__(self) -> T:
        """Load the object."""
