"""Checks of operations: ids, parameters against the path, responses, security."""

from __future__ import annotations

import re
from collections.abc import Iterator

from specloom.base import pointers
from specloom.base.json import JsonObject, as_array, as_object, as_str
from specloom.base.pathtemplates import path_variables
from specloom.base.suggestions import suggestion
from specloom.document.checks.finding import Finding
from specloom.document.checks.walk import DocumentWalk
from specloom.document.document import Document
from specloom.document.grammar import VERBS
from specloom.document.references import ValueLocation

_TEMPLATE = re.compile(r"\{([^{}]*)\}")
_LOCATIONS_2 = ("path", "query", "header", "formData", "body")
_LOCATIONS_3 = ("path", "query", "header", "cookie", "querystring")
_LOCATION_HINTS = {
    "body": "since OpenAPI 3 the body is the `requestBody` of the operation; this is read as one",
    "formData": "since OpenAPI 3 form fields are in the `requestBody` of the operation; this is read as one of them",
}
_TOKEN = re.compile(r"[A-Za-z0-9!#$%&'*+.^_`|~-]+")
"""Valid names of HTTP methods (RFC 9110)."""
_RANGE = re.compile(r"[1-5][xX]{2}")


class OperationChecks:
    """Checks the operations below ``paths`` of one document."""

    def __init__(self, document: Document, walk: DocumentWalk) -> None:
        self._document = document
        self._walk = walk
        self._ids: dict[str, ValueLocation] = {}
        self._shapes: dict[str, str] = {}

    def operation_findings(self) -> Iterator[Finding]:
        """Yield findings in document order."""
        root = self._document.root
        yield from self._check_security(root, ValueLocation(self._document.main, ""))
        for path, value in as_object(root.get("paths")).items():
            if path.startswith("x-"):
                continue
            at = ValueLocation(self._document.main, pointers.join("/paths", path))
            first = self._shapes.setdefault(_TEMPLATE.sub("{}", path), path)
            if first != path:
                message = f"the path `{path}` matches the same URLs as `{first}`"
                yield Finding("path-duplicate", message, at, "a server can't distinguish them: keep one")
            item, location = self._walk.resolve_object(value, at)
            for tokens, operation in _operations_of(item):
                below = ValueLocation(location.file, pointers.join(location.pointer, *tokens))
                yield from self._check_operation(path, item, location, operation, below)
            yield from _custom_methods(item, location)

    def _check_operation(
        self, path: str, item: JsonObject, item_at: ValueLocation, operation: JsonObject, at: ValueLocation
    ) -> Iterator[Finding]:
        yield from self._operation_id(operation, at)
        shared = self._collect_parameters(item, item_at)
        own = self._collect_parameters(operation, at)
        yield from self._check_parameter_locations([*shared, *own])
        yield from _duplicate_parameters(own)
        yield from _path_parameters(path, {**_by_key(shared), **_by_key(own)}, at)
        yield from _check_responses(operation, at)
        yield from self._check_security(operation, at)

    def _operation_id(self, operation: JsonObject, at: ValueLocation) -> Iterator[Finding]:
        name = as_str(operation.get("operationId"))
        if name is None:
            return
        location = ValueLocation(at.file, pointers.join(at.pointer, "operationId"))
        first = self._ids.setdefault(name, location)
        if first != location:
            other = self._document.location_of(first.pointer, first.file)
            message = f"the operationId `{name}` is used by two operations"
            hint = f"the other one is at {other.file}:{other.line}:{other.column}; rename one of them"
            yield Finding("operation-id-duplicate", message, location, hint)

    def _collect_parameters(self, holder: JsonObject, at: ValueLocation) -> list[tuple[JsonObject, ValueLocation]]:
        found: list[tuple[JsonObject, ValueLocation]] = []
        for number, value in enumerate(as_array(holder.get("parameters"))):
            location = ValueLocation(at.file, pointers.join(at.pointer, "parameters", number))
            settled, _ = self._walk.resolve_object(value, location)
            found.append((settled, location))
        return found

    def _check_parameter_locations(self, parameters: list[tuple[JsonObject, ValueLocation]]) -> Iterator[Finding]:
        allowed = _LOCATIONS_2 if self._document.openapi.startswith("2") else _LOCATIONS_3
        for value, at in parameters:
            if "in" in value and value["in"] not in allowed:
                location = ValueLocation(at.file, pointers.join(at.pointer, "in"))
                body = _LOCATION_HINTS.get(str(value["in"]))
                message = f"must be one of {', '.join(allowed)}{'' if body else '; the parameter is ignored'}"
                yield Finding("parameter-place", message, location, body or suggestion(str(value["in"]), allowed))
            elif "in" in value and not self._is_described(value):
                taken = "any value is allowed" if value["in"] == "body" else "it is treated as a string"
                message = f"the parameter `{value.get('name')}` has no schema; {taken}"
                yield Finding("parameter-schema", message, at, "add `schema: {type: string}`")

    def _is_described(self, parameter: JsonObject) -> bool:
        keys = ("type", "schema", "$ref") if self._document.openapi.startswith("2") else ("schema", "content", "$ref")
        return any(key in parameter for key in keys)

    def _check_security(self, holder: JsonObject, at: ValueLocation) -> Iterator[Finding]:
        root = self._document.root
        old = as_object(root.get("securityDefinitions"))
        known = {**as_object(as_object(root.get("components")).get("securitySchemes")), **old}
        for number, alternative in enumerate(as_array(holder.get("security"))):
            for name in as_object(alternative):
                if name not in known and not _is_uri(name, self._document.openapi):
                    location = ValueLocation(at.file, pointers.join(at.pointer, "security", number, name))
                    message = f"the security scheme `{name}` is not defined"
                    yield Finding(
                        "security-scheme-undefined", message, location, "define it, or remove the requirement"
                    )


def _operations_of(item: JsonObject) -> Iterator[tuple[tuple[str, ...], JsonObject]]:
    """Yield the operations of a path item with the tokens that lead to them."""
    for verb, operation in item.items():
        if verb.lower() in VERBS and isinstance(operation, dict):
            yield (verb,), operation
    for method, operation in as_object(item.get("additionalOperations")).items():
        if isinstance(operation, dict):
            yield ("additionalOperations", method), operation


def _custom_methods(item: JsonObject, at: ValueLocation) -> Iterator[Finding]:
    for method, value in item.items():
        if method not in VERBS and method.lower() in VERBS and isinstance(value, dict):
            location = ValueLocation(at.file, pointers.join(at.pointer, method))
            if method.lower() in item:
                message = f"the method {method.upper()} has two operations"
                yield Finding("method-duplicate", message, location, f"keep this one or `{method.lower()}`")
            else:
                yield Finding(
                    "method-case", f"`{method}` is not a key of a path item", location, f"write `{method.lower()}`"
                )
    for method in as_object(item.get("additionalOperations")):
        location = ValueLocation(at.file, pointers.join(at.pointer, "additionalOperations", method))
        if not _TOKEN.fullmatch(method):
            yield Finding(
                "method-name", f"`{method[:40]}` is not a valid HTTP method", location, "use letters, as in `COPY`"
            )
        elif method.lower() in VERBS and method.lower() in item:
            message = f"the method {method.upper()} has two operations"
            yield Finding("method-duplicate", message, location, f"keep this one or `{method.lower()}`")
        elif method.lower() in VERBS:
            yield Finding(
                "method-place", f"{method.upper()} is not an additional method", location, f"name it `{method.lower()}`"
            )


def _is_uri(name: str, version: str) -> bool:
    """Whether ``name`` may be the URI of a scheme, which 3.2 allows."""
    return version.startswith("3.2") and ("/" in name or "#" in name)


def _by_key(
    parameters: list[tuple[JsonObject, ValueLocation]],
) -> dict[tuple[str, str], tuple[JsonObject, ValueLocation]]:
    return {(str(value.get("in")), str(value.get("name"))): (value, at) for value, at in parameters}


def _duplicate_parameters(parameters: list[tuple[JsonObject, ValueLocation]]) -> Iterator[Finding]:
    seen: set[tuple[str, str]] = set()
    for value, at in parameters:
        key = (str(value.get("in")), str(value.get("name")))
        if key in seen:
            message = f"the {key[0]} parameter `{key[1]}` is declared twice"
            yield Finding("parameter-duplicate", message, at, "remove one; the last one is used")
        seen.add(key)


def _path_parameters(
    path: str, parameters: dict[tuple[str, str], tuple[JsonObject, ValueLocation]], at: ValueLocation
) -> Iterator[Finding]:
    variables = path_variables(path, {name for _, name in parameters})
    wanted = {variable.name for variable in variables if variable.in_path or variable.in_query}
    declared = {name: found for (kind, name), found in parameters.items() if kind == "path"}
    for variable in dict.fromkeys(variables):
        name, shown = variable.name, f"{{{variable.operator}{variable.name}}}"
        if variable.operator == "#":
            message = f"`{shown}` is removed from the path: it is never sent to the server"
            yield Finding("path-fragment", message, at, f"write the path without `{shown}`")
        elif name not in declared and (not variable.in_query or ("query", name) not in parameters):
            message = f"the path has `{shown}`, but no parameter `{name}` is declared"
            where = "in: query" if variable.in_query else "in: path, required: true"
            hint = f"declare it: `{{name: {name}, {where}, schema: {{type: string}}}}`"
            yield Finding("path-parameter-undeclared", message, at, hint)
    for name, (value, location) in declared.items():
        if name not in wanted:
            message = f"the path has no `{{{name}}}` for the path parameter `{name}`"
            yield Finding("path-parameter-unused", message, location, "it is ignored: correct the name or `in`")
        elif value.get("required") is not True:
            message = f"the path parameter `{name}` must be required"
            yield Finding("path-parameter-optional", message, location, "add `required: true`")


def _check_responses(operation: JsonObject, at: ValueLocation) -> Iterator[Finding]:
    responses = as_object(operation.get("responses"))
    for key in responses:
        if _RANGE.fullmatch(key) and key != key.upper():
            location = ValueLocation(at.file, pointers.join(at.pointer, "responses", key))
            message = f"`{key}` is not a status code or range of OpenAPI"
            yield Finding("response-key", message, location, f"write `{key.upper()}`")
