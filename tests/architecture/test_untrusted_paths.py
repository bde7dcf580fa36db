"""Paths are joined in one place, and files are read in one place: `base/path_below.py` and `base/bounded_read.py`.

A join is a path and a name that may be anybody's, so each one is either with a constant, or stands in `JOINS` with the
reason why its name is ours or the user's own, or where it is held to its directory.
"""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.support.every import for_every

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "generator" / "specloom"

JOINS = {
    "base.path_below.path_below": "the place itself",
    "base.path_below.checked_name": "is printed, not used",
    "base.path_below.read_below": "is printed, not used: what is opened is each part by itself",
    "output.write_below.opened_parent": "is printed, not used: what is opened is each part by itself",
    "base.copy_names._candidate_names": "makes names, which whoever uses them looks at",
    "base.locked_copies.__init__": "names that `read_lock` has looked at; only compared",
    "commands.diff.side_of": "what the user has typed",
    "commands.diff.revision_options": "`checked_path` holds the path to the repository, and its files are copies",
    "commands.generate.read_for": "names of files that were read, only to be watched",
    "commands.released.package_at": "names that git gives: whether there is a package today, nothing else",
    "commands.session.target_of": "`checked_package` has looked at the name",
    "commands.settings.checked_path": "`check_inside` holds what the table names to the repository",
    "commands.settings.config_found": "`check_inside` holds it to the repository",
    "commands.trust.repository_of": "a fixed list of names",
    "base.template_directory._template_names": "names that the file system gives",
    "base.template_directory.template_files": "`_template_content` holds the names that the file system gives",
    "commands.settings.project_base": "the name of a file that was found",
    "document.reader.__init__": "what the user has typed",
    "document.reader.key": "held to the root by the real path",
    "document.reader.name": "is printed, not used",
    "document.validate._meta_schema": "a file of the library",
    "cache.code_identity.files_below": "names that the file system gives",
    "remote.lock.check_copy": "is printed, not used: the copy is read by `read_below`",
    "pipeline.options.config_beside": "a fixed list of names",
    "output.project.scan_paths": "`checked_name` has looked at all of them, and no parent is a link",
    "output.scratch.scratch_directories": "a number",
    "output.tree.walk_directory": "names that the file system gives",
    "output.write.make_room": "parents of names that `stage_package` has looked at, or the file system gives",
    "output.write.stage_package": "`path_below` has looked at the name, or the file system gives it",
    "cache.results.unchanged_run": "names in an entry sealed by this user: whether a file is as it was, nothing else",
}
"""Function -> why it may join a path and a name that is no constant."""

DIRECTORIES = frozenset(["staging", "root", "ready", "directory", "path", "out"])
"""Names of paths: an f-string that begins with one and goes on with a slash is a join too."""

READS = {
    "base.bounded_read": "the place itself",
    "document.validate": "a file of the library",
    "emit.render": "our templates, and the user's own",
}
"""Module -> why it may open files itself."""


def parsed() -> dict[str, ast.Module]:
    """Return every module by its dotted name below the package."""
    found: dict[str, ast.Module] = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE).with_suffix("").parts
        found[".".join(part for part in parts if part != "__init__")] = ast.parse(path.read_text())
    return found


MODULES = parsed()


def within(tree: ast.AST, name: str = "") -> Iterator[tuple[str, ast.AST]]:
    """Yield every node with the name of the function in which it stands."""
    for node in ast.iter_child_nodes(tree):
        inside = node.name if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef) else name
        yield inside, node
        yield from within(node, inside)


def is_fixed(node: ast.expr) -> bool:
    """Is it a constant, or a name of one?"""
    if isinstance(node, ast.Subscript):
        node = node.value
    name = node.id if isinstance(node, ast.Name) else node.attr if isinstance(node, ast.Attribute) else ""
    return isinstance(node, ast.Constant) or name.lstrip("_").isupper()


def is_join(node: ast.AST) -> bool:
    """Does an expression put a name that is no constant behind a path?"""
    if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Div):
        return not is_fixed(node.right)
    if isinstance(node, ast.Call):
        called = ast.unparse(node.func)
        several = called.rpartition(".")[2] in {"Path", "PurePath", "PurePosixPath"} and len(node.args) > 1
        joins = several or called in {"os.path.join", "posixpath.join"} or called.endswith(".joinpath")
        return joins and not all(map(is_fixed, node.args[1:] if not called.endswith(".joinpath") else node.args))
    if isinstance(node, ast.JoinedStr) and len(node.values) > 2:
        first, slash, *_ = node.values
        is_directory = isinstance(first, ast.FormattedValue) and ast.unparse(first.value) in DIRECTORIES
        return is_directory and isinstance(slash, ast.Constant) and str(slash.value).startswith("/")
    return False


TEMPLATE_READERS = ("emit.sandbox", "emit.unused_templates")
"""Modules that join a directory of templates and names that `template_files` or the file system gives."""
FILES = [name for name in MODULES if not name.startswith(("api", "emit", "plan", "compare.migration", "incremental"))]
"""Modules that have to do with files: `/` divides numbers in others."""


@for_every(FILES)
def test_nothing_else_joins_paths(module: str) -> None:
    found = {
        f"{module}.{function}": f"line {getattr(node, 'lineno', 0)}"
        for function, node in within(MODULES[module])
        if is_join(node)
    }
    assert {name: line for name, line in found.items() if name not in JOINS} == {}


def test_the_table_of_joins_has_no_dead_rows() -> None:
    found = {f"{module}.{function}" for module in FILES for function, node in within(MODULES[module]) if is_join(node)}
    assert set(JOINS) - found == set()


def test_the_others_do_not_know_paths() -> None:
    """The modules that are not looked at above join none."""
    for module, tree in MODULES.items():
        if module not in FILES:
            divisions = [node for _, node in within(tree) if isinstance(node, ast.BinOp) and is_join(node)]
            names = [
                ast.unparse(node) for node in divisions if ast.unparse(node).startswith(("directory", "path", "root"))
            ]
            assert names == [] or module in TEMPLATE_READERS, module


@for_every(MODULES)
def test_nothing_else_reads_files(module: str) -> None:
    called = [node for _, node in within(MODULES[module]) if isinstance(node, ast.Call)]
    reading = [
        f"line {node.lineno}: {ast.unparse(node)[:80]}"
        for node in called
        if (isinstance(node.func, ast.Attribute) and node.func.attr in {"read_bytes", "read_text"})
        or (isinstance(node.func, ast.Name) and node.func.id == "open" and len(node.args) < 2)
        or ast.unparse(node.func).endswith("path.open")
    ]
    assert reading == [] or module in READS


def test_the_table_of_readers_has_no_dead_rows() -> None:
    assert set(READS) <= set(MODULES)


@pytest.mark.parametrize(
    ("code", "expected"),
    [
        ("directory / name", True),
        ("directory / NAME", False),
        ("directory / manifest.NAME", False),
        ("directory / 'a'", False),
        ("directory / names[0]", True),
        ("Path(directory, name)", True),
        ("Path(directory)", False),
        ("os.path.join(directory, name)", True),
        ("directory.joinpath(name)", True),
        ("f'{directory}/{name}'", True),
        ("f'{shown}/{name}'", False),
    ],
)
def test_a_join_is_seen(code: str, expected: bool) -> None:
    assert is_join(ast.parse(code, mode="eval").body) is expected
