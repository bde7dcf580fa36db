"""Moves files into a directory with many other files, so that the next run finishes a killed one.

The new files are prepared in a hidden directory (`NEW`). Once it is complete and on the disk it is renamed to `READY`,
and contains a journal of the next steps: the files with their digests, sealed with the user's key. A directory of that
name that came with a repository, or contains anything that is not in the journal, is never touched.
"""

from __future__ import annotations

import json
import os
import shutil
from collections.abc import Collection, Mapping
from pathlib import Path

from specloom.base.diagnostics import SourceLocation, UserError, user_error
from specloom.base.json import JsonObject, JsonValue, as_object
from specloom.base.path_below import read_below
from specloom.base.records import dataclass
from specloom.output import manifest, swap
from specloom.output.tree import MOST_FILE_BYTES, FileChange, walk_directory
from specloom.output.user_key import SEAL_SIZE, KeyFaultError, is_sealed, make_seal
from specloom.output.write_below import (
    foreign_stage,
    fresh_directory,
    is_directory,
    move_below,
    remove_below,
    write_below,
)

NEW = ".specloom-project.new"
READY = ".specloom-project.ready"
JOURNAL = ".specloom-journal"
PURPOSE = "project-journal"
_UNSEALED = b"-" * SEAL_SIZE


@dataclass(frozen=True, slots=True)
class MoveJournal:
    """The steps in a directory: `files` are added, `gone` removed if specloom wrote them; name -> SHA-256."""

    files: Mapping[str, str]
    gone: Mapping[str, str]

    def render(self, directory: Path) -> bytes:
        """Return the text of the journal, valid only for this directory."""
        data: JsonObject = {"files": {**self.files}, "gone": {**self.gone}}
        body = json.dumps(data, sort_keys=True).encode()
        try:
            sealed = make_seal(PURPOSE, os.fsencode(directory), b"\0", body)
        except KeyFaultError:
            sealed = _UNSEALED  # if this run is killed now, the user decides what to do
        return sealed + body


def recover_moves(directory: Path, shown: str) -> None:
    """Finish or remove the work of a killed run in `directory`; `shown` is its path for the user.

    Raises:
        UserError: the files there are not from a run of this user (`staging-foreign`), or a link is in the way.
    """
    if is_directory(directory / READY, f"{shown}/{READY}"):
        finish_moves(directory, shown)
    if is_directory(directory / NEW, f"{shown}/{NEW}"):
        swap.remove_directory(directory / NEW)


def stage_changes(
    directory: Path, shown: str, changed: Collection[FileChange], manifest_text: str, gone: Mapping[str, str]
) -> None:
    """Prepare the changed files in a separate directory, which is renamed to `READY` when it is complete.

    Raises:
        UserError: something that is not ours is there (`staging-foreign`).
    """
    staging = directory / NEW
    contents = {change.path: change.new for change in changed if change.new is not None}
    contents[manifest.NAME] = manifest_text.encode()
    journal = MoveJournal({name: manifest.sha256_hex(content) for name, content in contents.items()}, gone)
    fresh_directory(staging, f"{shown}/{NEW}")
    try:
        for name, content in {**contents, JOURNAL: journal.render(directory)}.items():
            write_below(staging, name, content)
        swap.flush_to_disk(staging, [path for path in staging.rglob("*") if path.is_file()])
        os.rename(staging, directory / READY)
    except BaseException:
        swap.remove_directory(staging)
        raise


def finish_moves(directory: Path, shown: str) -> None:
    """Move the prepared files to their paths after the removals, the manifest last.

    Raises:
        UserError: the directory is not from a run of this user (`staging-foreign`), or a link is in the way.
    """
    ready = directory / READY
    journal = read_journal(directory, shown)
    waiting = check_waiting(ready, journal, shown)
    for name in sorted(waiting - {manifest.NAME}):
        move_below(ready, directory, name)
    for name, written in journal.gone.items():
        if digest_of(directory, name) == written:
            remove_below(directory, name)
    for name in waiting & {manifest.NAME}:
        move_below(ready, directory, name)
    put_away(directory, shown)


def put_away(directory: Path, shown: str) -> None:
    """Remove the prepared directory, so that the next run ignores what is left if this run is killed."""
    old = directory / NEW
    if is_directory(old, f"{shown}/{NEW}"):
        shutil.rmtree(old)
    os.rename(directory / READY, old)
    swap.remove_directory(old)


def read_journal(directory: Path, shown: str) -> MoveJournal:
    """Return the steps for a directory.

    Raises:
        UserError: there is no journal, or another user or machine has written it (`staging-foreign`).
    """
    try:
        content = read_below(directory / READY, JOURNAL, MOST_FILE_BYTES)
    except OSError:
        content = b""
    sealed, body = content[:SEAL_SIZE], content[SEAL_SIZE:]
    if not is_sealed(sealed, PURPOSE, os.fsencode(directory), b"\0", body):
        raise unproven_stage_error(shown)
    data: JsonValue = json.loads(body)
    return MoveJournal(*(manifest.string_members(as_object(as_object(data)[key])) for key in ("files", "gone")))


def check_waiting(ready: Path, journal: MoveJournal, shown: str) -> set[str]:
    """Return the files that are not moved yet: each regular, in the journal, and with its digest.

    Raises:
        UserError: something else is there (`staging-foreign`).
    """
    names = {path for path, entry in walk_directory(ready, "") if entry.is_symlink() or not entry.is_dir()}
    for name in sorted(names - {JOURNAL}):
        if name not in journal.files or digest_of(ready, name) != journal.files[name]:
            raise foreign_stage(f"{shown}/{READY}/{name}", "this was not made by specloom")
    return names - {JOURNAL}


def digest_of(directory: Path, name: str) -> str | None:
    """Return the digest of a file below `directory`, None if it does not exist, or its path contains a link."""
    try:
        return manifest.sha256_hex(read_below(directory, name, MOST_FILE_BYTES))
    except (OSError, UserError):
        return None


def unproven_stage_error(shown: str) -> UserError:
    """Return the error for prepared files that may not be from a run of this user."""
    message = "this is from a killed run or came with the repository; specloom can't tell which, and keeps it"
    hint = "remove it and run again; if files are then reported as edited, generate them again with --force"
    return user_error("staging-foreign", message, location=SourceLocation(f"{shown}/{READY}"), hint=hint)
