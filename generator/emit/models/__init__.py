"""Planned types as pydantic models, TypedDicts and aliases, printed by datamodel-code-generator with our templates."""

from generator.emit.models.modules import models

__all__ = ["models"]
