"""Reads the pagination schemes of an existing SDK from its page classes."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from specloom.base.json import JsonObject, JsonValue
from specloom.base.words import Casing
from specloom.compare.migration.endpoints import constant_text
from specloom.compare.source.foreign_source import SourceError, bounded_reading, parse_foreign
from specloom.reproduce.page_fields import PageField, fields_of

_PURPOSE = "x-stainless-pagination-property"
_CASING = Casing()
_BACKWARDS = {"ending_before", "before", "before_id", "previous_cursor"}


def read_schemes(files: Mapping[str, str]) -> dict[str, JsonObject]:
    """Return the pagination schemes by the name of the sync class, in order; what can't be read is left out."""
    found: dict[str, JsonObject] = {}
    try:
        tree = parse_foreign(files.get("pagination.py", ""))
        with bounded_reading():
            classes = {node.name: node for node in tree.body if isinstance(node, ast.ClassDef)}
            for name, node in classes.items():
                if name.startswith("Sync"):
                    found[name] = scheme_of(node, fields_of(node, classes))
    except SourceError:  # reported when the surface is read
        return found
    return found


def scheme_of(node: ast.ClassDef, fields: Mapping[str, PageField]) -> JsonObject:
    """Return the scheme of one page class with these fields."""
    functions = {each.name: each for each in node.body if isinstance(each, ast.FunctionDef)}
    items = ".".join(read_path(functions.get("_get_page_items"), {}))
    is_array = "build" in functions and "." not in items
    kind, request, purposes = next_page(functions.get("next_page_info"))
    more = has_next(functions.get("has_next_page"))
    response: dict[str, JsonValue] = {}
    if items:
        put_property(response, items, fields, {"type": "array", "items": {}}, "items")
        if is_array:
            response[items] = {"type": "array", "items": {}, _PURPOSE: {"purpose": "items", "is_top_level_array": True}}
    for path, purpose in purposes.items():
        put_property(response, path, fields, {"type": "integer" if "count" in purpose else "string"}, purpose)
    if more and more not in purposes:
        put_property(response, more, fields, {"type": "boolean"}, "has_next_page")
    if not is_array:
        add_other_fields(response, fields)
    name = _CASING.snake(node.name.removeprefix("Sync"))
    return {"name": name, "type": kind, "request": dict(request), "response": response}


def put_property(
    target: dict[str, JsonValue], path: str, fields: Mapping[str, PageField], usual: JsonObject, purpose: str
) -> None:
    """Add a property with a purpose at a dotted path of a mapping of schemas; `usual` is its schema without a type."""
    head, _, rest = path.partition(".")
    known = fields.get(head, PageField(head, {}))
    if not rest:
        target[known.wire] = {**(known.schema or usual), _PURPOSE: {"purpose": purpose}}
        return
    inner = target.setdefault(known.wire, {"type": "object", "properties": {}})
    properties = inner.get("properties") if isinstance(inner, dict) else None
    if isinstance(properties, dict):
        put_property(properties, rest, known.inside, usual, purpose)


def add_other_fields(target: dict[str, JsonValue], fields: Mapping[str, PageField]) -> None:
    """Add the fields that have no purpose, such as the size of a page, to a mapping of schemas."""
    for each in fields.values():
        if each.inside:
            inner = target.setdefault(each.wire, {"type": "object", "properties": {}})
            properties = inner.get("properties") if isinstance(inner, dict) else None
            if isinstance(properties, dict):
                add_other_fields(properties, each.inside)
        else:
            target.setdefault(each.wire, each.schema)


def attribute_path(node: ast.expr, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...] | None:
    """Return the path of an expression such as `self.meta.next`, with local names resolved; None for any other."""
    if isinstance(node, ast.Attribute):
        above = attribute_path(node.value, known)
        return None if above is None else (*above, node.attr)
    if isinstance(node, ast.Name):
        return () if node.id == "self" else known.get(node.id)
    return None


def local_paths(function: ast.FunctionDef) -> dict[str, tuple[str, ...]]:
    """Return the local names of a function that hold a part of the response, and their paths."""
    known: dict[str, tuple[str, ...]] = {}
    for each in ast.walk(function):
        if isinstance(each, ast.Assign) and len(each.targets) == 1 and isinstance(each.targets[0], ast.Name):
            path = attribute_path(each.value, known)
            if path and not path[0].startswith("_"):
                known[each.targets[0].id] = path if path[0] != "" else ()
    return known


def read_path(function: ast.FunctionDef | None, known: Mapping[str, tuple[str, ...]]) -> tuple[str, ...]:
    """Return the longest path that a function returns."""
    if function is None:
        return ()
    known = {**known, **local_paths(function)}
    paths = [
        attribute_path(each.value, known)
        for each in ast.walk(function)
        if isinstance(each, ast.Return) and each.value is not None
    ]
    return max((path for path in paths if path), key=len, default=())


def has_next(function: ast.FunctionDef | None) -> str:
    """Return the path of the flag that says whether there is another page, "" if there is none."""
    if function is None:
        return ""
    known = local_paths(function)
    paths = [path for path in known.values() if path]
    return ".".join(paths[-1]) if paths else ""


def page_infos(function: ast.FunctionDef) -> Iterator[ast.Call]:
    """Yield the calls of `PageInfo`."""
    for each in ast.walk(function):
        if isinstance(each, ast.Call) and isinstance(each.func, ast.Name) and each.func.id == "PageInfo":
            yield each


def next_page(function: ast.FunctionDef | None) -> tuple[str, dict[str, JsonValue], dict[str, str]]:
    """Return the kind of a scheme, its request, and the purposes of the paths in its response."""
    calls = list(page_infos(function)) if function is not None else []
    if function is None or not calls:
        return "fake_page", {}, {}
    known = local_paths(function)
    request: dict[str, JsonValue] = {}
    purposes: dict[str, str] = {}
    kind = "cursor"
    for call in calls:
        words = {word.arg: word.value for word in call.keywords}
        if "url" in words:
            kind, purposes = "cursor_url", {url_path(known): "cursor_url_field"}
        given = words.get("params") or words.get("json")
        for key, value in zip(given.keys, given.values, strict=True) if isinstance(given, ast.Dict) else ():
            name = constant_text(key) if key is not None else None
            if name is not None:
                kind = add_parameter(name, value, function, known, request, purposes)
    return kind, request, purposes


def add_parameter(
    name: str,
    value: ast.expr,
    function: ast.FunctionDef,
    known: Mapping[str, tuple[str, ...]],
    request: dict[str, JsonValue],
    purposes: dict[str, str],
) -> str:
    """Add the parameter of the next page to a scheme, and return its kind."""
    text = ast.unparse(function)
    if isinstance(value, ast.Attribute) and attribute_path(value, known) is None:  # `item.id`
        purpose = "previous_cursor_id_param" if name in _BACKWARDS else "next_cursor_id_param"
        request[name] = {"type": "string", _PURPOSE: {"purpose": purpose}}
        return "cursor_id"
    if "len(" in text:
        request[name] = {"type": "integer", _PURPOSE: {"purpose": "offset_count_param"}}
        total = [".".join(path) for local, path in known.items() if "total" in local]
        purposes.update(dict.fromkeys(total[:1], "offset_total_count_field"))
        return "offset"
    if "+ 1" in text:
        request[name] = {"type": "integer", _PURPOSE: {"purpose": "page_number_param"}}
        total = [".".join(path) for local, path in known.items() if "total" in local]
        current = [".".join(path) for local, path in known.items() if "total" not in local]
        purposes.update(dict.fromkeys(total[:1], "total_page_count_field"))
        purposes.update(dict.fromkeys(current[-1:], "current_page_number_field"))
        return "page_number"
    path = attribute_path(value, known)
    if path:
        is_back = name in _BACKWARDS
        purposes[".".join(path)] = "previous_cursor_field" if is_back else "next_cursor_field"
        request[name] = {"type": "string", _PURPOSE: {"purpose": f"{'previous' if is_back else 'next'}_cursor_param"}}
    return "cursor"


def url_path(known: Mapping[str, tuple[str, ...]]) -> str:
    """Return the path of the URL of the next page."""
    return ".".join(next(iter(known.values()), ("next",)))
