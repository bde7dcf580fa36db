"""A link to a device beside the document."""

from pathlib import Path


def make(directory: Path) -> None:
    (directory / "null.yaml").symlink_to("/dev/zero")
