"""Prints the digest of each file that the documents of this repository give, with the libraries at hand."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib.metadata import version
from pathlib import Path

from specloom.output import manifest
from specloom.pipeline.generate import generate
from specloom.pipeline.options import Options, config_beside
from specloom.pipeline.run import Run

ROOT = Path(__file__).parents[2]
DOCUMENTS = ("spec/*/openapi.yaml", "tests/features/*/openapi.yaml")


def made() -> Iterator[tuple[str, dict[str, str]]]:
    """Yield each document with the digests of its files, those that name versions left out."""
    for path in sorted(path for pattern in DOCUMENTS for path in ROOT.glob(pattern)):
        options = Options(str(path), config=config_beside(str(path)), cache=False, jobs=1, with_project=True)
        result = generate(options, Run())
        files = {**result.files, **{f"../{name}": text for name, text in result.project.items()}}
        kept = {name: text for name, text in files.items() if not name.endswith(manifest.NAME)}
        yield path.relative_to(ROOT).as_posix(), manifest.text_digests(kept)


if __name__ == "__main__":
    versions = {name: version(name) for name in sys.argv[1:]}
    print(json.dumps({"versions": versions, "made": dict(made())}))
