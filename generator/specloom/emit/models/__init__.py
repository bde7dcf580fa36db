"""Prints planned types as pydantic models, TypedDicts and aliases: datamodel-code-generator with our templates."""

from specloom.emit.models.modules import model_file_views, non_class_aliases

__all__ = ["model_file_views", "non_class_aliases"]
