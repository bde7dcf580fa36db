"""Errors that a property of their body tells apart; a package whose configuration names some has its own module."""

from __future__ import annotations

from typing import Mapping, Tuple, Type

from .._exceptions import APIStatusError

SOURCE: Tuple[str, ...] = ()
"""Where in the body of an error the object is that tells its kind."""
PROPERTY: str | None = None
KINDS: Mapping[str, Type[APIStatusError]] = {}
