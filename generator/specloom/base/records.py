"""Dataclasses with slots that cost little: a run defines two hundred of them, and makes a million objects.

The standard library compiles up to eight methods of a class while it is imported, most of which are never called: that
took a quarter of a run on a small document. A frozen class of its kind also takes three times as long to make an
object, because each field is set past the refusal of the class. Here `frozen` is what the type checkers hold.
"""

from __future__ import annotations

import dataclasses
from collections.abc import Callable, Iterable, Sequence
from dataclasses import MISSING, Field, field
from operator import attrgetter
from typing import TYPE_CHECKING, Literal, TypeVar, cast, dataclass_transform

if TYPE_CHECKING:
    from _typeshed import DataclassInstance

T = TypeVar("T")


@dataclass_transform(field_specifiers=(field,))
def dataclass(*, frozen: bool = False, slots: Literal[True], kw_only: bool = False) -> Callable[[type[T]], type[T]]:
    """Make a class a dataclass, like the decorator of the standard library, whose other functions work on it.

    The parameters of `__init__` are known to type checkers, not to `inspect.signature`: it is compiled on first use.
    """

    def complete(plain: type[T]) -> type[T]:
        made = dataclasses.dataclass(init=False, repr=False, eq=False, slots=slots, kw_only=kw_only)(plain)
        record = cast("type[DataclassInstance]", made)
        methods = {
            **_methods_of_values(dataclasses.fields(record), is_hashable=frozen),
            "__init__": _first_init(record),
        }
        for name, method in methods.items():
            if plain.__dict__.get(name) is None:  # a class that defines `__eq__` has None for `__hash__`
                setattr(made, name, method)
        return made

    return complete


def _first_init(record: type[DataclassInstance]) -> Callable[..., None]:
    """Return the `__init__` of the first object, which compiles that of all others."""

    def init(self: object, *values: object, **named: object) -> None:
        compiled = _compiled_init(record)
        type.__setattr__(record, "__init__", compiled)
        compiled(self, *values, **named)

    return init


def _compiled_init(record: type[DataclassInstance]) -> Callable[..., None]:
    """Return `__init__` with the fields as parameters. Its code is made of their names, which our own source has."""
    parameters: list[str] = ["self"]
    named: list[str] = []
    body: list[str] = []
    known: dict[str, object] = {"MISSING": MISSING}
    for item in dataclasses.fields(record):
        name, parameter, value = item.name, item.name, item.name
        if item.default is not MISSING:
            known[f"default_{name}"] = item.default
            parameter = f"{name}=default_{name}"
        elif item.default_factory is not MISSING:
            known[f"make_{name}"] = item.default_factory
            parameter, value = f"{name}=MISSING", f"make_{name}() if {name} is MISSING else {name}"
        (named if item.kw_only else parameters).append(parameter)
        body.append(f"self.{name} = {value}")
    if hasattr(record, "__post_init__"):
        body.append("self.__post_init__()")
    signature = ", ".join([*parameters, "*", *named] if named else parameters)
    exec(f"def __init__({signature}):\n    {'; '.join(body) or 'pass'}", known)
    init = cast("Callable[..., None]", known["__init__"])
    init.__qualname__ = f"{record.__qualname__}.__init__"
    return init


def _methods_of_values(items: Sequence[Field[object]], *, is_hashable: bool) -> dict[str, Callable[..., object] | None]:
    """Return the methods that compare, show and pickle an object by the values of its fields."""
    names = [item.name for item in items]
    all_values, compared_values = _values_of(names), _values_of([item.name for item in items if item.compare])

    def equals(self: object, other: object) -> bool:
        return compared_values(self) == compared_values(other) if self.__class__ is other.__class__ else NotImplemented

    def hash_value(self: object) -> int:
        return hash(compared_values(self))

    def show(self: object) -> str:
        shown = ", ".join(f"{item.name}={getattr(self, item.name)!r}" for item in items if item.repr)
        return f"{self.__class__.__qualname__}({shown})"

    def get_state(self: object) -> tuple[object, ...]:
        return all_values(self)

    def set_state(self: object, state: Iterable[object]) -> None:
        for name, value in zip(names, state, strict=True):
            setattr(self, name, value)

    return {
        "__eq__": equals,
        "__hash__": hash_value if is_hashable else None,
        "__repr__": show,
        "__getstate__": get_state,
        "__setstate__": set_state,
    }


def _values_of(names: Sequence[str]) -> Callable[[object], tuple[object, ...]]:
    """Return a function that returns the values of attributes of an object."""
    if len(names) > 1:
        return attrgetter(*names)
    return lambda item: tuple(getattr(item, name) for name in names)
