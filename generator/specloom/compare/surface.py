"""The public surface of a client as plain data: its calls, their results, and what is sent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from specloom.base.diagnostics import NOWHERE, Diagnostic, SourceLocation
from specloom.base.records import dataclass
from specloom.compare.changes import ChangeSide
from specloom.compare.surface_types import SurfaceType, named_types
from specloom.plan.planned import PlannedDoc

NO_DOC = PlannedDoc()


class ArgumentKind(StrEnum):
    """How an argument can be passed."""

    POSITIONAL = "by position only"
    BOTH = "by position or name"
    NAMED = "by name only"
    ARGS = "any number by position"
    KWARGS = "any number by name"


BY_POSITION = (ArgumentKind.POSITIONAL, ArgumentKind.BOTH)


class WireFact(NamedTuple):
    """A fact that no signature shows: the stable name of its change, its name, and its text.

    `sent` is compared as well if the text alone is not enough.
    """

    rule: str
    name: str
    words: str
    sent: str = ""


WireFacts: TypeAlias = Mapping[str, WireFact]
"""Facts by key: two facts are compared if both surfaces have one with the same key."""


@dataclass(frozen=True, slots=True)
class SurfaceMember:
    """A parameter of a method, an option of the client, a field of a model or a key of a TypedDict.

    `required`: an argument or key must be passed, or a field of a response is always present (the type of an optional
    field does not include the `None` for absence). `default` is source text. `marks` identify the member under another
    name: where and how it is sent.
    """

    name: str
    type: SurfaceType | None
    required: bool
    kind: ArgumentKind = ArgumentKind.NAMED
    default: str | None = None
    marks: tuple[str, ...] = ()
    facts: WireFacts = field(default_factory=dict[str, WireFact])
    doc: PlannedDoc = NO_DOC
    location: SourceLocation = NOWHERE


@dataclass(frozen=True, slots=True)
class SurfaceSignature:
    """One signature of a function, without `self`."""

    parameters: tuple[SurfaceMember, ...]
    returns: SurfaceType | None


@dataclass(frozen=True, slots=True)
class SurfaceMethod:
    """A function: one signature, or those of its overloads.

    Additional data from a plan: `forms` are the required parameters of each overload, as `signatures` contains only
    the implementation's; `events` is the type of a streamed event; `errors` has, by status, the model of an error's
    body, or a text for one without a model; `params` names the TypedDict with the parameters as keys; `operation` and
    `operation_id` identify the operation.
    """

    name: str
    signatures: tuple[SurfaceSignature, ...]
    awaited: bool = False
    doc: PlannedDoc = NO_DOC
    location: SourceLocation = NOWHERE
    forms: tuple[frozenset[str], ...] = ()
    events: SurfaceType | None = None
    errors: Mapping[str, SurfaceType | str] = field(default_factory=dict[str, SurfaceType | str])
    facts: WireFacts = field(default_factory=dict[str, WireFact])
    params: str = ""
    operation: str = ""
    operation_id: str = ""

    def types_sent(self) -> Iterator[SurfaceType]:
        """Yield the types of arguments."""
        yield from (each.type for sign in self.signatures for each in sign.parameters if each.type is not None)
        if self.params:
            yield SurfaceType(self.params)

    def types_received(self) -> Iterator[SurfaceType]:
        """Yield the types of results."""
        yield from (each.returns for each in self.signatures if each.returns is not None)
        if self.events is not None:
            yield self.events
        yield from (each for each in self.errors.values() if isinstance(each, SurfaceType))

    def names_used(self) -> set[str]:
        """Return the names of all types in the signatures."""
        return {name for each in (*self.types_sent(), *self.types_received()) for name in named_types(each)}


@dataclass(frozen=True, slots=True)
class SurfaceClass:
    """A class with the members that it inherits inside the package; a planned one has only its own fields.

    `ancestors` are the dotted paths of its ancestors, nearest first, `outside` the names of members that it inherits
    from known classes of libraries. `extra` is the type of any other field.
    """

    path: str
    ancestors: tuple[str, ...] = ()
    fields: Mapping[str, SurfaceMember] = field(default_factory=dict[str, SurfaceMember])
    methods: Mapping[str, SurfaceMethod] = field(default_factory=dict[str, SurfaceMethod])
    is_params: bool = False
    location: SourceLocation = NOWHERE
    outside: frozenset[str] = frozenset()
    extra: SurfaceType | None = None
    doc: PlannedDoc = NO_DOC

    @property
    def sides(self) -> tuple[ChangeSide, ...]:
        """The directions of its instances."""
        return (ChangeSide.REQUEST if self.is_params else ChangeSide.RESPONSE,)

    def names_used(self) -> Iterator[str]:
        """Yield the names of the types in its fields."""
        yield from self.ancestors
        for each in self.fields.values():
            yield from named_types(each.type)
        yield from named_types(self.extra)


@dataclass(frozen=True, slots=True)
class SurfaceAlias:
    """A named type that is not a class."""

    path: str
    type: SurfaceType
    sides: tuple[ChangeSide, ...]
    doc: PlannedDoc = NO_DOC

    def names_used(self) -> Iterator[str]:
        """Yield the names of the types in it."""
        yield from named_types(self.type)


SurfaceDefinition: TypeAlias = SurfaceClass | SurfaceAlias


@dataclass(frozen=True, slots=True)
class SurfaceResource:
    """A resource, or the client itself. Several properties can return the same one."""

    cls: SurfaceClass
    children: Mapping[str, SurfaceResource] = field(default_factory=dict[str, "SurfaceResource"])

    def walk_resources(self, where: str) -> Iterator[tuple[str, SurfaceResource]]:
        """Yield the resource and all below it with their dotted names, each class with the first of its names."""
        seen: set[str] = set()
        waiting: list[tuple[str, SurfaceResource]] = [(where, self)]
        while waiting:
            name, resource = waiting.pop()
            if resource.cls.path not in seen:
                seen.add(resource.cls.path)
                yield name, resource
                waiting += reversed([(f"{name}.{each}", child) for each, child in resource.children.items()])

    def methods_below(self) -> Iterator[str]:
        """Yield the dotted names of all methods of the resource and below."""
        for where, resource in self.walk_resources(""):
            yield from (f"{where}.{name}".removeprefix(".") for name in resource.cls.methods)


@dataclass(frozen=True, slots=True)
class ClientSurface:
    """The public surface of a package.

    `names` maps each public dotted name (without the package) to the dotted path of its definition, the key of
    `definitions`. `clients` are the client classes by exported name; a plan has one, which represents both the sync
    and the async one. `variables` are the environment variables that clients read. `unused` are modules that
    nothing in the package imports. `star_names` are what `from package import *` brings. `unread` are the findings
    about files that could not be read, and `unread_modules` the modules of which nothing is known: a name in one of
    them counts as neither added nor removed.

    `planned`: it comes from a plan, where the schema of a type and the operation of a method are known, so that nothing
    has to be guessed. Then `facts` are the client's defaults, `environments` the URLs to choose from, `error_base` is
    the base class of errors, and `webhooks` the number of payloads.
    """

    package: str
    names: Mapping[str, str]
    definitions: Mapping[str, SurfaceDefinition]
    clients: Mapping[str, SurfaceResource]
    modules: frozenset[str] = frozenset()
    variables: frozenset[str] = frozenset()
    unused: frozenset[str] = frozenset()
    unread: tuple[Diagnostic, ...] = ()
    unread_modules: frozenset[str] = frozenset()
    star_names: frozenset[str] = frozenset()
    planned: bool = False
    error_base: str = ""
    environments: Mapping[str, str] = field(default_factory=dict[str, str])
    webhooks: int = 0
    facts: WireFacts = field(default_factory=dict[str, WireFact])
    doc: PlannedDoc = NO_DOC

    @property
    def sync_client(self) -> SurfaceResource | None:
        """The sync client, None if there is no client."""
        return next((each for name, each in self.clients.items() if not name.startswith("Async")), None)

    def transitive_types(self, names: Iterable[str]) -> set[str]:
        """Return the definitions in `names`, and all types that they refer to."""
        seen: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in self.definitions and name not in seen:
                seen.add(name)
                waiting.extend(self.definitions[name].names_used())
        return seen
