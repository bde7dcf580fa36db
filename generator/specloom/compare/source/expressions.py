"""Annotations as griffe sees them, in the normal form of `types`."""

from __future__ import annotations

import ast
from collections.abc import Callable
from dataclasses import dataclass

import griffe

from specloom.compare.source.tree import Modules
from specloom.compare.source.types import ANY, LITERAL, NONE, UNION, Type, literal, union

_STANDARD = ("typing.", "typing_extensions.", "builtins.", "collections.abc.", "types.", "datetime.")
_MODERN = {"list": "List", "dict": "Dict", "tuple": "Tuple", "set": "Set", "frozenset": "FrozenSet", "type": "Type"}
_MARKS = {"Annotated", "Required", "NotRequired", "ClassVar", "Final", "ReadOnly"}
_REQUIRED = {"Required": True, "NotRequired": False}
_VARIABLES = {"TypeVar", "ParamSpec", "TypeVarTuple"}
_SELF = {"typing.Self", "typing_extensions.Self"}
_NONE_NAMES = {"None", "NoneType"}

Source = griffe.Expr | str | None


@dataclass(frozen=True, slots=True)
class Reader:
    """Reads the annotations of one package."""

    modules: Modules

    def type(self, source: Source) -> Type | None:
        """Return an annotation as a type, None where there is none."""
        return None if source is None else self._type(source)

    def presence(self, source: Source) -> bool | None:
        """Return whether a key of a TypedDict is marked as required, or as not; None if it has no mark."""
        if not isinstance(source, griffe.ExprSubscript):
            return None
        name = self.name(source.left)
        if name == "Annotated":
            inner = source.slice.elements[0] if isinstance(source.slice, griffe.ExprTuple) else source.slice
            return self.presence(inner)
        return _REQUIRED.get(name)

    def name(self, source: griffe.Expr | str) -> str:
        """Return the dotted name for which `source` stands: its place in the package, or that of a library."""
        if not isinstance(source, griffe.ExprName | griffe.ExprAttribute):
            return str(source)
        path = self.modules.resolve(source.canonical_path)
        found = self.modules.find(path)
        if isinstance(found, griffe.Function):  # a method `list` beside an annotation `list[str]`
            return self.short(source.name if isinstance(source, griffe.ExprName) else path)
        value = found.value if isinstance(found, griffe.Attribute) else None
        if isinstance(value, griffe.ExprCall) and str(value.function).rpartition(".")[2] in _VARIABLES:
            return ANY
        return ANY if path in _SELF else self.short(path)

    def short(self, path: str) -> str:
        """Return a name as the two packages share it: without the package, the private module or the library."""
        head, _, rest = path.partition(".")
        if head == self.modules.package and rest:
            parts = rest.split(".")
            return parts[-1] if any(part.startswith("_") for part in parts) else rest
        for library in _STANDARD:
            if path.startswith(library) and path.count(".") == library.count("."):
                path = path.removeprefix(library)
        return _MODERN.get(path, path)

    def _type(self, source: griffe.Expr | str) -> Type:
        if isinstance(source, griffe.ExprSubscript):
            return self._subscript(source)
        if isinstance(source, griffe.ExprBinOp) and source.operator == "|":
            return union((self._type(source.left), self._type(source.right)))
        if isinstance(source, griffe.ExprList):
            return Type("[]", tuple(self._type(item) for item in source.elements))
        if isinstance(source, griffe.ExprConstant):
            return self._constant(str(source.value))
        name = self.name(source)
        return Type(NONE) if name in _NONE_NAMES else Type(name)

    def _constant(self, text: str) -> Type:
        return Type(NONE if text in _NONE_NAMES else text)

    def _subscript(self, source: griffe.ExprSubscript) -> Type:
        name = self.name(source.left)
        items = list(source.slice.elements) if isinstance(source.slice, griffe.ExprTuple) else [source.slice]
        if name == LITERAL:
            return literal(Type(word(item)) for item in items)
        if name in _MARKS:
            return self._type(items[0])
        special: dict[str, Callable[[tuple[Type, ...]], Type]] = {
            UNION: union,
            "Optional": lambda args: union((*args, Type(NONE))),
        }
        args = tuple(self._type(item) for item in items)
        return special[name](args) if name in special else Type(name, args)


def word(source: griffe.Expr | str) -> str:
    """Return a constant of a `Literal` as Python prints it."""
    text = str(source)
    try:
        return repr(ast.literal_eval(text))
    except (ValueError, SyntaxError):
        return text
