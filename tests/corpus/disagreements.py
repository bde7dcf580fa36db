"""Where openapi-spec-validator and our own checks disagree on a document: each case has a reason in a list.

The list is `disagreements.toml`. A `finding` is what the library says and we do not: `says` is a pattern of its
message, `why` the reason, `documents` are those in which it says so. A `refusal` is an error of ours in documents of
which the library says nothing at all.
"""

from __future__ import annotations

import re
import sys
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from specloom.base.diagnostics import Severity, UserError
from specloom.document.library_findings import check_with_library, library_findings
from specloom.document.validate import VERSIONS
from specloom.pipeline.analysis import analyze_loaded, load_document
from specloom.pipeline.options import Options
from specloom.pipeline.run import Run

LIST = Path(__file__).with_name("disagreements.toml")


@dataclass(frozen=True)
class Disagreement:
    """Why messages of a pattern come from one side alone, and in which documents."""

    says: re.Pattern[str]
    why: str
    documents: frozenset[str]


@dataclass(frozen=True)
class Verdicts:
    """What the library finds beyond our own findings, and our errors where it finds nothing at all."""

    findings: tuple[str, ...] = ()
    refusals: tuple[str, ...] = ()


def listed(kind: str) -> list[Disagreement]:
    """Return the disagreements of a kind: `finding` or `refusal`."""
    entries = tomllib.loads(LIST.read_text("utf-8")).get(kind, [])
    return [Disagreement(re.compile(each["says"]), each["why"], frozenset(each["documents"])) for each in entries]


def compared(spec: Path) -> Verdicts:
    """Return how the library and we judge a document; nothing of one that neither can read."""
    options, run = Options(spec=str(spec), cache=False), Run()
    try:
        document = load_document(options, run)
    except UserError:
        return Verdicts()
    if document.openapi[:3] not in VERSIONS:
        return Verdicts()
    try:
        analyze_loaded(document, options, run)
    except UserError as error:
        run.diagnostics.extend(error.diagnostics)
    ours = list(run.diagnostics)
    check_with_library(document, run.diagnostics, lambda percent: None)
    findings = tuple(f"{item.code}: {item.message}" for item in run.diagnostics if item not in ours)
    errors = tuple(f"{item.code}: {item.message}" for item in ours if item.severity is Severity.ERROR)
    if findings or not errors:
        return Verdicts(findings)
    with library_findings(document, lambda percent: None) as found:
        return Verdicts((), () if any(found) else errors)


def unexplained(name: str, spec: Path) -> list[str]:
    """Return what the list does not say of a document, and what it says of it in vain."""
    verdicts = compared(spec)
    both = (("finding", verdicts.findings), ("refusal", verdicts.refusals))
    return [text for kind, messages in both for text in _unlisted(name, messages, listed(kind))]


def _unlisted(name: str, messages: tuple[str, ...], entries: list[Disagreement]) -> Iterator[str]:
    for entry in entries:
        said = any(entry.says.search(message) for message in messages)
        if said and name not in entry.documents:
            yield f"{name} is not listed under {entry.says.pattern!r}"
        if name in entry.documents and not said:
            yield f"{name} is listed in vain under {entry.says.pattern!r}"
    for message in messages:
        if not any(entry.says.search(message) for entry in entries):
            yield f"{name}: no reason is listed for {message}"


def main() -> None:
    """Print what is to be said of a document, by its name and path."""
    name, spec = sys.argv[1:]
    for text in unexplained(name, Path(spec)):
        print(" ".join(text.split()))


if __name__ == "__main__":
    main()
