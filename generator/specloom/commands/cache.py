"""`specloom cache`: the results of earlier runs."""

from __future__ import annotations

from specloom.cache.store import Cache, default_folder
from specloom.commands.console import print_result
from specloom.commands.session import DONE


def clear() -> int:
    """Remove every entry and return the exit code."""
    folder = default_folder()
    print_result(f"{folder}: {Cache(folder).clear()} entries removed\n")
    return DONE
