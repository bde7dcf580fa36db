"""A pipe on which a reader would wait for ever."""

import os
from pathlib import Path


def make(folder: Path) -> None:
    os.mkfifo(folder / "pipe.yaml")
