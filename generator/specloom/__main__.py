"""Entry point of `specloom` and of `python -m specloom`."""

from __future__ import annotations

import contextlib
import gc
import importlib
import os
import sys
from typing import NoReturn

INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code.

    The command line is loaded here, so that an interrupt while Python loads it ends like any other.
    """
    try:
        sys.exit(importlib.import_module("specloom.cli").run_command_line())
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


def main_of_process() -> NoReturn:
    """Run the command line in a process that does nothing else, and end it at once.

    Freeing millions of objects one by one first would take a tenth of a second, and the garbage collector as long
    while libraries are loaded: a command makes objects that live to its end, and few cycles.
    """
    gc.disable()
    try:
        main()
    except SystemExit as ended:
        with contextlib.suppress(OSError):  # whoever reads is gone: Python's own end copes with that
            sys.stdout.flush()
            sys.stderr.flush()
            os._exit(ended.code if isinstance(ended.code, int) else 1)
        raise
    sys.exit()


if __name__ == "__main__":
    main_of_process()
