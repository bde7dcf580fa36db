"""Every regular expression of the source, read off the source itself: each with how it is used."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

CALLS = {"compile", "match", "fullmatch", "search", "sub", "subn", "split", "findall", "finditer"}
HARMLESS = {"escape", "Match", "Pattern", "IGNORECASE", "DOTALL", "MULTILINE", "ASCII", "VERBOSE", "error"}
ENGINES = {"regex", "re2", "sre_parse", "sre_compile", "_sre"}


class UnreadableError(Exception):
    """A pattern that this reader can't find out: it, or the source, has to change."""


@dataclass(frozen=True)
class Use:
    """A pattern, where it stands, and how texts are put to it."""

    where: str
    pattern: str | bytes
    flags: int
    anchored: bool
    """It is tried at one place of a text alone."""
    whole: bool
    """It has to match all of the text."""

    @property
    def method(self) -> str:
        """The strictest method that stands for its uses."""
        return "fullmatch" if self.whole else "match" if self.anchored else "finditer"

    @property
    def text(self) -> str:
        """The pattern as text."""
        return self.pattern.decode("latin-1") if isinstance(self.pattern, bytes) else self.pattern


class Source:
    """Python modules below a root; `examples` are values of names that no module gives: local ones, by path."""

    def __init__(self, root: Path, paths: list[Path], examples: Mapping[str, Mapping[str, str]]) -> None:
        self.root = root
        self.trees = {path: ast.parse(path.read_text("utf-8")) for path in paths}
        self.examples = examples
        self.methods: dict[tuple[Path | None, str], set[str]] = {}
        for path, tree in self.trees.items():
            for node in ast.walk(tree):
                if isinstance(node, ast.Attribute) and node.attr in CALLS:
                    owner = node.value
                    name = owner.attr if isinstance(owner, ast.Attribute) else getattr(owner, "id", "")
                    self.methods.setdefault((path if name.startswith("_") else None, name), set()).add(node.attr)

    def uses(self) -> Iterator[Use]:
        """Yield every pattern. Raises `UnreadableError` for one that can't be read, or that goes by another engine."""
        for path, tree in self.trees.items():
            self._check_imports(path, tree)
            names = {
                id(node.value): target.id
                for node in ast.walk(tree)
                if isinstance(node, ast.Assign)
                for target in node.targets
                if isinstance(target, ast.Name)
            }
            for node in ast.walk(tree):
                if isinstance(node, ast.Call) and _of_re(node.func) in CALLS:
                    yield self._use(path, node, names.get(id(node), ""))

    def _use(self, path: Path, call: ast.Call, name: str) -> Use:
        where = f"{path.relative_to(self.root).as_posix()}:{call.lineno}"
        method = _of_re(call.func)
        found = self.value(path, call.args[0], where)
        flags = 0
        for given in [*call.args[1:], *(word.value for word in call.keywords if word.arg == "flags")]:
            for node in ast.walk(given):
                if _of_re(node) in HARMLESS:
                    flags |= int(getattr(re, str(_of_re(node))))
        methods = (
            self.methods.get((path if name.startswith("_") else None, name), {"search"})
            if method == "compile"
            else {str(method)}
        )
        anchored = methods <= {"match", "fullmatch"}
        start = found[:2] if isinstance(found, str) else found[:2].decode("latin-1")
        if (start[:1] == "^" and not flags & re.MULTILINE) or start == "\\A":
            anchored = True
        return Use(where, found, flags, anchored, methods == {"fullmatch"})

    def value(self, path: Path, node: ast.expr, where: str) -> str | bytes:
        """Return the text that an expression gives."""
        if isinstance(node, ast.Constant) and isinstance(node.value, str | bytes):
            return node.value
        if isinstance(node, ast.JoinedStr):
            return "".join(str(self.value(path, part, where)) for part in node.values)
        if isinstance(node, ast.FormattedValue) and node.conversion == -1 and node.format_spec is None:
            return self.value(path, node.value, where)
        if isinstance(node, ast.BinOp) and isinstance(node.op, ast.Add):
            left, right = self.value(path, node.left, where), self.value(path, node.right, where)
            if isinstance(left, bytes) and isinstance(right, bytes):
                return left + right
            return str(left) + str(right)
        if isinstance(node, ast.Attribute) and node.attr == "pattern":
            return self.value(path, node.value, where)
        if isinstance(node, ast.Call) and _of_re(node.func) == "compile":
            return self.value(path, node.args[0], where)
        if isinstance(node, ast.Call) and _of_re(node.func) == "escape":
            return re.escape(str(self.value(path, node.args[0], where)))
        if isinstance(node, ast.Name):
            return self._named(path, node.id, where)
        raise UnreadableError(f"{where}: `{ast.unparse(node)}` is no pattern that can be read off the source")

    def _named(self, path: Path, name: str, where: str) -> str | bytes:
        known = self.examples.get(path.relative_to(self.root).as_posix(), {})
        if name in known:
            return known[name]
        for node in self.trees[path].body:
            if isinstance(node, ast.Assign) and any(isinstance(to, ast.Name) and to.id == name for to in node.targets):
                return self.value(path, node.value, where)
            if isinstance(node, ast.ImportFrom) and any(alias.name == name for alias in node.names) and node.module:
                other = self.root.joinpath("generator", *node.module.split(".")).with_suffix(".py")
                if other in self.trees:
                    return self._named(other, name, where)
        raise UnreadableError(f"{where}: `{name}` is no constant; name an example of it")

    def _check_imports(self, path: Path, tree: ast.Module) -> None:
        for node in ast.walk(tree):
            names = [alias.name for alias in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and node.module in ENGINES | {"re"}:
                names = ["from re"]
            renamed = isinstance(node, ast.Import) and any(item.name == "re" and item.asname for item in node.names)
            if renamed or "from re" in names or ENGINES & set(names):
                raise UnreadableError(f"{path}: patterns have to be given to `re.NAME`, so that they are found")
            other = _of_re(node)
            if other is not None and other not in CALLS | HARMLESS:
                raise UnreadableError(f"{path}: `re.{other}` is not known to this reader")


def _of_re(node: ast.AST) -> str | None:
    """Return the name that is taken from `re`."""
    is_ours = isinstance(node, ast.Attribute) and isinstance(node.value, ast.Name) and node.value.id == "re"
    return node.attr if is_ours and isinstance(node, ast.Attribute) else None
