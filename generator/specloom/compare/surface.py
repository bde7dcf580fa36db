"""The public surface of a client as plain data: what its users can write, and get, and what then goes over the wire."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from typing import NamedTuple, TypeAlias

from specloom.base.diagnostics import NOWHERE, Diagnostic, SourceLocation
from specloom.compare.changes import ChangeSide
from specloom.compare.surface_types import SurfaceType, named_types
from specloom.plan.planned import PlannedDoc

NO_DOC = PlannedDoc()


class ArgumentKind(StrEnum):
    """How an argument can be given."""

    POSITIONAL = "by position only"
    BOTH = "by position or name"
    NAMED = "by name only"
    ARGS = "any number by position"
    KWARGS = "any number by name"


BY_POSITION = (ArgumentKind.POSITIONAL, ArgumentKind.BOTH)


class WireFact(NamedTuple):
    """Something that no signature shows: the stable name of its change, what it is called, and what it is, in words.

    `sent` is what counts where the words alone do not.
    """

    rule: str
    name: str
    words: str
    sent: str = ""


WireFacts: TypeAlias = Mapping[str, WireFact]
"""Facts by what they are about: two facts are compared where both surfaces have one under the same key."""


@dataclass(frozen=True, slots=True)
class SurfaceMember:
    """A parameter of a method, an option of the client, a field of a model or a key of a TypedDict.

    `required`: an argument or key has to be given, or a field of a response is always there (an optional field's type
    leaves out the `None` for absence). `default` is source text. `marks` are what identify the member
    under another name: where and how it is sent.
    """

    name: str
    type: SurfaceType | None
    required: bool
    kind: ArgumentKind = ArgumentKind.NAMED
    default: str | None = None
    marks: tuple[str, ...] = ()
    facts: WireFacts = field(default_factory=dict[str, WireFact])
    doc: PlannedDoc = NO_DOC
    place: SourceLocation = NOWHERE


@dataclass(frozen=True, slots=True)
class SurfaceSignature:
    """One way to call a function, `self` left out."""

    parameters: tuple[SurfaceMember, ...]
    returns: SurfaceType | None


@dataclass(frozen=True, slots=True)
class SurfaceMethod:
    """A function: one signature, or those of its overloads.

    What a plan knows beside: `forms` are the required parameters of each overload where `signatures` holds only the
    one that has the body; `events` is the type of a streamed event; `errors` holds, by status, the model of a failure's
    body, or words for one without a model; `params` names the TypedDict with the parameters as keys; `operation` and
    `operation_id` say what is called.
    """

    name: str
    signatures: tuple[SurfaceSignature, ...]
    awaited: bool = False
    doc: PlannedDoc = NO_DOC
    place: SourceLocation = NOWHERE
    forms: tuple[frozenset[str], ...] = ()
    events: SurfaceType | None = None
    errors: Mapping[str, SurfaceType | str] = field(default_factory=dict[str, SurfaceType | str])
    facts: WireFacts = field(default_factory=dict[str, WireFact])
    params: str = ""
    operation: str = ""
    operation_id: str = ""

    def types_sent(self) -> Iterator[SurfaceType]:
        """Yield the types of what a caller gives."""
        yield from (each.type for sign in self.signatures for each in sign.parameters if each.type is not None)
        if self.params:
            yield SurfaceType(self.params)

    def types_received(self) -> Iterator[SurfaceType]:
        """Yield the types of what a caller gets."""
        yield from (each.returns for each in self.signatures if each.returns is not None)
        if self.events is not None:
            yield self.events
        yield from (each for each in self.errors.values() if isinstance(each, SurfaceType))

    def names_used(self) -> set[str]:
        """Return the names of all types in the signatures."""
        return {name for each in (*self.types_sent(), *self.types_received()) for name in named_types(each)}


@dataclass(frozen=True, slots=True)
class SurfaceClass:
    """A class with what it inherits from other classes of the package; a planned one has only its own fields.

    `ancestors` are the places of those classes, nearest first, `outside` the names of members that it inherits from
    known classes of libraries. `extra` is the type of any other field.
    """

    path: str
    ancestors: tuple[str, ...] = ()
    fields: Mapping[str, SurfaceMember] = field(default_factory=dict[str, SurfaceMember])
    methods: Mapping[str, SurfaceMethod] = field(default_factory=dict[str, SurfaceMethod])
    is_params: bool = False
    place: SourceLocation = NOWHERE
    outside: frozenset[str] = frozenset()
    extra: SurfaceType | None = None
    doc: PlannedDoc = NO_DOC

    @property
    def sides(self) -> tuple[ChangeSide, ...]:
        """Which way its instances go."""
        return (ChangeSide.REQUEST if self.is_params else ChangeSide.RESPONSE,)

    def names_used(self) -> Iterator[str]:
        """Yield the names of the types that it is made of."""
        yield from self.ancestors
        for each in self.fields.values():
            yield from named_types(each.type)
        yield from named_types(self.extra)


@dataclass(frozen=True, slots=True)
class SurfaceAlias:
    """A named type that is no class."""

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
    """A resource, or the client itself, as it is reached from a client. Several properties can lead to the same one."""

    cls: SurfaceClass
    children: Mapping[str, SurfaceResource] = field(default_factory=dict[str, "SurfaceResource"])

    def walk_resources(self, where: str) -> Iterator[tuple[str, SurfaceResource]]:
        """Yield the resource and all below it with their dotted names, each class by the first of its names."""
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
    """What a package offers.

    `names` maps each public dotted name (without the package) to the place where it is defined, and `definitions` are
    keyed by that place. `clients` are the client classes by exported name; a plan has one, which says the same of both
    the sync and the async one. `variables` are the environment variables that clients read. `unused` are modules that
    nothing in the package imports. `unread` are the findings about what could not be read, and `unread_modules` the
    modules of which nothing is known: a name in one of them has neither come nor gone.

    `planned`: it comes from a plan, where the schema of a type and the operation of a method are known, so that nothing
    has to be guessed. Then `facts` are what the client sends unasked, `environments` the URLs to choose from,
    `error_base` is the class of all errors, and `webhooks` how many payloads are read.
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
    planned: bool = False
    error_base: str = ""
    environments: Mapping[str, str] = field(default_factory=dict[str, str])
    webhooks: int = 0
    facts: WireFacts = field(default_factory=dict[str, WireFact])
    doc: PlannedDoc = NO_DOC

    @property
    def sync_client(self) -> SurfaceResource | None:
        """The sync client, None where there is no client."""
        return next((each for name, each in self.clients.items() if not name.startswith("Async")), None)

    def transitive_types(self, names: Iterable[str]) -> set[str]:
        """Return the definitions in `names`, and all that they are made of."""
        seen: set[str] = set()
        waiting = list(names)
        while waiting:
            name = waiting.pop()
            if name in self.definitions and name not in seen:
                seen.add(name)
                waiting.extend(self.definitions[name].names_used())
        return seen
