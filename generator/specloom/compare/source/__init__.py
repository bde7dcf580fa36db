"""Public surfaces of Python packages: read statically, compared by what their users could notice.

`find_package` finds a package on disk, `read_surface` reads one from its files (nothing of it is ever imported or run),
`compare_surfaces` lists the differences, breaking ones first, and `group` puts repeated ones together. `parsed` and
`reading` hold what is done with foreign source within bounds.
"""

from __future__ import annotations

from specloom.compare.source.differences import Difference, Group, Rule, Subject, group
from specloom.compare.source.package import SourcePackage, find_package
from specloom.compare.source.read import read_surface
from specloom.compare.source.source import SourceError, parsed, reading
from specloom.compare.source.surface import Kind, Method, Resource, Surface
from specloom.compare.source.surfaces import compare_surfaces

__all__ = [
    "Difference",
    "Group",
    "Kind",
    "Method",
    "Resource",
    "Rule",
    "SourceError",
    "SourcePackage",
    "Subject",
    "Surface",
    "compare_surfaces",
    "find_package",
    "group",
    "parsed",
    "read_surface",
    "reading",
]
