"""Finds the package of an earlier release: in a wheel, or at a git tag. Nothing of it is run or written to the disk."""

from __future__ import annotations

import os
import subprocess
from functools import partial
from pathlib import Path, PurePosixPath

from specloom.base.bounded_read import FileTooLargeError
from specloom.base.diagnostics import user_error
from specloom.base.terminal import printable
from specloom.commands.revision import RevisionFile, commit_of, contents_of, git_failure, listed_files, repository_of
from specloom.compare.source.package import FILE_LIMIT, MODULE_LIMIT, PACKAGE_LIMIT, ModuleReader, SourcePackage
from specloom.compare.source.wheel import package_among, read_wheel
from specloom.pipeline.options import existing_file

_WHEEL = ".whl"


def released_package(given: str, directory: Path) -> SourcePackage:
    """Return the package of the release `given`, a git revision or the path of a wheel.

    `directory` is the directory of the package today.

    Raises:
        UserError: there is no such release (`surface-unknown`, `file-missing`), it has no such package
            (`surface-missing`), or it can't be read (`wheel-unreadable`, `git`).
    """
    if given.endswith(_WHEEL):
        return read_wheel(existing_file(Path(given), "wheel"), directory.name)
    repository = repository_of(directory)
    commit = commit_of(directory, given) if repository is not None else None
    if repository is None or commit is None:
        hint = "name a git tag, or the path of a wheel; in CI, fetch the tags (`fetch-depth: 0`)"
        raise user_error("surface-unknown", f"{printable(given)} is neither a wheel nor a git revision", hint=hint)
    try:
        return package_at(repository, commit, given, directory)
    except (OSError, subprocess.CalledProcessError) as error:
        raise git_failure(given, error) from error


def package_at(repository: Path, commit: str, revision: str, directory: Path) -> SourcePackage:
    """Return the package as it was at a commit: in the same directory, or else in one that is no package any more.

    A package that is where it was is another client of the repository, whatever it is called.

    Raises:
        UserError: the commit has no such package (`surface-missing`).
    """
    modules = {each.path: each for each in listed_files(repository, commit) if each.path.endswith(".py")}
    inside = os.path.relpath(os.path.realpath(directory), os.path.realpath(repository))
    root = PurePosixPath(Path(inside).as_posix()).as_posix()
    if f"{root}/__init__.py" not in modules:
        elsewhere = [path for path in modules if not (repository / path).parent.joinpath("__init__.py").is_file()]
        root = package_among(elsewhere, directory.name, printable(revision))
    reader = ModuleReader(f"{printable(revision)}:{root}")
    wanted = [modules[path] for path in sorted(modules) if path.startswith(f"{root}/")]
    contents = read_within_limits(repository, wanted)
    for each in wanted:
        if not reader.add_module(each.path.removeprefix(f"{root}/"), partial(bounded_content, contents, each)):
            break
    return reader.finish_package(root.rpartition("/")[2])


def read_within_limits(repository: Path, files: list[RevisionFile]) -> dict[str, bytes]:
    """Return the contents of the files by path, without those that are longer than any module that is read."""
    left, asked = PACKAGE_LIMIT, list[RevisionFile]()
    for each in files[:MODULE_LIMIT]:
        if each.size <= min(FILE_LIMIT, left):
            asked.append(each)
            left -= each.size
    return dict(zip((each.path for each in asked), contents_of(repository, asked), strict=True))


def bounded_content(contents: dict[str, bytes], file: RevisionFile, most: int) -> bytes:
    """Return the content of a file. Raises `FileTooLargeError` if it was left out, or has more than `most` bytes."""
    content = contents.get(file.path)
    if content is None or len(content) > most:
        raise FileTooLargeError
    return content
