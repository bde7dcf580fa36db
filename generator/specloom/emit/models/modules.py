"""Makes the files below `types/`: their types, printed one after the other."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from specloom.emit.datatypes import TypeTable
from specloom.emit.fields import FieldTable
from specloom.emit.imports import import_block
from specloom.emit.layout import laid_out, lay_out_name
from specloom.emit.literals import python_literal
from specloom.emit.models.classes import TypePrinter
from specloom.emit.models.declare import TypeDeclarations
from specloom.emit.views import FileView, TypeModuleView
from specloom.plan.planned import NamedType, Plan, PlannedAlias, PlannedTypeModule


def model_file_views(
    plan: Plan, roots: Sequence[Path], wanted: Sequence[PlannedTypeModule] | None = None
) -> tuple[FileView, ...]:
    """Return the files of all planned types; `roots` are the directories of templates, earlier ones take precedence.

    `wanted` selects some of the plan's modules. A file depends on its module and on `non_class_aliases` alone.
    """
    without_shape = non_class_aliases(plan)
    types, fields, printer = TypeTable(), FieldTable(), TypePrinter(roots)
    return tuple(
        FileView(
            "/".join(module.path) + ".py",
            "models/module.py.jinja",
            _module_view(TypeDeclarations(module, without_shape, types, fields), printer),
        )
        for module in (plan.type_modules if wanted is None else wanted)
    )


def non_class_aliases(plan: Plan) -> frozenset[NamedType]:
    """Return the aliases that can't be bases: a model all of whose fields are read-only is no class in requests."""
    return frozenset(
        NamedType(module.path, item.name)
        for module in plan.type_modules
        for item in module.types
        if isinstance(item, PlannedAlias) and not isinstance(item.type, NamedType)
    )


def _module_view(declared: TypeDeclarations, printer: TypePrinter) -> TypeModuleView:
    module, models = declared.module, declared.declare_models()
    names = [item.name for item in module.types]
    exported = [*module.exports, *(name for name in names if name not in module.exports)]
    return TypeModuleView(
        imports=import_block(declared.imports.import_groups()),
        all_names=laid_out(python_literal([*exported]), 0, 10),
        bodies=tuple(map(printer.print_type, models)),
        legacy=tuple((old, lay_out_name(old, new)) for old, new in module.legacy_aliases),
        late_imports=tuple(line for group in declared.late_imports.import_groups(4) for line in group),
    )
