"""Planned operations as resource, method and client views."""

from generator.emit.resources.run import resources

__all__ = ["resources"]
