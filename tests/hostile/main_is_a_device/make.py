"""The document itself is a link to a device."""

from pathlib import Path


def make(folder: Path) -> None:
    (folder / "openapi.yaml").symlink_to("/dev/zero")
