"""Builds the views of resources, methods and the client from planned operations."""

from specloom.emit.resources.run import resource_file_views

__all__ = ["resource_file_views"]
