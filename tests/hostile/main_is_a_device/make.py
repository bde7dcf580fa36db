"""The document itself is a link to a device."""

from pathlib import Path


def make(directory: Path) -> None:
    (directory / "openapi.yaml").symlink_to("/dev/zero")
