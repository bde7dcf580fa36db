"""Repairs paths, parameters, responses and security of an inlined document, in place."""

from __future__ import annotations

import re
from urllib.parse import quote

from specloom.base.json import JsonArray, JsonObject, JsonValue, as_array, as_object
from specloom.base.pathtemplates import path_variables
from specloom.document.grammar import VERBS, ObjectKind
from specloom.document.normalise.canonical import SourceOrigins
from specloom.document.normalise.walk import of_kinds, operations_of_item, path_items

_SAFE = "-._~!$&'()*+,;=:@/%{}?#[]|"
"""Characters that a path may contain unchanged (``%``: of escapes)."""
_LOCATIONS = frozenset(["path", "query", "header", "cookie", "querystring"])
_STATUS = re.compile(r"[1-5](?:[0-9]{2}|XX)")


def mend_paths(root: JsonObject) -> None:
    """Drop invalid path items; begin paths with a slash and encode characters that no URL may contain, such as spaces.

    Methods in capitals and additional methods become members of their own.
    """
    paths = as_object(root.get("paths"))
    kept: JsonObject = {}
    for path, item in paths.items():
        if isinstance(item, dict) and not path.startswith("x-"):
            _mend_methods(item)
            mended = "/" + _encode_path(path.removeprefix("/"))
            kept[path if mended != path and (mended in paths or mended in kept) else mended] = item
    root["paths"] = kept


def _encode_path(path: str) -> str:
    """Percent-encode characters that a URL can't contain; letters beyond ASCII stay, because names are made of them."""
    return "".join(char if char.isalnum() or char in _SAFE else quote(char, safe="") for char in path)


def merge_parameters(root: JsonObject, origin: SourceOrigins) -> None:
    """Give each operation the parameters of its path item; of two with the same name and location the last one is
    used."""
    for _, item in path_items(root):
        shared = [value for value in as_array(item.pop("parameters", None)) if isinstance(value, dict)]
        for verb, operation in list(operations_of_item(item)):
            own = [value for value in as_array(operation.get("parameters")) if isinstance(value, dict)]
            merged: dict[tuple[str, str], JsonValue] = {}
            for value in (*shared, *own):
                merged[_parameter_key(value)] = value
            if merged and list(merged.values()) != operation.get("parameters"):
                made: JsonObject = {**operation, "parameters": list(merged.values())}
                origin.copy_origin(made, operation)
                _replace_parameters(item, verb, made)


def _replace_parameters(item: JsonObject, verb: str, operation: JsonObject) -> None:
    custom = item.get("additionalOperations")
    if verb not in item and isinstance(custom, dict):
        custom[verb] = operation
    else:
        item[verb] = operation


def _parameter_key(parameter: JsonObject) -> tuple[str, str]:
    location = str(parameter.get("in"))
    return ("body", "") if location == "body" else (location, str(parameter.get("name")))


def mend_operations(root: JsonObject) -> None:
    """Repair path parameters, response keys and security of each operation."""
    known = frozenset(as_object(as_object(root.get("components")).get("securitySchemes")))
    _mend_security(root, known)
    for path, item in path_items(root):
        for _, operation in operations_of_item(item):
            _mend_parameters(operation, path)
            _mend_responses(operation)
            _mend_security(operation, known)
    for holder in of_kinds(
        root, ObjectKind.PARAMETER, ObjectKind.HEADER, ObjectKind.MEDIA_TYPE, ObjectKind.HEADER_MEDIA_TYPE
    ):
        for key in ("schema", "itemSchema"):
            if key in holder and not isinstance(holder[key], dict):
                holder[key] = {"not": {}} if holder[key] is False else {}


def _mend_methods(item: JsonObject) -> None:
    for method in list(item):
        if method not in VERBS and method.lower() in VERBS and isinstance(item[method], dict):
            item.setdefault(method.lower(), item.pop(method))
    custom = item.get("additionalOperations")
    for method in list(custom) if isinstance(custom, dict) else ():
        if isinstance(custom, dict) and method.lower() in VERBS:
            item.setdefault(method.lower(), custom.pop(method))


def _given_parameters(operation: JsonObject) -> list[JsonObject]:
    """Return the parameters that can be identified; a whole query string needs no name."""
    given = [as_object(value) for value in as_array(operation.get("parameters"))]
    for one in given:
        if one.get("in") == "querystring":
            one.setdefault("name", "query")
    return [one for one in given if isinstance(one.get("name"), str) and isinstance(one.get("in"), str)]


def _mend_parameters(operation: JsonObject, path: str) -> None:
    given = _given_parameters(operation)
    variables = path_variables(path, {str(one["name"]) for one in given})
    wanted = dict.fromkeys(variable.name for variable in variables if variable.in_path)
    query = dict.fromkeys(variable.name for variable in variables if variable.in_query)
    kept: JsonArray = []
    for parameter in given:
        name = str(parameter["name"])
        if parameter["in"] == "path" and name in query:
            parameter["in"] = "query"
        if parameter["in"] == "path":
            if name not in wanted:
                continue
            del wanted[name]
            parameter["required"] = True
        elif parameter["in"] not in _LOCATIONS:
            continue
        elif parameter["in"] == "query":
            query.pop(name, None)
        kept.append(parameter)
    for name in filter(None, wanted):
        kept.append({"name": name, "in": "path", "required": True, "schema": {"type": "string"}})
    for name in filter(None, query):
        kept.append({"name": name, "in": "query", "schema": {"type": "string"}})
    operation.pop("parameters", None)
    if kept:
        operation["parameters"] = kept


def _mend_responses(operation: JsonObject) -> None:
    mended: JsonObject = {}
    for key, value in as_object(operation.get("responses")).items():
        name = key.strip().upper()
        if not isinstance(value, dict) or key.startswith("x-"):
            continue
        if name == "DEFAULT":
            mended["default"] = value
        elif _STATUS.fullmatch(name):
            mended[name] = value
    operation["responses"] = mended


def _mend_security(holder: JsonObject, known: frozenset[str]) -> None:
    """Drop alternatives that need an undefined scheme; without any left, drop the requirement."""
    alternatives = holder.get("security")
    if not isinstance(alternatives, list):
        holder.pop("security", None)
        return
    kept = [value for value in alternatives if isinstance(value, dict) and known.issuperset(value)]
    if alternatives and not kept:
        del holder["security"]
    else:
        holder["security"] = [*kept]
