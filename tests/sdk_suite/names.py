"""Are the types of the public SDK there under the names that its users import?"""

from __future__ import annotations

import ast
import importlib
import tarfile
from pathlib import Path, PurePosixPath

TYPES = "src/cloudflare/types/workflows"


def public_names(archive: Path) -> dict[str, list[str]]:
    """Module -> the names that the SDK gives out there: `__all__`, or what a package passes on."""
    found: dict[str, list[str]] = {}
    with tarfile.open(archive) as source:
        for member in source.getmembers():
            path = PurePosixPath(*PurePosixPath(member.name).parts[1:])
            content = source.extractfile(member) if path.suffix == ".py" and path.is_relative_to(TYPES) else None
            if content is not None:
                found[module_name(path)] = given_out(ast.parse(content.read()))
    return found


def module_name(path: PurePosixPath) -> str:
    """The import name of a file below `src`."""
    parts = path.with_suffix("").parts[1:]
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def given_out(module: ast.Module) -> list[str]:
    """The strings of `__all__`, or the names that are imported under the same name again."""
    for statement in module.body:
        if isinstance(statement, ast.Assign) and ast.unparse(statement.targets[0]) == "__all__":
            names: list[str] = ast.literal_eval(statement.value)
            return names
    imports = [statement for statement in module.body if isinstance(statement, ast.ImportFrom)]
    return [alias.name for statement in imports for alias in statement.names if alias.asname == alias.name]


def missing(names: dict[str, list[str]]) -> list[str]:
    """Those that cannot be imported from the package that is on the path now."""
    return [f"{module}.{name}" for module, given in names.items() for name in given if not importable(module, name)]


def importable(module: str, name: str) -> bool:
    """Whether `from module import name` works."""
    try:
        return hasattr(importlib.import_module(module), name)
    except ModuleNotFoundError:
        return False
