"""`_error_kinds.py`: the errors that a property of their body tells apart, each with a class of its own."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import ErrorKind
from specloom.base.json import JsonValue
from specloom.base.names import Scope, class_name
from specloom.base.reserved import BUILTINS, PACKAGE_EXPORTS
from specloom.base.words import Casing
from specloom.emit.imports import Imports, import_block
from specloom.emit.literals import docstring, literal, string_literal, tuple_literal
from specloom.emit.views import ErrorKindsView, FileView
from specloom.plan.planned import Plan

MODULE = "_error_kinds"
_BASES = {
    400: "BadRequestError",
    401: "AuthenticationError",
    403: "PermissionDeniedError",
    404: "NotFoundError",
    409: "ConflictError",
    422: "UnprocessableEntityError",
    429: "RateLimitError",
}
_SERVER_FAULT = 500
_LOCAL = ("AsyncClient", "Client", "KINDS", "Mapping", "PROPERTY", "SOURCE", "Tuple", "Type", "annotations")


def kind_names(plan: Plan) -> dict[str, str]:
    """Return the name of the class of each kind of error, by the value that tells it."""
    found = plan.client_spec.error_kinds
    casing = Casing()
    clients = (plan.client.class_name, plan.client.async_class_name, plan.client.error_name)
    scope = Scope([*PACKAGE_EXPORTS, *BUILTINS, *_LOCAL, *clients])
    kinds = found.kinds if found is not None else ()
    return {kind.value: scope.claim(class_name(kind.name, casing)) for kind in kinds}


def kinds_file(plan: Plan) -> Iterator[FileView]:
    """Return the module, if the configuration names kinds of errors."""
    found = plan.client_spec.error_kinds
    if found is None:
        return
    names = kind_names(plan)
    imports = Imports((MODULE,))
    imports.add("__future__", "annotations")
    for name in ("Mapping", "Tuple", "Type"):
        imports.add("typing", name)
    bases = [_base(kind) for kind in found.kinds]
    for name in dict.fromkeys(["APIStatusError", *bases]):
        imports.add_own(("_exceptions",), name)
    classes = tuple((names[kind.value], base, _doc(kind)) for kind, base in zip(found.kinds, bases, strict=True))
    all_names: list[JsonValue] = [*names.values()]
    kinds = ", ".join(f"{string_literal(value)}: {name}" for value, name in names.items())
    view = ErrorKindsView(
        imports=import_block(imports.groups()),
        all_names=literal(all_names),
        classes=classes,
        source=tuple_literal(found.source),
        property_name=string_literal(found.property_name),
        kinds="{" + kinds + "}",
    )
    yield FileView(f"{MODULE}.py", f"package/{MODULE}.py.jinja", view)


def _base(kind: ErrorKind) -> str:
    if kind.status is not None and kind.status >= _SERVER_FAULT:
        return "InternalServerError"
    return _BASES.get(kind.status or 0, "APIStatusError")


def _doc(kind: ErrorKind) -> str:
    return docstring([f"An error of the kind `{kind.value}`."], 4)
