"""Reads what a package says of itself: its version, its User-Agent, and the names that `import *` brings."""

from __future__ import annotations

import ast
from collections.abc import Iterator, Mapping

from specloom.compare.source.foreign_source import SourceError, bounded_reading, parse_foreign
from specloom.compare.source.modules import SourceModules
from specloom.compare.surface import WireFact

_VERSIONS = ("_version.py", "version.py", "__init__.py")
_CLIENTS = ("_runtime/client_config.py", "_base_client.py", "_client.py")
_CLASS, _VERSION = "{client}", "{version}"


def package_facts(files: Mapping[str, str]) -> dict[str, WireFact]:
    """Return the version and the User-Agent of a package, if they are constant, and how raw responses are parsed."""
    found: dict[str, WireFact] = {}
    version = next(filter(None, (find_version(tree) for tree in parsed_modules(files, _VERSIONS))), "")
    if version:
        found["version"] = WireFact("client-version", "", version)
    agent = next(filter(None, (find_user_agent(tree) for tree in parsed_modules(files, _CLIENTS))), "")
    if agent:
        found["user-agent"] = WireFact("client-user-agent", "", agent)
    if find_parse(files):
        found["raw-parse"] = WireFact("client-raw-parse", "", find_parse(files))
    return found


def find_parse(files: Mapping[str, str]) -> str:
    """Return how raw responses of the async client are parsed, "" if the package has none."""
    if "_legacy_response.py" in files:
        return "without `await`"
    return "with `await`" if "_response.py" in files else ""


def parsed_modules(files: Mapping[str, str], paths: tuple[str, ...]) -> Iterator[ast.Module]:
    """Yield the modules that are there and can be read."""
    for path in paths:
        try:
            yield parse_foreign(files.get(path, ""))
        except SourceError:  # reported when the modules are visited
            continue


def find_version(tree: ast.Module) -> str:
    """Return the constant `__version__` of a module, "" if it has none."""
    for node in tree.body:
        targets = (
            node.targets if isinstance(node, ast.Assign) else [node.target] if isinstance(node, ast.AnnAssign) else []
        )
        value = node.value if isinstance(node, ast.Assign | ast.AnnAssign) else None
        named = any(isinstance(each, ast.Name) and each.id == "__version__" for each in targets)
        if named and isinstance(value, ast.Constant) and isinstance(value.value, str):
            return value.value
    return ""


def find_user_agent(tree: ast.Module) -> str:
    """Return the pattern that a property `user_agent` returns, "" if there is none that can be read."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef) and node.name == "user_agent":
            for each in node.body:
                if isinstance(each, ast.Return) and isinstance(each.value, ast.JoinedStr):
                    return "".join(pattern_part(part) for part in each.value.values)
    return ""


def pattern_part(part: ast.expr) -> str:
    """Return a part of an f-string: its text, or what it inserts."""
    if isinstance(part, ast.Constant):
        return str(part.value)
    try:
        with bounded_reading():
            return _VERSION if "version" in ast.unparse(part) else _CLASS
    except SourceError:
        return _CLASS


def star_names(modules: SourceModules) -> frozenset[str]:
    """Return the names that `from package import *` brings: `__all__`, or every public name, modules too."""
    root = modules.found.get("")
    if root is None:
        return frozenset()
    names = root.exports if root.exports is not None else root.members
    return frozenset(name for name in map(str, names) if not name.startswith("_") or root.exports is not None)
