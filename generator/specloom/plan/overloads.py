"""Plans overloads: a signature for each variant of a body or mode of streaming, and the implementation's."""

from __future__ import annotations

from dataclasses import replace

from specloom.plan.exprs import make_union
from specloom.plan.paramtypes import Signature
from specloom.plan.planned import (
    ArgumentLocation,
    BasicKind,
    BasicType,
    LiteralType,
    OptionalType,
    PlannedOverload,
    PlannedParameter,
)


def merge_signatures(signatures: list[Signature]) -> tuple[PlannedParameter, ...]:
    """Return the parameters of the implementation: required if every signature requires them."""
    if len(signatures) == 1:
        return signatures[0].parameters
    found: dict[tuple[ArgumentLocation, str], list[PlannedParameter]] = {}
    for signature in signatures:
        for parameter in signature.parameters:
            found.setdefault((parameter.location, parameter.name), []).append(parameter)
    everywhere = [_merge_parameters(uses, required=len(uses) == len(signatures)) for uses in found.values()]
    return tuple(
        sorted(everywhere, key=lambda p: (not p.positional, p.location is not ArgumentLocation.PATH, not p.required))
    )


def _merge_parameters(uses: list[PlannedParameter], *, required: bool) -> PlannedParameter:
    required = required and all(parameter.required for parameter in uses)
    return replace(uses[0], type=make_union(parameter.type for parameter in uses), required=required)


def variant_overloads(signatures: list[Signature]) -> tuple[PlannedOverload, ...]:
    """Return one overload for each variant, none if there is only one."""
    return tuple(PlannedOverload(s.parameters) for s in signatures) if len(signatures) > 1 else ()


def stream_overloads(
    overloads: tuple[PlannedOverload, ...], signatures: list[Signature], flag: str
) -> tuple[PlannedOverload, ...]:
    """Return three overloads for each signature: the flag off, on, or either."""
    each = overloads or (PlannedOverload(signatures[0].parameters),)
    return tuple(_with_flag(overload.parameters, flag, mode) for overload in each for mode in (False, True, None))


def _with_flag(parameters: tuple[PlannedParameter, ...], flag: str, mode: bool | None) -> PlannedOverload:
    known = next(parameter for parameter in parameters if parameter.name == flag)
    if mode is False:
        literal = LiteralType((False,))
        off = OptionalType(literal) if isinstance(known.type, OptionalType) else literal
        own = replace(known, type=off, required=False)
        return PlannedOverload(tuple(own if p.name == flag else p for p in parameters), mode)
    own = replace(known, type=LiteralType((True,)) if mode else BasicType(BasicKind.BOOL), required=True)
    others = [parameter for parameter in parameters if parameter.name != flag]
    at = next((i for i, p in enumerate(others) if not p.required and not p.positional), len(others))
    return PlannedOverload((*others[:at], own, *others[at:]), mode)


def required_sets(overloads: tuple[PlannedOverload, ...]) -> tuple[tuple[str, ...], ...]:
    """Return the required keyword arguments of the overloads, each set once; nothing if an overload has none."""
    sets = [
        tuple(p.name for p in overload.parameters if p.required and not p.positional and not p.is_fixed)
        for overload in overloads
    ]
    return tuple(dict.fromkeys(sets)) if all(sets) else ()
