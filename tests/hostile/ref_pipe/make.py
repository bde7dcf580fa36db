"""A pipe on which a reader would wait for ever."""

import os
from pathlib import Path


def make(directory: Path) -> None:
    os.mkfifo(directory / "pipe.yaml")
