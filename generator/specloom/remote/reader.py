"""Reads a document from a URL, and the files on the same host that it refers to.

Loaded only if a URL is given: files need no network code.
"""

from __future__ import annotations

import posixpath
import time
from collections.abc import Mapping
from urllib.parse import urljoin, urlsplit

from specloom.base.diagnostics import SourceLocation, user_error
from specloom.document.limits import LoadOptions
from specloom.remote.fetch import FetchedFile, FetchError, FetchPolicy, Hosts, fetch_url, parse_url

_FILES_TIME = 10
"""The size limit of all files together, as a multiple of that of one file."""
_KEEP = "download the document and keep its files together"


class UrlReader:
    """Reads URLs of one host, each once. ``known`` are responses of an earlier run, valid if unchanged."""

    def __init__(self, spec: str, options: LoadOptions, known: Mapping[str, FetchedFile] | None = None) -> None:
        self._main = spec.partition("#")[0]
        self._known = known or {}
        self._options = options
        self._hosts: Hosts = {}
        self._deadline = time.monotonic() + _FILES_TIME * options.timeout_seconds
        self._bytes_left = options.max_bytes
        self.answers: dict[str, FetchedFile] = {}

    def main(self) -> str:
        """Return the URL that the user gave."""
        return self._main

    def key(self, base: str, reference: str) -> str:
        """Return the URL of a reference; other hosts are refused. References count from the URL after redirects."""
        came_from = self.answers[base].url if base in self.answers else base
        try:
            wanted = urljoin(came_from, reference)
            same = _origin_of(wanted) == _origin_of(came_from)
        except ValueError:
            raise user_error("ref-syntax", "it is not a valid URL") from None
        if not same:
            host = urlsplit(came_from).hostname
            raise user_error("ref-remote", f"it is not on the host {host}", hint=_KEEP)
        return self._main if wanted == came_from and base == self._main else wanted

    def name(self, key: str) -> str:
        """Return the URL."""
        return key

    def short_name(self, key: str) -> str:
        """Return the URL relative to the directory of the main one."""
        here, there = urlsplit(self._main), urlsplit(key)
        path = posixpath.relpath(there.path or "/", posixpath.dirname(here.path or "/"))
        return f"{path}?{there.query}" if there.query else path

    def beside(self, path: str) -> str:
        """Return the name of an overlay."""
        return posixpath.basename(path)

    def read(self, key: str) -> bytes:
        """Fetch the URL within the limits of size and time."""
        before = self._known.get(key)
        try:
            named = parse_url(self._main).hostname
            answer = fetch_url(key, self._fetch_policy(named), self._hosts, before.etag if before is not None else None)
        except FetchError as error:
            raise user_error(error.code, error.message, location=SourceLocation(key), hint=error.hint) from None
        if answer.unchanged and before is not None:
            answer = FetchedFile(answer.url, before.content, before.etag, unchanged=True)
        self.answers[key] = answer
        self._bytes_left -= len(answer.content)
        return answer.content

    def _fetch_policy(self, named: str | None) -> FetchPolicy:
        """Return what the next fetch may do: all files share one limit of size and one of time."""
        options = self._options
        return FetchPolicy(
            max(self._bytes_left, 0),
            max(min(options.timeout_seconds, self._deadline - time.monotonic()), 0),
            redirects=options.redirects,
            private=options.private,
            named=named if options.named_host_may_be_private else None,
        )


def _origin_of(url: str) -> tuple[str, str | None, int | None]:
    parts = urlsplit(url)
    return parts.scheme, parts.hostname, parts.port
