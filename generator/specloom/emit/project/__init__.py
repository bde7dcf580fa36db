"""The project round a package: metadata, README, reference and tests."""

from __future__ import annotations

from specloom.emit.project.run import YIELDING, project

__all__ = ["YIELDING", "project"]
