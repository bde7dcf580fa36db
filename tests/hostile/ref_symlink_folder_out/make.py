"""A link to a folder elsewhere."""

from pathlib import Path


def make(directory: Path) -> None:
    (directory.parent / "elsewhere").mkdir()
    (directory.parent / "elsewhere" / "tree.yaml").write_text("type: string\n")
    (directory / "linked").symlink_to("../elsewhere")
