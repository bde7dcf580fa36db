"""Converts the parts of Swagger 2.0 that differ in OpenAPI 3: parameters, bodies, headers, schemes, servers."""

from __future__ import annotations

from specloom.base.json import JsonArray, JsonObject, JsonValue, as_object, as_str, strings_in

_OUTSIDE = frozenset(
    ["name", "in", "description", "required", "allowEmptyValue", "collectionFormat", "schema", "deprecated"]
)
"""Keys of a parameter that do not describe its value."""
_STYLES = {"ssv": "spaceDelimited", "tsv": "tabDelimited", "pipes": "pipeDelimited"}
_DELIMITERS = {"ssv": " ", "tsv": "\t", "pipes": "|"}
NESTED_DELIMITERS = "x-nested-delimiters"
"""The key of a parameter or an encoding with the delimiters of lists in the list, one character for each level."""
_FORMS = ("multipart/form-data", "application/x-www-form-urlencoded")
_DEEPEST = 8
_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
}


def _value_schema(holder: JsonObject) -> JsonObject:
    """Return the keywords that describe a value as a schema, without the formats of nested arrays."""
    schema = {key: value for key, value in holder.items() if key not in _OUTSIDE and not key.startswith("x-")}
    for key in ("x-nullable", "x-enum-varnames"):
        if key in holder:
            schema[key] = holder[key]
    items = schema.get("items")
    if isinstance(items, dict):
        schema["items"] = _without_format(items)
    return schema


def _without_format(items: JsonObject, level: int = 0) -> JsonObject:
    made = {key: value for key, value in items.items() if key != "collectionFormat"}
    inner = made.get("items")
    if isinstance(inner, dict) and level < _DEEPEST:
        made["items"] = _without_format(inner, level + 1)
    return made


def _nested_delimiters(holder: JsonObject) -> str:
    """Return the delimiters of the arrays in an array, the outermost first; a comma by default."""
    found, items = "", as_object(holder.get("items"))
    while items.get("type") == "array" and len(found) < _DEEPEST:
        found += _DELIMITERS.get(as_str(items.get("collectionFormat")) or "csv", ",")
        items = as_object(items.get("items"))
    return found


def parameter_of(parameter: JsonObject) -> JsonObject:
    """Return a path, query or header parameter with its type as a schema and its format as a style."""
    kept = ("name", "in", "description", "required", "allowEmptyValue", "deprecated")
    made = {key: value for key, value in parameter.items() if key in kept or key.startswith("x-")}
    made["schema"] = parameter["schema"] if isinstance(parameter.get("schema"), dict) else _value_schema(parameter)
    if parameter.get("type") == "array":
        made |= _style_of(parameter, "form" if parameter.get("in") == "query" else "simple")
    return made


def _style_of(parameter: JsonObject, usual: str) -> JsonObject:
    """Return the style of an array; `multi` exists in queries and forms only, and commas are the default."""
    collection = as_str(parameter.get("collectionFormat")) or "csv"
    made: JsonObject = {"style": _STYLES.get(collection, usual), "explode": collection == "multi" and usual == "form"}
    nested = _nested_delimiters(parameter)
    if nested:
        made[NESTED_DELIMITERS] = nested
    return made


def header_of(header: JsonObject) -> JsonObject:
    """Return a response header with its type as a schema."""
    made: JsonObject = {"schema": _value_schema(header)}
    if "description" in header:
        made["description"] = header["description"]
    return made


def body_of(parameters: list[JsonObject], consumes: list[str]) -> JsonObject:
    """Return the request body for a body parameter or for all form parameters."""
    body = next((parameter for parameter in parameters if parameter.get("in") == "body"), None)
    if body is None:
        return _form_of(parameters, consumes)
    made: JsonObject = {key: body[key] for key in ("description", "required") if key in body}
    name = as_str(body.get("name"))
    if name is not None:
        made["x-body-name"] = name
    media_types = [media for media in consumes if media not in _FORMS] or ["application/json"]
    made["content"] = {media: {"schema": body.get("schema", {})} for media in media_types}
    return made


def _form_of(parameters: list[JsonObject], consumes: list[str]) -> JsonObject:
    properties: JsonObject = {}
    encoding: JsonObject = {}
    required: JsonArray = []
    for parameter in parameters:
        name = as_str(parameter.get("name")) or ""
        schema = _value_schema(parameter)
        if "description" in parameter:
            schema["description"] = parameter["description"]
        properties[name] = schema
        if parameter.get("required") is True:
            required.append(name)
        if parameter.get("type") == "array":
            encoding[name] = _style_of(parameter, "form")
    whole: JsonObject = {"type": "object", "properties": properties}
    if required:
        whole["required"] = required
    has_file = any(parameter.get("type") == "file" for parameter in parameters)
    listed = [media for media in _FORMS if media in consumes] or [_FORMS[1]]
    media_types = [_FORMS[0]] if has_file else listed
    content: JsonObject = {}
    for media in media_types:
        content[media] = {"schema": whole, "encoding": encoding} if encoding else {"schema": whole}
    return {"required": True, "content": content} if required else {"content": content}


def security_scheme_of(scheme: JsonObject) -> JsonValue:
    """Return a security scheme in the form of OpenAPI 3."""
    if scheme.get("type") == "basic":
        rest = {key: value for key, value in scheme.items() if key != "type"}
        return {"type": "http", "scheme": "basic", **rest}
    if scheme.get("type") != "oauth2":
        return scheme
    moved = ("flow", "authorizationUrl", "tokenUrl", "scopes")
    flow: JsonObject = {key: scheme[key] for key in moved[1:] if key in scheme}
    flow.setdefault("scopes", {})
    name = _FLOWS.get(str(scheme.get("flow")), "implicit")
    return {**{key: value for key, value in scheme.items() if key not in moved}, "flows": {name: flow}}


def servers_of(root: JsonObject) -> JsonArray:
    """Return the servers for host, base path and schemes, https first."""
    host = as_str(root.get("host"))
    path = "/" + (as_str(root.get("basePath")) or "").strip("/")
    if host is None:
        return [{"url": path}] if path != "/" else []
    schemes = [scheme for scheme in strings_in(root.get("schemes")) if scheme in ("http", "https")] or ["https"]
    ordered = sorted(schemes, key=lambda scheme: scheme != "https")
    return [{"url": f"{scheme}://{host}{path.rstrip('/')}"} for scheme in ordered]
