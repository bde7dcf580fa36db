"""The only user of black: one fixed mode for every file that is generated."""

from __future__ import annotations

import multiprocessing
from collections.abc import Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from dataclasses import dataclass

from black import format_str
from black.mode import Mode, TargetVersion

LINE_LENGTH = 120
TARGET_VERSIONS = ("py310",)

PARALLEL_FROM = 600_000
"""Characters from which on other processes are worth their start (about half a second each)."""
SHARE = 60_000
"""Characters that a process takes at a time, so that none waits long for the last."""

_MODE = Mode(
    target_versions={TargetVersion[version.upper()] for version in TARGET_VERSIONS},
    line_length=LINE_LENGTH,
)


@dataclass(frozen=True, slots=True)
class FormatError(Exception):
    """A generated file that is no Python: a bug of ours, never of the document."""

    path: str
    reason: str

    def __str__(self) -> str:
        return f"generated file {self.path} can't be formatted: {self.reason}"


def format_source(path: str, source: str) -> str:
    """Return one file as black writes it; files that are no Python stay as they are."""
    if not path.endswith(".py"):
        return source
    try:
        return format_str(source, mode=_MODE)
    except Exception as error:
        raise FormatError(path, str(error)) from error


def format_files(files: Mapping[str, str], jobs: int = 1) -> dict[str, str]:
    """Return all files formatted, in the order given; with `jobs` > 1, much text is shared by that many processes."""
    if jobs <= 1 or sum(map(len, files.values())) < PARALLEL_FROM:
        return {path: format_source(path, source) for path, source in files.items()}
    formatted: dict[str, str] = {}
    context = multiprocessing.get_context("spawn")
    with ProcessPoolExecutor(jobs, mp_context=context) as pool:
        for share in pool.map(_format_share, _shares(files)):
            formatted.update(share)
    return {path: formatted[path] for path in files}


def _format_share(share: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(path, format_source(path, source)) for path, source in share]


def _shares(files: Mapping[str, str]) -> list[list[tuple[str, str]]]:
    """Divide files into shares of about equal size, the largest files first."""
    shares: list[list[tuple[str, str]]] = []
    room = 0
    for path, source in sorted(files.items(), key=lambda item: (-len(item[1]), item[0])):
        if room <= 0:
            shares.append([])
            room = SHARE
        shares[-1].append((path, source))
        room -= len(source)
    return shares
