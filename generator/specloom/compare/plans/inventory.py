"""What a plan offers its users, by the names under which they know it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from specloom.compare.plans.change import Side
from specloom.compare.plans.relation import TypeKey
from specloom.plan.planned import (
    DictType,
    Direction,
    FormattedType,
    ListType,
    NamedType,
    OptionalType,
    Plan,
    PlannedAlias,
    PlannedClass,
    PlannedMethod,
    PlannedResource,
    PlannedType,
    TupleType,
    TypeExpr,
    UnionType,
)


@dataclass(frozen=True, slots=True)
class FoundMethod:
    """A method and where it sits: `client.workflows.instances` and the class that has it."""

    owner: str
    resource: PlannedResource
    method: PlannedMethod

    @property
    def subject(self) -> str:
        """The call as its user writes it."""
        return f"{self.owner}.{self.method.name}()"

    @property
    def objects(self) -> tuple[TypeKey, ...]:
        """The method in the class, and in its async twin."""
        module, name = self.resource.module, self.resource.class_name
        return tuple((module, f"{prefix}{name}.{self.method.name}") for prefix in ("", "Async"))

    @property
    def signature(self) -> tuple[TypeKey, ...]:
        """The TypedDict that has its parameters as keys, if there is one."""
        params = self.method.params_type
        return ((params.module, params.name),) if params is not None else ()


@dataclass(frozen=True, slots=True)
class FoundType:
    """A type, which way its values go, and the name by which it is imported, if it is exported."""

    key: TypeKey
    type: PlannedType
    direction: Direction
    exported: bool

    @property
    def side(self) -> Side:
        """Which way its values go."""
        return Side.RESPONSE if self.direction is Direction.RESPONSE else Side.REQUEST

    @property
    def subject(self) -> str:
        """Where the user finds it: below the package that re-exports it, else in its own module."""
        module, name = self.key
        return ".".join((*(module[:-1] if self.exported else module), name))


@dataclass(frozen=True, slots=True)
class Inventory:
    """Everything in one plan that a user can name."""

    plan: Plan
    resources: Mapping[str, PlannedResource]
    methods: Mapping[str, FoundMethod]
    types: Mapping[TypeKey, FoundType]

    @property
    def aliases(self) -> dict[TypeKey, TypeExpr]:
        """What the aliases among the types stand for."""
        return {key: found.type.type for key, found in self.types.items() if isinstance(found.type, PlannedAlias)}

    def reached(self, method: PlannedMethod) -> set[TypeKey]:
        """Return the types that a call meets, those inside others too."""
        return self.within(types_of(method))

    def within(self, exprs: Iterable[TypeExpr]) -> set[TypeKey]:
        """Return the types in type expressions, those inside others too."""
        seen: set[TypeKey] = set()
        waiting = [key for expr in exprs for key in named(expr)]
        while waiting:
            key = waiting.pop()
            if key not in seen and key in self.types:
                seen.add(key)
                waiting.extend(parts(self.types[key].type))
        return seen

    def sides(self) -> dict[Side, set[TypeKey]]:
        """Return the types that requests are made of, and those that answers become."""
        methods = [found.method for found in self.methods.values()]
        hooks = [hook.type for hook in self.plan.webhooks]
        return {
            Side.REQUEST: self.within(expr for method in methods for expr in sent_types(method)),
            Side.RESPONSE: self.within([*(expr for method in methods for expr in answer_types(method)), *hooks]),
        }

    def users(self) -> dict[TypeKey, list[str]]:
        """Return the calls that meet each type, in order."""
        found: dict[TypeKey, list[str]] = {}
        for subject, each in self.methods.items():
            for key in self.reached(each.method):
                found.setdefault(key, []).append(subject)
        return found

    def only_of(self, methods: set[str]) -> set[TypeKey]:
        """Return the types that calls of `methods` meet, and no others."""
        return {key for key, names in self.users().items() if methods.issuperset(names)}


def take_inventory(plan: Plan) -> Inventory:
    """Return what `plan` offers."""
    resources = dict(walk(plan.client.root, "client"))
    methods = {
        found.subject: found
        for owner, resource in resources.items()
        for found in (FoundMethod(owner, resource, method) for method in resource.methods)
    }
    types = {
        (module.path, each.name): FoundType(
            (module.path, each.name), each, module.direction, each.name in module.exports
        )
        for module in plan.type_modules
        for each in module.types
    }
    return Inventory(plan, resources, methods, types)


def walk(resource: PlannedResource, name: str) -> Iterator[tuple[str, PlannedResource]]:
    """Yield a resource and all below it with their names."""
    yield name, resource
    for child in resource.children:
        yield from walk(child, f"{name}.{child.attribute}")


def types_of(method: PlannedMethod) -> Iterator[TypeExpr]:
    """Yield the types in a method's signature."""
    yield from sent_types(method)
    yield from answer_types(method)


def sent_types(method: PlannedMethod) -> Iterator[TypeExpr]:
    """Yield the types of what a caller gives."""
    yield from (parameter.type for parameter in method.parameters)
    for overload in method.overloads:
        yield from (parameter.type for parameter in overload.parameters)
    if method.params_type is not None:
        yield method.params_type


def answer_types(method: PlannedMethod) -> Iterator[TypeExpr]:
    """Yield the types of what a caller gets."""
    yield method.result.type
    if method.result.page is not None:
        yield method.result.page.item
    if method.stream is not None:
        yield method.stream.event
    yield from (name for _, name in method.errors)


def parts(each: PlannedType) -> Iterator[TypeKey]:
    """Yield the types of ours that a type is made of."""
    if isinstance(each, PlannedClass):
        yield from ((base.module, base.name) for base in each.bases)
        for field in each.fields:
            yield from named(field.type)
        if each.extra is not None:
            yield from named(each.extra)
    else:
        yield from named(each.type)


def named(expr: TypeExpr) -> Iterator[TypeKey]:
    """Yield the types of ours in a type expression."""
    match expr:
        case NamedType():
            yield expr.module, expr.name
        case ListType():
            yield from named(expr.items)
        case DictType():
            yield from named(expr.values)
        case OptionalType() | FormattedType():
            yield from named(expr.item)
        case UnionType() | TupleType():
            for item in expr.items:
                yield from named(item)
            if isinstance(expr, TupleType) and expr.rest is not None:
                yield from named(expr.rest)
        case _:
            return
