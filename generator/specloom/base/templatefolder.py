"""Folders of templates that are not ours: which files in them are read, and that none leads out of the folder."""

from __future__ import annotations

import os
import stat
from collections.abc import Iterator
from pathlib import Path

from specloom.base.bounded_read import read_regular
from specloom.base.diagnostics import Diagnostics, SourceLocation

SUFFIXES = (".jinja", ".jinja2", ".j2", ".py", ".typed")
"""What the files of templates end with; all others in the folder are nobody's business."""
LARGEST = 1_000_000
"""Bytes that a template may have. The largest of ours has 20,000."""
MOST = 2_000
"""Files that are looked at."""


def template_files(folder: Path) -> dict[str, bytes]:
    """Return the templates in a folder with their contents, by their relative posix paths.

    Raises:
        UserError: a link leads out of it (`template-link`), a file is too large, no text or no file (`template-file`),
            there are too many (`template-many`), or something can't be read (`template-unreadable`).
    """
    found = Diagnostics()
    root = Path(os.path.realpath(folder))
    files: dict[str, bytes] = {}
    for name in _names(folder, found):
        content = _content(folder / name, root, found)
        if content is not None:
            files[name] = content
    found.raise_errors()
    return files


def _names(folder: Path, found: Diagnostics) -> Iterator[str]:
    """Yield what may be a template, in order; hidden files and folders are none."""
    count = 0
    for parent, folders, names in os.walk(folder):
        folders[:] = sorted(name for name in folders if name != "__pycache__" and not name.startswith("."))
        linked = [name for name in folders if os.path.islink(os.path.join(parent, name))]
        for name in linked:
            hint = "put the files themselves there: links to folders are not followed"
            found.error(
                "template-link", "this is a link to a folder", place=SourceLocation(f"{parent}/{name}"), hint=hint
            )
        for name in sorted(names):
            if name.endswith(SUFFIXES) and not name.startswith("."):
                count += 1
                yield os.path.relpath(os.path.join(parent, name), folder).replace(os.sep, "/")
        if count > MOST:
            hint = "name the folder that holds the templates alone"
            message = f"there are more than {MOST} templates in here"
            found.error("template-many", message, place=SourceLocation(str(folder)), hint=hint)
            return


def _content(path: Path, root: Path, found: Diagnostics) -> bytes | None:
    """Return the content of a template, None where there is something wrong with it."""
    place, fault = SourceLocation(str(path)), ""
    try:
        if not Path(os.path.realpath(path)).is_relative_to(root):
            hint = "put the file itself there: nothing out of the folder is read"
            found.error("template-link", "this link leads out of the folder of templates", place=place, hint=hint)
            return None
        facts = path.stat()
        if not stat.S_ISREG(facts.st_mode):
            fault = "this is no file"
        elif facts.st_size > LARGEST:
            fault = f"this file has more than {LARGEST // 1_000_000} MB, which no template needs"
        else:
            content = read_regular(path, LARGEST)
            content.decode("utf-8")
            return content
    except UnicodeDecodeError:
        fault = "this file is no UTF-8 text"
    except OSError as error:
        hint = "give the rights to read it, or move it away"
        message = f"can't be read: {error.strerror or error}"
        found.error("template-unreadable", message, place=place, hint=hint)
        return None
    found.error("template-file", fault, place=place, hint="move it away, or give it another ending")
    return None
