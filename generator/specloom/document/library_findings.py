"""The findings of openapi-spec-validator, with locations and hints, without those that our own checks report already.

The library runs in its own process, see `library_worker`, which is ended if it takes far more processor time than real
documents need; its findings up to then are used. References are resolved within the files that were read: nothing is
fetched.
"""

from __future__ import annotations

import importlib
from collections.abc import Callable, Generator, Iterable, Iterator
from contextlib import contextmanager
from urllib.parse import quote, urljoin

from specloom.base import pointers
from specloom.base.diagnostics import Diagnostic, Diagnostics, SourceLocation, UserError
from specloom.base.json import JsonValue, as_array
from specloom.base.supervised import StoppedError, supervised_items
from specloom.document.document import Document
from specloom.document.library_question import LibraryFinding, LibraryProgress, LibraryQuestion, shortened
from specloom.document.load import external_references
from specloom.document.references import Resolver, ValueLocation
from specloom.document.validate import VERSIONS

NAME = "openapi-spec-validator"
SECONDS, VALUES_FOR_SECOND = 30, 2_000
"""The processor time of the library, and the number of values that add a second: ten times what is usual."""
MOST_FINDINGS = 1_000
_SHOWN = 300

_COVERED_BY = {
    "DuplicateOperationIDError": ("operation-id-duplicate",),
    "ParameterDuplicateError": ("parameter-duplicate",),
    "UnresolvableParameterError": ("path-parameter-", "path-fragment"),
    "ExtraParametersError": ("required-unknown",),
    "default": ("default-mismatch",),
}
"""Rules of the library, and our rules that report the same."""
_HINTS = {
    "DuplicateOperationIDError": "give each operation a unique `operationId`",
    "ParameterDuplicateError": "remove one of them",
    "UnresolvableParameterError": "declare each variable of the path as a parameter with `in: path`, and no other",
    "ExtraParametersError": "add these properties, or remove them from `required`",
    "default": "write a default that the schema allows",
    "tags": "give each tag a unique name, and a parent that is in the list",
    "schema": "see the JSON Schema dialect of the document's version for the keywords of schemas",
    "structure": "see the specification of the document's version for what is allowed here",
}


def check_with_library(document: Document, diagnostics: Diagnostics, tell: Callable[[int], None]) -> None:
    """Add the findings of the library that `diagnostics` do not have yet; `tell` is called with the percentage done."""
    known, seen = _KnownFindings(diagnostics), set[ValueLocation]()
    try:
        with library_findings(document, tell) as findings:
            for number, (finding, location) in enumerate(findings):
                if number == MOST_FINDINGS:
                    reason = f"has more than {MOST_FINDINGS:,} findings; the others are omitted"
                    _report_stop(document, diagnostics, reason)
                    return
                again = finding.kind == "default" and location in seen  # one wrong value breaks several keywords
                seen.add(location)
                if not again and not known.same_fault(finding, document.files[location.file].name, location.pointer):
                    _report_finding(finding, document.location_of(location.pointer, location.file), diagnostics)
    except StoppedError:
        reason = f"crashed, or took more than {_time_limit(document)} seconds; it has not checked everything"
        _report_stop(document, diagnostics, reason)


@contextmanager
def library_findings(
    document: Document, tell: Callable[[int], None]
) -> Generator[Iterator[tuple[LibraryFinding, ValueLocation]]]:
    """Give all findings of the library, each with its location, while the block lasts.

    Iteration raises `StoppedError` if the library takes too long, or crashes.
    """
    version = document.openapi[:3]
    if version not in VERSIONS:
        yield iter(())
        return
    with supervised_items(_run_library, _make_question(document, version), cpu_seconds=_time_limit(document)) as items:
        yield _located_findings(document, items, tell)


def _located_findings(
    document: Document, items: Iterable[LibraryFinding | LibraryProgress], tell: Callable[[int], None]
) -> Iterator[tuple[LibraryFinding, ValueLocation]]:
    resolver = Resolver(document)
    for item in items:
        if isinstance(item, LibraryProgress):
            tell(item.percent)
        else:
            holder = resolver.location_of_path(document.main, item.path)
            yield item, ValueLocation(holder.file, pointers.join(holder.pointer, *item.below))


def _time_limit(document: Document) -> int:
    return SECONDS + sum(map(_count_values, (file.root for file in document.files.values()))) // VALUES_FOR_SECOND


def _count_values(root: JsonValue) -> int:
    """Return the number of values below a value."""
    count, level = 0, [root]
    while level:
        members = [
            member for value in level for member in (value.values() if isinstance(value, dict) else as_array(value))
        ]
        count += len(members)
        level = [member for member in members if isinstance(member, dict | list)]
    return count


def _run_library(question: LibraryQuestion, send: Callable[[LibraryFinding | LibraryProgress], None]) -> None:
    """Load the library, which is slow, and run it."""
    importlib.import_module("specloom.document.library_worker").check(question, send)


def _make_question(document: Document, version: str) -> LibraryQuestion:
    """Return the files of the document by the URLs under which the library requests them."""
    main = document.main if "://" in document.main else "file://" + quote(document.main)
    urls, waiting = {main: document.main}, [main]
    while waiting:
        base = waiting.pop()
        for reference in sorted(external_references(document.files[urls[base]].root)):
            try:
                url, key = urljoin(base, reference), document.key(urls[base], reference)
            except (UserError, ValueError):
                continue
            if url not in urls and key in document.files:
                urls[url] = key
                waiting.append(url)
    return LibraryQuestion(version, main, {url: document.files[key].root for url, key in urls.items()})


class _KnownFindings:
    """The findings of our own checks, by file."""

    def __init__(self, diagnostics: Iterable[Diagnostic]) -> None:
        self._found: dict[str, list[tuple[str, str]]] = {}
        for item in diagnostics:
            if item.file is not None and item.pointer is not None:
                self._found.setdefault(item.file, []).append((item.pointer, item.code))

    def same_fault(self, finding: LibraryFinding, file: str, pointer: str) -> bool:
        """Tell whether one of our findings reports the same fault."""
        codes = _COVERED_BY.get(finding.kind, ("",))
        if finding.kind == "UnresolvableParameterError":  # the parameters of a path serve all its operations
            pointer = "/".join(pointer.split("/")[:3])
        holder = pointers.parent(pointer) if finding.below else pointer
        return any(
            code.startswith(codes) and (other in (pointer, holder) or other.startswith(f"{pointer}/"))
            for other, code in self._found.get(file, ())
        )


def _report_finding(finding: LibraryFinding, location: SourceLocation, diagnostics: Diagnostics) -> None:
    shown = shortened(" ".join(finding.message.split("\n\n")[0].split()), _SHOWN)
    if finding.is_failure:
        text = f"{NAME} can't check this: {finding.kind}: {shown}"
        diagnostics.info(
            "spec-validator-failed", text, location=location, hint="specloom has checked it with its own rules"
        )
    else:
        diagnostics.warning("spec-validator", f"{NAME}: {shown}", location=location, hint=_HINTS.get(finding.kind))


def _report_stop(document: Document, diagnostics: Diagnostics, reason: str) -> None:
    hint = "specloom's own checks are complete"
    diagnostics.warning("spec-validator-stopped", f"{NAME} {reason}", location=document.location_of(""), hint=hint)
