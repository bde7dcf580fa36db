"""Reads the user's template directories: which files are read, and that none is outside the directory."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from specloom.base.bounded_read import read_regular
from specloom.base.diagnostics import Diagnostics, SourceLocation

SUFFIXES = (".jinja", ".jinja2", ".j2", ".py", ".typed")
"""The suffix of templates; all other files in the directory are ignored."""
LARGEST = 1_000_000
"""The largest template, in bytes. Our largest one has 20,000."""
MOST = 2_000
"""The number of files that are looked at."""


def template_files(directory: Path) -> dict[str, bytes]:
    """Return the templates in a directory: content by relative posix path.

    Raises:
        UserError: a link leads outside (`template-link`), a file is too large or not text (`template-file`),
            there are too many (`template-many`), or something can't be read (`template-unreadable`).
    """
    found = Diagnostics()
    root = Path(os.path.realpath(directory))
    files: dict[str, bytes] = {}
    for name in _template_names(directory, found):
        content = _template_content(directory / name, root, found)
        if content is not None:
            files[name] = content
    found.raise_errors()
    return files


def _template_names(directory: Path, found: Diagnostics) -> Iterator[str]:
    """Yield the paths of templates, in order; hidden files and directories are skipped."""
    count = 0
    for parent, directories, names in os.walk(directory):
        directories[:] = sorted(name for name in directories if name != "__pycache__" and not name.startswith("."))
        linked = [name for name in directories if os.path.islink(os.path.join(parent, name))]
        for name in linked:
            hint = "replace it with the files: links to directories are not followed"
            found.error(
                "template-link", "this is a link to a directory", location=SourceLocation(f"{parent}/{name}"), hint=hint
            )
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                count += 1
                yield os.path.relpath(os.path.join(parent, name), directory).replace(os.sep, "/")
        if count > MOST:
            hint = "name a directory that contains only templates"
            message = f"the directory has more than {MOST} templates"
            found.error("template-many", message, location=SourceLocation(str(directory)), hint=hint)
            return


def _template_content(path: Path, root: Path, found: Diagnostics) -> bytes | None:
    """Return the content of a template; None if it is at fault."""
    location, fault = SourceLocation(str(path)), ""
    try:
        if not Path(os.path.realpath(path)).is_relative_to(root):
            hint = "replace it with the file: nothing outside the directory is read"
            found.error("template-link", "the link leads outside the template directory", location=location, hint=hint)
            return None
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            fault = "this is not a regular file"
        elif facts.st_size > LARGEST:
            fault = f"the file is larger than {LARGEST // 1_000_000} MB"
        else:
            content = read_regular(path, LARGEST)
            content.decode("utf-8")
            return content
    except UnicodeDecodeError:
        fault = "the file is not UTF-8 text"
    except OSError as error:
        hint = "make it readable, or move it away"
        message = f"the file can't be read: {error.strerror or error}"
        found.error("template-unreadable", message, location=location, hint=hint)
        return None
    found.error("template-file", fault, location=location, hint="move it away, or give it another suffix")
    return None
