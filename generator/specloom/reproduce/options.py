"""Reads the options, credentials and environments of an existing client class from its source."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import field

from specloom.base.json import JsonObject, JsonValue
from specloom.base.records import dataclass
from specloom.compare.migration.endpoints import constant_text
from specloom.compare.source.foreign_source import SourceError, bounded_reading, parse_foreign

STANDARD = {
    "self",
    "base_url",
    "environment",
    "timeout",
    "max_retries",
    "default_headers",
    "default_query",
    "http_client",
    "transport",
    "proxies",
    "connection_pool_limits",
}
"""The arguments that every client has."""
_TYPES = {"str": "string", "int": "integer", "float": "number", "bool": "boolean"}
_HOLE = re.compile(r"\{([^{}]*)\}")
_SUFFIX = "_BASE_URL"


@dataclass(frozen=True, slots=True)
class Credential:
    """A header or query parameter that a client sends: its pattern, with `{option}` where an option is inserted."""

    location: str
    name: str
    pattern: str
    options: tuple[str, ...]


@dataclass(slots=True)
class ClientSource:
    """What the module of a client says about it."""

    options: dict[str, JsonObject] = field(default_factory=dict[str, JsonObject])
    credentials: list[Credential] = field(default_factory=list[Credential])
    environments: dict[str, str] = field(default_factory=dict[str, str])
    default_headers: dict[str, JsonValue] = field(default_factory=dict[str, JsonValue])
    array_format: str | None = None
    idempotency_header: str | None = None
    env_prefix: str | None = None
    http_library: str | None = None
    notes: list[str] = field(default_factory=list[str])


def read_client(files: Mapping[str, str], name: str) -> ClientSource:
    """Return what the module of the sync client class `name` says."""
    found = ClientSource()
    try:
        tree = parse_foreign(files.get("_client.py", ""))
        with bounded_reading():
            cls = next((each for each in tree.body if isinstance(each, ast.ClassDef) and each.name == name), None)
            if cls is not None:
                read_class(tree, cls, found)
            found.http_library = next((lib for lib in ("httpx2", "httpx") if imports(tree, lib)), None)
    except SourceError as error:
        found.notes.append(f"`_client.py` can't be read: {error}")
    return found


def imports(tree: ast.Module, library: str) -> bool:
    """Return whether a module imports a library."""
    return any(isinstance(node, ast.Import) and any(each.name == library for each in node.names) for node in tree.body)


def read_class(tree: ast.Module, cls: ast.ClassDef, found: ClientSource) -> None:
    """Read the class of the client."""
    functions = {each.name: each for each in cls.body if isinstance(each, ast.FunctionDef)}
    init = functions.get("__init__")
    for node in tree.body:
        names = (
            [node.target] if isinstance(node, ast.AnnAssign) else node.targets if isinstance(node, ast.Assign) else []
        )
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        if any(isinstance(each, ast.Name) and each.id == "ENVIRONMENTS" for each in names) and isinstance(
            value, ast.Dict
        ):
            pairs = zip(value.keys, value.values, strict=True)
            texts = [(constant_text(key) if key is not None else None, text_pattern(url)) for key, url in pairs]
            found.environments.update({key: url for key, url in texts if key and url})
    if init is not None:
        read_constructor(init, found)
    for name, location in (("auth_headers", "header"), ("default_headers", "header"), ("default_query", "query")):
        if name in functions:
            found.credentials += credentials_of(functions[name], location)
    for name in dict.fromkeys(
        (*merged_into(functions.get("auth_headers")), *(each for each in functions if "auth" in each))
    ):
        if name in functions and name not in {"auth_headers", "default_headers", "default_query"}:
            found.credentials += credentials_of(functions[name], "header")
    found.array_format = array_format_of(functions.get("qs"))


def array_format_of(function: ast.FunctionDef | None) -> str | None:
    """Return the array format in `Querystring(array_format="comma")`."""
    for node in ast.walk(function) if function is not None else ():
        if isinstance(node, ast.keyword) and node.arg == "array_format":
            return constant_text(node.value)
    return None


def read_constructor(init: ast.FunctionDef, found: ClientSource) -> None:
    """Read the arguments, and what the body of the constructor does with them."""
    arguments = [*init.args.args, *init.args.kwonlyargs]
    defaults = [*[None] * (len(init.args.args) - len(init.args.defaults)), *init.args.defaults, *init.args.kw_defaults]
    for each, default in zip(arguments, defaults, strict=True):
        if each.arg not in STANDARD and not each.arg.startswith("_"):
            found.options[each.arg] = {**option_type(each.annotation), **constant_default(default)}
    raised = required_options(init)
    for name, option in found.options.items():
        option["nullable"] = name not in raised
    for node in ast.walk(init):
        if isinstance(node, ast.Assign):
            read_assignment(node, found)
    for name, option in list(found.options.items()):
        if option.get("nullable") and option.get("default") is not None:
            del found.options[name]["nullable"]


def option_type(annotation: ast.expr | None) -> JsonObject:
    """Return the type of an option: the first simple type in its annotation."""
    names = [each.id for each in ast.walk(annotation) if isinstance(each, ast.Name)] if annotation is not None else []
    return {"type": next((_TYPES[name] for name in names if name in _TYPES), "string")}


def constant_default(default: ast.expr | None) -> JsonObject:
    """Return the default of an option, if it is a constant."""
    value = default.value if isinstance(default, ast.Constant) else None
    return {"default": value} if isinstance(value, str | int | float) else {}


def required_options(init: ast.FunctionDef) -> set[str]:
    """Return the options without which the constructor raises an error."""
    found: set[str] = set()
    for node in ast.walk(init):
        if isinstance(node, ast.If) and any(isinstance(each, ast.Raise) for each in node.body):
            test = node.test
            is_none = (
                isinstance(test, ast.Compare) and isinstance(test.ops[0], ast.Is) and isinstance(test.left, ast.Name)
            )
            if is_none and isinstance(test, ast.Compare) and isinstance(test.left, ast.Name):
                found.add(test.left.id)
    return found


def read_assignment(node: ast.Assign, found: ClientSource) -> None:
    """Read one assignment of the constructor: an environment variable, a default, the base URL, a header."""
    target = node.targets[0]
    name = target.id if isinstance(target, ast.Name) else ""
    if isinstance(target, ast.Attribute) and target.attr == "_idempotency_header":
        found.idempotency_header = constant_text(node.value)
    variables = list(environment_reads(node.value))
    prefixes = [variable.removesuffix(_SUFFIX) for variable, _ in variables if variable.endswith(_SUFFIX)]
    found.env_prefix = found.env_prefix or next(iter(prefixes), None)
    if name in found.options:
        read_option_value(found.options[name], variables, node.value)
    elif name == "base_url" and not found.environments:
        url = text_pattern(node.value)
        if url and "://" in url:
            found.environments["production"] = url
            for option in _HOLE.findall(url):
                if option in found.options:
                    found.options[option]["server_variable"] = option


def read_option_value(option: JsonObject, variables: list[tuple[str, str | None]], value: ast.expr) -> None:
    """Read what an option is set to if it is not given: an environment variable, or a constant."""
    for variable, default in variables:
        option["read_env"] = variable
        if default is not None:
            option["default"] = default
    constant = value.value if isinstance(value, ast.Constant) else None
    if not variables and isinstance(constant, str | int | float):
        option["default"] = constant


def environment_reads(value: ast.expr) -> Iterator[tuple[str, str | None]]:
    """Yield each variable that is read, with its default: `os.environ.get("X") or "y"`."""
    default = constant_text(value.values[-1]) if isinstance(value, ast.BoolOp) else None
    for node in ast.walk(value):
        if isinstance(node, ast.Call) and node.args and "environ" in ast.unparse(node.func):
            name = constant_text(node.args[0])
            if name is not None:
                given = constant_text(node.args[1]) if len(node.args) > 1 else None
                yield name, given if given is not None else default


def text_pattern(node: ast.expr) -> str | None:
    """Return a text, with `{name}` for what an f-string inserts; None for another expression."""
    if isinstance(node, ast.JoinedStr):
        return "".join(part_pattern(part) for part in node.values)
    if isinstance(node, ast.Attribute):
        return f"{{{node.attr}}}"
    if isinstance(node, ast.Name):
        return f"{{{node.id}}}"
    return constant_text(node)


def part_pattern(part: ast.expr) -> str:
    """Return one part of an f-string."""
    if isinstance(part, ast.FormattedValue):
        found = [each for each in ast.walk(part.value) if isinstance(each, ast.Attribute | ast.Name)]
        names = [each.attr if isinstance(each, ast.Attribute) else each.id for each in found]
        return f"{{{names[0]}}}" if names else ""
    return constant_text(part) or ""


def credentials_of(function: ast.FunctionDef, location: str) -> Iterator[Credential]:
    """Yield the entries of the mappings that a property returns, the constant ones too."""
    basic = [
        each for each in ast.walk(function) if isinstance(each, ast.Call) and "b64encode" in ast.unparse(each.func)
    ]
    for node in ast.walk(function):
        if not isinstance(node, ast.Dict):
            continue
        for key, value in zip(node.keys, node.values, strict=True):
            name = constant_text(key) if key is not None else None
            if name is None or name.lower().startswith("x-stainless"):
                continue
            sent = value.body if isinstance(value, ast.IfExp) else value
            pattern = text_pattern(sent.args[0] if isinstance(sent, ast.Call) and sent.args else sent)
            if pattern is not None:
                options = own_names(function) if basic else _HOLE.findall(pattern)
                yield Credential(location, name, "Basic" if basic else pattern, tuple(dict.fromkeys(options)))


def merged_into(function: ast.FunctionDef | None) -> Iterator[str]:
    """Yield the properties that a mapping contains: `{**self._bearer, **self._key}`."""
    for node in ast.walk(function) if function is not None else ():
        if isinstance(node, ast.Dict):
            merged = (value for key, value in zip(node.keys, node.values, strict=True) if key is None)
            yield from (each.attr for each in merged if isinstance(each, ast.Attribute))


def own_names(function: ast.FunctionDef) -> list[str]:
    """Return the attributes of `self` that a function reads, in order."""
    return [
        each.attr
        for each in ast.walk(function)
        if isinstance(each, ast.Attribute) and isinstance(each.value, ast.Name) and each.value.id == "self"
    ]


def assigned_to(node: ast.stmt) -> list[ast.expr]:
    """Return the targets of an assignment, none for another statement."""
    if isinstance(node, ast.AnnAssign):
        return [node.target]
    return node.targets if isinstance(node, ast.Assign) else []
