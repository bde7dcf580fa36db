"""Planned operations as resource, method and client views."""

from specloom.emit.resources.run import resource_file_views

__all__ = ["resource_file_views"]
