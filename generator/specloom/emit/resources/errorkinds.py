"""Makes `_runtime/error_kinds.py`: a class for each kind of error that a property of the body distinguishes."""

from __future__ import annotations

from collections.abc import Iterator

from specloom.api.ir import ErrorKind
from specloom.base.json import JsonValue
from specloom.emit.imports import Imports, import_block
from specloom.emit.literals import docstring_literal, python_literal, string_literal, tuple_literal
from specloom.emit.views import ErrorKindsView, FileView
from specloom.plan.error_classes import STATUS_ERRORS, error_class_names
from specloom.plan.planned import Plan

MODULE = ("_runtime", "error_kinds")
_SERVER_FAULT = 500


def kinds_file(plan: Plan) -> Iterator[FileView]:
    """Return the module, if the configuration names kinds of errors."""
    found = plan.client_spec.error_kinds
    if found is None:
        return
    names = error_class_names(plan)
    imports = Imports(MODULE)
    imports.add_name("__future__", "annotations")
    for name in ("Mapping", "Tuple", "Type"):
        imports.add_name("typing", name)
    bases = [_base_class(kind) for kind in found.kinds]
    for name in dict.fromkeys(["APIStatusError", *bases]):
        imports.add_own(("_exceptions",), name)
    classes = tuple(
        (names[kind.value], base, _class_docstring(kind)) for kind, base in zip(found.kinds, bases, strict=True)
    )
    all_names: list[JsonValue] = [*names.values()]
    kinds = ", ".join(f"{string_literal(value)}: {name}" for value, name in names.items())
    view = ErrorKindsView(
        imports=import_block(imports.import_groups()),
        all_names=python_literal(all_names),
        classes=classes,
        source=tuple_literal(found.source),
        property_name=string_literal(found.property_name),
        kinds="{" + kinds + "}",
    )
    yield FileView("_runtime/error_kinds.py", "package/_runtime/error_kinds.py.jinja", view)


def _base_class(kind: ErrorKind) -> str:
    if kind.status is not None and kind.status >= _SERVER_FAULT:
        return "InternalServerError"
    return STATUS_ERRORS.get(kind.status or 0, "APIStatusError")


def _class_docstring(kind: ErrorKind) -> str:
    return docstring_literal([f"An error of the kind `{kind.value}`."], 4)
