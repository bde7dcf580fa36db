"""A link that leads out of the folder of the document."""

from pathlib import Path


def make(directory: Path) -> None:
    (directory.parent / "secret.yaml").write_text("type: string\n")
    (directory / "link.yaml").symlink_to("../secret.yaml")
