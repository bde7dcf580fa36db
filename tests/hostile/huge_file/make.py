"""A gigabyte, most of it a hole."""

from pathlib import Path


def make(directory: Path) -> None:
    path = directory / "openapi.yaml"
    path.write_text("openapi: 3.1.0\n")
    with path.open("r+b") as file:
        file.truncate(2**30)
