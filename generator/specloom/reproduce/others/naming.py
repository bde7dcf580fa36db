"""Names the resource and the method of each request of an SDK: by its modules, classes and functions."""

from __future__ import annotations

import re

from specloom.base.records import dataclass
from specloom.base.words import Casing

_CASING = Casing()
_PARTS_OF_METHODS = (
    "_with_http_info",
    "_without_preload_content",
    "_with_raw_response",
    "_serialize",
    "_detailed",
    "_async",
)
"""Suffixes of functions that are the same method in another form."""
_CLASS_WORDS = (
    "RawClient",
    "Raw",
    "Async",
    "Client",
    "Resource",
    "Service",
    "Endpoints",
    "Endpoint",
    "Apis",
    "Api",
    "API",
)
_MODULES_OF_NOTHING = {
    *("api", "apis", "api_client", "base_client", "client", "clients", "core", "endpoint", "endpoints", "raw_client"),
    *(
        "resource",
        "resources",
        "rest",
        "sdk",
        "service",
        "services",
        "session",
        "src",
        "v1",
        "__init__",
        "main",
        "http",
    ),
}
"""Modules and directories whose names say nothing of a resource."""
_OWN_FUNCTIONS = {"_get_kwargs", "sync", "asyncio", "sync_detailed", "asyncio_detailed"}
"""Functions of modules that are one method each, as openapi-python-client writes them."""
_WORD = re.compile(r"[a-z][a-z0-9_]*")


@dataclass(frozen=True, slots=True)
class FoundFunction:
    """A function that makes a request: the parts of its module, its class ("" if it has none), and its name."""

    module: tuple[str, ...]
    cls: str
    name: str

    @property
    def location(self) -> str:
        """The name of the function for the user."""
        return ".".join(part for part in (*self.module, self.cls, self.name) if part)

    @property
    def rank(self) -> tuple[bool, bool, str]:
        """The order in which functions give names: first those that users call, and the sync ones."""
        is_async = self.cls.startswith("Async") or "async" in self.name.lower().split("_")
        return not self.is_public, is_async, self.location

    @property
    def is_public(self) -> bool:
        """Return whether users call the function itself."""
        return not self.name.startswith("_") and self.method == self.name

    @property
    def method(self) -> str:
        """The name of the method: that of the function, or of its module if that is one method."""
        name = self.module[-1] if self.name in _OWN_FUNCTIONS and self.module else self.name
        name = name.strip("_")
        name = name.removesuffix("_endpoint") or name
        for suffix in _PARTS_OF_METHODS:
            name = name.removesuffix(suffix)
        return _CASING.snake(name)

    def resource(self, client: str) -> tuple[str, ...]:
        """Return the parts of the resource: of the directories and the class, or else the module; none for the client.

        `client` is the name that the classes of the client have, without `Client` and the like.
        """
        directories = self.module[:-1]
        own = plain_class(self.cls) if self.cls else self.module[-1] if self.module else ""
        if self.name in _OWN_FUNCTIONS:
            own = ""
        steps = [_CASING.snake(each) for each in (*directories, own) if each]
        named = [each.strip("_") for each in steps if each.strip("_") and each not in _MODULES_OF_NOTHING]
        found = [each for number, each in enumerate(named) if number == 0 or each != named[number - 1]]
        return () if found == [client] and self.cls else tuple(found)


def plain_class(name: str) -> str:
    """Return the name of a class without the words that say what kind of thing it is."""
    for _ in range(3):
        for word in _CLASS_WORDS:
            name = name.removesuffix(word) if name != word else ""
            name = name.removeprefix(word) if word in ("Raw", "Async") and name != word else name
    return name


def usable(parts: tuple[str, ...]) -> bool:
    """Return whether the parts of a name can be keys of the config."""
    return all(_WORD.fullmatch(part) for part in parts)
