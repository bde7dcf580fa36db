"""`specloom cache`: the results of earlier runs."""

from __future__ import annotations

from generator.commands.console import print_result
from generator.commands.session import DONE
from generator.output.cache import Cache, default_folder


def clear() -> int:
    """Remove every entry and return the exit code."""
    folder = default_folder()
    print_result(f"{folder}: {Cache(folder).clear()} entries removed\n")
    return DONE
