"""Servers: URLs with their variables filled by defaults."""

from __future__ import annotations

import re

from generator.api.build.nodes import Node
from generator.api.ir import Environment
from generator.base.json import JsonObject, as_object, as_str
from generator.base.words import Casing

_VARIABLE = re.compile(r"\{([^{}]+)\}")
_SNAKE = Casing()
_ENVIRONMENTS = frozenset(
    ("production", "prod", "live", "staging", "stage", "sandbox", "development", "dev", "test", "testing", "demo")
) | {"local", "localhost", "beta", "preview", "qa", "uat", "integration", "mock", "eu", "us", "asia"}


def server_url(node: Node) -> str | None:
    """Return the first server of a path or operation, or None."""
    servers = node.items("servers")
    return filled(servers[0].raw) if servers else None


def filled(server: JsonObject) -> str | None:
    """Return a server's URL with the defaults of its variables; unknown ones stay in braces."""
    variables = as_object(server.get("variables"))
    url = as_str(server.get("url"))
    if url is None:
        return None

    def value(match: re.Match[str]) -> str:
        default = as_object(variables.get(match[1])).get("default")
        return match[0] if default is None else str(default)

    return _VARIABLE.sub(value, url)


def environments(document: Node) -> tuple[Environment, ...]:
    """Return the servers of the document as environments, named after their descriptions where they have one."""
    found: dict[str, Environment] = {}
    for node in document.items("servers"):
        url = filled(node.raw)
        if url is None or any(url == other.url for other in found.values()):
            continue
        name = _name(node, first=not found)
        number = 2
        unique = name
        while unique in found:
            unique, number = f"{name}_{number}", number + 1
        found[unique] = Environment(unique, url.rstrip("/") or "/")
    return tuple(found.values())


def _name(node: Node, *, first: bool) -> str:
    """Return the name of an environment: the word in its description that is one, else a plain one."""
    name = _SNAKE.snake(as_str(node.raw.get("name")) or "")
    if name:
        return name
    words = _SNAKE.words(as_str(node.raw.get("description")) or "")
    known = next((word for word in words if word in _ENVIRONMENTS), None)
    return known or ("production" if first else "environment")
