"""Half of a surrogate pair, which no request can carry."""

from pathlib import Path


def make(directory: Path) -> None:
    (directory / "openapi.json").write_text(
        '{"openapi": "3.1.0", "info": {"title": "\\ud800", "version": "1"}, "paths": {}}'
    )
