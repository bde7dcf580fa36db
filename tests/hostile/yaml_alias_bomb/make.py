"""A few lines that stand for 10^12 values."""

from pathlib import Path


def make(directory: Path) -> None:
    lines = [
        "openapi: 3.1.0",
        "info: {title: Orchard, version: '1'}",
        "paths: {}",
        "x-0: &x0 [a, a, a, a, a, a, a, a, a, a]",
    ]
    lines += [f"x-{n}: &x{n} [{', '.join([f'*x{n - 1}'] * 10)}]" for n in range(1, 12)]
    (directory / "openapi.yaml").write_text("\n".join(lines))
