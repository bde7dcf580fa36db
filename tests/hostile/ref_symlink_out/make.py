"""A link that leads out of the folder of the document."""

from pathlib import Path


def make(folder: Path) -> None:
    (folder.parent / "secret.yaml").write_text("type: string\n")
    (folder / "link.yaml").symlink_to("../secret.yaml")
