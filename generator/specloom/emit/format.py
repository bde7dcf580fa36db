"""Formats files with black, in the one style. black is loaded only if needed, which takes a tenth of a second."""

from __future__ import annotations

import functools
from collections.abc import Mapping, Sequence

from black import format_str
from black.mode import Mode, TargetVersion
from black.parsing import InvalidInput

from specloom.base.workers import worker_pool
from specloom.emit.parsed import ModuleError, check_modules, fault_of
from specloom.emit.stable import format_without_black
from specloom.emit.style import LINE_LENGTH, TARGET_VERSIONS

PARALLEL_FROM = 4_000_000
"""Characters above which worker processes are worth their start (about half a second each)."""
SHARE = 60_000
"""Characters that a worker process takes at a time, so that none waits long for the last one."""

MODE = Mode(
    target_versions={TargetVersion[version.upper()] for version in TARGET_VERSIONS},
    line_length=LINE_LENGTH,
)


def format_source(path: str, source: str) -> str:
    """Return one file formatted by black and parsed by Python; files other than Python are returned unchanged.

    Raises:
        ModuleError: the file is not valid Python.
    """
    if not path.endswith(".py"):
        return source
    try:
        done = format_without_black(source, _format_piece)
    except InvalidInput:
        done = None
    try:
        text = format_str(source, mode=MODE) if done is None else done
    except Exception as error:
        raise ModuleError(path, fault_of(path, source) or str(error)) from error
    check_modules({path: text})
    return text


@functools.lru_cache(maxsize=4096)
def _format_piece(source: str) -> str:
    return format_str(source, mode=MODE)


def format_files(files: Mapping[str, str], jobs: int = 1) -> dict[str, str]:
    """Return all files formatted, in the given order; with `jobs` > 1, much text is shared by that many processes."""
    if jobs <= 1 or sum(map(len, files.values())) < PARALLEL_FROM:
        return {path: format_source(path, source) for path, source in files.items()}
    formatted: dict[str, str] = {}
    with worker_pool(jobs) as pool:
        for share in pool.map(_format_share, _divide_into_shares(files)):
            formatted.update(share)
    return {path: formatted[path] for path in files}


def _format_share(share: Sequence[tuple[str, str]]) -> list[tuple[str, str]]:
    return [(path, format_source(path, source)) for path, source in share]


def _divide_into_shares(files: Mapping[str, str]) -> list[list[tuple[str, str]]]:
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
