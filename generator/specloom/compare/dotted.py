"""Dotted names."""

from __future__ import annotations


def last_part(name: str) -> str:
    """Return what stands behind the last dot."""
    return name.rpartition(".")[2]


def owner_of(name: str) -> str:
    """Return what stands before the last dot, "" where there is none."""
    return name.rpartition(".")[0]


def with_owners(name: str) -> list[str]:
    """Return what a name lies in, outermost first, and the name itself."""
    parts = name.split(".")
    return [".".join(parts[:count]) for count in range(1, len(parts) + 1)]
