"""File names for the copies of fetched files. URLs come from servers: every name stays below `FOLDER`.

A copy has the path of its URL if that is a safe name which no other URL has; otherwise its name ends in a digest of the
URL.
"""

from __future__ import annotations

import hashlib
import posixpath
import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import field
from urllib.parse import unquote, urlsplit

from specloom.base.path_below import name_fault
from specloom.base.records import dataclass

DIRECTORY = "specloom.specs"
LONGEST = 120
"""The longest part of a name, in characters."""
_SPECIAL = re.compile(r'[\x00-\x1f\x7f\\:*"<>|]')
_TAME_QUERY = re.compile(r"[\w.~=&+,;@$!'()-]*", re.ASCII)
"""Queries that can be part of a name unchanged."""
_SUFFIX = re.compile(r"\.[A-Za-z][A-Za-z0-9]*")
_DATA = frozenset([".json", ".yaml", ".yml"])
_CODE = frozenset(
    [
        *(
            ".bat",
            ".bazel",
            ".bzl",
            ".cfg",
            ".cjs",
            ".cmd",
            ".cts",
            ".go",
            ".ini",
            ".js",
            ".jsx",
            ".mjs",
            ".mk",
            ".mts",
        ),
        *(".php", ".ps1", ".pth", ".py", ".pyi", ".rb", ".rst", ".sh", ".toml", ".ts", ".tsx", ".txt"),
    ]
)
"""Suffixes of files that tools run because of where they are, as pytest does with conftest.py."""
_LONGEST_STEM = 60


def copy_paths(
    url: str, files: Mapping[str, str], known: Mapping[str, str] | None = None, taken: Mapping[str, str] | None = None
) -> dict[str, str]:
    """Return the names of the copies of a document, by the requested URLs.

    No two URLs get the same name, even on a file system that ignores case.

    Args:
        url: The main file.
        files: The URLs after redirects, by the requested URLs.
        known: Names of existing copies, by URL: they are kept if they are safe.
        taken: URLs of other documents by the names of their copies.
    """
    claims = _Claims()
    for name, owner in (taken or {}).items():
        claims.claim_name(name, owner)
    found: dict[str, str] = {}
    for key, name in sorted((known or {}).items(), key=lambda item: item[0] not in files):
        if key not in files:
            claims.claim_name(name, key)  # it is removed only after the new ones are written
        elif is_name_of(name, url, key, files[key]) and claims.claim_name(name, key):
            found[key] = name
    for key in sorted(files, key=lambda key: (key != url, not _is_exact(files[key]), key)):
        if key not in found:
            found[key] = next(name for name in _candidate_names(url, key, files[key]) if claims.claim_name(name, key))
    return {key: found[key] for key in files}


def is_name_of(name: str, main: str, url: str, source: str) -> bool:
    """Return whether specloom, or an earlier version of it, would give a copy this name; see `_candidate_names`."""
    if name in _candidate_names(main, url, source):
        return True
    query = urlsplit(source).query
    early = _path_of(source) + (f"{_query_separator(main, url)}{query}" if query else "")
    return name == f"{DIRECTORY}/{_host_of(main)}/{_tame_path(early)}" and _is_harmless(name)


def _candidate_names(main: str, url: str, source: str) -> Iterator[str]:
    """Yield possible names of a copy, the best first.

    `url` was requested, `source` returned the file after redirects, `main` is the URL of the document.
    """
    root = f"{DIRECTORY}/{_host_of(main)}"
    plain, query = _path_of(source), urlsplit(source).query
    if _TAME_QUERY.fullmatch(query):
        name = f"{root}/{_tame_path(plain + (f'{_query_separator(main, url)}{query}' if query else ''))}"
        suffix = _suffix_of(name)
        name += ".yaml" if _SUFFIX.fullmatch(suffix) and suffix.lower() not in _DATA else ""
        if _is_harmless(name):
            yield name
    last = plain.rpartition("/")[2]
    suffix = _suffix_of(last).lower()
    stem = re.sub(r"[^A-Za-z0-9_-]+", "_", last[: -len(suffix)] if suffix in _DATA else last).strip("_")
    for digits in (16, 64):
        yield f"{root}/{stem[:_LONGEST_STEM] or 'copy'}-{_digest(url)[:digits]}{suffix if suffix in _DATA else '.yaml'}"


def _host_of(url: str) -> str:
    """Return the directory for the host of a URL: its name and port."""
    parts = urlsplit(url)
    host = re.sub(r"[^a-z0-9.-]", "_", (parts.hostname or "").lower()).strip(".") or "host"
    host += f"_{parts.port}" if parts.port else ""
    return host if name_fault(host) is None else f"host-{_digest(host)[:16]}"


def _path_of(url: str) -> str:
    """Return the path of a URL as a relative path, decoded once; `openapi` where there is none."""
    return posixpath.normpath("/" + unquote(urlsplit(url).path)).lstrip("/") or "openapi"


def _query_separator(main: str, url: str) -> str:
    """Return the separator between a path and a query."""
    return "-" if url == main else "?"


def _tame_path(path: str) -> str:
    """Return a path without special characters and without long parts."""
    parts = (_SPECIAL.sub("_", part) for part in path.split("/"))
    return "/".join(part if len(part) <= LONGEST else _digest(part)[:16] for part in parts)


def _is_harmless(name: str) -> bool:
    """Return whether a name stays in the directory of its host and is no file that a tool would run or obey."""
    if name_fault(name) is not None or any(part.startswith(".git") for part in name.lower().split("/")):
        return False
    return name.startswith(f"{DIRECTORY}/") and _suffix_of(name).lower() not in _CODE


def _is_exact(url: str) -> bool:
    """Return whether the name holds the whole URL."""
    parts = urlsplit(url)
    return not parts.query and parts.path == f"/{_tame_path(_path_of(url))}"


def _suffix_of(name: str) -> str:
    """Return the suffix of the last part of a name, with its full stop; an empty string if there is none."""
    _, dot, suffix = name.rpartition("/")[2].rpartition(".")
    return dot + suffix if dot else ""


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


@dataclass(slots=True)
class _Claims:
    """The URL of each name, compared as on a file system that ignores case and Unicode composition."""

    owners: dict[str, str] = field(default_factory=dict[str, str])
    directories: set[str] = field(default_factory=set[str])

    def claim_name(self, name: str, url: str) -> bool:
        """Take a name for a URL, unless another URL has it, or a file would also have to be a directory."""
        key = unicodedata.normalize("NFKC", name).casefold()
        above = [key[:index] for index, character in enumerate(key) if character == "/"]
        if self.owners.setdefault(key, url) != url:
            return False
        if key in self.directories or any(directory in self.owners for directory in above):
            del self.owners[key]
            return False
        self.directories.update(above)
        return True
