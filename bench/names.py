"""`make names`: a sheet to read, of operations, of what their documents say of them, and of the names that they get.

Names come without a config. Documents are those of `tests/corpus`, or the files that are named.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

from specloom.api.build.nodes import DocumentNode
from specloom.api.infer import infer_config_data
from specloom.base.diagnostics import Diagnostics, UserError
from specloom.base.json import JsonObject, as_object, as_str, strings_in
from specloom.document.load import load
from specloom.document.normalise import normalise
from tests.corpus.fetch import documents


def sheet_of(path: Path, count: int) -> Iterator[str]:
    """Yield a line for each of `count` operations of a document, always the same ones: evidence, and the name.

    Raises:
        UserError: the document is at fault.
    """
    canonical = normalise(load(str(path)), Diagnostics())
    names = dict(methods_of(as_object(infer_config_data(canonical)["resources"]), ""))
    said = {
        f"{verb} {route}": as_object(operation)
        for route, item in DocumentNode(canonical.document, "").entries("paths")
        for verb, operation in item.raw.items()
    }
    step = max(1, len(names) // count)
    for key in list(names)[::step][:count]:
        operation = said.get(key, {})
        evidence = [as_str(operation.get("operationId")), *strings_in(operation.get("tags"))[:1]]
        summary = (as_str(operation.get("summary")) or "").strip()[:60]
        yield " | ".join([f"{key:60}", *(text or "-" for text in evidence), summary, names[key]])


def methods_of(resources: JsonObject, prefix: str) -> Iterator[tuple[str, str]]:
    """Yield each operation of the config's resources, and its name with those of its resources."""
    for name, value in resources.items():
        resource = as_object(value)
        path = prefix if name == "$client" else f"{prefix}{name}."
        for method, wanted in as_object(resource.get("methods")).items():
            key = as_str(wanted) or as_str(as_object(wanted).get("endpoint"))
            if key is not None:
                yield key, f"{path}{method}"
        yield from methods_of(as_object(resource.get("subresources")), path)


def main() -> None:
    """Print the sheet."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("files", nargs="*", type=Path, help="documents; without any, those of tests/corpus")
    parser.add_argument("--all", action="store_true", help="the long list of tests/corpus")
    parser.add_argument("--count", type=int, default=10, help="operations of each document")
    options = parser.parse_args()
    files = options.files or [each.path for each in documents(everything=options.all) if not each.refused]
    for path in files:
        print(f"\n{path}")
        try:
            print("\n".join(sheet_of(path, options.count)))
        except UserError as error:
            print(f"left out: {error}", file=sys.stderr)


if __name__ == "__main__":
    main()
