"""Converts griffe's classes and functions to plain data."""

from __future__ import annotations

import builtins
from collections.abc import Iterator, Sequence
from itertools import islice

import griffe
import pydantic

from specloom.base.diagnostics import SourceLocation
from specloom.base.records import dataclass
from specloom.compare.source.expressions import AnnotationReader
from specloom.compare.source.foreign_source import SourceError
from specloom.compare.source.scopes import written_path
from specloom.compare.surface import NO_DOC, ArgumentKind, SurfaceClass, SurfaceMember, SurfaceMethod, SurfaceSignature
from specloom.compare.surface_types import SurfaceType
from specloom.plan.planned import PlannedDoc

_KINDS = {
    griffe.ParameterKind.positional_only: ArgumentKind.POSITIONAL,
    griffe.ParameterKind.positional_or_keyword: ArgumentKind.BOTH,
    griffe.ParameterKind.keyword_only: ArgumentKind.NAMED,
    griffe.ParameterKind.var_positional: ArgumentKind.ARGS,
    griffe.ParameterKind.var_keyword: ArgumentKind.KWARGS,
}
_MAGIC = {"__init__", "__iter__", "__aiter__", "__enter__", "__aenter__", "__exit__", "__aexit__"}
_NO_DEFAULT = {"default", "default_factory"}
_DEPRECATED = PlannedDoc(deprecated="deprecated")
_MOST_ANCESTORS = 100
"""The most ancestors of a class; further ones are not read."""
_MOST_INHERITED = 300_000
"""The most members that all classes of a package inherit together."""


def is_public(name: str) -> bool:
    """Return whether this name of a module or class is public."""
    return not name.startswith("_") or name in _MAGIC


@dataclass(slots=True)
class ClassReader:
    """Reads the classes of one package."""

    reader: AnnotationReader
    room: int = _MOST_INHERITED

    def read_class(self, path: str, source: griffe.Class) -> SurfaceClass:
        """Return a class with the members that it inherits within the package; `path` is its dotted path.

        Raises:
            SourceError: the classes of the package inherit too much.
        """
        line = list(islice(self.own_ancestors(source), _MOST_ANCESTORS))
        self.room -= sum(len(each.members) for each in line[1:])
        if self.room < 0:
            raise SourceError(f"it and the classes before it inherit more than {_MOST_INHERITED} members")
        is_params = any(self._is_typed_dict(each) for each in line)
        fields: dict[str, SurfaceMember] = {}
        methods: dict[str, SurfaceMethod] = {}
        for each in line:
            for name, member in each.members.items():
                if not is_public(name) or name in fields or name in methods:
                    continue
                function = second_name(member, line)
                if function is not None and not is_property(function):
                    methods[name] = self.read_method(function, name)
                elif isinstance(member, griffe.Attribute | griffe.Function):
                    fields[name] = self.read_field(member, self._is_total(each) if is_params else None)
            fields = {**self._functional_fields(each), **fields} if is_params else fields
        ancestors = tuple(self.reader.shared_name(each.path) for each in line[1:])
        outside = frozenset(
            name for each in line for base in each.bases for name in outside_members(self.reader.dotted_name(base))
        )
        return SurfaceClass(path, ancestors, fields, methods, is_params, self._source_location(source), outside)

    def own_ancestors(self, source: griffe.Class) -> Iterator[griffe.Class]:
        """Yield a class and its ancestors in the package, each once and the nearest first."""
        seen: set[str] = set()
        waiting = [source]
        while waiting:
            found = waiting.pop()
            if found.path not in seen:
                seen.add(found.path)
                yield found
                waiting += [target for target in map(self.base_class, reversed(found.bases)) if target is not None]

    def base_class(self, source: griffe.Expr | str) -> griffe.Class | None:
        """Return the class of the package that a base names."""
        if isinstance(source, griffe.ExprSubscript):
            source = source.left if isinstance(source.left, griffe.Expr) else str(source.left)
        if not isinstance(source, griffe.ExprName | griffe.ExprAttribute):
            return None
        modules = self.reader.modules
        found = modules.find_object(modules.resolve_name(written_path(source)))
        return found if isinstance(found, griffe.Class) else None

    def read_method(self, source: griffe.Function, name: str) -> SurfaceMethod:
        """Return a function with its overloads under one of its names."""
        signatures = tuple(self.read_signature(each) for each in source.overloads or (source,))
        deprecated = any(decorator_name(each) == "deprecated" for each in source.decorators)
        doc = _DEPRECATED if deprecated else NO_DOC
        awaited = "async" in source.labels and name != "__aiter__"  # that one is never awaited: it is a generator
        return SurfaceMethod(name, signatures, awaited, doc, self._source_location(source))

    def read_signature(self, source: griffe.Function) -> SurfaceSignature:
        """Return one signature of a function, without `self`."""
        static = "staticmethod" in source.labels
        own = [each for number, each in enumerate(source.parameters) if number or static]
        return SurfaceSignature(tuple(self.read_parameter(each) for each in own), self.reader.read_type(source.returns))

    def read_parameter(self, source: griffe.Parameter) -> SurfaceMember:
        """Return one parameter."""
        default = None if source.default is None else str(source.default)
        kind = _KINDS[source.kind or griffe.ParameterKind.positional_or_keyword]
        required = default is None and kind not in {ArgumentKind.ARGS, ArgumentKind.KWARGS}
        return SurfaceMember(source.name, self.reader.read_type(source.annotation), required, kind, default)

    def read_field(self, source: griffe.Attribute | griffe.Function, total: bool | None) -> SurfaceMember:
        """Return an attribute or property; `total` None means that it is not a key of a TypedDict."""
        shown = source.annotation if isinstance(source, griffe.Attribute) else source.returns
        value = source.value if isinstance(source, griffe.Attribute) else None
        if total is None:
            required = value is None or is_field_without_default(value)
        else:
            mark = self.reader.read_presence(shown)
            required = total if mark is None else mark
        found = self.reader.read_type(shown) if shown is not None else self.made_type(value)
        return SurfaceMember(source.name, found, required, location=self._source_location(source))

    def made_type(self, value: griffe.Expr | str | None) -> SurfaceType | None:
        """Return the class of the package that `self.trees = TreesResource(self)` makes an instance of."""
        if not isinstance(value, griffe.ExprCall):
            return None
        found = self.base_class(value.function)
        return SurfaceType(self.reader.shared_name(found.path)) if found is not None else None

    def _functional_fields(self, source: griffe.Class) -> dict[str, SurfaceMember]:
        """Return the keys of bases in functional syntax: `Base = TypedDict("Base", {"from": str})`."""
        found: dict[str, SurfaceMember] = {}
        for base in source.bases:
            path = written_path(base) if isinstance(base, griffe.ExprName | griffe.ExprAttribute) else ""
            target = self.reader.modules.find_object(path)
            call = target.value if isinstance(target, griffe.Attribute) else None
            if not isinstance(call, griffe.ExprCall):
                continue
            total = not any(str(each) in {"total=False", "total = False"} for each in call.arguments)
            for argument in call.arguments:
                if not isinstance(argument, griffe.ExprDict):
                    continue
                for key, value in zip(argument.keys, argument.values, strict=True):
                    name = str(key).strip("'\"")
                    mark = self.reader.read_presence(value)
                    required = total if mark is None else mark
                    found[name] = SurfaceMember(
                        name, self.reader.read_type(value), required, location=self._source_location(source)
                    )
        return found

    def _is_typed_dict(self, source: griffe.Class) -> bool:
        return any(self.reader.dotted_name(base) == "TypedDict" for base in source.bases) or bool(
            self._functional_fields(source)
        )

    def _is_total(self, source: griffe.Class) -> bool:
        return str(source.keywords.get("total", "True")) != "False"

    def _source_location(self, source: griffe.Object) -> SourceLocation:
        modules = self.reader.modules
        return modules.source_location(source.module.path.partition(".")[2], source.lineno)


def second_name(member: griffe.Object | griffe.Alias, line: Sequence[griffe.Class]) -> griffe.Function | None:
    """Return the function that a member of a class is, or is another name of (`create = plant`)."""
    if isinstance(member, griffe.Attribute) and member.annotation is None and isinstance(member.value, griffe.ExprName):
        found = next((each.members[member.value.name] for each in line if member.value.name in each.members), None)
        return found if isinstance(found, griffe.Function) else None
    return member if isinstance(member, griffe.Function) else None


def outside_members(base: str) -> list[str]:
    """Return the names of members of a base class from outside the package, as far as it is known."""
    known = pydantic.BaseModel if base.startswith("pydantic.") else getattr(builtins, base, None)
    return dir(known) if isinstance(known, type) else []


def is_property(source: griffe.Function) -> bool:
    """Return whether a function is read like an attribute."""
    return any(decorator_name(each).endswith("property") for each in source.decorators)


def decorator_name(source: griffe.Decorator) -> str:
    """Return the last part of a decorator's name."""
    return source.callable_path.rpartition(".")[2]


def is_field_without_default(value: griffe.Expr | str) -> bool:
    """Return whether the value of a model's field is a `Field(...)` without a default."""
    if not isinstance(value, griffe.ExprCall):
        return False
    named = {str(each.name) for each in value.arguments if isinstance(each, griffe.ExprKeyword)}
    return len(named) == len(value.arguments) and not named & _NO_DEFAULT
