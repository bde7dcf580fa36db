"""Entry point of `specloom` and of `python -m generator`."""

from __future__ import annotations

import sys

from generator.cli import app

INTERRUPTED = 130


def main() -> None:
    """Run the command line and end the process with its exit code."""
    try:
        app(prog_name="specloom")
    except KeyboardInterrupt:
        sys.exit(INTERRUPTED)


if __name__ == "__main__":
    main()
