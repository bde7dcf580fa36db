"""Planned types as pydantic models, TypedDicts and aliases, printed by datamodel-code-generator with our templates."""

from specloom.emit.models.modules import models, shapeless

__all__ = ["models", "shapeless"]
