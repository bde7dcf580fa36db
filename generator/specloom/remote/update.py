"""Fetches the current state of the documents that a project locks: the only stage that uses the network by itself."""

from __future__ import annotations

import contextlib
from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

from specloom.base.copy_names import copy_paths
from specloom.base.diagnostics import Diagnostics, UserError
from specloom.base.path_below import read_below
from specloom.base.records import dataclass
from specloom.document.limits import DEFAULT_OPTIONS
from specloom.document.load import load_from, read_data_file
from specloom.document.validate import validate
from specloom.remote.fetch import FetchedFile
from specloom.remote.lock import MOST_BYTES, LockedFile, LockedSpec, LockFile, digest_of
from specloom.remote.reader import UrlReader

_ABSENT = "fetch-status"


@dataclass(frozen=True, slots=True)
class FetchedDocument:
    """The current state of a URL: its entry for the lock, and the copies of its files by path."""

    spec: LockedSpec
    files: dict[str, bytes]

    def is_as(self, known: LockedSpec | None) -> bool:
        """Whether the lock has this state already."""
        return known is not None and _digests_of(known) == _digests_of(self.spec)


def _digests_of(spec: LockedSpec) -> dict[str, str]:
    return {path: file.sha256 for path, file in spec.files.items()}


def fetch_spec(
    url: str,
    lock: LockFile,
    directory: Path,
    today: str,
    diagnostics: Diagnostics,
    *,
    overlays: Iterable[Path] = (),
    redirects: bool = False,
    private: bool = False,
) -> FetchedDocument:
    """Fetch the document at `url` with all its files. `lock` is the lock in `directory`, as far as it is updated.

    Files with an unchanged ETag are not sent again. Hosts in private networks are contacted only if `private`.

    Raises:
        UserError: it can't be fetched, or no client can be generated from it with its overlays.
    """
    options = replace(DEFAULT_OPTIONS, redirects=redirects, private=private, named_host_may_be_private=False)
    known = lock.specs.get(url)
    reader = UrlReader(url, options, _known_files(known, directory))
    document = load_from(reader, options, [read_data_file(path, options) for path in overlays])
    for failures in document.failures.values():
        if any(item.code.startswith("fetch") and item.code != _ABSENT for item in failures):
            raise UserError(failures)
    diagnostics.extend(document.remarks)
    validate(document, diagnostics)
    diagnostics.raise_errors()
    sources = {key: answer.url for key, answer in reader.answers.items()}
    names = {file.url: name for name, file in known.files.items()} if known is not None else {}
    taken = {name: file.url for key, spec in lock.specs.items() if key != url for name, file in spec.files.items()}
    paths = copy_paths(reader.main(), sources, names, taken)
    files = {paths[key]: _locked_file(key, answer) for key, answer in reader.answers.items()}
    copies = {paths[key]: answer.content for key, answer in reader.answers.items()}
    return FetchedDocument(LockedSpec(path=paths[reader.main()], fetched=today, files=files), copies)


def _locked_file(url: str, answer: FetchedFile) -> LockedFile:
    """Return the lock entry for the file that was requested at `url`."""
    parts = urlsplit(url)
    asked = urlunsplit((parts.scheme, parts.netloc, parts.path or "/", parts.query, ""))
    came_from = None if answer.url in (url, asked) else answer.url
    return LockedFile(url=url, sha256=digest_of(answer.content), etag=answer.etag, redirected_to=came_from)


def _known_files(known: LockedSpec | None, directory: Path) -> dict[str, FetchedFile]:
    """Return the copies as responses that the server may confirm."""
    found: dict[str, FetchedFile] = {}
    for path, file in known.files.items() if known is not None else ():
        with contextlib.suppress(OSError, UserError):
            content = read_below(directory, path, MOST_BYTES)
            if file.etag is not None and digest_of(content) == file.sha256:
                found[file.url] = FetchedFile(file.url, content, file.etag)
    return found
