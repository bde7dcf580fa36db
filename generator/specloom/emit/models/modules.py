"""Files below `types/`: declares every type, has them printed together, and puts the files together again."""

from __future__ import annotations

import importlib
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING

from specloom.emit.imports import import_block
from specloom.emit.layout import laid_out
from specloom.emit.literals import literal
from specloom.emit.models.declare import Declarations
from specloom.emit.views import FileView, TypeModuleView
from specloom.plan.planned import NamedType, Plan, PlannedAlias, PlannedTypeModule

if TYPE_CHECKING:
    from specloom.emit.models.printer import TypeView


def models(
    plan: Plan, roots: Sequence[Path], wanted: Sequence[PlannedTypeModule] | None = None
) -> tuple[FileView, ...]:
    """Return the files of all planned types; `roots` are the folders of templates, the first that has a file wins.

    `wanted` asks for some of the plan's modules. A file depends on its module and on `shapeless` alone.
    """
    without_shape = shapeless(plan)
    declarations = [Declarations(module, without_shape) for module in (plan.type_modules if wanted is None else wanted)]
    views = [declared.views() for declared in declarations]
    printer = importlib.import_module("specloom.emit.models.printer")  # its library takes long to load
    printed: dict[int, str] = printer.print_types((view for group in views for view in group), roots)
    return tuple(
        FileView("/".join(declared.module.path) + ".py", "models/module.py.jinja", _file(declared, group, printed))
        for declared, group in zip(declarations, views, strict=True)
    )


def shapeless(plan: Plan) -> frozenset[NamedType]:
    """Return the aliases that can't be bases: a model all of whose fields are read-only is no class in requests."""
    return frozenset(
        NamedType(module.path, item.name)
        for module in plan.type_modules
        for item in module.types
        if isinstance(item, PlannedAlias) and not isinstance(item.type, NamedType)
    )


def _file(declared: Declarations, views: tuple[TypeView, ...], printed: dict[int, str]) -> TypeModuleView:
    module = declared.module
    names = [view.name for view in views]
    exported = [*module.exports, *(name for name in names if name not in module.exports)]
    return TypeModuleView(
        imports=import_block(declared.imports.groups()),
        all_names=laid_out(literal([*exported]), 0, 10),
        bodies=tuple(printed[id(view)] for view in views),
        legacy=module.legacy_aliases,
        late_imports=tuple(line for group in declared.late_imports.groups(4) for line in group),
    )
