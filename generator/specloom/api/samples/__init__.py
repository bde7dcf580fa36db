"""Makes sample values that the document shows or allows, for generated tests and the README."""

from __future__ import annotations

from specloom.api.samples.values import Sampler

__all__ = ["Sampler"]
