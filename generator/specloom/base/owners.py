"""Checks who owns files that were found by searching: on a shared machine, anyone can put one there."""

from __future__ import annotations

import os
from pathlib import Path

from specloom.base.diagnostics import Diagnostic, Severity, SourceLocation, UserError, make

VARIABLE = "SPECLOOM_TRUST_UID"
"""An environment variable: comma-separated ids of other users whose files are read."""


def foreign_owner(path: Path) -> int | None:
    """Return the id of another user who owns a file, or a link to it; None if there is none.

    Files of this user, of root and of the users in the variable are not foreign. Systems without user ids know no
    foreign files.
    """
    if not hasattr(os, "geteuid"):
        return None
    trusted = {os.geteuid(), 0, *_user_ids(os.environ.get(VARIABLE, ""))}
    if os.geteuid() == 0:
        trusted |= _user_ids(os.environ.get("SUDO_UID", ""))
    owners = (os.lstat(path).st_uid, os.stat(path).st_uid)
    return next((owner for owner in owners if owner not in trusted), None)


def _user_ids(text: str) -> set[int]:
    return {int(word) for word in text.split(",") if word.strip().isascii() and word.strip().isdigit()}


def foreign_finding(path: str, owner: int, remedy: str, severity: Severity = Severity.ERROR) -> Diagnostic:
    """Return the finding that a file of another user is not read."""
    message = f"this file belongs to another user (uid {owner}), so it is not read"
    hint = f"{remedy}, or trust that user with {VARIABLE}={owner}"
    return make(severity, "foreign-owner", message, SourceLocation(path), hint)


def refuse_foreign(path: Path, remedy: str) -> None:
    """Refuse a file that was found by searching and belongs to another user; a missing file has no owner.

    Raises:
        UserError: it is another user's (`foreign-owner`).
    """
    owner = foreign_owner(path) if path.exists() else None
    if owner is not None:
        raise UserError([foreign_finding(str(path), owner, remedy)])
