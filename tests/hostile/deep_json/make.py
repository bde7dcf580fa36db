"""100,000 levels."""

from pathlib import Path


def make(directory: Path) -> None:
    deep = "[" * 100_000 + "]" * 100_000
    text = '{"openapi": "3.1.0", "info": {"title": "Orchard", "version": "1"}, "paths": {}, "x-deep": ' + deep + "}"
    (directory / "openapi.json").write_text(text)
