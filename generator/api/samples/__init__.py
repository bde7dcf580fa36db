"""Samples: values that the document shows or allows, for generated tests and the README."""

from __future__ import annotations

from generator.api.samples.values import Sampler

__all__ = ["Sampler"]
