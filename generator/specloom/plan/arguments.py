"""Lists the arguments of a method, in signature order and with their names, before they get types."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace
from functools import partial

from specloom.api.ir import (
    ArrayFormat,
    ArraySchema,
    ClientSpec,
    EnumSchema,
    Field,
    Location,
    MethodSpec,
    Operation,
    Parameter,
    PartEncoding,
    Schema,
    SchemeKind,
    Style,
)
from specloom.base.json import JsonValue
from specloom.base.names import NameScope, argument_name
from specloom.base.records import dataclass
from specloom.base.reserved import METHOD_LOCALS, METHOD_PARAMETERS
from specloom.base.words import Casing
from specloom.plan.context import PlanContext
from specloom.plan.planned import ArgumentLocation
from specloom.plan.shapes import by_name

Key = tuple[str, str]
"""The key of an argument: its location and its wire name."""

_LOCATIONS = {
    Location.PATH: ArgumentLocation.PATH,
    Location.QUERY: ArgumentLocation.QUERY,
    Location.HEADER: ArgumentLocation.HEADER,
    Location.COOKIE: ArgumentLocation.COOKIE,
}
_KEYS = {
    SchemeKind.HEADER: Location.HEADER,
    SchemeKind.QUERY: Location.QUERY,
    SchemeKind.COOKIE: Location.COOKIE,
}
_OWN_HEADERS = ("accept", "content-type", "authorization")
_PLACEHOLDER = re.compile(r"\{([^{}]*)\}")


@dataclass(frozen=True, slots=True)
class Argument:
    """One argument. `fixed` values are always sent and are not arguments for the caller."""

    wire: str
    location: ArgumentLocation
    schema: Schema
    required: bool
    hint: str | None = None
    text: str | None = None
    deprecated: bool = False
    style: Style | None = None
    explode: bool = False
    positional: bool = False
    fixed: JsonValue = None
    reserved: bool = False
    extends: tuple[str, ...] = ()
    nested: str = ""
    option: str | None = None
    """The client option (by its name in the IR) that is sent if the caller passes nothing."""

    @property
    def key(self) -> Key:
        """The key for looking up names; equal fields in several variants of a body have the same one."""
        return ("body" if self.location is ArgumentLocation.WHOLE_BODY else self.location.value, self.wire)


def outside_body(method: MethodSpec, context: PlanContext) -> list[Argument]:
    """Return the arguments of path, query, headers and cookies: path ones in URL order, others sorted."""
    operation = method.operation
    positional = positional_names(method, context)
    filled = path_options(context)
    found = [
        _from_option(
            _make_argument(parameter, positional, _wire_name(parameter, context)), filled, ArgumentLocation.PATH
        )
        for parameter in map(partial(_with_own_brackets, operation), operation.parameters)
        if not _is_own(parameter, context.api.client, operation)
    ]
    order = {name: index for index, name in enumerate(path_placeholders(operation.path))}
    path = sorted(
        (a for a in found if a.location is ArgumentLocation.PATH), key=lambda a: order.get(a.wire, len(order))
    )
    others = [argument for argument in found if argument.location is not ArgumentLocation.PATH]
    if context.api.package.sort_properties:
        others.sort(key=lambda argument: by_name(argument.wire))
    return [*path, *others]


def _with_own_brackets(operation: Operation, parameter: Parameter) -> Parameter:
    """Return a parameter, as a list sent under its own name if it is `size[]` beside `size`."""
    plain = parameter.wire_name.removesuffix("[]")
    beside = {(each.location, each.wire_name) for each in operation.parameters}
    if plain == parameter.wire_name or parameter.style is not None or (parameter.location, plain) not in beside:
        return parameter
    return replace(parameter, style=Style.FORM, explode=True)


def path_placeholders(path: str) -> list[str]:
    """Return the names in braces of a path template, in order."""
    return _PLACEHOLDER.findall(path)


def rename_placeholders(path: str, names: Mapping[str, str]) -> str:
    """Return a path template with renamed placeholders."""
    return _PLACEHOLDER.sub(lambda match: "{" + names.get(match[1], match[1]) + "}", path)


def path_options(context: PlanContext) -> dict[str, str]:
    """Return the options of the client that fill path parameters, by the parameter's name."""
    return {o.send_as_path_param: o.name for o in context.api.client.options if o.send_as_path_param is not None}


def with_body_options(arguments: Iterable[Argument], context: PlanContext) -> list[Argument]:
    """Return the fields of a body; those that a client option fills are not required."""
    filled = {o.send_as_body_param: o.name for o in context.api.client.options if o.send_as_body_param is not None}
    return [_from_option(argument, filled, ArgumentLocation.BODY) for argument in arguments]


def _from_option(argument: Argument, filled: Mapping[str, str], location: ArgumentLocation) -> Argument:
    if argument.location is not location or argument.wire not in filled:
        return argument
    return replace(argument, option=filled[argument.wire], required=False, positional=False)


def positional_names(method: MethodSpec, context: PlanContext) -> tuple[str, ...]:
    """Return the wire names of the positional path parameters: as configured, else the last that no option fills."""
    filled = path_options(context)
    if method.positional is not None:
        return tuple(name for name in method.positional if name not in filled)
    known = {p.wire_name for p in method.operation.parameters if p.location is Location.PATH} - filled.keys()
    return tuple([name for name in path_placeholders(method.operation.path) if name in known][-1:])


def _is_own(parameter: Parameter, client: ClientSpec, operation: Operation) -> bool:
    """Return whether the client itself sends this parameter, from one of its options."""
    name = parameter.wire_name
    spelled = name.lower() if parameter.location is Location.HEADER else name
    if (parameter.location, spelled) in _sent_credentials(client, operation):
        return True
    if parameter.location is Location.QUERY:
        return any(option.send_as_query_param == name for option in client.options)
    if parameter.location is not Location.HEADER:
        return False
    own = [option.send_in_header for option in client.options]
    if operation.verb != "get":
        own.append(client.idempotency_header)
    return name.lower() in (*_OWN_HEADERS, *(header.lower() for header in own if header is not None))


def _sent_credentials(client: ClientSpec, operation: Operation) -> set[tuple[Location, str]]:
    """Return the location and the name of each key that an option fills and the operation asks for.

    The names of headers are in lower case.
    """
    filled = {option.scheme for option in client.options}
    security = client.security if operation.security is None else operation.security
    asked = {name for alternative in security for name, _ in alternative.schemes} & filled
    return {
        (_KEYS[scheme.kind], scheme.parameter.lower() if scheme.kind is SchemeKind.HEADER else scheme.parameter)
        for scheme in client.schemes
        if scheme.name in asked and scheme.kind in _KEYS and scheme.parameter is not None
    }


def _wire_name(parameter: Parameter, context: PlanContext) -> str:
    """Return the key of a parameter, without the brackets that the client's array format adds."""
    adds = context.api.client.array_format is ArrayFormat.BRACKETS and parameter.style is None
    is_list = isinstance(context.catalogue.resolve_schema(parameter.schema), ArraySchema)
    name = parameter.wire_name
    return name.removesuffix("[]") if adds and is_list and parameter.location is Location.QUERY else name


def _make_argument(parameter: Parameter, positional: tuple[str, ...], wire_name: str) -> Argument:
    schema = parameter.schema
    is_path = parameter.location is Location.PATH
    constant = parameter.required and parameter.location is Location.HEADER and isinstance(schema, EnumSchema)
    fixed = schema.values[0] if constant and isinstance(schema, EnumSchema) and len(schema.values) == 1 else None
    return Argument(
        wire_name,
        _LOCATIONS[parameter.location],
        schema,
        parameter.required or is_path,
        parameter.name_hint,
        parameter.description,
        parameter.deprecated,
        parameter.style,
        parameter.explode,
        positional=is_path and parameter.wire_name in positional,
        fixed=fixed,
        reserved=parameter.reserved,
        extends=parameter.extends,
        nested=parameter.nested,
    )


def of_field(field: Field, part: PartEncoding | None = None) -> Argument:
    """Return the argument for a field of a flattened body; `part` is its encoding in a form."""
    argument = Argument(field.wire_name, ArgumentLocation.BODY, field.schema, field.required, field.name_hint)
    if part is None:
        return argument
    return replace(argument, style=part.style, explode=part.explode, reserved=part.reserved, nested=part.nested)


_RANKS = {
    ArgumentLocation.QUERY: 0,
    ArgumentLocation.BODY: 1,
    ArgumentLocation.WHOLE_BODY: 1,
    ArgumentLocation.HEADER: 2,
    ArgumentLocation.COOKIE: 3,
}


def in_signature_order(arguments: Iterable[Argument], positional: tuple[str, ...]) -> list[Argument]:
    """Return positional arguments first, then path ones, then required and optional query, body and headers."""

    def rank(argument: Argument) -> tuple[int, int]:
        if argument.positional:
            is_path = argument.location is ArgumentLocation.PATH
            return (0, positional.index(argument.wire) if is_path else len(positional))
        if argument.location is ArgumentLocation.PATH:
            return (1, 0)
        return (2 if argument.required else 3, _RANKS[argument.location])

    return sorted(arguments, key=rank)


def names_of(arguments: Iterable[Argument], casing: Casing, *, idempotent_key: bool) -> dict[Key, str]:
    """Return the Python name of every argument: unique, and different from the names that each method has.

    Arguments with the same name get their location as a prefix (`path_id`, `body_id`), and a number if they share it.
    `size[]` is `size_list` beside `size`.
    """
    wanted: dict[Key, str] = {}
    for argument in arguments:
        if argument.key not in wanted:
            wanted[argument.key] = _wanted_name(argument, casing, idempotent_key=idempotent_key)
    wanted |= {key: f"{wanted[key]}_list" for key in wanted if _has_single(key, wanted)}
    uses = Counter(wanted.values())
    in_location = Counter((key[0], name) for key, name in wanted.items())
    numbers: Counter[tuple[str, str]] = Counter()
    scope = NameScope([*METHOD_LOCALS, *METHOD_PARAMETERS] if idempotent_key else [*METHOD_LOCALS, *_WITHOUT_KEY])
    names: dict[Key, str] = {}
    for key, name in wanted.items():
        location = key[0]
        if uses[name] == 1:
            names[key] = scope.claim_name(name)
            continue
        numbers[location, name] += 1
        suffix = f"_{numbers[location, name]}" if in_location[location, name] > 1 else ""
        names[key] = scope.claim_name(f"{location}_{name}{suffix}")
    return names


def _has_single(key: Key, wanted: Mapping[Key, str]) -> bool:
    """Return whether a key with brackets (`size[]`) has one without them beside it."""
    location, wire = key
    return wire.endswith("[]") and (location, wire.removesuffix("[]")) in wanted


_WITHOUT_KEY = METHOD_PARAMETERS - {"idempotency_key"}


def _wanted_name(argument: Argument, casing: Casing, *, idempotent_key: bool) -> str:
    name = argument_name(argument.hint or argument.wire, casing)
    return "idempotency_key" if name == "api_idempotency_key" and not idempotent_key else name
