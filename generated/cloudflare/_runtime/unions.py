"""Unions of types that lead back to themselves: each value is read as each member once.

pydantic reads a value as every member of a union, and the values inside it again for each of them: the work doubles
with every level. Here what was found for a value is kept until the whole is read.
"""

from __future__ import annotations

from typing import Any, Dict, List, Mapping, Sequence, Tuple, cast

import pydantic
from pydantic_core import CoreSchema, InitErrorDetails, PydanticCustomError, core_schema
from typing_extensions import get_args, get_origin

from .adapters import adapter_for
from .exactness import Kept, compare
from .settings import AS_DOCUMENTED
from .tags import Discriminator, discriminator_by_field, implicit_discriminator, is_implied, is_model, members_of
from .type_hints import is_union, resolve_alias

_MOST_ERRORS = 3
"""The errors that a union reports. All of them would double with every level, too."""
_LONGEST_LOCATION = 16
"""The parts of a location that are kept: each level adds some."""
_DEEPEST = 100
"""The unions that are read inside one another: each takes some kilobytes of the stack."""
_CONTAINERS = (dict, list)
_PLAIN = (str, int, float, bool, type(None))
_Member = Tuple[Any, pydantic.TypeAdapter[Any]]


class Outcome:
    """What a value became: `result`, or `errors`. It keeps the value, whose id is its key."""

    __slots__ = ("errors", "fit", "result", "value")

    def __init__(self, value: object, result: Any, errors: Sequence[InitErrorDetails] = ()) -> None:
        self.value = value
        self.result = result
        self.errors = errors
        self.fit: Tuple[int, bool] = (0, True)
        """How many fields the result has, those of what it holds included; whether it has the types of the value."""


class Reading:
    """What is known while one whole is read; with `exact` no value becomes one of another type."""

    __slots__ = ("depth", "exact", "kept", "outcomes")

    def __init__(self, *, exact: bool = False) -> None:
        self.exact = exact
        self.depth = 0
        """The unions that are being read, each inside the one before."""
        self.outcomes: Dict[Tuple[int, int], Outcome] = {}
        """By union and value."""
        self.kept: Kept = {}


EXACT = object()
"""The context that says of JSON that it is read strictly."""
_unions: Dict[Any, RecursiveUnion] = {}


def read_once(union: Any, tag: str | None, variants: Mapping[Any, Any], plain: CoreSchema) -> CoreSchema:
    """The schema of a recursive union; `variants` are the classes that a tag names, `plain` is pydantic's schema."""
    key = (union, tag, tuple(variants.items()))
    try:
        made = _unions.setdefault(key, RecursiveUnion(union, tag, variants))
    except TypeError:
        made = RecursiveUnion(union, tag, variants)
    return core_schema.with_info_wrap_validator_function(made.read, plain)


class RecursiveUnion:
    """One union, wherever it stands."""

    def __init__(self, union: Any, tag: str | None, variants: Mapping[Any, Any]) -> None:
        self._union = union
        self._tag = tag
        self._variants = variants
        self._parts: _Parts | None = None

    def read(self, value: Any, _handler: object, info: core_schema.ValidationInfo) -> Any:
        """The value as the member that fits it best. Raises `pydantic.ValidationError`, or `RecursionError`.

        Members are tried here and not in a function of their own: the stack has to hold a call for every level.
        """
        reading = info.context if isinstance(info.context, Reading) else Reading(exact=info.context is EXACT)
        parts = self._parts or self._take_apart()
        if type(value) not in _CONTAINERS:
            return parts.read_scalar(value, reading)
        outcomes, key = reading.outcomes, (id(self), id(value))
        known = outcomes.get(key)
        if known is None:
            if reading.depth == _DEEPEST:
                raise RecursionError("unions are nested too deep")
            reading.depth += 1
            outcomes[key] = _IN_PROGRESS
            fitting: List[Outcome] = []
            errors: List[Tuple[Any, pydantic.ValidationError]] = []
            members = parts.members_for(value)
            try:
                for member, adapter in members:
                    try:
                        result = adapter.validator.validate_python(value, context=reading)
                        fitting.append(_outcome(value, result, reading, len(members)))
                    except pydantic.ValidationError as error:
                        errors.append((member, error))
                known = (
                    parts.best(value, fitting, reading) if fitting else Outcome(value, None, _some_of(errors, value))
                )
            except BaseException:
                del outcomes[key]
                raise
            finally:
                reading.depth -= 1
            outcomes[key] = known
            if not known.errors:
                reading.kept[id(known.result)] = known.fit
        if known.errors:
            raise pydantic.ValidationError.from_exception_data("Union", list(known.errors))
        return known.result

    def _take_apart(self) -> _Parts:
        whole = resolve_alias(self._union)
        members: Sequence[Any] = get_args(whole) if is_union(get_origin(whole)) else (whole,)
        tag, flat = self._tag, members_of(whole)
        models = [member for member in flat if is_model(member)]
        found: Discriminator | None = None
        if self._variants and tag is not None:
            found = Discriminator(tag, self._variants)
        elif all(get_origin(member) is list for member in flat if not is_model(member)):
            found = implicit_discriminator(models) if tag is None else discriminator_by_field(models, tag)
        self._parts = _Parts(self._union, members, found)
        return self._parts


class _Parts:
    """What is needed to try the members of a union."""

    def __init__(self, union: Any, members: Sequence[Any], discriminator: Discriminator | None) -> None:
        self._whole = adapter_for(union)
        self._members = _with_adapters(members)
        self._key = None if discriminator is None else discriminator.key
        variants: Mapping[Any, Any] = {} if discriminator is None else discriminator.variants
        self._by_tag: Dict[Any, List[_Member]] = {tag: _with_adapters((variant,)) for tag, variant in variants.items()}
        self._is_closed = AS_DOCUMENTED and bool(variants) and None not in variants and not is_implied(variants)
        self._is_closed = self._is_closed and set(members_of(union)) <= set(variants.values())
        """Whether an object with another tag is of no member."""
        plain = [member for member in members if member in _PLAIN]
        models = [member for member in members if is_model(member)]
        self._as_it_is = plain if len(plain) + len(models) == len(members) else []
        """The types of values that are not looked at any further."""

    def members_for(self, value: Any) -> List[_Member]:
        """The members that an object or a list can be: one if there is a tag that says which."""
        if self._key is None or type(value) is not dict:
            return self._members
        tag: Any = cast(Dict[str, Any], value).get(self._key)
        try:
            named = self._by_tag.get(tag) or self._by_tag.get(None)
        except TypeError:
            named = self._by_tag.get(None)
        if not named and tag is not None and self._is_closed:
            return []
        return named or self._members

    def read_scalar(self, value: Any, reading: Reading) -> Any:
        """The value of another kind."""
        if type(value) in self._as_it_is:
            return value
        result = self._whole.validator.validate_python(value, context=reading)
        if reading.exact and not compare(value, result, reading.kept)[1]:
            raise _inexact(value)
        return result

    def best(self, value: Any, fitting: List[Outcome], reading: Reading) -> Outcome:
        """Of the members that fit that with the most fields; of several the one that pydantic prefers."""
        if len(fitting) == 1:
            return fitting[0]
        most = max(each.fit for each in fitting)
        best = [each for each in fitting if each.fit == most]
        if len(best) == 1:
            return best[0]
        preferred = self._whole.validator.validate_python(value, context=reading)
        return next((each for each in best if type(each.result) is type(preferred)), best[0])


def _with_adapters(members: Sequence[Any]) -> List[_Member]:
    return [(member, adapter_for(member)) for member in members]


def _outcome(value: Any, result: Any, reading: Reading, members: int) -> Outcome:
    outcome = Outcome(value, result)
    if reading.exact or members > 1:
        outcome.fit = compare(value, result, reading.kept)
        if reading.exact and not outcome.fit[1]:
            raise _inexact(value)
    return outcome


def _inexact(value: object) -> pydantic.ValidationError:
    other = _error(value, "not_exact", "Input should have the types that the API describes")
    return pydantic.ValidationError.from_exception_data("Union", [other])


def _some_of(errors: List[Tuple[Any, pydantic.ValidationError]], value: object) -> List[InitErrorDetails]:
    """Errors of the members, of those first that have the fewest."""
    found: List[InitErrorDetails] = []
    if not errors:
        return [_error(value, "unknown_tag", "Input should have the tag of a member of the union")]
    for member, error in sorted(errors, key=lambda pair: pair[1].error_count()):
        name = str(getattr(member, "__name__", member))
        for one in error.errors(include_url=False, include_context=False)[: _MOST_ERRORS - len(found)]:
            found.append(_error(one["input"], one["type"], one["msg"], (name, *one["loc"])[:_LONGEST_LOCATION]))
    return found


def _error(value: object, kind: str, message: str, location: Tuple[int | str, ...] = ()) -> InitErrorDetails:
    known = PydanticCustomError(cast(Any, kind), "{message}", {"message": message})
    return InitErrorDetails(type=known, loc=location, input=value)


_IN_PROGRESS = Outcome(None, None, [_error(None, "recursion_loop", "The value holds itself")])
