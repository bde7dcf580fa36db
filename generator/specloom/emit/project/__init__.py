"""Makes the project around a package: metadata, README, reference and tests."""

from __future__ import annotations

from specloom.emit.project.readme import readme_view
from specloom.emit.project.run import USER_OWNED, project_file_views
from specloom.emit.project.snippets import SnippetWriter

__all__ = ["USER_OWNED", "SnippetWriter", "project_file_views", "readme_view"]
