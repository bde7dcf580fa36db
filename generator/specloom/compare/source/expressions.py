"""Converts griffe's annotations to the types of surfaces."""

from __future__ import annotations

import ast
from collections.abc import Callable

import griffe

from specloom.base.records import dataclass
from specloom.compare.source.modules import SourceModules
from specloom.compare.source.scopes import written_path
from specloom.compare.surface_types import ANY, LITERAL, NONE, UNION, SurfaceType, literal_type, union_type

_STANDARD = ("typing.", "typing_extensions.", "builtins.", "collections.abc.", "types.", "datetime.")
_MODERN = {"list": "List", "dict": "Dict", "tuple": "Tuple", "set": "Set", "frozenset": "FrozenSet", "type": "Type"}
_MARKS = {"Annotated", "Required", "NotRequired", "ClassVar", "Final", "ReadOnly"}
_REQUIRED = {"Required": True, "NotRequired": False}
_VARIABLES = {"TypeVar", "ParamSpec", "TypeVarTuple"}
_SELF = {"typing.Self", "typing_extensions.Self"}
_NONE_NAMES = {"None", "NoneType"}

Source = griffe.Expr | str | None


@dataclass(frozen=True, slots=True)
class AnnotationReader:
    """Reads the annotations of one package."""

    modules: SourceModules

    def read_type(self, source: Source) -> SurfaceType | None:
        """Return an annotation as a type, None if there is none."""
        return None if source is None else self._read_type(source)

    def read_presence(self, source: Source) -> bool | None:
        """Return whether a key of a TypedDict is marked as required or not required; None if it is not marked."""
        if not isinstance(source, griffe.ExprSubscript):
            return None
        name = self.dotted_name(source.left)
        if name == "Annotated":
            inner = source.slice.elements[0] if isinstance(source.slice, griffe.ExprTuple) else source.slice
            return self.read_presence(inner)
        return _REQUIRED.get(name)

    def dotted_name(self, source: griffe.Expr | str) -> str:
        """Return the dotted name of `source`: its path in the package, or in a library."""
        if not isinstance(source, griffe.ExprName | griffe.ExprAttribute):
            return str(source)
        path = self.modules.resolve_name(written_path(source))
        found = self.modules.find_object(path)
        value = found.value if isinstance(found, griffe.Attribute) else None
        if isinstance(value, griffe.ExprCall) and str(value.function).rpartition(".")[2] in _VARIABLES:
            return ANY
        return ANY if path in _SELF or path.endswith("]") else self.shared_name(path)

    def shared_name(self, path: str) -> str:
        """Return a name that both packages share: without the package, the private module or the library."""
        head, _, rest = path.partition(".")
        if head == self.modules.package and rest:
            parts = rest.split(".")
            return parts[-1] if any(part.startswith("_") for part in parts) else rest
        for library in _STANDARD:
            if path.startswith(library) and path.count(".") == library.count("."):
                path = path.removeprefix(library)
        return _MODERN.get(path, path)

    def _read_type(self, source: griffe.Expr | str) -> SurfaceType:
        if isinstance(source, griffe.ExprSubscript):
            return self._read_subscript(source)
        if isinstance(source, griffe.ExprBinOp) and source.operator == "|":
            return union_type((self._read_type(source.left), self._read_type(source.right)))
        if isinstance(source, griffe.ExprList):
            return SurfaceType("[]", tuple(self._read_type(item) for item in source.elements))
        if isinstance(source, griffe.ExprConstant):
            return self._read_constant(str(source.value))
        name = self.dotted_name(source)
        return SurfaceType(NONE) if name in _NONE_NAMES else SurfaceType(name)

    def _read_constant(self, text: str) -> SurfaceType:
        return SurfaceType(NONE if text in _NONE_NAMES else text)

    def _read_subscript(self, source: griffe.ExprSubscript) -> SurfaceType:
        name = self.dotted_name(source.left)
        items = list(source.slice.elements) if isinstance(source.slice, griffe.ExprTuple) else [source.slice]
        if name == LITERAL:
            return literal_type(SurfaceType(literal_word(item)) for item in items)
        if name in _MARKS:
            return self._read_type(items[0])
        special: dict[str, Callable[[tuple[SurfaceType, ...]], SurfaceType]] = {
            UNION: union_type,
            "Optional": lambda args: union_type((*args, SurfaceType(NONE))),
        }
        args = tuple(self._read_type(item) for item in items)
        return special[name](args) if name in special else SurfaceType(name, args)


def literal_word(source: griffe.Expr | str) -> str:
    """Return a constant of a `Literal` as Python prints it."""
    text = str(source)
    try:
        return repr(ast.literal_eval(text))
    except (ValueError, SyntaxError):
        return text
