"""Finds the operation that a method of an existing SDK calls, from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping

from specloom.compare.source.foreign_source import SourceError, bounded_reading, parse_foreign

_VERBS = {"_get": "get", "_post": "post", "_put": "put", "_patch": "patch", "_delete": "delete"}
_LIST = "_get_api_list"
_OF_CLIENT = {**{name.removeprefix("_"): verb for name, verb in _VERBS.items()}, "get_api_list": "get"}
"""The same methods of a client, which calls its own."""
_HOLE = re.compile(r"\{[^{}]*\}")
Function = ast.FunctionDef | ast.AsyncFunctionDef


class SourceEndpoints:
    """Reads the methods of a package; `files` are its modules by path. Each module is parsed when first asked for."""

    def __init__(self, files: Mapping[str, str]) -> None:
        self.files = files
        self.known: dict[str, dict[str, str | None]] = {}

    def find_endpoint(self, module: str, cls: str, method: str) -> str | None:
        """Return `verb /path` of a method, "" if it makes no request of its own, None if there is no such method."""
        if module not in self.known:
            self.known[module] = dict(self._read_module(module))
        return self.known[module].get(f"{cls}.{method}")

    def _read_module(self, module: str) -> Iterator[tuple[str, str | None]]:
        path = module.replace(".", "/")
        text = self.files.get(f"{path}.py") or self.files.get(f"{path}/__init__.py") or ""
        try:
            tree = parse_foreign(text)
        except SourceError:  # reported when the modules are compared
            return
        for cls in tree.body:
            for function in cls.body if isinstance(cls, ast.ClassDef) else ():
                if isinstance(cls, ast.ClassDef) and isinstance(function, Function):
                    yield f"{cls.name}.{function.name}", readable_request(function)


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
    """Return the path in the first argument of a request: a string, an f-string or a call that fills a template."""
    if isinstance(node, ast.Call) and node.args:
        return path_of(node.args[0])
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
