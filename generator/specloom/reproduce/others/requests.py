"""Finds the requests that a function of an SDK makes, whichever library or helper sends them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from typing import TypeAlias

from specloom.compare.migration.endpoints import Function, constant_text
from specloom.reproduce.others.paths import LocalTexts, path_of, text_of

VERBS = ("get", "put", "post", "delete", "patch", "head", "options")
_VERB_KEYS = ("method", "http_method", "verb")
_PATH_KEYS = ("url", "path", "resource_path", "endpoint_path", "endpoint", "uri", "route")
_SENDERS = {"client", "session", "http", "httpx", "requests", "api", "transport"}
Request: TypeAlias = tuple[str, str]
"""A verb in lower case, and a path with `{}` for each parameter."""


def requests_of(function: Function) -> list[Request]:
    """Return the requests that a function makes, in order, each once."""
    known = local_values(function)
    found: dict[Request, None] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Call):
            found.update(dict.fromkeys(requests_in_call(node, known)))
        elif isinstance(node, ast.Dict):
            found.update(dict.fromkeys(requests_in_dict(node, known)))
    return list(found)


def assigned_requests(function: Function) -> dict[str, list[Request]]:
    """Return the requests of methods that a constructor makes: `self.list_trees = Endpoint({"method": "GET", ...})`."""
    found: dict[str, list[Request]] = {}
    for node in ast.walk(function):
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call):
            mappings = [each for each in ast.walk(node.value) if isinstance(each, ast.Dict)]
            inner = [each for mapping in mappings for each in requests_in_dict(mapping, LocalTexts())]
            names = [each.attr for each in node.targets if isinstance(each, ast.Attribute)]
            found.update({name: inner[:1] for name in names if inner})
    return found


def local_values(function: Function) -> LocalTexts:
    """Return the local names that are assigned once."""
    found: dict[str, ast.expr] = {}
    twice: set[str] = set()
    for node in ast.walk(function):
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if value is None or not isinstance(node, ast.Assign | ast.AnnAssign):
            continue
        for target in node.targets if isinstance(node, ast.Assign) else [node.target]:
            if isinstance(target, ast.Name):
                if target.id in found:
                    twice.add(target.id)
                found[target.id] = value
    return LocalTexts({name: value for name, value in found.items() if name not in twice})


def requests_in_call(call: ast.Call, known: LocalTexts) -> Iterator[Request]:
    """Yield the request of a call: `get(path)`, `request("GET", path)`, `call(path, "GET")`, `send(method=, url=)`."""
    words = {word.arg: word.value for word in call.keywords if word.arg is not None}
    verb = next(filter(None, (verb_of(words.get(key)) for key in _VERB_KEYS)), None)
    given = next((words[key] for key in _PATH_KEYS if key in words), None)
    is_said = verb is not None or is_sender(call)
    if verb is None:
        verb = next(filter(None, (verb_of(each) for each in call.args[:3])), None) or called_verb(call)
    if verb is None:
        return
    for node in [given] if given is not None else call.args[:3]:
        text = text_of(node, known) if verb_of(node) is None else None
        path = path_of(node, known) if text is not None and (is_said or "/" in text) else None
        if path is not None:
            yield verb, path
            return


def called_verb(call: ast.Call) -> str | None:
    """Return the verb in the name of what is called: `get`, `_post`, `http_delete`."""
    name = call.func.attr if isinstance(call.func, ast.Attribute) else getattr(call.func, "id", "")
    return next((each for each in VERBS if each in name.lower().strip("_").split("_")), None)


def is_sender(call: ast.Call) -> bool:
    """Return whether a method is called of something that sends requests, so that text without `/` can be a path."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    name = owner.attr if isinstance(owner, ast.Attribute) else owner.id if isinstance(owner, ast.Name) else ""
    return name == "self" or name.lower().rpartition("_")[2] in _SENDERS


def requests_in_dict(node: ast.Dict, known: LocalTexts) -> Iterator[Request]:
    """Yield the request of a mapping such as `{"method": "get", "url": "/trees"}`."""
    pairs = zip(node.keys, node.values, strict=True)
    words = {constant_text(key): value for key, value in pairs if key is not None}
    verb = next(filter(None, (verb_of(words.get(key)) for key in _VERB_KEYS)), None)
    path = next(filter(None, (path_of(words.get(key), known) for key in _PATH_KEYS)), None)
    if verb is not None and path is not None:
        yield verb, path


def verb_of(node: ast.expr | None) -> str | None:
    """Return the verb that an expression is: `"GET"`, `HTTPMethod.GET`."""
    text = node.attr if isinstance(node, ast.Attribute) else constant_text(node) if node is not None else None
    return text.lower() if text is not None and text.lower() in VERBS and (text.isupper() or text.islower()) else None
