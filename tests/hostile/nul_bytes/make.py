"""NUL bytes between the letters."""

from pathlib import Path


def make(directory: Path) -> None:
    (directory / "openapi.yaml").write_bytes(b"openapi: 3.1.0\ninfo: {title: Or\x00chard}\n")
