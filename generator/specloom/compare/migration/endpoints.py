"""Finds the operation that a method of an existing SDK calls, from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Callable, Iterator, Mapping
from typing import Generic, TypeVar

from specloom.compare.source.foreign_source import SourceError, bounded_reading, parse_foreign

_VERBS = {"_get": "get", "_post": "post", "_put": "put", "_patch": "patch", "_delete": "delete"}
_LIST = "_get_api_list"
_OF_CLIENT = {**{name.removeprefix("_"): verb for name, verb in _VERBS.items()}, "get_api_list": "get"}
"""The same methods of a client, which calls its own."""
_HOLE = re.compile(r"\{[^{}]*\}")
Function = ast.FunctionDef | ast.AsyncFunctionDef
T = TypeVar("T")


class SourceMethods(Generic[T]):
    """Reads the methods of a package with `read`, each module when first asked for; `files` are its modules by path."""

    def __init__(self, files: Mapping[str, str], read: Callable[[Function], T]) -> None:
        self.files = files
        self.read = read
        self._known: dict[str, dict[str, dict[str, T]]] = {}

    def methods_of(self, path: str) -> dict[str, T]:
        """Return what was read of each method of the class at a dotted path; nothing if there is no such class."""
        module, _, cls = path.rpartition(".")
        if module not in self._known:
            self._known[module] = dict(self._read_module(module))
        return self._known[module].get(cls, {})

    def _read_module(self, module: str) -> Iterator[tuple[str, dict[str, T]]]:
        path = module.replace(".", "/")
        text = self.files.get(f"{path}.py") or self.files.get(f"{path}/__init__.py") or ""
        try:
            tree = parse_foreign(text)
        except SourceError:  # reported when the surface is read
            return
        for cls in tree.body:
            if isinstance(cls, ast.ClassDef):
                functions = [statement for statement in cls.body if isinstance(statement, Function)]
                yield cls.name, {function.name: self.read(function) for function in functions}


def readable_request(function: Function) -> str:
    """Return the request that a method makes, "" if it makes none that can be read."""
    try:
        with bounded_reading():
            return without_query(request_of(function) or "")
    except SourceError:
        return ""


def request_of(function: Function) -> str | None:
    """Return the request that a method makes, None if it makes none that can be read."""
    for node in ast.walk(function):
        if not isinstance(node, ast.Call) or not isinstance(node.func, ast.Attribute) or not node.args:
            continue
        verb = _VERBS.get(node.func.attr)
        if verb is None and ast.unparse(node.func.value) in {"self", "self._client"}:
            verb = _OF_CLIENT.get(node.func.attr)
        if node.func.attr.removeprefix("_") == _LIST.removeprefix("_"):
            verb = next((constant_text(word.value) for word in node.keywords if word.arg == "method"), None) or "get"
        path = path_of(node.args[0])
        if verb is not None and path is not None:
            return f"{verb} {path}"
    return None


def path_of(node: ast.expr) -> str | None:
    """Return the path in the first argument of a request: a string, an f-string or a call that fills a template.

    Of an operation with a server of its own it is the path, which is used with another base URL, or else the whole URL.
    """
    if isinstance(node, ast.Call) and node.args:
        return path_of(node.args[0])
    if isinstance(node, ast.IfExp):
        paths = [found for found in (path_of(node.body), path_of(node.orelse)) if found is not None]
        return min(paths, key=lambda each: "://" in each, default=None)
    if isinstance(node, ast.BinOp):
        start, end = path_of(node.left), path_of(node.right)
        return f"{start}{end}" if start is not None and end is not None else None
    if isinstance(node, ast.JoinedStr):
        return "".join(constant_text(part) or "{" + ast.unparse(part).strip("f'\"{}") + "}" for part in node.values)
    return constant_text(node)


def constant_text(node: ast.expr) -> str | None:
    """Return a constant string."""
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def same_path(endpoint: str) -> str:
    """Return an endpoint without parameter names, so that two spellings of one are equal."""
    return _HOLE.sub("{}", endpoint).rstrip("/")


def without_query(endpoint: str) -> str:
    """Return an endpoint without the constant query in its path."""
    return endpoint.partition("?")[0]
