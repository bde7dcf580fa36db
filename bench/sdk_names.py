"""Count the names of types that a package has in the places where another has them; both are read, never imported.

`python bench/sdk_names.py OLD_PACKAGE NEW_PACKAGE...` with the folders of packages, such as `src/onebusaway`.
"""

from __future__ import annotations

import ast
import sys
from collections.abc import Iterator
from pathlib import Path


def exported(package: Path) -> set[tuple[str, str]]:
    """Return what each `types` package of `package` offers: (its dotted name, the type's name)."""
    found: set[tuple[str, str]] = set()
    for file in sorted((package / "types").rglob("__init__.py")):
        location = ".".join(file.parent.relative_to(package).parts)
        found |= {(location, name) for name in names_of(file) if name[:1].isupper() and name != "TYPE_CHECKING"}
    return found


def names_of(file: Path) -> Iterator[str]:
    """Yield the names that a module imports or defines at its top, and those that it loads when they are asked for."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.ImportFrom):
            yield from (alias.asname or alias.name for alias in node.names)
        elif isinstance(node, ast.ClassDef):
            yield node.name
        elif isinstance(node, ast.Dict):
            yield from (key.value for key in node.keys if isinstance(key, ast.Constant) and isinstance(key.value, str))


def modules(package: Path) -> set[str]:
    """Return the modules of types."""
    files = (package / "types").rglob("*.py")
    return {file.relative_to(package).as_posix() for file in files if file.name != "__init__.py"}


def main(old: Path, *others: Path) -> None:
    """Print one line a package: how many of the old names and modules it has, and how many more."""
    names, files = exported(old), modules(old)
    for package in others:
        mine, own = exported(package), modules(package)
        print(f"{package}: names {len(names & mine)}/{len(names)} (+{len(mine - names)}), ", end="")
        print(f"modules {len(files & own)}/{len(files)} (+{len(own - files)})")


if __name__ == "__main__":
    main(*map(Path, sys.argv[1:]))
