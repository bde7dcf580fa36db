"""Reads the parameters of an operation that may choose a page: those of the query, or the properties of its body."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from specloom.api.build.lookup import Lookup
from specloom.api.infer.page_words import squashed
from specloom.api.ir import (
    AnySchema,
    BodyKind,
    EnumSchema,
    Info,
    Location,
    Operation,
    Parameter,
    ScalarKind,
    ScalarSchema,
    Schema,
    Style,
)
from specloom.base.records import dataclass

_FROM_ZERO = re.compile(
    r"\b(?:zero|0)[- ]?(?:based|indexed)\b|\(0\.\.\s?[a-z]\)|\bstart(?:s|ing)? (?:at|from) (?:0|zero)\b"
)
_FROM_ONE = re.compile(r"\b(?:one|1)[- ]?(?:based|indexed)\b|\bstart(?:s|ing)? (?:at|from) (?:1|one)\b")
_COUNTING = frozenset({ScalarKind.INTEGER, ScalarKind.NUMBER})
_TEXTS = frozenset({ScalarKind.STRING, ScalarKind.INTEGER, ScalarKind.NUMBER})


@dataclass(frozen=True, slots=True)
class PageParameter:
    """A parameter as it is sent.

    `first` is what the document declares about the first page: the `default` with its number, else the `minimum`.
    """

    wire_name: str
    is_number: bool
    is_text: bool
    first: tuple[str, int] | None = None


@dataclass(frozen=True, slots=True)
class PageRequest:
    """The parameters of one part of a request by their squashed names."""

    parameters: dict[str, PageParameter]
    in_body: bool = False

    def find_parameter(self, names: Iterable[str], *, number: bool | None = None) -> PageParameter | None:
        """Return the first parameter with one of `names`; with `number`, only a number, or only a text."""
        for name in names:
            found = self.parameters.get(name)
            if found is not None and (number is None or (found.is_number if number else found.is_text)):
                return found
        return None

    def has_any(self, names: Iterable[str]) -> bool:
        """Return whether there is a parameter with one of `names`."""
        return not self.parameters.keys().isdisjoint(names)


def page_requests(operation: Operation, lookup: Lookup) -> Iterator[PageRequest]:
    """Yield the query of `operation`, and the body of a POST."""
    query: dict[str, PageParameter] = {}
    for parameter in operation.parameters:
        if parameter.location is Location.QUERY:
            for name, schema, text in _sent_names(parameter, lookup):
                query.setdefault(squashed(name), _page_parameter(name, schema, text, lookup))
    yield PageRequest(query)
    body = operation.body
    if operation.verb == "post" and body is not None and body.kind is BodyKind.JSON:
        fields = lookup.fields_of(body.schema)
        found = {squashed(name): _page_parameter(name, each.schema, "", lookup) for name, each in fields.items()}
        yield PageRequest(found, in_body=True)


def _sent_names(parameter: Parameter, lookup: Lookup) -> Iterator[tuple[str, Schema, str]]:
    """Yield the names that a parameter is sent under; an object is sent as its properties."""
    name, members = parameter.wire_name, lookup.fields_of(parameter.schema)
    if not members or parameter.style not in (None, Style.FORM, Style.DEEP):
        yield name, parameter.schema, parameter.description or ""
        return
    is_flat = parameter.style is Style.FORM and parameter.explode
    for key, field in members.items():
        yield key if is_flat else f"{name}[{key}]", field.schema, ""


def _page_parameter(name: str, schema: Schema, text: str, lookup: Lookup) -> PageParameter:
    leaves = [lookup.resolve_fully(variant) for variant in lookup.variants_of(schema)]
    kinds = {leaf.kind for leaf in leaves if isinstance(leaf, ScalarSchema)}
    is_free = any(isinstance(leaf, AnySchema) for leaf in leaves)
    infos = [schema.info, *(leaf.info for leaf in leaves)]
    default = next((number for info in infos if (number := _default_number(info)) is not None), None)
    if default is None:
        words = " ".join((text, *(info.description or "" for info in infos))).lower()
        default = 0 if _FROM_ZERO.search(words) else 1 if _FROM_ONE.search(words) else None
    least = next((number for info in infos if (number := _least_number(info)) is not None), None)
    return PageParameter(
        name,
        is_number=is_free or not kinds.isdisjoint(_COUNTING) or (ScalarKind.STRING in kinds and default is not None),
        is_text=is_free or not kinds.isdisjoint(_TEXTS) or any(isinstance(leaf, EnumSchema) for leaf in leaves),
        first=("default", default) if default is not None else ("minimum", least) if least is not None else None,
    )


def _default_number(info: Info) -> int | None:
    value = info.default if info.has_default else None
    if isinstance(value, str) and value.isdecimal():
        return int(value)
    return _whole_number(value)


def _least_number(info: Info) -> int | None:
    limits = info.constraints
    if limits is None:
        return None
    least, above = _whole_number(limits.minimum), _whole_number(limits.exclusive_minimum)
    return least if above is None else above + 1


def _whole_number(value: object) -> int | None:
    """Return a number that can be that of a page; pages are counted from nothing larger than a few."""
    if isinstance(value, bool) or not isinstance(value, int | float) or value != value // 1:
        return None
    return int(value) if value in (0, 1) else None
