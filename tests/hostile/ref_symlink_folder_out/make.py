"""A link to a folder elsewhere."""

from pathlib import Path


def make(folder: Path) -> None:
    (folder.parent / "elsewhere").mkdir()
    (folder.parent / "elsewhere" / "tree.yaml").write_text("type: string\n")
    (folder / "linked").symlink_to("../elsewhere")
