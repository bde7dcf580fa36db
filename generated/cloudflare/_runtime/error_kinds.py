"""Errors that are selected by a property of their body; a package whose configuration names some has its own module."""

from __future__ import annotations

from typing import Mapping, Tuple, Type

from .._exceptions import APIStatusError

SOURCE: Tuple[str, ...] = ()
"""The path to the object, in the body of an error, that holds the property."""
PROPERTY: str | None = None
KINDS: Mapping[str, Type[APIStatusError]] = {}
