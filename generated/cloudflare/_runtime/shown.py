"""Text of others as it may be shown: in messages, logs and on terminals."""

from __future__ import annotations

LONGEST_TEXT = 4_000
"""The characters of a message that are shown."""


def shown(text: str, most: int = LONGEST_TEXT) -> str:
    """The text on one line, not longer than `most`; what is not printed or rules a terminal is escaped (`\\x1b`)."""
    cut = text[:most]
    if not cut.isprintable():
        cut = "".join(each if each.isprintable() else _escape(each) for each in cut)
    return cut if len(text) <= most and len(cut) <= most else f"{cut[: most - 3]}..."


def _escape(character: str) -> str:
    return character.encode("unicode_escape").decode("ascii")
