"""Makes every file except those of types: resources, client, pages, packages, settings."""

from __future__ import annotations

from specloom.emit.resources.client import client_file
from specloom.emit.resources.errorkinds import kinds_file
from specloom.emit.resources.hooks import hook_files
from specloom.emit.resources.modules import resource_files
from specloom.emit.resources.packages import resource_package_files, type_package_files
from specloom.emit.resources.pages import page_files
from specloom.emit.resources.root import root_file
from specloom.emit.resources.settings import settings_files
from specloom.emit.resources.types import type_facts
from specloom.emit.views import FileView
from specloom.plan.planned import Plan


def resource_file_views(plan: Plan) -> tuple[FileView, ...]:
    """Return the files of resources, client, pages, packages and settings."""
    facts = type_facts(plan)
    files = [file for child in plan.client.root.children for file in resource_files(child, facts)]
    files += [client_file(plan, facts), *hook_files(plan, facts)]
    files += [*type_package_files(plan, facts.reached), *resource_package_files(plan.client.root), *page_files(plan)]
    files += [*settings_files(plan), *kinds_file(plan), root_file(plan)]
    return (*files, FileView("py.typed", "package/py.typed.jinja", None))
