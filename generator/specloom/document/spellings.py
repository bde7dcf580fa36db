"""Common misspellings of types."""

from __future__ import annotations

SPELLINGS: dict[str, tuple[str, str | None]] = {
    "int": ("integer", None),
    "int32": ("integer", "int32"),
    "int64": ("integer", "int64"),
    "long": ("integer", "int64"),
    "float": ("number", "float"),
    "double": ("number", "double"),
    "decimal": ("number", None),
    "bool": ("boolean", None),
    "str": ("string", None),
    "text": ("string", None),
    "date": ("string", "date"),
    "datetime": ("string", "date-time"),
    "date-time": ("string", "date-time"),
    "timestamp": ("string", "date-time"),
    "uuid": ("string", "uuid"),
    "file": ("string", "binary"),
    "binary": ("string", "binary"),
    "list": ("array", None),
    "dict": ("object", None),
    "map": ("object", None),
    "hash": ("object", None),
}
"""Misspellings of JSON Schema types, with the intended type and format."""
