"""Files below `types/`: their types, printed one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from specloom.emit.datatypes import TypeTable
from specloom.emit.fields import FieldTable
from specloom.emit.imports import import_block
from specloom.emit.layout import laid_out
from specloom.emit.literals import literal
from specloom.emit.models.classes import Printer
from specloom.emit.models.declare import Declarations
from specloom.emit.views import FileView, TypeModuleView
from specloom.plan.planned import NamedType, Plan, PlannedAlias, PlannedTypeModule


def models(
    plan: Plan, roots: Sequence[Path], wanted: Sequence[PlannedTypeModule] | None = None
) -> tuple[FileView, ...]:
    """Return the files of all planned types; `roots` are the directories of templates, the first that has a file wins.

    `wanted` asks for some of the plan's modules. A file depends on its module and on `shapeless` alone.
    """
    without_shape = shapeless(plan)
    types, fields, printer = TypeTable(), FieldTable(), Printer(roots)
    return tuple(
        FileView(
            "/".join(module.path) + ".py",
            "models/module.py.jinja",
            _file(Declarations(module, without_shape, types, fields), printer),
        )
        for module in (plan.type_modules if wanted is None else wanted)
    )


def shapeless(plan: Plan) -> frozenset[NamedType]:
    """Return the aliases that can't be bases: a model all of whose fields are read-only is no class in requests."""
    return frozenset(
        NamedType(module.path, item.name)
        for module in plan.type_modules
        for item in module.types
        if isinstance(item, PlannedAlias) and not isinstance(item.type, NamedType)
    )


def _file(declared: Declarations, printer: Printer) -> TypeModuleView:
    module, models = declared.module, declared.models()
    names = [item.name for item in module.types]
    exported = [*module.exports, *(name for name in names if name not in module.exports)]
    return TypeModuleView(
        imports=import_block(declared.imports.groups()),
        all_names=laid_out(literal([*exported]), 0, 10),
        bodies=tuple(map(printer.text, models)),
        legacy=module.legacy_aliases,
        late_imports=tuple(line for group in declared.late_imports.groups(4) for line in group),
    )
