"""Public surfaces of Python packages: read statically, compared by what their users could notice.

`find_package` finds a package on disk, `read_surface` reads one from its files (nothing of it is ever imported or run),
`compare_surfaces` lists the differences, breaking ones first, and `group` puts repeated ones together.
"""

from __future__ import annotations

from generator.compare.differences import Difference, Group, Rule, Subject, group
from generator.compare.package import SourcePackage, find_package
from generator.compare.read import read_surface
from generator.compare.surface import Kind, Method, Resource, Surface
from generator.compare.surfaces import compare_surfaces

__all__ = [
    "Difference",
    "Group",
    "Kind",
    "Method",
    "Resource",
    "Rule",
    "SourcePackage",
    "Subject",
    "Surface",
    "compare_surfaces",
    "find_package",
    "group",
    "read_surface",
]
