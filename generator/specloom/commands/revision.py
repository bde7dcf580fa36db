"""Reads the files of a git revision, without touching the work tree or its index."""

from __future__ import annotations

import contextlib
import io
import os
import subprocess
import tempfile
from collections.abc import Generator, Sequence
from dataclasses import replace
from pathlib import Path

from specloom.base.diagnostics import UserError, user_error
from specloom.base.records import dataclass
from specloom.base.terminal import printable

SUFFIXES = (".yaml", ".yml", ".json")
"""Suffixes of documents and configs; other files of the revision are not written anywhere."""
FILE_MODES = ("100644 ", "100755 ")
"""The modes of regular files in git; links and submodules are skipped."""
QUIET = ("-c", "core.fsmonitor=false", "-c", f"core.hooksPath={os.devnull}")
"""Settings for each call: nothing from a repository is run."""


@dataclass(frozen=True, slots=True)
class RevisionFile:
    """A regular file of a commit: its path from the top of the repository, its object and its bytes."""

    path: str
    blob: str
    size: int


def repository_of(path: Path) -> Path | None:
    """Return the top directory of the repository that contains `path`, None if there is none or no git."""
    directory = path if path.is_dir() else path.parent
    try:
        found = run_git(directory, "rev-parse", "--show-toplevel")
    except (OSError, subprocess.CalledProcessError):
        return None
    return Path(found.strip())


def commit_of(directory: Path, revision: str) -> str | None:
    """Return the commit for `revision` in the repository of `directory`, None if there is none."""
    try:
        return run_git(
            directory, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}"
        ).strip()
    except (OSError, subprocess.CalledProcessError):
        return None


@contextlib.contextmanager
def at_revision(repository: Path, revision: str) -> Generator[Path]:
    """Give a temporary directory with the documents of a revision, at their paths.

    Findings about them are located as `REVISION:path`. Nothing in the revision or in the work tree decides how its
    files are written: attributes, filters and links have no effect.

    Raises:
        UserError: git fails, or the block raises one.
    """
    with tempfile.TemporaryDirectory(prefix="specloom-") as name:
        root = Path(name).resolve() / "files"
        apart = {"GIT_INDEX_FILE": str(Path(name, "index")), "GIT_WORK_TREE": name}
        environment = {**os.environ, **apart}
        try:
            listed = run_git(repository, "ls-tree", "-r", "-z", "--full-tree", revision).split("\0")
            wanted = "\0".join(each for each in listed if each.startswith(FILE_MODES) and each.endswith(SUFFIXES))
            run_git(repository, "update-index", "-z", "--index-info", environment=environment, given=wanted + "\0")
            run_git(repository, "checkout-index", "--all", f"--prefix={root}/", environment=environment)
        except (OSError, subprocess.CalledProcessError) as error:
            raise git_failure(revision, error) from error
        try:
            yield root
        except UserError as error:
            raise UserError(
                replace(item, file=shown_name(item.file, root, revision)) for item in error.diagnostics
            ) from error


def shown_name(file: str | None, root: Path, revision: str) -> str | None:
    """Return the name of a file for the user; that of a file of the revision as in git."""
    if file is None or not Path(file).is_absolute() or not Path(file).is_relative_to(root):
        return file
    return f"{revision}:{Path(file).relative_to(root).as_posix()}"


def git_failure(revision: str, error: OSError | subprocess.CalledProcessError) -> UserError:
    """Return the error for a revision that git can't read."""
    reason = printable(str(getattr(error, "stderr", "") or error).strip())
    hint = "run git in that directory to see what is wrong"
    return user_error("git", f"git can't read {printable(revision)}: {reason}", hint=hint)


def listed_files(repository: Path, commit: str) -> list[RevisionFile]:
    """Return the regular files of a commit; links and submodules are left out.

    Raises:
        OSError: there is no git.
        CalledProcessError: git fails.
    """
    listed = run_git(repository, "ls-tree", "-r", "-l", "-z", "--full-tree", commit).split("\0")
    found = [each.partition("\t") for each in listed if each.startswith(FILE_MODES)]
    return [RevisionFile(path, fields.split()[2], int(fields.split()[3])) for fields, _, path in found]


def contents_of(repository: Path, files: Sequence[RevisionFile]) -> list[bytes]:
    """Return the contents of files of a commit as they are stored: no filter and no attribute has an effect.

    Raises:
        OSError: there is no git.
        CalledProcessError: git fails.
    """
    asked = "".join(f"{each.blob}\n" for each in files).encode()
    stream = io.BytesIO(git_output(repository, "cat-file", "--batch", given=asked))
    found: list[bytes] = []
    for _ in files:
        size = int(stream.readline().split()[2])
        found.append(stream.read(size))
        stream.read(1)  # the end of the line after each object
    return found


def run_git(directory: Path, *command: str, environment: dict[str, str] | None = None, given: str = "") -> str:
    """Run git in a directory and return its output as text, like `git_output`."""
    found = git_output(directory, *command, environment=environment, given=given.encode("utf-8", "surrogateescape"))
    return found.decode("utf-8", "surrogateescape")


def git_output(directory: Path, *command: str, environment: dict[str, str] | None = None, given: bytes = b"") -> bytes:
    """Run git in a directory and return its output.

    Raises:
        OSError: there is no git.
        CalledProcessError: git fails.
    """
    run = subprocess.run(
        ["git", "-C", str(directory), *QUIET, *command],
        input=given,
        env=environment,
        capture_output=True,
        check=False,
    )
    if run.returncode:
        reason = run.stderr.decode("utf-8", "replace")
        raise subprocess.CalledProcessError(run.returncode, run.args, run.stdout, reason)
    return run.stdout
