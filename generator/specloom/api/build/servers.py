"""Reads servers: URLs with the defaults of their variables."""

from __future__ import annotations

import re
from collections.abc import Collection

from specloom.api.build.nodes import DocumentNode
from specloom.api.ir import Environment
from specloom.base.json import JsonObject, as_object, as_str, strings_in
from specloom.base.names import NameScope
from specloom.base.records import dataclass
from specloom.base.words import Casing

_VARIABLE = re.compile(r"\{([^{}]+)\}")
_PLAIN_URL = re.compile(r"(?:[\w.:/%~-]|\{[A-Za-z][\w-]*\})+")
"""A variable in a URL; it counts even if the document does not declare it."""
_SNAKE = Casing()
_ENVIRONMENTS = frozenset(
    ("production", "prod", "live", "staging", "stage", "sandbox", "development", "dev", "test", "testing", "demo")
) | {"local", "localhost", "beta", "preview", "qa", "uat", "integration", "mock", "eu", "us", "asia"}


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """A variable of a server's URL."""

    name: str
    default: str | None
    values: tuple[str, ...] = ()
    description: str | None = None


def server_url(node: DocumentNode, options: Collection[str]) -> str | None:
    """Return the first server of a path or operation, or None."""
    servers = node.items("servers")
    return fill_server_url(servers[0].raw, options) if servers else None


def fill_server_url(server: JsonObject, options: Collection[str]) -> str | None:
    """Return a server's URL with the defaults of its variables; those that client options fill stay in braces."""
    variables = as_object(server.get("variables"))
    url = as_str(server.get("url"))
    if url is None:
        return None

    def value(match: re.Match[str]) -> str:
        default = as_object(variables.get(match[1])).get("default")
        return match[0] if default is None or match[1] in options else str(default)

    return _VARIABLE.sub(value, url)


def variables_of(document: DocumentNode) -> dict[str, ServerVariable]:
    """Return the variables of the document's servers that one option can fill, because all servers agree on them."""
    found: dict[str, ServerVariable] = {}
    clashing: set[str] = set()
    for node in document.items("servers"):
        declared, url = as_object(node.raw.get("variables")), as_str(node.raw.get("url")) or ""
        for name in dict.fromkeys(_VARIABLE.findall(url)):
            if name not in declared and not _PLAIN_URL.fullmatch(url):
                continue
            raw = as_object(declared.get(name))
            default = None if raw.get("default") is None else str(raw["default"])
            text = as_str(raw.get("description"))
            variable = ServerVariable(name, default, tuple(strings_in(raw.get("enum"))), text)
            if found.setdefault(name, variable).default != default:
                clashing.add(name)
    return {name: variable for name, variable in found.items() if name not in clashing}


def server_environments(document: DocumentNode, options: Collection[str]) -> tuple[Environment, ...]:
    """Return the servers of the document as environments, named after their `description` if they have one."""
    found: list[Environment] = []
    urls: set[str] = set()
    names = NameScope()
    for node in document.items("servers"):
        url = fill_server_url(node.raw, options)
        if url is None or url in urls:
            continue
        shown = url.rstrip("/") or "/"
        urls.add(shown)
        found.append(Environment(names.claim_name(_environment_name(node, first=not found)), shown))
    return tuple(found)


def _environment_name(node: DocumentNode, *, first: bool) -> str:
    """Return the name of an environment: a usual word in its `description`, else a default."""
    name = _SNAKE.snake(as_str(node.raw.get("name")) or "")
    if name:
        return name
    words = _SNAKE.words(as_str(node.raw.get("description")) or "")
    known = next((word for word in words if word in _ENVIRONMENTS), None)
    return known or ("production" if first else "environment")
