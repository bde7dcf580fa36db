"""`make test-corpus`: published documents become clients that are complete, import, are typed, and stay the same.

`--all` takes the long list, `--directory DIR` every document below one instead, `--only TEXT` those with TEXT in
their title, `--no-types` leaves basedpyright out. Small documents come first; `--from KB --below KB` is a portion.
Documents that passed before, with the same code, are not tried again unless `--fresh` is there.
"""

from __future__ import annotations

import argparse
import multiprocessing
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from tests.corpus.check import Outcome, check, key_of, known, remember
from tests.corpus.fetch import Document, FetchError, documents, documents_in
from tests.corpus.typing_check import check_types

SHOWN = 8
WORKERS = 2
CHUNK = 20
"""Documents whose packages lie on the disk at once, at most."""
CHUNK_BYTES = 2_000_000
"""Bytes of such documents, unless one alone has more."""


def report(outcomes: list[Outcome]) -> int:
    """Print the totals, and what failed; return the exit code."""
    failed = [outcome for outcome in outcomes if outcome.failures]
    generated, total = (sum(getattr(each, name) for each in outcomes) for name in ("generated", "operations"))
    refused = sum(bool(outcome.code) and not outcome.failures for outcome in outcomes)
    print(
        f"\n{len(outcomes) - len(failed)} of {len(outcomes)} documents pass ({refused} of them are refused, as listed)"
    )
    print(f"{generated:,} of {total:,} operations, {sum(each.lines for each in outcomes):,} lines")
    lost = sum(len([text for text in each.failures if text.startswith("examples")]) for each in outcomes)
    tried, unfit = sum(each.examples for each in outcomes), sum(each.unfit for each in outcomes)
    print(f"{tried - lost:,} of {tried:,} examples come back ({unfit:,} more do not fit their own schema)")
    for outcome in failed:
        print(f"FAIL {outcome.title}: {len(outcome.failures)} findings")
        for text in outcome.failures[:SHOWN]:
            print(f"    {text}")
    return int(bool(failed))


def tried(wanted: list[Document], arguments: argparse.Namespace) -> Iterator[Outcome]:
    """Yield the outcomes: some documents are generated, then typed, then kept in mind and deleted, then the next."""
    start = 0
    for chunk in chunks(wanted):
        with tempfile.TemporaryDirectory(prefix="specloom-corpus-") as work:
            out = Path(work).resolve()
            outcomes = generated(chunk, out, arguments.workers, (start, len(wanted)))
            start += len(chunk)
            if not arguments.no_types:
                made = [outcome for outcome in outcomes if outcome.lines]
                print(f"          strict basedpyright over {len(made)} packages", flush=True)
                check_types(made, out, arguments.workers)
                for outcome in outcomes:
                    if not outcome.failures:
                        remember(outcome)
            yield from outcomes


def chunks(wanted: list[Document]) -> Iterator[list[Document]]:
    """Yield documents that are tried together."""
    chunk: list[Document] = []
    for document in wanted:
        if chunk and (len(chunk) == CHUNK or sum(each.size for each in [*chunk, document]) > CHUNK_BYTES):
            yield chunk
            chunk = []
        chunk.append(document)
    if chunk:
        yield chunk


def generated(wanted: list[Document], out: Path, workers: int, done: tuple[int, int]) -> list[Outcome]:
    """Check each document in a process of its own, `workers` at once."""
    outcomes: list[Outcome] = []
    with multiprocessing.get_context("fork").Pool(workers, maxtasksperchild=1) as pool:
        waiting = [pool.apply_async(check, (document, out)) for document in wanted]
        for number, result in enumerate(waiting, done[0] + 1):
            outcomes.append(result.get())
            print(f"{number:4}/{done[1]} {outcomes[-1].line()}", flush=True)
    return outcomes


def arguments_of(words: list[str] | None = None) -> argparse.Namespace:
    """Read the command line."""
    parser = argparse.ArgumentParser(description="published documents become clients that hold")
    parser.add_argument("--all", action="store_true", help="the long list")
    parser.add_argument("--directory", type=Path, help="every document below a directory")
    parser.add_argument("--only", default="", metavar="TEXT", help="documents with TEXT in their title")
    parser.add_argument("--no-types", action="store_true", help="without basedpyright, which is the slow part")
    parser.add_argument("--fresh", action="store_true", help="documents that passed before as well")
    parser.add_argument("--from", type=int, default=0, metavar="KB", dest="least", help="documents of KB or more")
    parser.add_argument("--below", type=int, metavar="KB", help="documents of less than KB")
    parser.add_argument("--workers", type=int, default=WORKERS)
    return parser.parse_args(words)


def main() -> int:
    """Exit code 0 if all holds, 1 if something fails, 2 if the documents can't be had."""
    arguments = arguments_of()
    try:
        if arguments.directory:
            wanted = documents_in(arguments.directory, arguments.only)
        else:
            wanted = documents(everything=arguments.all, part=arguments.only)
    except FetchError as error:
        print(error, file=sys.stderr)
        return 2
    limit = sys.maxsize if arguments.below is None else arguments.below * 1000
    wanted = [document for document in wanted if arguments.least * 1000 <= document.size < limit]
    wanted.sort(key=lambda document: document.size)
    earlier = [] if arguments.fresh else [passed for each in wanted if (passed := known(key_of(each)))]
    titles = {outcome.title for outcome in earlier}
    wanted = [document for document in wanted if document.title not in titles]
    print(f"{len(wanted)} documents, and {len(earlier)} that have passed before with the same code", flush=True)
    outcomes = list(tried(wanted, arguments))
    return report([*earlier, *outcomes])


if __name__ == "__main__":
    sys.exit(main())
