"""`specloom cache`: manages the results of earlier runs."""

from __future__ import annotations

from specloom.cache.store import EntryStore, default_directory
from specloom.commands.console import print_result
from specloom.commands.session import DONE


def clear() -> int:
    """Remove every entry and return the exit code."""
    directory = default_directory()
    print_result(f"{directory}: {EntryStore(directory).clear()} entries removed\n")
    return DONE
