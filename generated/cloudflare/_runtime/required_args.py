"""Checks at run time what overloads say to the type checker: which arguments must be there together."""

from __future__ import annotations

import inspect
from functools import wraps
from typing import Callable, ParamSpec, Sequence, TypeVar

_P = ParamSpec("_P")
_R = TypeVar("_R")


def required_args(*variants: Sequence[str]) -> Callable[[Callable[_P, _R]], Callable[_P, _R]]:
    """Refuse a call that gives all arguments of none of the variants, with a `TypeError`."""

    def decorate(function: Callable[_P, _R]) -> Callable[_P, _R]:
        names = list(inspect.signature(function).parameters)
        positional = [
            name
            for name, parameter in inspect.signature(function).parameters.items()
            if parameter.kind in (parameter.POSITIONAL_ONLY, parameter.POSITIONAL_OR_KEYWORD)
        ]
        wanted = [frozenset(variant) for variant in variants]

        @wraps(function)
        def checked(*args: _P.args, **kwargs: _P.kwargs) -> _R:
            if len(args) > len(positional):
                raise TypeError(f"{function.__name__}() takes {len(names)} argument(s) but {len(args)} were given")
            given: set[str] = {*positional[: len(args)], *(str(name) for name in kwargs)}
            if not any(variant <= given for variant in wanted):
                raise TypeError(_missing(variants, given))
            return function(*args, **kwargs)

        return checked

    return decorate


def _missing(variants: Sequence[Sequence[str]], given: set[str]) -> str:
    if len(variants) > 1:
        choices = _join(["(" + _join([f"'{name}'" for name in one], "and") + ")" for one in variants], "or")
        return f"Missing required arguments; Expected either {choices} arguments to be given"
    absent = [name for name in variants[0] if name not in given]
    if len(absent) == 1:
        return f"Missing required argument: '{absent[0]}'"
    return f"Missing required arguments: {_join([f'{name!r}' for name in absent], 'and')}"


def _join(words: Sequence[str], last: str) -> str:
    if len(words) < 2:
        return "".join(words)
    return f"{', '.join(words[:-1])} {last} {words[-1]}"
