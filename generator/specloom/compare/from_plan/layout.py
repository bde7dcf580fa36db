"""Finds files that differ in order or wording although nothing changes for users."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import fields, is_dataclass, replace
from typing import cast

from specloom.compare.changes import Change, ChangeKind, ChangeSeverity, ChangeSubject
from specloom.compare.diff_report import LAYOUT
from specloom.compare.from_plan.plan_surface import resources_below
from specloom.compare.from_plan.types import dotted_location
from specloom.plan.planned import Plan

_UNPRINTED = {"pointer", "schema", "limits", "operation_key", "version"}
"""Data of a plan that no file shows; a new version alone is not a difference."""


def layout_changes(old: Plan, new: Plan) -> Iterator[Change]:
    """Yield that files differ, for plans without other changes."""
    before, after = printed_parts(old), printed_parts(new)
    count = sum(before.get(path) != after.get(path) for path in {*before, *after})
    if count:
        text = f"{count} file{'s are' if count > 1 else ' is'} written in another order or wording"
        severity, kind = ChangeSeverity.DOCS, ChangeKind.WIRE_CHANGED
        yield Change(severity, kind, ChangeSubject.NAME, "the package", rule=LAYOUT, new=text)


def printed_parts(plan: Plan) -> dict[str, object]:
    """Return the data that each file is printed from, by a name for the file."""
    parts: dict[str, object] = {dotted_location(module.path, ""): module for module in plan.type_modules}
    for _, resource in resources_below(plan.client.root, "client"):
        children = [(child.attribute, child.class_name, child.doc) for child in resource.children]
        parts[dotted_location(resource.module, "")] = (replace(resource, children=()), children)
    root = plan.client.root
    children = [(child.attribute, child.class_name, child.doc) for child in root.children]
    parts["client"] = (replace(plan.client, root=replace(root, children=())), children, plan.client_spec, plan.package)
    parts["pagination"], parts["webhooks"] = plan.pages, plan.webhooks
    return {name: printed_form(part) for name, part in parts.items()}


def printed_form(part: object) -> object:
    """Return the data of a plan that files show, in a form for exact comparison."""
    if is_dataclass(part):
        kept = [each.name for each in fields(part) if each.name not in _UNPRINTED]
        return type(part).__name__, *(printed_form(getattr(part, name)) for name in kept)
    if isinstance(part, tuple | list):
        return tuple(printed_form(each) for each in cast("Iterable[object]", part))
    return repr(part)
