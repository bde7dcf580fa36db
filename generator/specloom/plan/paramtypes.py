"""Plans the `...Params` types of methods: one TypedDict, or one for each variant of the body or mode of streaming."""

from __future__ import annotations

from dataclasses import replace

from specloom.base.records import dataclass
from specloom.plan.exprs import make_union
from specloom.plan.planned import (
    ArgumentLocation,
    LiteralType,
    NamedType,
    OptionalType,
    PlannedAlias,
    PlannedClass,
    PlannedDoc,
    PlannedField,
    PlannedParameter,
)
from specloom.plan.typefile import TypeFile

NO_DOC = PlannedDoc()


@dataclass(frozen=True, slots=True)
class Signature:
    """One way to call a method. `name` is that of its TypedDict, `at` the TypedDict's position in the file."""

    name: str
    parameters: tuple[PlannedParameter, ...]
    at: int
    text: str | None = None


def has_params_type(signatures: list[Signature]) -> bool:
    """Return whether a method takes anything but path parameters and raw content."""
    return any(
        _in_type(parameter) and parameter.location is not ArgumentLocation.PATH
        for s in signatures
        for parameter in s.parameters
    )


def _in_type(parameter: PlannedParameter) -> bool:
    return not parameter.positional and not parameter.is_fixed


def _params_fields(signature: Signature, without: str | None = None) -> tuple[PlannedField, ...]:
    return tuple(
        PlannedField(
            p.name, p.name if p.location is ArgumentLocation.WHOLE_BODY else p.wire_name, p.type, p.required, p.doc
        )
        for p in signature.parameters
        if _in_type(p) and p.name != without
    )


def add_params(file: TypeFile, root: str, signatures: list[Signature]) -> None:
    """Define the params type of a method without streaming."""
    if len(signatures) == 1:
        file.add(PlannedClass(root, (), _params_fields(signatures[0]), None, NO_DOC), at=signatures[0].at)
        return
    for done, signature in enumerate(signatures):
        planned = PlannedClass(signature.name, (), _params_fields(signature), None, PlannedDoc(signature.text))
        file.add(planned, at=signature.at + done)
    file.add(PlannedAlias(root, make_union(file.named(signature.name) for signature in signatures), NO_DOC))


def add_streaming_params(file: TypeFile, root: str, signature: Signature, flag: str) -> None:
    """Define the base of the params type and its variants with the flag off and on."""
    base = PlannedClass(root + "Base", (), _params_fields(signature, without=flag), None, NO_DOC)
    file.add(base, at=signature.at)
    field = next(field for field in _params_fields(signature) if field.name == flag)
    bases: tuple[NamedType, ...] = (file.named(base.name),)
    false = LiteralType((False,))
    off = replace(field, type=OptionalType(false) if isinstance(field.type, OptionalType) else false, required=False)
    on = replace(field, type=LiteralType((True,)), required=True)
    file.add(PlannedClass(root + "NonStreaming", bases, (off,), None, NO_DOC))
    file.add(PlannedClass(root + "Streaming", bases, (on,), None, NO_DOC, partial=False))
    twins = (file.named(root + "NonStreaming"), file.named(root + "Streaming"))
    file.add(PlannedAlias(root, make_union(twins), NO_DOC))
