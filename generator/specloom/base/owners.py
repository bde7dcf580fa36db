"""Whose are files that were found by looking round? On a shared machine anyone can put one where others look."""

from __future__ import annotations

import os
from pathlib import Path

from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, UserError, make

VARIABLE = "SPECLOOM_TRUST_UID"
"""Names further users, by their numbers with commas between them, whose files are read."""


def foreign_owner(path: Path) -> int | None:
    """Return the number of another user to whom a file, or a link to it, belongs; None where there is none.

    Files of this user, of root, and of those that the variable names are not foreign; systems without numbers for users
    know none.
    """
    if not hasattr(os, "geteuid"):
        return None
    trusted = {os.geteuid(), 0, *_named(os.environ.get(VARIABLE, ""))}
    if os.geteuid() == 0:
        trusted |= _named(os.environ.get("SUDO_UID", ""))
    owners = (os.lstat(path).st_uid, os.stat(path).st_uid)
    return next((owner for owner in owners if owner not in trusted), None)


def _named(text: str) -> set[int]:
    return {int(word) for word in text.split(",") if word.strip().isascii() and word.strip().isdigit()}


def foreign_finding(path: str, owner: int, remedy: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Return the finding that a file of another user is not read."""
    message = f"this file belongs to another user (uid {owner}), so it is not read"
    hint = f"{remedy}, or trust that user: {VARIABLE}={owner}"
    return make(severity, "foreign-owner", message, SourceLocation(path), hint)


def refuse_foreign(path: Path, remedy: str) -> None:
    """Refuse a file that was found by looking and belongs to another user; one that is not there is none.

    Raises:
        UserError: it is another user's (`foreign-owner`).
    """
    owner = foreign_owner(path) if path.exists() else None
    if owner is not None:
        raise UserError([foreign_finding(str(path), owner, remedy)])
