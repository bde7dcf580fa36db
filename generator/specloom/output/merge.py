"""Three-way merges that keep edits of generated files, and the state that later runs need.

The base of a merge is the file as specloom made it; the manifest has its digest. Its text is kept in `BASE` once a file
has been merged, so packages without edits get no extra files. Before that it is searched in the history of git, so that
merges work in CI without a cache.
"""

from __future__ import annotations

import subprocess
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from pathlib import Path

from specloom.base.diagnostics import Diagnostics, SourceLocation, user_error
from specloom.base.records import dataclass
from specloom.output import guard, manifest
from specloom.output.scratch import scratch_directories
from specloom.output.tree import MOST_FILE_BYTES, OutputTree, read_manifest

BASE = ".specloom.base"
LABELS: tuple[str, ...] = ("yours", "base", "generated")
MARKER = b"<<<<<<< yours"
_REVISIONS = 500
"""The number of commits of a file that are searched for its base."""


def base_path(path: str) -> str:
    """Return the path of the base of a merged file."""
    return f"{BASE}/{path}.txt"


def keep_merged_files(tree: OutputTree, files: Mapping[str, str], shown: str) -> dict[str, str]:
    """Return `files` with the merged files as on disk, if specloom would make the same base again.

    Raises:
        UserError: conflict markers are left in one (`merge-unresolved`).
    """
    found = read_manifest(tree, shown)
    merged = found.merged if found is not None else ()
    problems = Diagnostics()
    kept: dict[str, str] = {}
    for path in merged:
        content = tree.files.get(path)
        if found is None or content is None or path not in files:
            continue
        line = first_marker(content)
        if line:
            hint = "resolve each conflict and remove its markers, or discard your edits with --force"
            location = SourceLocation(f"{shown}/{path}", line=line)
            problems.error("merge-unresolved", "the file has unresolved conflicts", location=location, hint=hint)
        same = manifest.sha256_hex(files[path].encode()) == found.files.get(path)
        if same and content != files[path].encode():
            kept[path] = text_of(content, f"{shown}/{path}")
    problems.raise_errors()
    return with_merged(files, kept) if kept else dict(files)


@dataclass(frozen=True, slots=True)
class MergedEdits:
    """The files to write, edits included, and the paths of those that were merged in this run."""

    files: Mapping[str, str]
    merged: Collection[str] = ()


def merge_edits(
    directory: Path,
    tree: OutputTree,
    files: Mapping[str, str],
    ours: Mapping[str, str],
    shown: str,
    *,
    force: bool,
    merging: bool,
) -> MergedEdits:
    """Return `files` with earlier merges and, if `merging`, with new edits; with `force` unchanged.

    Raises:
        UserError: as `keep_merged_files` and `three_way`.
    """
    if force:
        return MergedEdits(files)
    files = keep_merged_files(tree, files, shown)
    merged = three_way(directory, tree, files, ours, shown) if merging else {}
    edits = {path: text for path, text in merged.items() if text != files[path]}
    return MergedEdits(with_merged(files, edits) if edits else files, merged)


def three_way(
    directory: Path, tree: OutputTree, files: Mapping[str, str], ours: Mapping[str, str], shown: str
) -> dict[str, str]:
    """Return the edited files, merged; lines that both sides changed get conflict markers.

    Raises:
        UserError: the base of an edited file can't be found (`merge-base-missing`), or git can't merge it.
    """
    edits = {path: tree.files[path] for path in guard.edited_files(tree, files, ours) if path in files}
    problems = Diagnostics()
    merged: dict[str, str] = {}
    for path, content in edits.items():
        base = base_of(directory, tree, path, ours[path])
        if base is None:
            hint = (
                "commit generated files before editing them, fetch the whole history, or discard the edits with --force"
            )
            message = "the generated version of the file is neither in the history of git nor in the package"
            problems.error("merge-base-missing", message, location=SourceLocation(f"{shown}/{path}"), hint=hint)
            continue
        merged[path] = merge_texts(text_of(content, f"{shown}/{path}"), base, files[path], f"{shown}/{path}")
    problems.raise_errors()
    return merged


def with_merged(files: Mapping[str, str], merged: Mapping[str, str]) -> dict[str, str]:
    """Return `files` with the merged ones, their bases, and a manifest that lists both."""
    own = manifest.parse_manifest(files[manifest.NAME].encode(), manifest.NAME)
    bases = {base_path(path): files[path] for path in merged}
    listed = replace(
        own,
        files={**own.files, **manifest.text_digests(bases)},
        merged=tuple(sorted({*own.merged, *merged})),
    )
    return {**files, **merged, **bases, manifest.NAME: listed.render()}


def base_of(directory: Path, tree: OutputTree, path: str, digest: str) -> str | None:
    """Return the text of a file as specloom made it, found by `digest`."""
    kept = tree.files.get(base_path(path))
    for content in (kept, *committed_contents(directory, path)):
        if content is not None and manifest.sha256_hex(content) == digest:
            return content.decode()
    return None


def committed_contents(directory: Path, path: str) -> Iterator[bytes]:
    """Yield the versions of a file in the history of git, the latest first."""
    command = ("log", f"-{_REVISIONS}", "--format=%H", "--", path)
    revisions = (run_git(directory, *command) or b"").decode().split()
    asked = "".join(f"{revision}:./{path}\n" for revision in revisions).encode()
    listed = (run_git(directory, "cat-file", "--batch-check", given=asked) or b"").decode()
    known = (line.split() for line in listed.splitlines())
    blobs = (words[0] for words in known if words[1:2] == ["blob"] and int(words[2]) <= MOST_FILE_BYTES)
    for blob in dict.fromkeys(blobs):
        content = run_git(directory, "cat-file", "blob", blob)
        if content is not None:
            yield content


def run_git(directory: Path, *command: str, given: bytes = b"") -> bytes | None:
    """Return the output of git for the input `given`, None if git is missing or fails."""
    try:
        run = subprocess.run(["git", "-C", str(directory), *command], input=given, capture_output=True, check=True)
    except (OSError, subprocess.CalledProcessError):
        return None
    return run.stdout


def merge_texts(mine: str, base: str, theirs: str, shown: str) -> str:
    """Return the three-way merge of texts as `git merge-file --diff3` makes it.

    Raises:
        UserError: there is no git, or it can't merge them (`merge-failed`).
    """
    texts = dict(zip(LABELS, (mine, base, theirs), strict=True))
    labels = [word for label in LABELS for word in ("-L", label)]
    with scratch_directories(texts) as (root,):
        try:
            command = ["git", "merge-file", "-p", "--diff3", *labels, *LABELS]
            run = subprocess.run(command, cwd=root, capture_output=True, check=False)
        except OSError as error:
            hint = "install git, or discard your edits with --force"
            raise user_error("merge-failed", f"git can't be run: {error.strerror}", hint=hint) from error
    if run.returncode > 127 or run.returncode < 0:
        why = run.stderr.decode(errors="replace").strip()
        raise user_error("merge-failed", f"git can't merge the file: {why}", location=SourceLocation(shown))
    return run.stdout.decode()


def first_marker(content: bytes | None) -> int:
    """Return the line of the first conflict, 0 if there is none."""
    lines = (content or b"").split(b"\n")
    return next((number for number, line in enumerate(lines, 1) if line.startswith(MARKER)), 0)


def text_of(content: bytes, shown: str) -> str:
    """Return the text of an edited file.

    Raises:
        UserError: it is not text (`merge-failed`).
    """
    try:
        return content.decode()
    except UnicodeDecodeError as error:
        raise user_error("merge-failed", "the edited file is not UTF-8 text", location=SourceLocation(shown)) from error
