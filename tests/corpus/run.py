"""`make test-corpus`: published documents become clients that are complete, import, are typed, and stay the same.

`--all` takes the long list, `--only TEXT` the documents with TEXT in their title, `--no-types` leaves basedpyright out.
"""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path

from tests.corpus.check import Outcome, check, check_types
from tests.corpus.fetch import FetchError, documents

SHOWN = 8


def report(outcomes: list[Outcome]) -> int:
    """Print the types' findings and the totals; return the exit code."""
    failed = [outcome for outcome in outcomes if outcome.failures]
    done = [outcome.operations.split("/") for outcome in outcomes if "/" in outcome.operations]
    generated, total = sum(int(pair[0]) for pair in done), sum(int(pair[1]) for pair in done)
    print(f"{len(outcomes) - len(failed)} of {len(outcomes)} documents pass; {generated} of {total} operations")
    for outcome in failed:
        print(f"  {outcome.document.title}: {len(outcome.failures)} findings")
        for text in outcome.failures[:SHOWN]:
            print(f"    {text}")
    return int(bool(failed))


def main() -> int:
    """Exit code 0 if all holds, 1 if something fails, 2 if the documents can't be had."""
    parser = argparse.ArgumentParser(description="published documents become clients that hold")
    parser.add_argument("--all", action="store_true", help="the long list")
    parser.add_argument("--only", default="", metavar="TEXT", help="documents with TEXT in their title")
    parser.add_argument("--no-types", action="store_true", help="without basedpyright, which is the slow part")
    arguments = parser.parse_args()
    try:
        wanted = documents(everything=arguments.all, part=arguments.only)
    except FetchError as error:
        print(error, file=sys.stderr)
        return 2
    outcomes: list[Outcome] = []
    with tempfile.TemporaryDirectory(prefix="specloom-corpus-") as work:
        out = Path(work).resolve() / "out"
        out.mkdir()
        for document in wanted:
            outcomes.append(check(document, out))
            print(outcomes[-1].line(), flush=True)
        if not arguments.no_types and any(outcome.operations != "-" for outcome in outcomes):
            print(f"strict basedpyright over {len(outcomes)} packages", flush=True)
            check_types(outcomes, out)
    return report(outcomes)


if __name__ == "__main__":
    sys.exit(main())
