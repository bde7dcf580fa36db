"""Makes the project around a package: metadata, README, reference and tests."""

from __future__ import annotations

from specloom.emit.project.run import USER_OWNED, project_file_views

__all__ = ["USER_OWNED", "project_file_views"]
