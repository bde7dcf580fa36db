"""A link to a device beside the document."""

from pathlib import Path


def make(folder: Path) -> None:
    (folder / "null.yaml").symlink_to("/dev/zero")
