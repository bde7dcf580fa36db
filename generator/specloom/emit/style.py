"""The style of black for generated files, and the check for files that black would not change."""

from __future__ import annotations

from collections.abc import Collection, Mapping

from specloom.emit.stable import format_without_black

LINE_LENGTH = 120
TARGET_VERSIONS = ("py310",)


class _NeededError(Exception):
    """A file that black must see."""


def without_black(files: Mapping[str, str], finished: Collection[str]) -> dict[str, str]:
    """Return the files that black would not change: those `finished`, and those with known layouts only."""
    return {path: source for path, source in files.items() if path in finished or _is_settled(path, source)}


def _is_settled(path: str, source: str) -> bool:
    try:
        return not path.endswith(".py") or format_without_black(source, _refuse_piece) is not None
    except _NeededError:
        return False


def _refuse_piece(source: str) -> str:
    raise _NeededError(source)
