"""The public surface of a package as plain data: what its users can write, and get."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from specloom.base.diagnostics import Diagnostic, Place
from specloom.compare.source.types import Type


class Kind(StrEnum):
    """How an argument can be given."""

    POSITIONAL = "by position only"
    BOTH = "by position or name"
    NAMED = "by name only"
    ARGS = "any number by position"
    KWARGS = "any number by name"


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter; `default` is its source text, None where an argument has to be given."""

    name: str
    kind: Kind
    annotation: Type | None
    default: str | None

    @property
    def required(self) -> bool:
        """Must an argument be given?"""
        return self.default is None and self.kind not in {Kind.ARGS, Kind.KWARGS}


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a function, `self` left out."""

    parameters: tuple[Parameter, ...]
    returns: Type | None


@dataclass(frozen=True, slots=True)
class Method:
    """A function: one signature, or those of its overloads."""

    name: str
    signatures: tuple[Signature, ...]
    awaited: bool
    deprecated: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Field:
    """An attribute of a class. For a TypedDict `required` says whether the key must be there."""

    name: str
    annotation: Type | None
    required: bool
    place: Place


@dataclass(frozen=True, slots=True)
class Class:
    """A class with what it inherits from other classes of the package. `ancestors` are those, nearest first.

    `outside` are the names of members that it inherits from known classes of libraries.
    """

    path: str
    ancestors: tuple[str, ...]
    fields: Mapping[str, Field]
    methods: Mapping[str, Method]
    is_params: bool
    place: Place
    outside: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Resource:
    """A resource, or the client itself, as it is reached from a client. Several properties can lead to the same one."""

    cls: Class
    children: Mapping[str, Resource] = field(default_factory=dict[str, "Resource"])

    def methods_below(self) -> Iterator[str]:
        """Yield the dotted names of all methods of the resource and below, each method by the first of its names."""
        seen: set[str] = set()
        waiting: list[tuple[str, Resource]] = [("", self)]
        while waiting:
            path, resource = waiting.pop()
            if resource.cls.path not in seen:
                seen.add(resource.cls.path)
                yield from (f"{path}{name}" for name in resource.cls.methods)
                below = [(f"{path}{name}.", child) for name, child in resource.children.items()]
                waiting += reversed(below)


@dataclass(frozen=True, slots=True)
class Surface:
    """What a package offers.

    `names` maps each public dotted name (without the package) to the place where it is defined, `classes` and
    `aliases` are keyed by that place. `clients` are the client classes by exported name. `variables` are the
    environment variables that clients read. `unused` are modules that nothing in the package imports. `unread` are
    files that are no Python.
    """

    package: str
    names: Mapping[str, str]
    modules: frozenset[str]
    exports: frozenset[str]
    classes: Mapping[str, Class]
    aliases: Mapping[str, Type]
    clients: Mapping[str, Resource]
    variables: frozenset[str] = frozenset()
    unused: frozenset[str] = frozenset()
    unread: tuple[Diagnostic, ...] = ()
