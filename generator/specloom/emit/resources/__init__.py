"""Planned operations as resource, method and client views."""

from specloom.emit.resources.run import resources

__all__ = ["resources"]
