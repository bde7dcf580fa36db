"""Planned operations as resource, method and client views."""

from generator.emit.resources.run import resource_views, resources

__all__ = ["resource_views", "resources"]
