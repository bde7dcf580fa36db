"""Splits dotted names."""

from __future__ import annotations


def last_part(name: str) -> str:
    """Return the part after the last dot."""
    return name.rpartition(".")[2]


def owner_of(name: str) -> str:
    """Return the part before the last dot, "" if there is none."""
    return name.rpartition(".")[0]


def with_owners(name: str) -> list[str]:
    """Return the parents of a name, outermost first, and the name itself."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
