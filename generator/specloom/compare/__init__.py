"""Compares two surfaces of a client: planned ones for `diff`, those of packages for `migrate`."""

from __future__ import annotations

from specloom.compare.changes import Change, ChangeSeverity
from specloom.compare.comparison import compare_surfaces
from specloom.compare.surface import ClientSurface

__all__ = ["Change", "ChangeSeverity", "ClientSurface", "compare_surfaces"]
